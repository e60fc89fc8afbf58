"""The ground of the maps: whole, light, without a band where a ring crosses 180 degrees."""

import gzip
from itertools import pairwise

import pytest
from pyproj import Geod

from geodata.borders import fine_path, shapes, world_path


@pytest.fixture(scope="module", params=[False, True], ids=["world", "fine"])
def outlines(request):
    return shapes(fine=request.param)


def test_the_world_is_light():
    assert len(gzip.compress(world_path().read_bytes(), 9)) <= 130_000
    assert len(gzip.compress(fine_path().read_bytes(), 9)) <= 450_000


def test_every_outline_is_valid(outlines):
    assert [area for area, _, shape in outlines if not shape.is_valid] == []


def test_the_land_is_as_large_as_it_is(outlines):
    geod = Geod(ellps="WGS84")
    areas = {area: abs(geod.geometry_area_perimeter(shape)[0]) / 1e12 for area, _, shape in outlines}
    assert sum(areas.values()) == pytest.approx(146.6, abs=1.0)
    assert areas["RU"] == pytest.approx(16.9, abs=0.2)
    assert areas["US"] == pytest.approx(9.5, abs=0.2)


def test_no_edge_leads_across_the_map(outlines):
    for area, _, shape in outlines:
        for part in shape.geoms:
            assert part.bounds[0] >= -180
            assert part.bounds[2] <= 180
            for (x, y), (to_x, to_y) in pairwise(part.exterior.coords):
                # The foot of Antarctica runs along the pole; the longest straight border is the 49th parallel.
                assert abs(to_x - x) < 30 or y == to_y == -90, area
