"""The written-out matrix is what the rules say, and what the store does."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from access import matrix
from access.decide import RELATIONS, STATES, actions, decide, roles
from records import Actor, load_document
from store import cases, emergencies, open_store
from store.rows import CaseInput

FILE = Path(matrix.__file__).parent / "data" / "matrix.csv"
MARKS = list(matrix.markings())
#: a restricted case is shared with nobody; without restriction only an unknown relation is none
STANDINGS = [("own", "open"), ("own", "restricted"), ("assigned", "open"), ("assigned", "restricted"),
             ("shared", "open"), ("none", "restricted"), ("none", "emergency")]  # fmt: skip
OWNER = Actor("owner", "investigator")


def written():
    """(role, action, relation, state, marking's place) -> sign."""
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        role, action, relation, *cells = line.split(",")
        for state, cell in zip(STATES, cells, strict=True):
            for place, sign in enumerate(cell.replace(" ", "")):
                yield (role, action, relation, state, place), sign


def test_the_file_is_what_the_rules_say():
    assert FILE.read_text(encoding="utf-8") == matrix.text(), "run scripts/build_access_matrix and read the difference"
    assert matrix.cells() > 10_000
    assert sum(1 for _ in written()) == matrix.cells()


def test_what_must_hold_whatever_the_policy():
    for (role, action, relation, state, place), sign in written():
        key = (role, action, relation, state, MARKS[place])
        if sign == ".":
            continue
        assert role not in ("auditor", "administrator", "door", "desk") or not action.startswith(
            ("case.", "match.", "letter.", "state.")
        ), key
        assert not action.startswith("case.") or sign in "rR", key
        if role == "read_only":
            assert action.endswith((".read", ".own")), key
        if relation == "none" and state != "emergency" and role not in ("local",):
            assert action not in ("case.read", "case.write", "case.reveal", "case.export", "letter.draft"), key
        if state == "emergency":
            normal = decide(role, action, relation, MARKS[place]).allow
            assert normal or action in ("case.read", "case.reveal", "match.read", "state.read"), key


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """One store with a case for every standing and marking, and which standing each case has for the account ``me``."""
    store = open_store(tmp_path_factory.mktemp("matrix"), decide=decide)
    me, standing = Actor("me", "investigator"), {}
    for (relation, state), (place, marking) in product(STANDINGS, enumerate(MARKS)):
        document = load_document(
            {
                "format": "waylink/case", "version": 1, "case": {"reference": f"R{len(standing)}", "summary": "x"},
                "submission": {"country": "KZ", **({"tlp": marking.tlp} if marking.tlp else {}),
                               **({"handling": sorted(marking.handling)} if marking.handling else {})},
            }
        )  # fmt: skip
        with store.write(me if relation == "own" else OWNER) as tx:
            case_id = cases.save_many(tx, [CaseInput(document)])[0].case_id
            if relation == "assigned":
                cases.share(tx, case_id, "me")
            if state == "restricted" or relation == "none":
                cases.restrict(tx, case_id, True)
        if state == "emergency":
            with store.write(me, "life at risk") as tx:
                emergencies.begin(tx, case_id, tx.now().replace(year=2100))
        standing[case_id] = (relation, state, place)
    yield store, standing
    store.close()


@pytest.mark.parametrize("role", roles())
def test_the_store_does_what_the_matrix_says(played, role):
    store, standing = played
    table = dict(written())
    with store.read(Actor("me", role)) as reader:
        for action in actions():
            found = {
                row["case_id"]
                for row in reader.select(f"SELECT case_id FROM case_file WHERE {reader.visible_sql(action)}")
            }
            for case_id, (relation, state, place) in standing.items():
                expected = table[role, action, relation, state, place] != "."
                assert (case_id in found) is expected, (role, action, relation, state, MARKS[place])
        listed = {row.case_id for row in cases.rows(reader)}
        for case_id, (relation, state, place) in standing.items():
            expected = table[role, "case.read", relation, state, place] != "."
            assert (case_id in listed) is expected
    assert RELATIONS == ("own", "assigned", "shared", "none")
