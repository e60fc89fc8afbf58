"""Airports by IATA or ICAO code. Source: airportsdata (MIT)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import airportsdata


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


def airport(code: str) -> Airport | None:
    """The airport of a three-letter IATA or four-letter ICAO code; ``None`` for anything else."""
    clean = code.strip().upper()
    if not clean.isascii() or not clean.isalnum() or len(clean) not in (3, 4):
        return None
    row = _table("IATA" if len(clean) == 3 else "ICAO").get(clean)
    if row is None:
        return None
    lat, lon = float(str(row["lat"])), float(str(row["lon"]))
    return Airport(clean, str(row["name"]), str(row["city"]), str(row["country"]), lat, lon)
