"""The ceremony: seal, open, recover, add, remove, a new key; and what a crash or a second program does to each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from records import Actor
from services import _keyring, accounts, keys
from services.desk import open_desk
from services.errors import StoreError
from store import keys as stored
from store import rekey, slots

LOCAL = Actor("local:test", "local")
PHRASE = "four words nobody guesses"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def sealed(desk):
    """A desk whose key is sealed, and its recovery key."""
    return desk, keys.wrap(desk, LOCAL, PHRASE)


def code_of(call, *args, **named):
    with pytest.raises(StoreError) as refused:
        call(*args, **named)
    return refused.value.code


def opened(folder, answer=None):
    at = open_desk(folder, ask=None if answer is None else lambda _question: answer)
    assert accounts.is_first_start(at)
    at.close()
    return True


def test_sealed_it_opens_by_each_way_and_by_no_other(sealed, tmp_path):
    desk, recovery = sealed
    desk.close()
    assert code_of(open_desk, desk.folder) == "sealed"
    assert opened(desk.folder, PHRASE)
    assert opened(desk.folder, recovery)
    assert code_of(open_desk, desk.folder, ask=lambda _: "wrong") == "wrong_secret"
    assert code_of(open_desk, desk.folder, ask=lambda _: "") == "sealed"
    assert not list((_keyring.config_folder() / "keys").glob("[0-9a-f]*.key"))


def test_an_officer_opens_it_with_a_file(sealed, tmp_path):
    desk, _ = sealed
    public = keys.new_identity(tmp_path / "officer.txt")
    assert (tmp_path / "officer.txt").stat().st_mode & 0o077 == 0
    slot = keys.add_officer(desk, LOCAL, "A. Officer", public)
    desk.close()
    assert opened(desk.folder, str(tmp_path / "officer.txt"))
    at = open_desk(desk.folder, ask=lambda _: PHRASE)
    keys.remove(at, LOCAL, slot)
    at.close()
    assert code_of(open_desk, desk.folder, ask=lambda _: str(tmp_path / "officer.txt")) == "wrong_secret"
    assert code_of(keys.new_identity, tmp_path / "officer.txt") == "file_exists"


def test_the_order_of_sources(sealed, monkeypatch, tmp_path):
    desk, _ = sealed
    key = desk.store.key
    desk.close()
    monkeypatch.setenv("WAYLINK_KEY", key.hex())
    assert opened(desk.folder)
    monkeypatch.setenv("WAYLINK_KEY", "00" * 32)
    place = stored.keep(tmp_path / "elsewhere" / "key", key)
    assert place == key
    monkeypatch.setenv("WAYLINK_KEY_FILE", str(tmp_path / "elsewhere" / "key"))
    assert opened(desk.folder)
    monkeypatch.setenv("WAYLINK_KEY_FROM", "environment")
    assert code_of(open_desk, desk.folder) == "wrong_key"
    monkeypatch.setenv("WAYLINK_KEY_FROM", "prompt")
    assert opened(desk.folder, PHRASE)
    assert code_of(open_desk, desk.folder) == "sealed"


def test_the_system_s_keyring(sealed, monkeypatch):
    import keyring
    from keyring.backend import KeyringBackend

    class Memory(KeyringBackend):
        priority = 1
        held: dict[tuple[str, str], str] = {}  # noqa: RUF012

        def set_password(self, service, username, password):
            self.held[service, username] = password

        def get_password(self, service, username):
            return self.held.get((service, username))

    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    try:
        desk, _ = sealed
        assert keys.to_system(desk, LOCAL)
        desk.close()
        assert keys.status(desk.folder).source == "keyring"
        assert opened(desk.folder)
    finally:
        keyring.set_keyring(before)
    keyring.set_keyring(__import__("keyring.backends.fail", fromlist=["Keyring"]).Keyring())
    try:
        assert code_of(open_desk, desk.folder) == "sealed"
    finally:
        keyring.set_keyring(before)


def test_a_key_file_that_others_can_read_or_that_lies_with_the_data(desk, monkeypatch, tmp_path):
    key = desk.store.key
    desk.close()
    place = tmp_path / "key"
    stored.keep(place, key)
    monkeypatch.setenv("WAYLINK_KEY_FILE", str(place))
    assert opened(desk.folder)
    place.chmod(0o644)
    assert code_of(open_desk, desk.folder) == "key_file_open"
    inside = desk.folder / "key"
    stored.keep(inside, key)
    monkeypatch.setenv("WAYLINK_KEY_FILE", str(inside))
    assert code_of(open_desk, desk.folder) == "key_inside"


def test_recover_sets_a_new_passphrase(sealed):
    desk, recovery = sealed
    desk.close()
    assert code_of(keys.recover, desk.folder, "0" * 32, "another passphrase") == "wrong_secret"
    assert code_of(keys.recover, desk.folder, recovery, "short") == "weak_passphrase"
    keys.recover(desk.folder, recovery, "another passphrase")
    assert opened(desk.folder, "another passphrase")
    assert code_of(open_desk, desk.folder, ask=lambda _: PHRASE) == "wrong_secret"


def test_a_new_key(sealed, tmp_path):
    desk, recovery = sealed
    old = desk.store.key
    public = keys.new_identity(tmp_path / "officer.txt")
    keys.add_officer(desk, LOCAL, "A. Officer", public)
    assert code_of(keys.change, desk, LOCAL, "wrong passphrase", "left the office") == "wrong_secret"
    fresh = keys.change(desk, LOCAL, PHRASE, "left the office")
    assert not rekey.opens(desk.store.path, old)
    for answer in (PHRASE, fresh, str(tmp_path / "officer.txt")):
        assert opened(desk.folder, answer)
    assert code_of(open_desk, desk.folder, ask=lambda _: recovery) == "wrong_secret"
    assert len(slots.read(desk.folder)) == 3
    at = open_desk(desk.folder, ask=lambda _: PHRASE)
    with at.store.read(LOCAL) as reader:
        assert reader.select("SELECT count(*) AS n FROM audit WHERE action = 'key.changed'")[0]["n"] == 1
    at.close()


def test_a_new_key_is_refused_while_another_program_has_the_store(desk):
    other = open_desk(desk.folder)
    with other.store.read(LOCAL) as reader:
        reader.select("SELECT 1 FROM meta")
        assert code_of(keys.change, desk, LOCAL, None, "reason") == "in_use"
    other.close()
    assert opened(desk.folder)


CRASH = """
import os, sys
from pathlib import Path
from records import Actor
from services import keys
from services.desk import open_desk
from store import keys as stored

