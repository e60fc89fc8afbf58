"""The sealed key: each way opens it, nothing else does, a damaged file is told and never guessed at."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime

import pytest

from store import StoreError, slots

AT = datetime(2026, 11, 24, tzinfo=UTC)
KEY = secrets.token_bytes(32)


@pytest.fixture(scope="module")
def sealed():
    """Slots of all three kinds, with what opens them."""
    identity, public = slots.new_identity()
    made = slots.with_passphrase([], KEY, "four words nobody guesses", AT)
    made, recovery = slots.with_recovery(made, KEY, AT)
    made = slots.with_officer(made, KEY, "A. Officer", public, AT)
    return made, recovery, identity


def test_each_way_opens_it(sealed):
    made, recovery, identity = sealed
    assert [slot.slot_id for slot in made] == ["k1", "k2", "k3"]
    assert slots.open_with(made, "four words nobody guesses") == [KEY]
    assert slots.open_with(made, recovery) == [KEY]
    assert slots.open_with(made, recovery.lower().replace("-", " ").replace("0", "o")) == [KEY]
    assert slots.open_with_identity(made, f"# a comment\n{identity}\n") == [KEY]


def test_nothing_else_opens_it(sealed):
    made, recovery, _ = sealed
    other = slots.new_identity()[0]
    wrong = recovery[:-1] + ("0" if recovery[-1] != "0" else "1")
    assert slots.open_with(made, "four words nobody guessed") == slots.open_with(made, wrong) == []
    assert slots.open_with_identity(made, other) == []
    for text in ("", "no identity", "age1abc"):
        with pytest.raises(StoreError) as refused:
            slots.open_with_identity(made, text)
        assert refused.value.code == "bad_identity"
    with pytest.raises(StoreError) as refused:
        slots.with_officer(made, KEY, "x", "age1notakey", AT)
    assert refused.value.code == "bad_officer"


def test_the_file_says_nothing_of_the_key(sealed, tmp_path):
    made, recovery, _ = sealed
    slots.write(tmp_path, made)
    text = (tmp_path / slots.FILE).read_text()
    assert KEY.hex() not in text
    assert recovery not in text
    assert slots.read(tmp_path) == made
    assert (tmp_path / slots.FILE).stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == [slots.FILE]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"format": "waylink/keys", "version": 2, "slots": []}', "x" * 300_000]
)
def test_a_damaged_file(tmp_path, text):
    (tmp_path / slots.FILE).write_text(text)
    with pytest.raises(StoreError) as refused:
        slots.read(tmp_path)
    assert refused.value.code == "bad_slots"


@pytest.mark.parametrize(
    ("name", "value"), [("memory_kib", 2**40), ("passes", 10**9), ("salt", "00"), ("passes", True)]
)
def test_a_file_cannot_ask_for_all_the_memory(sealed, tmp_path, name, value):
    slots.write(tmp_path, sealed[0])
    data = json.loads((tmp_path / slots.FILE).read_text())
    data["slots"][0]["sealed"][name] = value
    (tmp_path / slots.FILE).write_text(json.dumps(data))
    with pytest.raises(StoreError) as refused:
        slots.open_with(slots.read(tmp_path), "four words nobody guesses")
    assert refused.value.code == "bad_slots"


def test_an_identity_under_a_passphrase(sealed, tmp_path):
    import pyrage

    path = tmp_path / "officer"
    path.write_bytes(pyrage.passphrase.encrypt(sealed[2].encode(), "its own passphrase"))
    assert slots.read_identity(path, lambda _: "its own passphrase") == sealed[2]
    for ask, code in ((None, "sealed"), (lambda _: "another", "wrong_secret")):
        with pytest.raises(StoreError) as refused:
            slots.read_identity(path, ask)
        assert refused.value.code == code
