"""Places no gazetteer has under the names in use: border crossings, special zones, compounds, districts."""

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
        sides: of a crossing, the names that only the post of the first and of the second country bears.
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
    sides: tuple[tuple[str, ...], ...]
    countries: tuple[str, ...]
    admin1: str
    lat: float
    lon: float
    precision_km: float
    modes: tuple[str, ...]
    source: str
    checked: str

    def name_at(self, iso2: str | None) -> str:
        """The name of a country's own post; of a place with one name, that name."""
        own = dict(zip(self.countries, self.sides, strict=False)).get(iso2 or "", ())
        return own[0] if own else self.name

    def sides_of(self, key: str) -> tuple[str, ...]:
        """The country whose post alone bears a folded name; empty where both do."""
        own = [
            iso2
            for iso2, names in zip(self.countries, self.sides, strict=False)
            if any(key in (fold(name), ascii_key(name)) for name in names)
        ]
        return tuple(own) if len(own) == 1 else ()


def _rows(name: str) -> Iterable[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


@lru_cache(maxsize=1)
def crossings() -> list[Special]:
    """All border crossings on file."""
    made = []
    for row in _rows("border_crossings.csv"):
        both, *sides = (_split(row[column]) for column in ("names", "names_a", "names_b"))
        made.append(
            Special(
                f"crossing:{row['id']}", "crossing", both[0], tuple(dict.fromkeys((*both, *sides[0], *sides[1]))),
                tuple(sides), (row["country_a"], row["country_b"]), "", float(row["lat"]), float(row["lon"]),
                float(row["precision_km"]), _split(row["modes"]), row["source"], row["checked"],
            )
        )  # fmt: skip
    return made


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


@lru_cache(maxsize=1)
def aliases() -> list[Special]:
    """Special zones, compounds, quarters and other names in use."""
    return [
        Special(
            f"alias:{ascii_key(row['names'].split('|')[0]).replace(' ', '-')}", "alias", row["names"].split("|")[0],
            tuple(row["names"].split("|")), (), (row["iso2"],), row["admin1"], float(row["lat"]), float(row["lon"]),
            float(row["precision_km"]), (), row["source"], row["checked"],
        )
        for row in _rows("place_aliases.csv")
    ]  # fmt: skip


@lru_cache(maxsize=1)
def _index() -> dict[str, list[Special]]:
    index: dict[str, list[Special]] = {}
    for item in (*crossings(), *aliases()):
        for key in {key for name in item.names for key in (fold(name), ascii_key(name))}:
            index.setdefault(key, []).append(item)
    return index


def by_key(key: str) -> list[Special]:
    """Crossings and other curated places of exactly this key."""
    return _index().get(key, [])
