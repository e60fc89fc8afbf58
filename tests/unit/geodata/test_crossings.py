"""The curated crossings: whole, and where they say they are."""

import math

import pytest
import shapely
import shapely.ops

from geodata import specials
from geodata.borders import shapes
from geodata.keys import ascii_key, fold

#: outlines are simplified by up to 0.045 degrees
OUTLINE_KM = 6.0
#: at the gates of a town of a few square kilometres, which the outlines leave out
EXCLAVES = {"crossing:melilla-es-ma", "crossing:ceuta-es-ma"}


@pytest.fixture(scope="module")
def outlines():
    made = {}
    for area, contested, shape in shapes(fine=True):
        made[area] = (contested, shape)
    return made


def _km(shape, one):
    narrow = max(0.1, math.cos(math.radians(one.lat)))
    near = shapely.ops.nearest_points(shape, shapely.Point(one.lon, one.lat))[0]
    return 111.2 * (((near.x - one.lon) * narrow) ** 2 + (near.y - one.lat) ** 2) ** 0.5


def test_there_are_enough_and_each_row_is_whole():
    crossings = specials.crossings()
    assert len(crossings) >= 150
    assert len({one.id for one in crossings}) == len(crossings)
    for one in crossings:
        assert len(set(one.countries)) == 2, one.id
        assert set(one.modes) <= {"road", "rail", "sea", "air", "river", "foot", "small_boat"}, one.id
        assert 0 < one.precision_km <= 60, one.id
        assert one.source, one.id
        assert one.checked >= "2026", one.id
        assert all(fold(name) and ascii_key(name) for name in one.names), one.id


def test_most_have_a_name_in_a_script_of_the_place():
    local = [one for one in specials.crossings() if any(not name.isascii() for name in one.names)]
    assert len(local) >= 0.9 * len(specials.crossings())


def test_each_lies_within_its_precision_of_both_states(outlines):
    contested = [shape for disputed, shape in outlines.values() if disputed]
    wrong = []
    for one in specials.crossings():
        far = [_km(outlines[iso2][1], one) for iso2 in one.countries if iso2 in outlines]
        if any(_km(shape, one) <= one.precision_km + OUTLINE_KM for shape in contested):
            continue
        # Where one sails, the other State lies beyond the water.
        across = set(one.modes) & {"sea", "small_boat"} or one.id in EXCLAVES
        away = min(far) if across else max(far)
        if away > one.precision_km + OUTLINE_KM:
            wrong.append((one.id, [round(km, 1) for km in far]))
    assert wrong == []


def test_names_that_only_one_side_bears_lead_to_that_side():
    (sarp,) = specials.by_key(fold("Sarp"))
    assert sarp.sides_of(fold("Sarp")) == ("TR",)
    assert sarp.name_at("GE") == "Sarpi"