step, folder, phrase = sys.argv[1:]
desk = open_desk(Path(folder), ask=lambda _: phrase)
written, moved, calls = stored.write_check, Path.replace, []

def write_check(*args):
    calls.append(args)
    if len(calls) == {"first": 1, "second": 2}.get(step):
        os._exit(9)
    written(*args)

def replace(self, target):
    if step == "move" and self.suffix == ".new":
        os._exit(9)
    return moved(self, target)

stored.write_check, Path.replace = write_check, replace
keys.change(desk, Actor("local:test", "local"), phrase, "reason")
"""


@pytest.mark.parametrize("step", ["first", "move", "second"])
def test_a_crash_at_any_step_of_a_new_key_leaves_a_store_that_opens(sealed, step):
    """Before the check value, between it and the file's move, and after the move: the process is gone at once."""
    desk, _ = sealed
    old = desk.store.key
    desk.close()
    words = [sys.executable, "-c", CRASH, step, str(desk.folder), PHRASE]
    assert subprocess.run(words, cwd=ROOT, check=False, timeout=60).returncode == 9
    assert rekey.opens(desk.store.path, old) == (step != "second")
    assert opened(desk.folder, PHRASE)
    assert opened(desk.folder, PHRASE)
    assert len(stored.checks(desk.folder)) == 1


def test_programs_that_start_at_once_on_a_new_folder_agree_on_one_key(tmp_path):
    """Real processes: each would make a key of its own."""
    program = "import sys; from pathlib import Path; from services.desk import open_desk; " \
              "sys.stdin.read(1); print(open_desk(Path(sys.argv[1])).store.key.hex())"  # fmt: skip
    for attempt in range(3):
        folder = tmp_path / f"data{attempt}"
        running = [
            subprocess.Popen([sys.executable, "-c", program, str(folder)], cwd=ROOT, stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(4)
        ]  # fmt: skip
        for one in running:
            one.stdin.write("x")
            one.stdin.flush()
        told = [one.communicate(timeout=60) for one in running]
        assert [errors for _, errors in told] == [""] * 4
        assert len({key for key, _ in told}) == 1


def test_the_status_says_what_to_do(desk):
    assert keys.status(desk.folder).advice == ("seal",)
    keys.wrap(desk, LOCAL, PHRASE, keep_file=True)
    found = keys.status(desk.folder)
    assert (found.sealed, found.source, found.advice) == (True, "file", ("still_loose", "second"))
    assert {slot.kind for slot in found.slots} == {"passphrase", "recovery"}


def test_only_those_who_keep_backups_may(desk, investigator):
    assert code_of(keys.wrap, desk, investigator, PHRASE) == "not_allowed"
    assert slots.read(desk.folder) == []
