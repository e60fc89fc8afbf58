from __future__ import annotations

import os
import secrets
import subprocess
import sys
import threading

import pytest

from access.decide import decide
from records import Actor
from store import StoreError, cases, driver, keys, open_store, schema
from store.places import on_network
from store.rows import CaseInput

ACTOR = Actor("investigator.one", "investigator")


def code_of(folder, **options):
    with pytest.raises(StoreError) as refused:
        open_store(folder, **options)
    assert refused.value.text() == refused.value.msgid
    assert len(refused.value.msgid) > 40
    return refused.value.code


@pytest.fixture
def made(tmp_path, case):
    """The folder of a closed store that holds one case."""
    store = open_store(tmp_path / "data", decide=decide)
    with store.write(ACTOR) as tx:
        cases.save_many(tx, [CaseInput(case)])
    store.purge()
    store.close()
    return tmp_path / "data"


def test_a_new_store_is_encrypted_and_its_own_alone(made):
    assert {path.name for path in made.iterdir()} >= {"waylink.db", "waylink.key", "waylink.check"}
    assert "waylink.db.new" not in " ".join(path.name for path in made.iterdir())
    raw = (made / "waylink.db").read_bytes()
    assert b"SQLite format" not in raw
    assert "Оспанов".encode() not in raw
    assert (made / "waylink.key").stat().st_mode & 0o077 == 0
    assert (made / "waylink.db").stat().st_mode & 0o077 == 0


def test_it_opens_again_with_its_key(made):
    store = open_store(made, decide=decide, create=False)
    with store.read(ACTOR) as reader:
        assert len(cases.rows(reader)) == 1
    store.close()


