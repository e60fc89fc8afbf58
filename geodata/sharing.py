"""What of many routes may be shown to others: provinces at the finest, at least five persons on each corridor.

A province's mark stands in the middle of the province, not at the mean of the places recorded in it: with one place on
record the mean would be that place.
"""

from __future__ import annotations

import csv
from collections.abc import Hashable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas
import pandas
import shapely

from geodata import corridors, countries
from geodata.corridors import Level, Weight
from geodata.drawing import bent_runs
from geodata.routes import CRS

_AREAS = Path(__file__).parent / "data" / "areas.csv"
#: fewest persons on a corridor that is shown without clearance
LEAST_PERSONS = 5

#: column of a shared frame -> what it holds; the files that are handed out have these and no others
COLUMNS = {
    "from_code": "ISO 3166-1 code of the State that the corridor leaves",
    "from_name": "province (or place, where cleared); empty at the level of States or where it is not recorded",
    "to_code": "ISO 3166-1 code of the State that the corridor reaches",
    "to_name": "as from_name",
    "level": "country, admin1 or place",
    "cases": "distinct cases with a leg on the corridor",
    "persons": "persons travelling on it, as far as their number is recorded; groups by their smallest number",
    "first": "earliest day a leg may have begun, ISO 8601; empty where no leg is dated",
    "last": "latest day a leg may have ended",
    "uncertain": "share of its legs that are planned, attempted, alternative, alleged, or bridge a gap",
    "marking": "strictest marking of the cases behind it",
    "geometry": "line from the middle of the first area to the middle of the second, bent; not a travelled path",
}


def shared(
    legs: pandas.DataFrame,
    level: Level = "country",
    weight: Weight = "cases",
    *,
    least: int = LEAST_PERSONS,
    marking: str = "",
) -> tuple[geopandas.GeoDataFrame, int]:
    """Corridors that may be shown, widest first, and how many were withheld for being too small.

    Args:
        legs: frame as for :func:`geodata.corridors.corridors`.
        level: what the ends are; ``place`` only where it was cleared.
        weight: what orders them.
        least: fewest persons on a corridor.
        marking: written beside each row.

    Returns:
        A frame with the columns of :data:`COLUMNS`, CRS EPSG:4326; no id of a case or person is in it.
    """
    found, _beyond = corridors.corridors(legs, level, weight, limit=len(legs) + 1, geometry=False)
    kept = found[found["persons"] >= least] if len(found) else found
    rows, lines = [], []
    for row in kept.head(corridors.MOST).to_dict("records"):
        ends = [_point(row, side, level) for side in ("from", "to")]
        rows.append(
            {
                "from_code": row["from_iso2"], "from_name": _name(row, "from", level),
                "to_code": row["to_iso2"], "to_name": _name(row, "to", level), "level": level,
                "cases": int(row["cases"]), "persons": int(row["persons"]), "first": _day(row["first"]),
                "last": _day(row["last"]), "uncertain": round(float(row["uncertain"]), 3), "marking": marking,
            }
        )  # fmt: skip
        runs = bent_runs(ends[0], ends[1])
        lines.append(shapely.MultiLineString([[(round(lon, 3), round(lat, 3)) for lat, lon in run] for run in runs]))
    columns = [name for name in COLUMNS if name != "geometry"]
    return geopandas.GeoDataFrame(rows, columns=columns, geometry=lines, crs=CRS), len(found) - len(kept)


def _name(row: Mapping[Hashable, Any], side: str, level: Level) -> str:
    label = str(row[f"{side}_label"])
    return "" if level == "country" or label == row[f"{side}_iso2"] else label


def _point(row: Mapping[Hashable, Any], side: str, level: Level) -> tuple[float, float]:
    code = str(row[f"{side}_iso2"])
    if level == "admin1" and (centre := _centres().get((code, str(row[f"{side}_label"]).casefold()))):
        return centre
    land = countries.get(code)
    if level != "place" and land is not None and land.lat is not None and land.lon is not None:
        return round(land.lat, 2), round(land.lon, 2)
    # A cleared place, or a territory without a middle on file.
    return float(str(row[f"{side}_lat"])), float(str(row[f"{side}_lon"]))


def _day(moment: Any) -> str:
    return "" if pandas.isna(moment) else str(pandas.Timestamp(moment).date())


@lru_cache(maxsize=1)
def _centres() -> dict[tuple[str, str], tuple[float, float]]:
    with _AREAS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made: dict[tuple[str, str], tuple[float, float]] = {}
    for row in rows:
        for name in (row["name"], *row["other_names"].split("|")):
            made.setdefault((row["iso2"], name.casefold()), (round(float(row["lat"]), 2), round(float(row["lon"]), 2)))
    return made
