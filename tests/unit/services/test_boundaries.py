"""The outlines of the maps are a setting; a set that cannot be drawn is not used."""

import json

import pytest

from geodata import borders
from services import boundaries, settings

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]]}


def own_set(geometry=SQUARE, properties=None):
    part = {"type": "Feature", "properties": properties or {"area": "XX", "contested": True}, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [part]})


def test_an_own_set_is_used_when_it_is_asked_for(desk, administrator):
    folder = desk.folder / "boundaries"
    folder.mkdir()
    (folder / "world.geojson").write_text(own_set())
    assert boundaries.path(desk, fine=False) == borders.world_path()
    settings.change(desk, administrator, "boundary_set", "local", "a set of our own")
    assert boundaries.path(desk, fine=False) == folder / "world.geojson"
    assert boundaries.path(desk, fine=True) == borders.fine_path(), "the fine set is missing"
    assert [(area, contested) for area, contested, _ in boundaries.shapes(desk, False)] == [("XX", True)]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"features": []}', own_set(properties={"name": "x"}), own_set({"type": "Nothing"}),
     own_set({"type": "Point", "coordinates": [999, 0]})],
)  # fmt: skip
def test_a_set_that_cannot_be_drawn_is_not_used(tmp_path, text):
    file = tmp_path / "world.geojson"
    file.write_text(text)
    assert not boundaries.usable(file)
    assert not boundaries.usable(tmp_path / "missing.geojson")
