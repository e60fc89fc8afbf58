"""Airports by IATA or ICAO code or by name. Source: airportsdata (MIT); other scripts from a file of our own."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import airportsdata

from geodata import decor
from geodata.keys import ascii_key, fold

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Airport:
    """An airport; position in WGS 84 degrees."""

    code: str
    name: str
    city: str
    iso2: str
    lat: float
    lon: float


@lru_cache(maxsize=2)
def _table(kind: Literal["IATA", "ICAO"]) -> dict[str, dict[str, object]]:
    return {code: dict(row) for code, row in airportsdata.load(kind).items()}


@lru_cache(maxsize=1)
def _written() -> dict[str, list[str]]:
    with (DATA / "airport_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["names"].split("|") for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _former() -> dict[str, str]:
    return {
        name: code
        for code, names in _written().items()
        for name in names
        if len(name) == 3 and name.isascii() and name.isupper()
    }


def airport(code: str) -> Airport | None:
    """The airport of a three-letter IATA or four-letter ICAO code, a former one too; ``None`` for anything else."""
    clean = code.strip().upper()
    if not clean.isascii() or not clean.isalnum() or len(clean) not in (3, 4):
        return None
    row = _table("IATA" if len(clean) == 3 else "ICAO").get(clean)
    if row is None:
        return airport(_former()[clean]) if clean in _former() else None
    lat, lon = float(str(row["lat"])), float(str(row["lon"]))
    return Airport(clean, str(row["name"]), str(row["city"]), str(row["country"]), lat, lon)


@lru_cache(maxsize=1)
def _index() -> dict[str, list[tuple[str, float]]]:
    index: dict[str, list[tuple[str, float]]] = {}

    def add(text: str, code: str, sure: float) -> None:
        for key in {fold(text), ascii_key(text)}:
            for form in {key, decor.airport(key)} - {""}:
                index.setdefault(form, []).append((code, sure))

    for code, names in _written().items():
        for name in names:
            add(name, code, 0.99)
    for code, row in _table("IATA").items():
        add(str(row["name"]), code, 0.97)
        add(str(row["city"]), code, 0.9)
    return index


def named(name: str, iso2: str | None = None, limit: int = 5) -> list[tuple[Airport, float]]:
    """Airports of a name or of a city, surest first.

    Args:
        name: with or without the word for airport, in any script.
        iso2: country, where it is known.
        limit: most answers.

    Returns:
        Pairs of airport and a score: 0.99 a name in use, 0.97 the official name, 0.9 only the city's.
    """
    key = fold(name)
    found: dict[str, float] = {}
    for form in dict.fromkeys((key, decor.airport(key), ascii_key(key), ascii_key(decor.airport(key) or key))):
        for code, sure in _index().get(form, ()):
            found[code] = max(sure, found.get(code, 0.0))
    hits = [(one, sure) for code, sure in found.items() if (one := airport(code)) and iso2 in (None, one.iso2)]
    return sorted(hits, key=lambda hit: (-hit[1], hit[0].code))[:limit]
