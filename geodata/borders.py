"""Outlines for the ground of a map. Source: Natural Earth 1:10m (public domain); contested areas belong to nobody."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import shapely

DATA = Path(__file__).parent / "data"
DISCLAIMER = "Borders and names shown do not imply endorsement; contested areas are grey and dashed."


def world_path() -> Path:
    """GeoJSON of the world for small scales; properties ``area``, ``contested``, ``label``."""
    return DATA / "world.geojson"


def fine_path() -> Path:
    """The same with more detail, for zoom 5 and nearer."""
    return DATA / "world_fine.geojson"


@lru_cache(maxsize=2)
def shapes(fine: bool = True) -> list[tuple[str, bool, shapely.Geometry]]:
    """(area, contested, geometry in degrees) of every area; the area is an ISO code or a contested area's key."""
    features = json.loads((fine_path() if fine else world_path()).read_text())["features"]
    return [
        (part["properties"]["area"], part["properties"]["contested"], shapely.geometry.shape(part["geometry"]))
        for part in features
    ]


@lru_cache(maxsize=1)
def _tree() -> shapely.STRtree:
    return shapely.STRtree([shape for _, _, shape in shapes()])


def country_at(lat: float, lon: float, reach: float = 0.15) -> str | None:
    """The area a point lies in, or the nearest one within ``reach`` degrees; ``None`` on the open sea."""
    point = shapely.Point(lon, lat)
    areas = shapes()
    inside = _tree().query(point, predicate="intersects")
    if len(inside):
        return areas[int(inside[0])][0]
    nearest = _tree().query_nearest(point, max_distance=reach)
    return areas[int(nearest[0])][0] if len(nearest) else None
