"""Erasure down to the bytes. The store's file is encrypted, so its bytes tell nothing: the same tables, triggers and
repositories are used here on a file without a key, with the same pragmas."""

from __future__ import annotations

from functools import partial

import pytest

from access.decide import decide
from store import Store, cases, driver, imports, matches, schema, submissions
from store.rows import CaseInput, MatchInput, Quarantine, RunInput

SECRETS = [
    "Ахметова", "ахметова", "Гульнара", "гульнара", "хметов", "zzromanisedzz", "ab1234567", "AB 1234567", "обманута",
    "secretfile", "secretreason",
]  # fmt: skip


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "plain.db"
    db = driver.connect(path, None, create=True)
    schema.migrate(db)
    db.close()
    store = Store(path, partial(driver.connect, key=None), decide)
    yield store
    store.close()


def left_in_bytes(store):
    raw = b"".join(path.read_bytes() for path in store.path.parent.glob("plain.db*"))
    # FTS keeps a term as what differs from the one before it: its tail is what would stay.
    return [secret for secret in SECRETS if secret.encode() in raw or secret.encode()[2:] in raw]


def test_a_removed_submission_leaves_no_bytes(plain, supervisor, case, named):
    with plain.write(supervisor) as tx:
        import_id = imports.begin(tx, "secretfile.json", "json", "0" * 64, 1)
        (row,) = cases.save_many(tx, [CaseInput(case, keys={"p1": ["zzromanisedzz"]})], import_id)
        imports.finish(tx, import_id, ok=True, quarantined=[Quarantine(1, "a", "secretreason")])
        others = cases.save_many(tx, [CaseInput(named(f"Other Person {n}")) for n in range(60)])
        pair = MatchInput(f"{row.case_id}/p1", f"{others[0].case_id}/p1", 0.5, 0.1, [{"left": "Ахметова"}])
        matches.record_run(tx, RunInput(tx.now(), 1, 0, 0.1, 2), [pair])
    assert {"ахметова", "zzromanisedzz", "ab1234567", "secretfile"} <= set(left_in_bytes(plain))
    with plain.write(supervisor, "sent by mistake") as tx:
        submissions.remove(tx, row.submission_id)
    plain.purge()
    assert left_in_bytes(plain) == []
    with plain.read(supervisor) as reader:
        (line,) = imports.history(reader)
        assert (line.file_name, line.cases, line.quarantined) == ("", (), 0)


def test_a_corrected_name_leaves_no_bytes(plain, supervisor, case, named):
    with plain.write(supervisor) as tx:
        (row,) = cases.save_many(tx, [CaseInput(case, keys={"p1": ["zzromanisedzz"]})])
        cases.save_many(tx, [CaseInput(named(f"Other Person {n}")) for n in range(60)])
    with plain.write(supervisor) as tx:
        cases.save_many(tx, [CaseInput(named("Somebody"), case_id=row.case_id)])
    plain.purge()
    assert left_in_bytes(plain) == []
