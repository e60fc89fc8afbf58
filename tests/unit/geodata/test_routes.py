import hashlib
import json
from pathlib import Path

import pytest

import geodata
from geodata import corridors
from geodata.routes import Spot, itinerary, km, leg_line, legs_frame, stops_frame
from records import load_document

UZ, KZ, AE = (
    Spot("Tashkent", "UZ", "Tashkent", 41.3, 69.2, "place"), Spot("Almaty", "KZ", "Almaty", 43.3, 76.9, "place"),
    Spot("Dubai", "AE", "Dubai", 25.2, 55.3, "place"),
)  # fmt: skip


def document(*routes):
    return load_document(
        {"format": "waylink/case", "version": 1, "submission": {"country": "UZ"}, "routes": list(routes)}
    )


def test_the_great_circle_is_cut_where_it_crosses_180():
    lines = leg_line((55, 170), (60, -160))
    assert len(lines) == 2
    assert lines[0][-1][1] == 180.0
    assert lines[1][0][1] == -180.0
    assert km((55, 170), (60, -160)) == pytest.approx(1864.3, abs=0.1)
    assert km((55, 170), (60, -160)) == km((60, -160), (55, 170))


def test_legs_join_stated_stops_and_a_gap_is_marked():
    route = document({"stops": [{"id": "s1"}, {"id": "s2"}, {"id": "s3", "modes": ["air"]}]}).routes[0]
    whole = itinerary(route, {"s1": UZ, "s2": KZ, "s3": AE})
    assert [(leg.from_stop, leg.to_stop, leg.stated) for leg in whole.legs] == [("s1", "s2", True), ("s2", "s3", True)]
    gap = itinerary(route, {"s1": UZ, "s3": AE})
    assert [(leg.from_stop, leg.to_stop, leg.stated, leg.mode) for leg in gap.legs] == [("s1", "s3", False, "air")]
    assert whole.countries == ("UZ", "KZ", "AE")


def test_an_unordered_set_has_no_legs():
    route = document({"ordered": False, "stops": [{"id": "s1"}, {"id": "s2"}]}).routes[0]
    assert itinerary(route, {"s1": UZ, "s2": KZ}).legs == ()


def test_a_route_that_joins_another_ends_there():
    made = document(
        {"id": "r1", "stops": [{"id": "s1"}, {"id": "s2"}, {"id": "s3"}]},
        {"id": "r2", "stops": [{"id": "s1"}], "joins": {"route": "r1", "at": "s2"}},
    )
    places = {"r1.s1": UZ, "r1.s2": AE, "r2.s1": KZ}
    joined = itinerary(made.routes[1], places, made.routes)
    assert [(leg.from_stop, leg.to_stop) for leg in joined.legs] == [("s1", "r1.s2")]
    assert joined.legs[0].km == pytest.approx(km((43.3, 76.9), (25.2, 55.3)), abs=0.1)


def test_frames_and_corridors():
    route = document({"stops": [{"id": "s1", "date": "2025-03"}, {"id": "s2", "status": "planned"}]}).routes[0]
    made = itinerary(route, {"s1": UZ, "s2": AE})
    frame = legs_frame([("C-1", made, 2), ("C-2", made, 3)])
    assert frame.crs.to_string() == "EPSG:4326"
    assert len(stops_frame([("C-1", made)])) == 2
    found, beyond = corridors.corridors(frame, "country")
    row = found.iloc[0]
    assert (row["from_key"], row["to_key"], row["cases"], row["persons"], row["uncertain"]) == ("UZ", "AE", 2, 5, 1.0)
    assert row["case_ids"] == ["C-1", "C-2"]
    assert (row["first"].isoformat()[:10], beyond) == ("2025-03-01", 0)
    assert corridors.corridors(frame, "place", limit=0)[1] == 1


def test_data_is_what_the_manifest_says():
    folder = Path(geodata.__file__).parent / "data"
    manifest = json.loads((folder / "manifest.json").read_text())
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in manifest} == manifest
    assert sum(path.stat().st_size for path in folder.iterdir()) < 10_000_000
