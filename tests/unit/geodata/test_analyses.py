"""Analyses on small routes whose answer can be counted by hand."""

from datetime import date

import pandas
import pytest

from geodata import analyses
from geodata.routes import Spot, itinerary, legs_frame, stops_frame
from records.route import Route

SPOTS = {
    "osh": Spot("Osh", "KG", "Osh", 40.53, 72.8, "place"),
    "almaty": Spot("Almaty", "KZ", "Almaty", 43.25, 76.95, "place"),
    "dubai": Spot("Dubai", "AE", "Dubai", 25.2, 55.27, "place"),
    "kz": Spot("Kazakhstan", "KZ", "", 48.0, 67.0, "country"),
}  # fmt: skip


def route(*stops, **more):
    listed = [{"id": f"s{at}", **{name: value for name, value in stop.items() if name != "at"}}
              for at, stop in enumerate(stops)]  # fmt: skip
    made = Route.model_validate({"id": "r1", "stops": listed, **more})
    return itinerary(made, {f"s{at}": SPOTS[stop["at"]] for at, stop in enumerate(stops)})


ONE = route(
    {"at": "osh", "role": "origin", "date": "2025-03-01"},
    {
        "at": "almaty",
        "role": "transit",
        "date": "2025-03-04",
        "modes": ["road"],
        "crossing": "regular",
        "via": "Korday",
    },
    {"at": "dubai", "role": "exploitation", "date": "2025-03-05", "modes": ["air"], "crossing": "visa_on_arrival"},
)
TWO = route(
    {"at": "osh", "role": "recruitment", "date": "2025-11"},
    {"at": "almaty", "role": "transit", "date": "2025-11", "modes": ["road"], "crossing": "irregular", "via": "KORDAY"},
    {"at": "dubai", "role": "exploitation"},
)
THREE = route({"at": "dubai", "role": "origin"}, {"at": "kz", "role": "transit"}, {"at": "osh", "role": "destination"})


def frames(*made):
    named = [(f"C-{number}", one) for number, one in enumerate(made, 1)]
    return legs_frame([(case, one, 2) for case, one in named], geometry=False), stops_frame(named)


def test_a_border_point_is_counted_once_per_case_whatever_its_spelling():
    points = analyses.chokepoints(*frames(ONE, TWO, THREE)).set_index("key")
    korday = points.loc["border/korday"]
    assert (korday["kind"], korday["cases"], korday["persons"], korday["between"]) == ("border", 2, 4, "KG KZ")
    assert korday["case_ids"] == ["C-1", "C-2"]
    assert korday["first"].date() == date(2025, 3, 1)
    assert points.loc["place/KZ/Almaty/Almaty"]["cases"] == 2
    assert not [key for key in points.index if "Dubai" in key or "Osh" in key], "ends are no chokepoints"
    assert not [key for key in points.index if "Kazakhstan" in key], "the middle of a State is no place"


def test_a_corridor_is_new_when_nothing_earlier_is_dated():
    legs, _ = frames(ONE, TWO, THREE)
    quarter = analyses.new_corridors(legs, date(2025, 10, 1), date(2025, 12, 31))
    assert quarter.empty
    alone, _ = frames(TWO)
    found = analyses.new_corridors(alone, date(2025, 10, 1), date(2025, 12, 31))
    assert [(row["from_key"], row["to_key"], row["cases"]) for row in found.to_dict("records")] == [
        ("KG", "KZ", 1), ("KZ", "AE", 1)
    ]  # fmt: skip
    undated, _ = frames(TWO, route({"at": "osh"}, {"at": "almaty"}))
    assert analyses.new_corridors(undated, date(2025, 10, 1), date(2025, 12, 31)).iloc[0]["undated"] == 1


def test_days_are_bounds_and_only_dated_ends_count():
    legs, _ = frames(ONE, TWO)
    days = analyses.days_on_the_way(legs).to_dict("records")
    assert [(row["case_id"], row["days_min"], row["days_max"]) for row in days] == [
        ("C-1", 3, 3), ("C-1", 1, 1), ("C-2", 0, 29)
    ]  # fmt: skip
    by_mode = analyses.days_by_mode(legs).set_index("mode")
    assert tuple(by_mode.loc["road"][["legs", "cases", "shortest", "longest"]]) == (2, 2, 0, 29)
    assert by_mode.loc["road"]["middle"] == pytest.approx((3 + 14.5) / 2)


def test_modes_by_crossing_count_cases_and_name_what_is_missing():
    legs, _ = frames(ONE, TWO, THREE)
    found = {
        (row["mode"], row["crossing"]): row["cases"] for row in analyses.modes_by_crossing(legs).to_dict("records")
    }
    assert found == {("road", "regular"): 1, ("road", "irregular"): 1, ("air", "visa_on_arrival"): 1, ("", ""): 2}


def test_flows_follow_the_recorded_order_of_states():
    _, stops = frames(ONE, TWO, THREE)
    stops = stops.assign(route=[0, 0, 0, 1, 1, 1, 2, 2, 2])
    routes = pandas.DataFrame({"ordered": [True, True, True], "persons": [2, 2, 2]})
    found = analyses.flows(stops, routes).to_dict("records")
    assert [(row["origin"], row["transit"], row["destination"], row["cases"], row["persons"]) for row in found] == [
        ("KG", "KZ", "AE", 2, 4), ("AE", "KZ", "KG", 1, 2)
    ]  # fmt: skip


def test_months_count_cases_not_legs():
    legs, _ = frames(ONE, TWO, THREE)
    assert [(row["month"].month, row["cases"], row["legs"]) for row in analyses.by_month(legs).to_dict("records")] == [
        (3, 1, 2), (11, 1, 2)
    ]  # fmt: skip


def test_nothing_gives_nothing():
    legs, stops = frames()
    assert analyses.chokepoints(legs, stops).empty
    assert analyses.new_corridors(legs, date(2025, 1, 1), date(2025, 3, 31)).empty
    assert analyses.days_by_mode(legs).empty
    assert analyses.modes_by_crossing(legs).empty
    assert analyses.by_month(legs).empty
    assert analyses.flows(stops.assign(route=[]), pandas.DataFrame({"ordered": [], "persons": []})).empty
