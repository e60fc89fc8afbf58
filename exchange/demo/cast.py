"""Invented persons: names drawn from pools of one culture and written in the script of the submission."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
GENDERS = {"F": "Feminine", "M": "Masculine"}
_FAMILY_FIRST = frozenset({"cyr", "han", "khm"})

#: country calling code and a mobile prefix; a block of zeros follows
_PHONES = {
    "UZ": "+998 90 000", "KZ": "+7 700 000", "KG": "+996 700 000", "TJ": "+992 90 000", "RU": "+7 900 000",
    "AZ": "+994 50 000", "GE": "+995 500 00", "AM": "+374 91 000", "TR": "+90 500 000", "AE": "+971 50 000",
    "NP": "+977 980 000", "IN": "+91 70000 0", "BD": "+880 1700 00", "TH": "+66 80 000", "KH": "+855 10 000",
    "CN": "+86 130 0000", "PH": "+63 900 000", "MM": "+95 9 000 0", "PK": "+92 300 000", "UA": "+380 50 000",
    "MD": "+373 60 00", "NG": "+234 800 000", "DE": "+49 152 28817",
}  # fmt: skip
_SERIES = {"UZ": "FA", "KZ": "N", "KG": "PE", "TJ": "40", "AZ": "C", "GE": "AB", "AM": "AP", "NP": "PA", "IN": "Z",
           "PH": "P", "TH": "AC", "CN": "E", "BD": "BX", "PK": "QA", "MD": "B", "UA": "FU", "NG": "A"}  # fmt: skip


@dataclass(slots=True)
class Drawn:
    """A person's plain record and the papers it comes with."""

    person: dict[str, Any]
    identifiers: list[dict[str, Any]]


@lru_cache(maxsize=1)
def _pools() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DATA / "names.json").read_text(encoding="utf-8"))
    return loaded


def _draw(chance: random.Random, pool: dict[str, Any], part: str) -> dict[str, str]:
    forms = chance.choice(pool[part].split(",")).strip().split("|")
    return dict(zip(pool["scripts"], forms, strict=False))


class Casting:
    """Draws persons; the same seed gives the same cast, and no name twice."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311  -- invented data, nothing secret
        self._used: set[tuple[str, ...]] = set()
        self._number = 0

    def chance(self) -> random.Random:
        """The one source of chance."""
        return self._chance

    def draw(self, culture: str, gender: str, ages: tuple[int, int], script: str, year: int, extras: set[str]) -> Drawn:
        """One person.

        Args:
            culture: key of the name pools.
            gender: ``F`` or ``M``.
            ages: youngest and oldest age in ``year``, both inclusive.
            script: ``lat``, ``cyr``, ``ara``, ``geo``, ``arm``, ``dev``, ``thai``, ``khm`` or ``han``; a culture
                that is not written in it appears in Latin letters, as in a passport.
            year: the year in which the case was detected.
            extras: ``passport`` and ``phone``.
        """
        pool = _pools()[culture]
        while True:
            given, family = _draw(self._chance, pool, gender), _draw(self._chance, pool, "family")
            key = (culture, given["lat"], family["lat"])
            if key not in self._used:
                break
        self._used.add(key)
        father = _draw(self._chance, pool, "father") if "father" in pool else {}
        written = script if script in pool["scripts"] else "lat"
        person: dict[str, Any] = {"names": [self._name(pool, given, family, father, gender, written)]}
        age = self._chance.randint(*ages)
        person |= {"gender": GENDERS[gender], "birth": self._birth(year - age), "citizenships": [pool["citizen"]]}
        if age < 18:
            person["minor"] = True
        identifiers: list[dict[str, Any]] = []
        if "passport" in extras:
            identifiers.append(self._passport(pool["citizen"]))
            if written != "lat" and self._chance.random() < 0.5:
                latin = self._name(pool, given, family, {}, gender, "lat")["full"]
                person["names"].append({"full": latin.upper(), "kind": "transliteration"})
        if "phone" in extras:
            identifiers.append({"kind": "phone", "value": self._phone(pool["citizen"])})
        return Drawn(person, identifiers)

    def _name(
        self,
        pool: dict[str, Any],
        given: dict[str, str],
        family: dict[str, str],
        father: dict[str, str],
        gender: str,
        script: str,
    ) -> dict[str, str]:
        last = family[script]
        if pool["suffix"] and gender == "F":
            last += "а" if script == "cyr" else "a"
        first = given[script]
        if script == "cyr" and father.get("cyr") and self._chance.random() < 0.75:
            patronymic = father["cyr"] + ("на" if gender == "F" else "ич")
            return {"full": f"{last} {first} {patronymic}", "family": last, "given": first, "patronymic": patronymic}
        if script == "ara" and father.get("ara"):
            son = "بنت" if gender == "F" else "بن"
            return {"full": f"{first} {son} {father['ara']} {last}"}
        if script == "han":
            return {"full": last + first, "family": last, "given": first}
        order = (last, first) if script in _FAMILY_FIRST else (first, last)
        return {"full": " ".join(order), "family": last, "given": first}

    def _birth(self, year: int) -> str:
        month, day = self._chance.randint(1, 12), self._chance.randint(1, 28)
        kind = self._chance.random()
        if kind < 0.72:
            return f"{year}-{month:02}-{day:02}"
        if kind < 0.82:
            return f"{year}-01-01"
        return f"{year}-{month:02}" if kind < 0.87 else str(year) if kind < 0.95 else f"{year}~"

    def _next(self) -> int:
        # Steps of a prime: numbers of one cast differ in several digits, and none comes twice.
        self._number += 1
        return (self._number * 3571) % 10_000

    def _passport(self, country: str) -> dict[str, Any]:
        value = f"{_SERIES.get(country, 'X')}00{self._chance.randint(1, 9)}{self._next():04}"
        return {"kind": "passport", "value": value, "country": country}

    def _phone(self, country: str) -> str:
        number = self._next()
        # The German range kept for fiction has three free digits.
        digits = f"{number % 1000:03}" if country == "DE" else f"{number:04}"
        return f"{_PHONES[country]} {digits}"
