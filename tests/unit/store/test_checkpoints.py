"""Nine ways to falsify a log, by somebody who can write the file: each is seen, and the first wrong line is named."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace

import pytest

from access.decide import decide
from records import Actor
from store import audit, checkpoints, open_store
from store.checkpoints import Witness

ACTOR = Actor("investigator.one", "investigator")


@pytest.fixture
def place(tmp_path):
    return tmp_path / "elsewhere" / "heads"


@pytest.fixture
def signed(tmp_path, clock, place):
    """A store whose log has 250 lines and is signed at lines 1, 101 and 201."""
    store = open_store(tmp_path / "data", decide=decide, clock=clock, witness=Witness(secrets.token_bytes(32), place))
    for number in range(250):
        with store.write(ACTOR, f"step {number}") as tx:
            tx.log("step", ["C-00000000"], number=number)
    yield store
    store.close()


def look(store, place):
    db = store.connection()
    try:
        return checkpoints.examine(db, checkpoints.read(place))
    finally:
        db.close()


def falsify(store, *steps, rechain=False):
    db = store.connection()
    for name in ("audit_no_update", "audit_no_delete", "audit_object_no_update", "audit_object_no_delete"):
        db.execute(f"DROP TRIGGER {name}")
    for name in ("audit_checkpoint_no_update", "audit_checkpoint_no_delete"):
        db.execute(f"DROP TRIGGER {name}")
    db.execute("PRAGMA foreign_keys = OFF")
    for step in steps:
        db.execute(step)
    if rechain:
        previous = "0" * 64
        for seq, line, _, _ in list(audit._lines(db)):
            digest = audit._digest(previous, line)
            db.execute("UPDATE audit SET previous = ?, hash = ? WHERE seq = ?", (previous, digest, seq))
            previous = digest
    db.close()


def found(store, place):
    seen = look(store, place)
    return seen.first_bad, seen.reason


def test_heads_are_signed_and_kept_elsewhere(signed, place):
    seen = look(signed, place)
    assert (seen.first_bad, seen.lines, seen.checkpoints, seen.second) == (None, 250, 3, 3)
    assert [one.seq for one in checkpoints.read(place)] == [1, 101, 201]
    assert place.stat().st_mode & 0o077 == 0
    assert all(one.is_signed() for one in checkpoints.read(place))


def test_edited(signed, place):
    falsify(signed, "UPDATE audit SET reason = 'other' WHERE seq = 60")
    assert found(signed, place) == (60, "changed")


def test_taken_out(signed, place):
    falsify(signed, "DELETE FROM audit WHERE seq = 70")
    assert found(signed, place) == (70, "gap")


def test_put_in(signed, place):
    rest = "at, actor, role, action, reason, objects, detail, previous"
    falsify(signed, f"INSERT INTO audit (seq, {rest}, hash) SELECT 251, {rest}, 'x' FROM audit WHERE seq = 9")
    assert found(signed, place) == (251, "gap")


def test_exchanged(signed, place):
    falsify(signed, "UPDATE audit SET seq = 1000 WHERE seq = 80", "UPDATE audit SET seq = 80 WHERE seq = 81",
            "UPDATE audit SET seq = 81 WHERE seq = 1000")  # fmt: skip
    assert found(signed, place) == (80, "gap")


def test_edited_and_chained_anew(signed, place):
    falsify(signed, "UPDATE audit SET reason = 'other' WHERE seq = 60", rechain=True)
    assert found(signed, place) == (2, "rewritten")


def test_cut_off(signed, place):
    falsify(signed, "DELETE FROM audit WHERE seq > 150", "UPDATE sqlite_sequence SET seq = 150 WHERE name = 'audit'")
    assert found(signed, place) == (151, "cut")


def test_cut_off_with_its_own_heads(signed, place):
    falsify(signed, "DELETE FROM audit WHERE seq > 150", "DELETE FROM audit_checkpoint WHERE seq > 150",
            "UPDATE sqlite_sequence SET seq = 150 WHERE name = 'audit'")  # fmt: skip
    assert found(signed, place) == (151, "cut")


def test_all_of_it_written_anew_and_signed_with_another_key(signed, place):
    falsify(signed, "UPDATE audit SET actor = 'somebody.else'", "DELETE FROM audit_checkpoint", rechain=True)
    db = signed.connection()
    Witness(secrets.token_bytes(32), place.with_name("other")).sign(db, signed.clock())
    db.close()
    assert found(signed, place) == (1, "rewritten")


def test_a_head_that_was_forged(signed, place):
    lines = place.read_text().splitlines()
    data = json.loads(lines[1]) | {"hash": "0" * 64}
    place.write_text("\n".join([lines[0], json.dumps(data), lines[2], "{cut"]))
    assert found(signed, place) == (101, "forged")
    one = checkpoints.read(place)[0]
    assert one.is_signed()
    assert not replace(one, seq=2).is_signed()
    assert not replace(one, public_key="zz").is_signed()


def test_a_store_that_moved_announces_its_new_key(tmp_path, signed, place, clock):
    other = open_store(
        tmp_path / "data", decide=decide, clock=clock, witness=Witness(secrets.token_bytes(32), tmp_path / "new")
    )
    for _ in range(120):
        with other.write(ACTOR) as tx:
            tx.log("step")
    assert look(other, place).first_bad is None
    assert look(other, tmp_path / "new").first_bad is None
    db = other.connection()
    told = db.execute("SELECT count(*) FROM audit WHERE action = 'audit.signing_key'").fetchone()[0]
    db.close()
    other.close()
    assert told == 1


def test_fifteen_minutes_are_enough(signed, place, clock):
    clock.forward(minutes=16)
    with signed.write(ACTOR) as tx:
        tx.log("step")
    assert checkpoints.read(place)[-1].seq == 251
    assert signed.sign_now()
    assert len(checkpoints.read(place)) == 4


def test_a_second_place_that_cannot_be_written_stops_nobody(tmp_path, clock):
    (tmp_path / "file").write_text("")
    witness = Witness(secrets.token_bytes(32), tmp_path / "file" / "heads")
    store = open_store(tmp_path / "data", decide=decide, clock=clock, witness=witness)
    with store.write(ACTOR) as tx:
        tx.log("step")
    assert not store.sign_now()
    assert look(store, witness.place).checkpoints == 1
    store.close()