def test_pragmas_hold_on_every_connection(made):
    store = open_store(made, decide=decide)
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000, "secure_delete": 1,
        "trusted_schema": 0, "temp_store": 2, "application_id": schema.APPLICATION_ID, "user_version": schema.VERSION,
    }  # fmt: skip
    for _ in range(2):
        db = store.connection()
        assert {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
        db.close()
    store.close()


def test_the_engine_is_free_of_the_log_reset_fault():
    sqlite, cipher = driver.engine_version()
    assert tuple(int(part) for part in sqlite.split(".")) >= (3, 51, 3)
    assert cipher.startswith("4.")


def test_every_table_is_strict(store):
    db = store.connection()
    shadow = ("name_word", "name_part", "sqlite_")
    tables = [table for table in db.tables if not table.name.startswith(shadow)]
    assert len(tables) > 15
    assert [table.name for table in tables if not table.strict] == []
    db.close()


def test_missing(tmp_path):
    assert code_of(tmp_path / "none", create=False) == "missing"
    assert not (tmp_path / "none").exists()
    (tmp_path / "empty").mkdir()
    assert code_of(tmp_path / "empty", create=False) == "missing"


def test_zero_bytes_is_not_a_fresh_store(made):
    (made / "waylink.db").write_bytes(b"")
    assert code_of(made) == "empty"
    assert (made / "waylink.db").stat().st_size == 0


def test_log_without_its_file(made):
    (made / "waylink.db").rename(made / "elsewhere.db")
    (made / "waylink.db-wal").write_bytes(b"x" * 100)
    assert code_of(made) == "incomplete"


def test_foreign_files(tmp_path):
    import sqlite3

    plain = tmp_path / "plain"
    plain.mkdir()
    connection = sqlite3.connect(plain / "waylink.db")
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert code_of(plain) == "foreign"
    (plain / "waylink.db").write_bytes(b"a letter")
    assert code_of(plain) == "foreign"


def test_another_program_s_encrypted_file(tmp_path):
    key = secrets.token_bytes(32)
    db = driver.connect(tmp_path / "waylink.db", key, create=True)
    db.execute("CREATE TABLE t (a)")
    db.close()
    assert code_of(tmp_path, key=key) == "foreign"


def test_wrong_keys(made):
    assert code_of(made, key=secrets.token_bytes(32)) == "wrong_key"
    assert code_of(made, key=b"short") == "bad_key"
    (made / "waylink.check").unlink()
    assert code_of(made, key=secrets.token_bytes(32)) == "unreadable"
    (made / "waylink.key").write_text("not a key")
    assert code_of(made) == "bad_key"
    (made / "waylink.key").unlink()
    assert code_of(made) == "no_key"
    assert not (made / "waylink.key").exists()


@pytest.mark.parametrize("page", [0, 1, 3, 9, 20, 40])
def test_a_flipped_bit_is_never_read_as_data(made, page):
    path = made / "waylink.db"
    db = driver.connect(path, keys.from_file(made / "waylink.key"))
    tables = ("case_file", "stop", "party", "party_name", "audit")
    whole = {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    db.close()
    raw = bytearray(path.read_bytes())
    raw[page * driver.PAGE + 1000] ^= 1
    path.write_bytes(raw)
    try:
        store = open_store(made, decide=decide)
    except StoreError as error:
        assert error.code == "corrupt"
        return
    db = store.connection()
    assert db.execute("PRAGMA cipher_integrity_check").fetchall()
    for table in tables:
        try:
            found = db.execute(f"SELECT * FROM {table}").fetchall()
        except driver.EngineError:
            continue
        assert found == whole[table]
    db.close()
    store.close()


def test_cut_off(made):
    path = made / "waylink.db"
    path.write_bytes(path.read_bytes()[: driver.PAGE * 3 + 17])
    assert code_of(made) == "corrupt"
    path.write_bytes(b"x" * 500)
    assert code_of(made) == "corrupt"


def test_written_by_a_newer_version(made):
    db = driver.connect(made / "waylink.db", keys.from_file(made / "waylink.key"))
    db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.close()
    assert code_of(made) == "newer"


def test_read_only(made):
    """Asked of a child without rights, since the one who runs the tests may be root."""
    for path in (made, *made.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder = made
    while folder != folder.parent:
        if folder.stat().st_mode & 0o055 != 0o055 and folder.stat().st_uid == os.getuid():
            folder.chmod(folder.stat().st_mode | 0o055)
        folder = folder.parent
    program = (
        "import os, sys; from pathlib import Path\n"
        "from store import open_store, StoreError\n"
        "os.getuid() or os.setuid(65534)\n"
        "try: open_store(Path(sys.argv[1]))\n"
        "except StoreError as error: print(error.code)\n"
    )
    told = subprocess.run([sys.executable, "-c", program, str(made)], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "read_only"
    made.chmod(0o755)


def test_network_folders_are_known(tmp_path):
    table = tmp_path / "mounts"
    table.write_text(
        "/dev/sda1 / ext4 rw 0 0\nserver:/x /srv/share nfs4 rw 0 0\n//s/y /srv/a\\040b cifs rw 0 0\n"
        "/dev/sdb1 /srv/share/local ext4 rw 0 0\nbroken\n"
    )
    from pathlib import Path

    assert on_network(Path("/srv/share"), table)
    assert on_network(Path("/srv/share/deeper"), table)
    assert on_network(Path("/srv/a b/c"), table)
    assert not on_network(Path("/srv/share/local/x"), table)
    assert not on_network(Path("/srv/shared"), table)
    assert not on_network(Path("/srv/share"), tmp_path / "no such table")


def test_a_network_folder_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("store.opening.on_network", lambda folder: True)
    assert code_of(tmp_path / "data") == "network_folder"


def test_many_openers_at_once_agree_on_one_store(tmp_path):
    errors, stores = [], []

    def opener():
        try:
            stores.append(open_store(tmp_path / "data", decide=decide))
        except StoreError as error:
            errors.append(error.code)

    threads = [threading.Thread(target=opener) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with stores[0].write(ACTOR, "hello") as tx:
        tx.log("hello")
    counts = set()
    for store in stores:
        with store.read(Actor("a", "auditor")) as reader:
            counts.add(reader.select("SELECT count(*) AS n FROM audit")[0]["n"])
        store.close()
    assert counts == {1}


def test_a_failed_migration_leaves_the_file_as_it_was(made, monkeypatch):
    broken = (*schema.MIGRATIONS, "CREATE TABLE fresh (a TEXT) STRICT; CREATE TABLE case_file (b TEXT) STRICT;")
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    monkeypatch.setattr(schema, "VERSION", len(broken))
    assert code_of(made) == "failed"
    monkeypatch.undo()
    store = open_store(made, decide=decide)
    with store.read(ACTOR) as reader:
        assert len(cases.rows(reader)) == 1
        assert reader.select("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'fresh'")[0]["n"] == 0
    store.close()


def test_a_migration_keeps_the_rows(made, monkeypatch):
    more = (*schema.MIGRATIONS, "CREATE TABLE fresh (a TEXT) STRICT;")
    monkeypatch.setattr(schema, "MIGRATIONS", more)
    monkeypatch.setattr(schema, "VERSION", len(more))
    store = open_store(made, decide=decide)
    with store.read(ACTOR) as reader:
        assert len(cases.rows(reader)) == 1
        assert reader.select("SELECT * FROM fresh") == []
    store.close()


def test_without_rules_nothing_is_allowed(tmp_path, case):
    store = open_store(tmp_path / "data")
    with pytest.raises(StoreError) as refused, store.write(ACTOR) as tx:
        cases.save_many(tx, [CaseInput(case)])
    assert refused.value.code == "not_allowed"
    store.close()


def test_the_check_value_is_never_seen_half_written(tmp_path):
    key = bytes(range(32))
    keys.write_check(tmp_path, key)
    done, seen = threading.Event(), set()

    def reader():
        while not done.is_set():
            seen.add(keys.fits(tmp_path, key))

    thread = threading.Thread(target=reader)
    thread.start()
    for _ in range(300):
        keys.write_check(tmp_path, key)
    done.set()
    thread.join()
    assert seen == {True}
    assert [path.name for path in tmp_path.iterdir()] == [keys.CHECK_FILE]
