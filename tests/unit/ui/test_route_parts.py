from types import SimpleNamespace

import pytest

from geodata.corridors import corridors, end_roles
from geodata.routes import itinerary, legs_frame, stops_frame
from records.route import Route
from ui import words
from ui.route_map import document
from ui.route_parts import case_parts, corridor_key, corridor_parts, end_label

PLACES = {
    "s1": ("Osh", "KG", "Osh", 40.53, 72.80, "place"),
    "s2": ("Almaty", "KZ", "Almaty", 43.25, 76.95, "place"),
    "s3": ("Mae Sot <b>", "TH", "Tak", 16.71, 98.57, "admin1"),
    "s4": ("Dubai", "AE", "Dubai", 25.20, 55.27, "place"),
}


@pytest.fixture(autouse=True)
def _english():
    words.use_language("en")


def made(route_id="r1", missing=(), **status):
    stops = [
        {"id": "s1", "country": "KG", "role": "origin", "date": "2024-03"},
        {"id": "s2", "country": "KZ", "role": "transit", "mode": "road"},
        {"id": "s3", "country": "TH", "role": "exploitation", "mode": "air"},
        {"id": "s4", "country": "AE", "role": "intended_destination", "status": status.get("last", "planned")},
    ]
    route = Route.model_validate({"id": route_id, "stops": stops})
    names = ("name", "iso2", "admin1", "lat", "lon", "precision")
    places = {
        key: SimpleNamespace(**dict(zip(names, value, strict=True)))
        for key, value in PLACES.items()
        if key not in missing
    }
    return itinerary(route, places)


def test_a_case_is_drawn_leg_by_leg_in_recorded_order():
    lines, marks = case_parts([made()])
    assert [line.style for line in lines] == ["solid", "solid", "dashed"]
    assert lines[0].told[:2] == ("Osh → Almaty", words.code_label("mode", "road"))
    assert [mark.role for mark in marks] == ["origin", "transit", "exploitation", "intended_destination"]
    assert marks[0].told[0] == "Osh, Kyrgyzstan"
    assert "Mar 2024" in marks[0].told[1]
    assert "the place itself is not recorded" in marks[2].told[-1]


def test_a_stop_without_a_place_leaves_a_gap_and_no_invented_point():
    lines, marks = case_parts([made(missing=("s2",))])
    assert [line.style for line in lines] == ["dotted", "dashed"]
    assert "Gap" in " ".join(lines[0].told)
    assert len(marks) == 3


def test_several_routes_share_a_mark_and_the_strongest_role_shows():
    _lines, marks = case_parts([made("r1"), made("r2")])
    assert len(marks) == 4
    assert len(marks[0].told) == 3


def test_corridors_are_widened_by_count_and_dashed_when_unsure():
    legs = legs_frame([("C-1", made(), 2), ("C-2", made(missing=("s3",)), 1), ("C-3", made(), 1)])
    frame, _left_out = corridors(legs, "country", "cases")
    ends = end_roles(stops_frame([("C-1", made()), ("C-3", made())]))
    lines, marks = corridor_parts(frame, ends, chosen="KG>KZ")
    by_first = {line.told[0]: line for line in lines}
    common, single = by_first["Kyrgyzstan → Kazakhstan"], by_first["Kazakhstan → United Arab Emirates"]
    assert common.width > single.width
    assert common.style == "solid"
    assert single.style == "dashed"
    assert common.chosen
    assert common.id == corridor_key("KG>KZ")
    assert "3 cases, 4 persons" in common.told
    assert {mark.told[0]: mark.role for mark in marks}["Kyrgyzstan"] == "origin"
    assert {mark.told[0]: mark.role for mark in marks}["Thailand"] == "destination"
    assert "L.map(" in document(lines, marks, title="Routes", widths=True)


def test_without_stops_an_end_shows_what_its_lines_do():
    frame, _left_out = corridors(legs_frame([("C-1", made(), 1)]), "place", "persons")
    lines, marks = corridor_parts(frame, level="place", weight="persons")
    assert {mark.name: mark.role for mark in marks} == {
        "Osh": "origin",
        "Almaty": "transit",
        "Mae Sot <b>": "transit",
        "Dubai": "destination",
    }
    assert lines[-1].told[0].endswith(", Kazakhstan") or "→" in lines[-1].told[0]
    assert end_label(frame.to_dict("records")[0], "from", "place").count(",") == 1


def test_the_address_of_a_corridor_holds_no_name():
    assert corridor_key("TH/Tak/Mae Sot>AE/Dubai/Dubai").isalnum()
    assert corridor_key("a") != corridor_key("b")


def test_nothing_recorded_draws_nothing():
    assert case_parts([]) == ([], [])
    frame, _left_out = corridors(legs_frame([]))
    assert corridor_parts(frame) == ([], [])
