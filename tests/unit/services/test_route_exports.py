"""What leaves the desk: only what may be shown, checked and logged; nothing of a case or person in any format."""

from __future__ import annotations

import json
import re
from pathlib import Path

import geopandas
import pytest

from geodata import files, sharing
from records import load_document
from services import cases, route_exports
from services.errors import Refused
from ui import map_file, words

EVIL = "</script><script>alert(1)</script><img src=https://evil.example/x> `${alert(1)}` {{7*7}} #import"
HOME = {"name": "Hidden Village", "lat": 41.111, "lon": 69.999, "admin1": "Tashkent"}
DUBAI = {"name": "Dubai", "lat": 25.2, "lon": 55.27, "admin1": "Emirate of Dubai"}


def a_case(reference, count=6, tlp="TLP:AMBER", handling=(), end="AE"):
    return load_document(
        {
            "format": "waylink/case", "version": 1,
            "submission": {"country": "KZ", "authority": "Office", "tlp": tlp, "handling": list(handling)},
            "case": {"reference": reference},
            "persons": [{"id": "p1", "names": ["Anna Example"], "count": count}],
            "involvements": [{"who": "p1", "as": "victim"}],
            "routes": [
                {
                    "id": "r1", "travellers": ["p1"],
                    "stops": [
                        {"id": "s1", "role": "origin", "place": "Hidden Village", "country": "UZ", "location": HOME},
                        {"id": "s2", "role": "exploitation", "place": EVIL, "country": end,
                         "location": DUBAI | {"name": EVIL, "admin1": EVIL if end != "AE" else DUBAI["admin1"]}},
                    ],
                }
            ],
        }
    )  # fmt: skip


def log_of(desk, supervisor, action):
    with desk.read(supervisor) as reader:
        return [row for row in reader.select("SELECT action, detail, objects FROM audit") if row["action"] == action]


def test_small_corridors_and_places_are_withheld(desk, investigator):
    cases.save_many(desk, investigator, [a_case("A-1"), a_case("A-2", count=2, end="SA")])
    shared = route_exports.prepare(desk, investigator, None, "admin1")
    rows = shared.corridors.drop(columns="geometry").to_dict("records")
    assert [(row["from_code"], row["to_code"], row["persons"]) for row in rows] == [("UZ", "AE", 6)]
    assert shared.small == 1
    start = shared.corridors.geometry.iloc[0].geoms[0].coords[0]
    assert abs(start[1] - 41.32) < 0.02, "the middle of the province, not the place that was recorded in it"
    assert start[0] != pytest.approx(69.999, abs=0.05)
    with pytest.raises(Refused) as refused:
        route_exports.prepare(desk, investigator, None, "place")
    assert refused.value.code == "not_cleared"
    with pytest.raises(Refused):
        route_exports.prepare(desk, investigator, None, "admin1", clearance="own_office")


def test_a_clearance_is_given_by_a_role_and_kept_in_the_log(desk, prosecutor, supervisor):
    cases.save_many(desk, prosecutor, [a_case("A-1", count=1)])
    with pytest.raises(Refused) as refused:
        route_exports.prepare(desk, prosecutor, None, "country")
    assert refused.value.code == "nothing_to_share"
    shared = route_exports.prepare(desk, prosecutor, None, "place", clearance="court_order")
    assert len(shared.corridors) == 1
    route_exports.data_file(desk, prosecutor, shared, "geojson", "note")
    [line] = log_of(desk, supervisor, "routes.exported")
    assert json.loads(line["detail"])["clearance"] == "court_order"
    assert json.loads(line["objects"]) == list(shared.cases)


def test_what_a_sender_holds_back_is_left_out_and_told(desk, investigator):
    cases.save_many(desk, investigator, [a_case("A-1"), a_case("A-2", handling=["H2"])])
    shared = route_exports.prepare(desk, investigator, None, "country", recipient="TR")
    assert (shared.held_back, len(shared.cases)) == (1, 1)
    assert shared.corridors["cases"].iloc[0] == 1


def test_who_may_not_export_gets_nothing(desk, investigator, administrator, read_only):
    cases.save_many(desk, investigator, [a_case("A-1")])
    for actor in (administrator, read_only):
        if not route_exports.may_export(actor):
            with pytest.raises(Refused):
                route_exports.prepare(desk, actor)
    assert not route_exports.may_export(administrator)


@pytest.fixture
def shared(desk, investigator):
    words.use_language("en")
    cases.save_many(desk, investigator, [a_case("A-1"), a_case("A-2", end="SA")])
    return route_exports.prepare(desk, investigator, None, "admin1")


@pytest.mark.parametrize("kind", list(files.FORMATS))
def test_data_files_have_the_documented_columns_and_no_secret(desk, investigator, shared, kind, tmp_path):
    name, data = route_exports.data_file(desk, investigator, shared, kind, "TLP:AMBER. Borders.")
    assert name.startswith("waylink-routes.")
    (tmp_path / name).write_bytes(data)
    read = geopandas.read_parquet(tmp_path / name) if kind == "geoparquet" else geopandas.read_file(tmp_path / name)
    assert len(read) == len(shared.corridors)
    assert str(read.crs.to_epsg()) == "4326"
    if kind != "kml":
        assert set(read.columns) - {"note"} == set(sharing.COLUMNS)
    assert set(read["from_code"]) == {"UZ"}
    for secret in (b"Hidden Village", b"Anna", b"A-1", *(case.encode() for case in shared.cases)):
        assert secret not in data


def test_the_html_file_is_whole_and_asks_nobody(shared):
    made = map_file.html(shared, EVIL, EVIL, "cases").decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', made)[1]
    assert policy.startswith("default-src 'none'")
    assert "unsafe-eval" not in policy
    assert made.index("Content-Security-Policy") < made.index("<script")
    body = re.sub(r"<script>.*?</script>|<style>.*?</style>", "", made, flags=re.DOTALL)
    assert not re.search(r"""<[^>]*(?:src|href)\s*=\s*["']?(?:https?:|//|/)""", body)
    assert "<img src=https" not in made
    assert "<script>alert(1)" not in made
    assert made.count("<script") == made.count("</script>")
    assert "TLP:AMBER" in made
    assert "do not imply endorsement" in made
    assert "Hidden Village" not in made
    assert len(made) < 1_000_000


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
@pytest.mark.parametrize(("kind", "sign"), [("pdf", b"%PDF"), ("png", b"\x89PNG")])
def test_sheets_are_drawn_without_a_browser_and_are_the_same_each_time(desk, shared, language, kind, sign):
    words.use_language(language)
    made = map_file.sheet(shared, "Title #let x", EVIL, "persons", desk.now().date(), kind)
    assert made.startswith(sign)
    assert made == map_file.sheet(shared, "Title #let x", EVIL, "persons", desk.now().date(), kind)
    words.use_language("en")


def test_the_columns_are_documented():
    text = (Path(__file__).parents[3] / "docs" / "reference" / "route-files.md").read_text(encoding="utf-8")
    for name, holds in sharing.COLUMNS.items():
        assert f"| `{name}` | {holds} |" in text
