"""Corridors: legs of many cases summed up by where they lead from and to."""

from __future__ import annotations

from typing import Any, Literal

import geopandas
import pandas
import shapely

from geodata import countries
from geodata.routes import CRS, leg_line

Level = Literal["country", "admin1", "place"]
Weight = Literal["cases", "persons"]
_COLUMNS = [
    "corridor_id",
    "from_key",
    "to_key",
    "from_label",
    "to_label",
    "from_iso2",
    "to_iso2",
    "from_lat",
    "from_lon",
    "to_lat",
    "to_lon",
    "legs",
    "cases",
    "persons",
    "first",
    "last",
    "uncertain",
    "case_ids",
]


def corridors(
    legs: geopandas.GeoDataFrame | pandas.DataFrame,
    level: Level = "country",
    weight: Weight = "cases",
    limit: int = 300,
) -> tuple[geopandas.GeoDataFrame, int]:
    """Directed corridors, widest first, and how many were left out.

    Args:
        legs: frame of :func:`geodata.routes.legs_frame`; geometry is not read.
        level: ends are countries, first-level areas or places.
        weight: what orders and widens them: distinct cases, or persons.
        limit: most corridors that are drawn.

    Returns:
        A frame with CRS EPSG:4326 (corridor_id, from/to key, label, country and position, legs, cases, persons, first
        and last date, uncertain share, case_ids) and the number of corridors beyond the limit. Legs that stay within
        one end are left out.
    """
    if legs.empty:
        return geopandas.GeoDataFrame(columns=_COLUMNS, geometry=[], crs=CRS), 0
    plain = pandas.DataFrame(legs.drop(columns="geometry", errors="ignore"))
    for side in ("from", "to"):
        plain[f"{side}_key"] = _keys(plain, side, level)
        plain[f"date_{side}"] = pandas.to_datetime(plain[f"date_{side}"], errors="coerce")
    plain = plain[plain["from_key"] != plain["to_key"]]
    if plain.empty:
        return geopandas.GeoDataFrame(columns=_COLUMNS, geometry=[], crs=CRS), 0
    plain = plain.assign(
        unsure=~plain["stated"].astype(bool) | plain["status"].isin(["planned", "alternative", "alleged"])
    )
    group = plain.groupby(["from_key", "to_key"], sort=False)
    summed = group.agg(
        from_iso2=("from_iso2", "first"), to_iso2=("to_iso2", "first"), from_name=("from_name", "first"),
        to_name=("to_name", "first"), from_lat=("from_lat", "mean"), from_lon=("from_lon", "mean"),
        to_lat=("to_lat", "mean"), to_lon=("to_lon", "mean"), legs=("case_id", "size"), cases=("case_id", "nunique"),
        first=("date_from", "min"), last=("date_to", "max"), uncertain=("unsure", "mean"),
    ).reset_index()  # fmt: skip
    persons = plain.drop_duplicates(["from_key", "to_key", "case_id", "route_id"])
    people = persons.groupby(["from_key", "to_key"], sort=False)["persons"].sum().reset_index()
    summed = summed.merge(people, on=["from_key", "to_key"])
    ordered = summed.sort_values([weight, "legs", "from_key", "to_key"], ascending=[False, False, True, True])
    kept = ordered.head(limit).reset_index(drop=True)
    wanted = plain.merge(kept[["from_key", "to_key"]], on=["from_key", "to_key"])
    ids = wanted.groupby(["from_key", "to_key"], sort=False)["case_id"].unique().rename("case_ids").reset_index()
    kept = kept.merge(ids, on=["from_key", "to_key"])
    kept["case_ids"] = [sorted(part) for part in kept["case_ids"]]
    for side in ("from", "to"):
        kept[f"{side}_label"] = [_label(row, side, level) for row in kept.to_dict("records")]
        if level == "country":
            kept = _at_label_points(kept, side)
    kept["corridor_id"] = kept["from_key"] + ">" + kept["to_key"]
    lines = [_line(row) for row in kept.to_dict("records")]
    return geopandas.GeoDataFrame(kept[_COLUMNS], geometry=lines, crs=CRS), max(0, len(ordered) - len(kept))


def _keys(plain: pandas.DataFrame, side: str, level: Level) -> pandas.Series:
    iso2 = plain[f"{side}_iso2"].astype(str)
    if level == "country":
        return iso2
    if level == "admin1":
        return iso2 + "/" + plain[f"{side}_admin1"].fillna("").astype(str)
    return iso2 + "/" + plain[f"{side}_admin1"].fillna("").astype(str) + "/" + plain[f"{side}_name"].astype(str)


def _label(row: dict[Any, Any], side: str, level: Level) -> str:
    iso2 = str(row[f"{side}_iso2"])
    if level == "country":
        return iso2
    parts = str(row[f"{side}_key"]).split("/")
    return parts[-1] or iso2


def _at_label_points(kept: pandas.DataFrame, side: str) -> pandas.DataFrame:
    lands = [countries.get(code) for code in kept[f"{side}_iso2"]]
    for axis in ("lat", "lon"):
        own = kept[f"{side}_{axis}"]
        kept[f"{side}_{axis}"] = [
            getattr(land, axis) if land and land.lat is not None else value
            for land, value in zip(lands, own, strict=True)
        ]
    return kept


def _line(row: dict[Any, Any]) -> shapely.MultiLineString:
    ends = [float(str(row[name])) for name in ("from_lat", "from_lon", "to_lat", "to_lon")]
    runs = leg_line((ends[0], ends[1]), (ends[2], ends[3]))
    return shapely.MultiLineString([[(lon, lat) for lat, lon in run] for run in runs if len(run) > 1])
