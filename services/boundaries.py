"""Which outlines the maps stand on: Natural Earth's, or a set that this installation has the right to use.

A set of one's own lies as ``boundaries/world.geojson`` and ``boundaries/world_fine.geojson`` in the data folder, with
the properties ``area`` and ``contested`` that :mod:`geodata.borders` has. It is public base data: it is served without
sign-in, so nothing of a case belongs into it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services import settings
from services.desk import Desk

if TYPE_CHECKING:
    import shapely

_MOST_BYTES = 12_000_000


def path(desk: Desk | None, *, fine: bool) -> Path:
    """GeoJSON of the outlines in use; Natural Earth's where the own set is missing or cannot be used."""
    from geodata import borders

    if desk is not None and is_own(desk):
        own = desk.folder / "boundaries" / ("world_fine.geojson" if fine else "world.geojson")
        if usable(own):
            return own
    return borders.fine_path() if fine else borders.world_path()


def is_own(desk: Desk | None) -> bool:
    """Whether the installation asks for its own set."""
    return desk is not None and str(settings.value(desk, "boundary_set")) == "local"


def usable(file: Path) -> bool:
    """Whether a file is a set of outlines that the maps can draw."""
    try:
        stat = file.stat()
    except OSError:
        return False
    return stat.st_size <= _MOST_BYTES and _checked(file, stat.st_mtime_ns)


def shapes(desk: Desk | None, fine: bool) -> list[tuple[str, bool, shapely.Geometry]]:
    """(area, contested, geometry in degrees) of the set in use."""
    file = path(desk, fine=fine)
    return _shapes(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _shapes(file: Path, _changed: int) -> list[tuple[str, bool, Any]]:
    import shapely

    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    return [
        (str(one["properties"]["area"]), bool(one["properties"]["contested"]), shapely.geometry.shape(one["geometry"]))
        for one in features
    ]


@lru_cache(maxsize=8)
def _checked(file: Path, changed: int) -> bool:
    import shapely

    try:
        found = _shapes(file, changed)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError):
        return False
    bounds = [shape.bounds for _area, _contested, shape in found if not shape.is_empty]
    return bool(bounds) and all(
        -180 <= west <= east <= 180 and -90 <= south <= north <= 90 for west, south, east, north in bounds
    )
