"""Corridors from the command line: listed for the reader, exported only as far as may be shown."""

import json

import geopandas
import pytest
from click.testing import CliRunner

from cli.main import waylink
from services import cases
from services.accounts import local_actor
from services.desk import open_desk
from tests.unit.services.test_route_exports import a_case


@pytest.fixture
def run(tmp_path):
    desk = open_desk(tmp_path / "data" / "demonstration", demo=True)
    cases.save_many(desk, local_actor(), [a_case("A-1"), a_case("A-2", count=2, end="SA")])
    desk.close()
    return lambda *words: CliRunner().invoke(waylink, ["--demo", "--data", str(tmp_path / "data"), *words])


def test_corridors_are_listed(run):
    told = json.loads(run("corridors", "--json").stdout)
    assert {(row["from"], row["to"], row["cases"]) for row in told["corridors"]} == {("UZ", "AE", 1), ("UZ", "SA", 1)}
    assert json.loads(run("corridors", "--state", "sa", "--json").stdout)["cases"] == 1
    assert "1 corridors are not listed" in run("corridors", "--most", "1").stdout


@pytest.mark.parametrize(("kind", "suffix"), [("geojson", "geojson"), ("gpkg", "gpkg")])
def test_an_export_holds_what_may_be_shown(run, tmp_path, kind, suffix):
    file = tmp_path / f"routes.{suffix}"
    told = json.loads(run("export-routes", str(file), "--format", kind, "--level", "admin1", "--json").stdout)
    assert (told["corridors"], told["withheld"]) == (1, 1)
    assert list(geopandas.read_file(file)["to_code"]) == ["AE"]
    assert b"Hidden Village" not in file.read_bytes()
    refused = run("export-routes", str(file), "--level", "place")
    assert refused.exit_code != 0
    assert "clearance" in refused.stderr
