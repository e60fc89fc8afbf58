"""The same case without one record: what pointed at it goes too, and the case given stays as it is."""

import json
from datetime import date
from pathlib import Path

import pytest

from notify.counterparts import counterparts
from notify.whatif import without
from records import load_document

EXAMPLES = Path(__file__).parents[3] / "examples"
DAY = date(2026, 7, 1)


def read(name):
    return load_document(json.loads((EXAMPLES / name).read_text(encoding="utf-8")))


def told(document):
    return {state.iso2: state.decision for state in counterparts(document, letter_date=DAY).states}


def test_without_the_organiser_the_transit_state_falls_away():
    case = read("acceptance/A01.json")
    assert told(case) == {"AE": "notify", "TR": "notify"}
    assert told(without(case, "p2")) == {"AE": "notify", "TR": "none"}
    assert told(without(case, "r1.s3")) == {"TR": "notify", "AE": "none"}
    assert told(case) == {"AE": "notify", "TR": "notify"}


def test_every_record_of_every_example_can_be_left_out():
    for path in sorted(EXAMPLES.glob("[ap]*/*.json")):
        case = load_document(json.loads(path.read_text(encoding="utf-8")))
        for record, _ in case.records():
            if len(case.persons) + len(case.routes) > 1 or case.case.summary:
                load_document(without(case, record).to_plain())


def test_a_blocked_state_is_free_without_its_caution():
    case = read("acceptance/A08.json")
    caution = next(part.id for part in case.cautions if part.kind == "asylum")
    assert told(case)["ER"] == "blocked"
    assert told(without(case, caution))["ER"] == "notify"


def test_an_unknown_record_is_refused():
    with pytest.raises(KeyError, match="no record"):
        without(read("acceptance/A01.json"), "p9")
