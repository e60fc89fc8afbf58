"""Places no gazetteer has under the names in use: border crossings, special zones, compounds; and first-level areas."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geodata.keys import ascii_key, fold

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Special:
    """A curated place.

    Attributes:
        id: stable id with its kind, e.g. ``crossing:sarpi-ge-tr``.
        kind: crossing or alias.
        name: first of ``names``.
        names: all names on file, in every script.
        countries: the country, or the two that a crossing joins.
        admin1: first-level area, or empty.
        lat: degrees, WGS 84.
        lon: see ``lat``.
        precision_km: how far the position may be off.
        modes: ways of crossing; empty for other places.
        source: where the row comes from.
        checked: month of the last check.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    countries: tuple[str, ...]
    admin1: str
    lat: float
    lon: float
    precision_km: float
    modes: tuple[str, ...]
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class Area:
    """A first-level area of a country; source: Natural Earth (public domain)."""

    id: str
    iso2: str
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float


def _rows(name: str) -> Iterable[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


@lru_cache(maxsize=1)
def crossings() -> list[Special]:
    """All border crossings on file."""
    return [
        Special(
            f"crossing:{row['id']}", "crossing", row["names"].split("|")[0], tuple(row["names"].split("|")),
            (row["country_a"], row["country_b"]), "", float(row["lat"]), float(row["lon"]), float(row["precision_km"]),
            tuple(row["modes"].split("|")), row["source"], row["checked"],
        )
        for row in _rows("border_crossings.csv")
    ]  # fmt: skip


@lru_cache(maxsize=1)
def aliases() -> list[Special]:
    """Special zones, compounds, quarters and other names in use."""
    return [
        Special(
            f"alias:{ascii_key(row['names'].split('|')[0]).replace(' ', '-')}", "alias", row["names"].split("|")[0],
            tuple(row["names"].split("|")), (row["iso2"],), row["admin1"], float(row["lat"]), float(row["lon"]),
            float(row["precision_km"]), (), row["source"], "2026-11",
        )
        for row in _rows("place_aliases.csv")
    ]  # fmt: skip


@lru_cache(maxsize=1)
def areas() -> list[Area]:
    """All first-level areas with a name."""
    return [
        Area(
            f"area:{row['iso_3166_2']}",
            row["iso2"],
            row["name"],
            (row["name"], *(part for part in row["other_names"].split("|") if part)),
            float(row["lat"]),
            float(row["lon"]),
        )
        for row in _rows("areas.csv")
    ]


@lru_cache(maxsize=1)
def _index() -> dict[str, list[Special]]:
    index: dict[str, list[Special]] = {}
    for item in (*crossings(), *aliases()):
        for key in {key for name in item.names for key in (fold(name), ascii_key(name))}:
            index.setdefault(key, []).append(item)
    return index


@lru_cache(maxsize=1)
def _area_index() -> dict[str, list[Area]]:
    index: dict[str, list[Area]] = {}
    for area in areas():
        for key in {key for name in area.names for key in (fold(name), ascii_key(name))} - {""}:
            index.setdefault(key, []).append(area)
    return index


def by_key(key: str) -> list[Special]:
    """Crossings and other curated places of exactly this key."""
    return _index().get(key, [])


def areas_by_key(key: str) -> list[Area]:
    """First-level areas of exactly this key."""
    return _area_index().get(key, [])
