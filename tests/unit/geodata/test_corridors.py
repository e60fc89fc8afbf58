"""Corridors counted on columns give what a loop over the legs gives."""

import random
from collections import defaultdict

import pandas
import pytest

from geodata import corridors
from geodata.routes import Spot, itinerary, legs_frame, stops_frame
from records.route import Route

PLACES = [
    Spot("Osh", "KG", "Osh", 40.53, 72.8, "place"), Spot("Almaty", "KZ", "Almaty", 43.25, 76.95, "place"),
    Spot("Oral", "KZ", "West", 51.2, 51.4, "place"), Spot("Dubai", "AE", "Dubai", 25.2, 55.27, "place"),
    Spot("Mae Sot > x/y", "TH", "Tak", 16.71, 98.57, "place"), Spot("Suva", "FJ", "", -18.1, 178.4, "place"),
]  # fmt: skip


def many(count, seed=3):
    draw = random.Random(seed)
    made = []
    for number in range(count):
        spots = draw.sample(PLACES, 4)
        stops = [
            {"id": f"s{at}", "role": role, "date": f"20{draw.randint(20, 25)}-0{draw.randint(1, 9)}",
             "status": draw.choice(["completed", "planned", None])}
            for at, role in enumerate(["origin", "transit", "transit", "exploitation"])
        ]  # fmt: skip
        route = Route.model_validate({"id": "r1", "stops": stops})
        made.append(
            (f"C-{number}", itinerary(route, {f"s{at}": spot for at, spot in enumerate(spots)}), number % 4 + 1)
        )
    return made


@pytest.mark.parametrize("level", ["country", "admin1", "place"])
def test_the_columns_say_what_a_loop_says(level):
    made = many(120)
    legs = legs_frame(made, geometry=False)
    cut = {"country": 1, "admin1": 2, "place": 3}[level]
    cases, persons, counted = defaultdict(set), defaultdict(dict), defaultdict(int)
    for row in legs.to_dict("records"):
        ends = ["/".join([row[f"{s}_iso2"], row[f"{s}_admin1"], row[f"{s}_name"]][:cut]) for s in ("from", "to")]
        if ends[0] != ends[1]:
            pair = tuple(ends)
            cases[pair].add(row["case_id"])
            persons[pair][row["case_id"]] = row["persons"]
            counted[pair] += 1
    found, beyond = corridors.corridors(legs, level)
    told = {(row["from_key"], row["to_key"]): row for row in found.to_dict("records")}
    assert set(told) == set(cases)
    for pair, row in told.items():
        assert row["cases"] == len(cases[pair])
        assert row["case_ids"] == sorted(cases[pair])
        assert row["persons"] == sum(persons[pair].values())
        assert row["legs"] == counted[pair]
    assert beyond == 0
    assert found.attrs["staying"] == len(legs) - sum(counted.values())
    widest = list(found["cases"])
    assert widest == sorted(widest, reverse=True)


@pytest.mark.parametrize("level", ["country", "admin1", "place"])
def test_texts_as_categories_and_no_geometry_give_the_same_counts(level):
    legs = legs_frame(many(60), geometry=False)
    plain = pandas.DataFrame(legs.drop(columns="geometry"))
    texts = [name for name in plain.columns if plain[name].dtype == object or str(plain[name].dtype) == "str"]
    typed = plain.assign(**{name: plain[name].astype("category") for name in texts if not name.startswith("date")})
    one, _ = corridors.corridors(legs, level)
    other, _ = corridors.corridors(typed, level, geometry=False)
    columns = ["corridor_id", "cases", "persons", "legs", "uncertain", "from_lat", "to_label"]
    pandas.testing.assert_frame_equal(
        pandas.DataFrame(one[columns]), pandas.DataFrame(other[columns]), check_dtype=False
    )
    assert other.geometry.isna().all()


def test_the_legs_of_one_corridor_are_found_again():
    legs = legs_frame(many(60), geometry=False)
    found, _ = corridors.corridors(legs, "place")
    for row in found.to_dict("records")[:5]:
        own = corridors.legs_of(legs, "place", row["from_key"], row["to_key"])
        assert sorted(set(own["case_id"])) == row["case_ids"]
    assert corridors.legs_of(legs, "place", "nowhere", "else").empty


def test_only_what_has_an_end_in_view_is_counted():
    legs = legs_frame(many(60), geometry=False)
    seen = corridors.in_view(legs, (40.0, 70.0, 45.0, 80.0))
    assert 0 < len(seen) < len(legs)
    assert all(
        "KG" in (row["from_iso2"], row["to_iso2"]) or "Almaty" in (row["from_name"], row["to_name"])
        for row in seen.to_dict("records")
    )
    pacific = corridors.in_view(legs, (-30.0, 170.0, 0.0, -170.0))
    assert {"FJ"} <= set(pacific["from_iso2"]) | set(pacific["to_iso2"])
    assert len(corridors.in_view(legs, None)) == len(legs)


def test_roles_are_counted_where_stops_stand_even_without_a_line():
    route = Route.model_validate(
        {"id": "r1", "ordered": False, "stops": [{"id": "s0", "role": "exploitation"}, {"id": "s1"}]}
    )
    made = itinerary(route, {"s0": PLACES[3], "s1": PLACES[4]})
    ends = corridors.end_roles(stops_frame([("C-1", made)]), "place").to_dict("records")
    assert [(row["key"], row["role"], row["stops"]) for row in ends] == [
        ("AE/Dubai/Dubai", "exploitation", 1), ("TH/Tak/Mae Sot > x/y", "", 1)
    ]  # fmt: skip
    assert (ends[0]["lat"], ends[0]["lon"]) == (25.2, 55.27)
    assert corridors.end_roles(stops_frame([]), "country").empty
    assert corridors.corridors(legs_frame([("C-1", made, 1)]))[0].empty
