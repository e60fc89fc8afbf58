"""The editor's changes on a draft, each against what a case document must say afterwards."""

from copy import deepcopy

from records import load_document
from ui.parts import draft as drafts
from ui.parts import route_draft


def a_draft():
    stops = [
        {"id": "s1", "role": "origin", "place": "Osh", "country": "KG", "date": "2025-03", "location": {"name": "Osh"}},
        {"id": "s2", "role": "transit", "place": "Almaty", "country": "KZ", "modes": ["road"], "documents": ["i1"]},
        {"id": "s3", "role": "exploitation", "place": "Dubai", "country": "AE"},
    ]
    return {
        "format": "waylink/case", "version": 1, "submission": {"country": "KZ"}, "case": {},
        "persons": [{"id": "p1"}], "identifiers": [{"id": "i1", "kind": "passport"}],
        "routes": [{"id": "r1", "travellers": ["p1"], "stops": stops}],
    }  # fmt: skip


def order(draft, route="r1"):
    return [stop["id"] for stop in route_draft.find(draft, route)["stops"]]


def test_stops_are_put_where_they_belong():
    draft = a_draft()
    assert route_draft.move(draft, "r1", "s3", 0)
    assert order(draft) == ["s3", "s1", "s2"]
    assert not route_draft.move(draft, "r1", "s3", 0)
    assert not route_draft.move(draft, "r1", "s3", 9)
    assert not route_draft.move(draft, "r9", "s3", 1)


def test_a_planned_variant_takes_places_but_no_dates_or_papers():
    draft = a_draft()
    made = route_draft.add_variant(draft, "r1", "planned")
    variant = route_draft.find(draft, made)
    assert variant["variant_of"] == "r1"
    assert {stop["status"] for stop in variant["stops"]} == {"planned"}
    assert not any("date" in stop or "documents" in stop for stop in variant["stops"])
    assert variant["stops"][0]["location"] == {"name": "Osh"}
    route_draft.remove_route(draft, "r1")
    assert "variant_of" not in draft["routes"][0]


def test_back_to_the_start_as_a_circle_or_a_return():
    draft = a_draft()
    route_draft.back_to_start(draft, "r1", "return")
    route_draft.back_to_start(draft, "r1", None)
    last = route_draft.find(draft, "r1")["stops"][-2:]
    assert [(stop["place"], stop.get("role"), stop.get("date")) for stop in last] == [
        ("Osh", "return", None), ("Osh", None, None)
    ]  # fmt: skip


def test_several_starts_meet_and_a_joint_goes_with_its_stop():
    draft = a_draft()
    other = route_draft.add_route(draft)
    route_draft.add_stop(draft, other, {"role": "origin", "place": "Khujand", "country": "TJ", "date": ""})
    assert route_draft.set_kind(draft, other, ordered=True, variant_of=None, joins={"route": "r1", "at": "s2"})
    plain = deepcopy(draft)
    del plain["routes"][0]["stops"][0]["location"]
    document = load_document(plain)
    assert document.routes[1].joins.at == "s2"
    route_draft.remove_stop(draft, "r1", "s2")
    assert "joins" not in route_draft.find(draft, other)


def test_an_unordered_set_and_back():
    draft = a_draft()
    assert route_draft.set_kind(draft, "r1", ordered=False, variant_of=None, joins=None)
    assert route_draft.find(draft, "r1")["ordered"] is False
    assert not route_draft.set_kind(draft, "r1", ordered=False, variant_of=None, joins=None)
    route_draft.set_kind(draft, "r1", ordered=True, variant_of=None, joins=None)
    assert "ordered" not in route_draft.find(draft, "r1")


def test_a_changed_place_forgets_where_it_was_drawn():
    draft = a_draft()
    first = route_draft.find(draft, "r1")["stops"][0]
    route_draft.replace_stop(draft, "r1", "s1", {**first, "date": "2025-04"})
    assert "location" in route_draft.find(draft, "r1")["stops"][0]
    route_draft.replace_stop(draft, "r1", "s1", {**first, "place": "Jalal-Abad"})
    assert "location" not in route_draft.find(draft, "r1")["stops"][0]


def test_every_change_can_be_undone():
    state = {"draft": a_draft(), "step": 0}
    before = deepcopy(state["draft"])
    for act in (
        lambda d: route_draft.remove_stop(d, "r1", "s2"),
        lambda d: route_draft.add_variant(d, "r1", "alternative"),
        lambda d: route_draft.move(d, "r1", "s3", 0),
    ):
        drafts.remember(state)
        act(state["draft"])
    for _ in range(3):
        drafts.undo(state)
    assert state["draft"] == before
    drafts.undo(state)
    assert state["draft"] == before
    for _ in range(50):
        drafts.remember(state)
    assert len(state["undo"]) == 30
