"""Corridors: legs of many cases summed up by where they lead from and to.

Everything is counted on columns, so that 100,000 legs take a fraction of a second; only the corridors that are kept
become rows with words and a geometry.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import geopandas
import numpy
import pandas
import shapely

from geodata import countries
from geodata.routes import CRS, leg_line

Level = Literal["country", "admin1", "place"]
Weight = Literal["cases", "persons"]
#: south, west, north, east in degrees
Box = tuple[float, float, float, float]
#: most corridors a map draws
MOST = 300
_COLUMNS = [
    "corridor_id", "from_key", "to_key", "from_label", "to_label", "from_iso2", "to_iso2", "from_lat", "from_lon",
    "to_lat", "to_lon", "legs", "cases", "persons", "first", "last", "uncertain", "case_ids",
]  # fmt: skip
_PARTS: dict[Level, tuple[str, ...]] = {
    "country": ("iso2",),
    "admin1": ("iso2", "admin1"),
    "place": ("iso2", "admin1", "name"),
}
_UNSURE = ("planned", "alternative", "alleged", "attempted")


def corridors(
    legs: geopandas.GeoDataFrame | pandas.DataFrame,
    level: Level = "country",
    weight: Weight = "cases",
    limit: int = MOST,
    geometry: bool = True,
) -> tuple[geopandas.GeoDataFrame, int]:
    """Directed corridors, widest first, and how many were left out.

    Args:
        legs: frame of :func:`geodata.routes.legs_frame`; geometry is not read, and its text columns may be categories.
        level: ends are countries, first-level areas or places.
        weight: what orders and widens them: distinct cases, or persons.
        limit: most corridors that are drawn.
        geometry: draw the great circles and list the cases; without, the geometry is empty and ``case_ids`` are missing
            (:func:`legs_of` finds them for one corridor), and the frame is made faster.

    Returns:
        A frame with CRS EPSG:4326 (corridor_id, from/to key, label, country and position to two decimals, legs, cases,
        persons, first and last date, uncertain share, case_ids) and the number of corridors beyond the limit. Legs that
        stay within one end are left out; ``attrs["staying"]`` counts them.
    """
    plain = pandas.DataFrame(legs.drop(columns="geometry", errors="ignore"))
    if plain.empty:
        return _nothing()
    ends, keys = end_codes(plain, level)
    start, goal = ends[: len(plain)], ends[len(plain) :]
    moving = start != goal
    staying = int(len(plain) - moving.sum())
    if not moving.any():
        return _nothing(staying)
    plain, start, goal = plain[moving], start[moving], goal[moving]
    pair, pairs = pandas.factorize(start * len(keys) + goal)
    summed = _sums(plain, pair, len(pairs))
    summed["start"], summed["goal"] = pairs // len(keys), pairs % len(keys)
    words = numpy.array(keys, dtype=object)
    summed["from_key"], summed["to_key"] = words[summed["start"].to_numpy()], words[summed["goal"].to_numpy()]
    ordered = summed.sort_values([weight, "legs", "from_key", "to_key"], ascending=[False, False, True, True])
    kept = ordered.head(limit)
    drawn = _drawn(plain, pair, kept.reset_index(names="pair"), level, geometry)
    drawn.attrs["staying"] = staying
    return drawn, max(0, len(ordered) - len(kept))


def in_view(legs: pandas.DataFrame, within: Box | None) -> pandas.DataFrame:
    """Legs with an end in a part of the world; a box whose west is greater than its east crosses 180°."""
    if within is None or legs.empty:
        return legs
    return legs[(_inside(legs, "from", within) | _inside(legs, "to", within)).to_numpy()]


def end_roles(stops: pandas.DataFrame, level: Level = "country") -> pandas.DataFrame:
    """How often stops with a place play each role at each end.

    Args:
        stops: frame of :func:`geodata.routes.stops_frame`.
        level: what the ends are.

    Returns:
        key as in :func:`corridors`, iso2, label, role (empty where it is not recorded), stops, lat and lon (mean of the
        stops, two decimals; a country's label point).
    """
    names = ["key", "iso2", "label", "role", "stops", "lat", "lon"]
    placed = stops[stops["lat"].notna().to_numpy()] if len(stops) else stops
    if not len(placed):
        return pandas.DataFrame(columns=names)
    codes, keys = _joined([placed[name] for name in _PARTS[level]])
    role, roles = pandas.factorize(placed["role"])
    role = numpy.where(role < 0, len(roles), role)
    both, found = pandas.factorize(codes * (len(roles) + 1) + role)
    count = numpy.bincount(both, minlength=len(found))
    at = [keys[int(code) // (len(roles) + 1)] for code in found]
    parts = [key.split("/", len(_PARTS[level]) - 1) for key in at]
    made = pandas.DataFrame(
        {
            "key": at,
            "iso2": [part[0] for part in parts],
            "label": [part[-1] or part[0] for part in parts],
            "role": [str(roles[code]) if code < len(roles) else "" for code in (found % (len(roles) + 1)).tolist()],
            "stops": count,
        }
    )
    everywhere = numpy.bincount(codes, minlength=len(keys))
    for axis in ("lat", "lon"):
        mean = numpy.bincount(codes, weights=placed[axis].to_numpy(dtype=float), minlength=len(keys))
        made[axis] = numpy.round((mean / numpy.maximum(everywhere, 1))[found // (len(roles) + 1)], 2)
    if level == "country":
        _at_label_points(made, "")
    return made


def end_codes(legs: pandas.DataFrame, level: Level) -> tuple[numpy.ndarray[Any, Any], list[str]]:
    """Both ends of each leg as numbers (all starts, then all goals), and the key each number stands for."""
    columns = [pandas.concat([legs[f"from_{part}"], legs[f"to_{part}"]], ignore_index=True) for part in _PARTS[level]]
    return _joined(columns)


def _joined(columns: Sequence[pandas.Series]) -> tuple[numpy.ndarray[Any, Any], list[str]]:
    codes: numpy.ndarray[Any, Any] = numpy.zeros(len(columns[0]), dtype=numpy.int64)
    words = [""]
    for at, column in enumerate(columns):
        own, values = pandas.factorize(column)
        names = [str(value) for value in values] + [""]
        # A missing value and an empty one are the same end.
        own = numpy.where(own < 0, names.index(""), own)
        merged, found = pandas.factorize(codes * len(names) + own)
        heads = [words[int(code) // len(names)] for code in found]
        words = [
            f"{head}/{names[int(code) % len(names)]}" if at else names[int(code) % len(names)]
            for head, code in zip(heads, found, strict=True)
        ]
        codes = merged.astype(numpy.int64)
    return codes, words


def _sums(plain: pandas.DataFrame, pair: numpy.ndarray[Any, Any], count: int) -> pandas.DataFrame:
    legs = numpy.bincount(pair, minlength=count)
    made: dict[str, Any] = {"legs": legs}
    for name in ("from_lat", "from_lon", "to_lat", "to_lon"):
        mean = numpy.bincount(pair, weights=plain[name].to_numpy(dtype=float), minlength=count) / legs
        made[name] = numpy.round(mean, 2)
    unsure = ~plain["stated"].to_numpy(dtype=bool) | plain["status"].isin(_UNSURE).to_numpy()
    made["uncertain"] = numpy.round(numpy.bincount(pair, weights=unsure.astype(float), minlength=count) / legs, 9)
    case, cases = pandas.factorize(plain["case_id"])
    of_pair = pair.astype(numpy.int64) * len(cases) + case
    made["cases"] = numpy.bincount(pandas.unique(of_pair) // len(cases), minlength=count)
    route, routes = pandas.factorize(plain["route_id"])
    first = ~pandas.Series(of_pair * len(routes) + route).duplicated().to_numpy()
    persons = plain["persons"].to_numpy(dtype=float)
    made["persons"] = numpy.bincount(pair[first], weights=persons[first], minlength=count).astype(int)
    dates = pandas.DataFrame({side: _dates(plain[f"date_{side}"]) for side in ("from", "to")}).groupby(pair)
    made["first"], made["last"] = dates["from"].min().to_numpy(), dates["to"].max().to_numpy()
    return pandas.DataFrame(made)


def _dates(column: pandas.Series) -> numpy.ndarray[Any, Any]:
    if pandas.api.types.is_datetime64_any_dtype(column):
        return column.to_numpy()
    # One resolution for all, so that the frame's columns do not change with what is in them.
    return pandas.to_datetime(column, errors="coerce").to_numpy().astype("datetime64[s]")


def _drawn(
    plain: pandas.DataFrame, pair: numpy.ndarray[Any, Any], kept: pandas.DataFrame, level: Level, geometry: bool
) -> geopandas.GeoDataFrame:
    kept["case_ids"] = _case_ids(plain, pair, kept["pair"]) if geometry else None
    for side in ("from", "to"):
        parts = [str(key).split("/", len(_PARTS[level]) - 1) for key in kept[f"{side}_key"]]
        kept[f"{side}_iso2"] = [part[0] for part in parts]
        kept[f"{side}_label"] = [part[-1] or part[0] for part in parts]
        if level == "country":
            _at_label_points(kept, side)
    kept["corridor_id"] = kept["from_key"].astype(str) + ">" + kept["to_key"].astype(str)
    ends = kept[["from_lat", "from_lon", "to_lat", "to_lon"]]
    lines = [_line(row) for row in ends.itertuples(index=False)] if geometry else [None] * len(kept)
    return geopandas.GeoDataFrame(kept[_COLUMNS], geometry=lines, crs=CRS)


def _case_ids(plain: pandas.DataFrame, pair: numpy.ndarray[Any, Any], kept: pandas.Series) -> list[list[str]]:
    wanted = numpy.isin(pair, kept.to_numpy())
    ids = pandas.DataFrame({"pair": pair[wanted], "case": plain["case_id"].astype(str).to_numpy()[wanted]})
    of_pair = ids.drop_duplicates().groupby("pair")["case"].agg(lambda found: sorted(found)).to_dict()
    return [of_pair[at] for at in kept]


def legs_of(legs: pandas.DataFrame, level: Level, from_key: str, to_key: str) -> pandas.DataFrame:
    """The legs behind one corridor.

    Args:
        legs: as given to :func:`corridors`.
        level: as given to :func:`corridors`.
        from_key: of the corridor.
        to_key: of the corridor.
    """
    ends, keys = end_codes(legs, level)
    at = {key: code for code, key in enumerate(keys)}
    start, goal = at.get(from_key, -1), at.get(to_key, -1)
    here: pandas.DataFrame = legs[(ends[: len(legs)] == start) & (ends[len(legs) :] == goal)]
    return here


def _at_label_points(kept: pandas.DataFrame, side: str) -> None:
    lead = f"{side}_" if side else ""
    lands = [countries.get(code) for code in kept[f"{lead}iso2"]]
    for axis in ("lat", "lon"):
        own = kept[f"{lead}{axis}"]
        kept[f"{lead}{axis}"] = [
            round(getattr(land, axis), 2) if land and land.lat is not None else value
            for land, value in zip(lands, own, strict=True)
        ]


def _inside(plain: pandas.DataFrame, side: str, box: Box) -> pandas.Series:
    south, west, north, east = box
    lat, lon = plain[f"{side}_lat"], plain[f"{side}_lon"]
    across = ((lon >= west) & (lon <= east)) if west <= east else ((lon >= west) | (lon <= east))
    return (lat >= south) & (lat <= north) & across


def _line(row: Any) -> shapely.MultiLineString:
    runs = leg_line((float(row.from_lat), float(row.from_lon)), (float(row.to_lat), float(row.to_lon)))
    return shapely.MultiLineString([[(lon, lat) for lat, lon in run] for run in runs if len(run) > 1])


def _nothing(staying: int = 0) -> tuple[geopandas.GeoDataFrame, int]:
    empty = geopandas.GeoDataFrame(columns=_COLUMNS, geometry=[], crs=CRS)
    empty.attrs["staying"] = staying
    return empty, 0
