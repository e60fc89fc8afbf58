"""Invented records of persons in eleven scripts for speed, scale and screening: bases, damaged copies, hubs.

Built from ``data/close_names.json``: family names are doubled in six of seven cases, so that there are enough different
names. A copy stands in any script of its culture; it leaves the patronymic out (three in ten), shortens the given name
(one in ten) or loses a letter (two in ten); its date of birth is kept (half), kept as a year, has day and month
changed, one digit wrong, or is left out. One person in five has a phone, one in twenty an embassy's.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "close_names.json"


def records(count: int, seed: int = 7, copies: float = 0.3) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number of the person, and keyword arguments of ``linking.prepare``, for ``count`` records.

    Args:
        count: of records; ``copies`` of them are further records of a person.
        seed: the same seed gives the same records.
        copies: share of records that describe a person who has one already.
    """
    known = people(max(1, round(count * (1 - copies))), seed)
    draw = random.Random(seed + 1)
    for number, person in enumerate(known):
        yield number, record(person, draw, damaged=False)
    for _ in range(count - len(known)):
        number = draw.randrange(len(known))
        yield number, record(known[number], draw, damaged=True)


def people(count: int, seed: int = 7) -> list[dict[str, Any]]:
    """Invented persons; fewer of one seed are the first of more."""
    draw = random.Random(seed)
    pools = [_pool(data) for data in json.loads(_FILE.read_text(encoding="utf-8"))["pools"].values()]
    return [_person(draw, draw.choice(pools)) for _ in range(count)]


def _pool(data: dict[str, Any]) -> dict[str, Any]:
    parts = {
        field: [[spellings.split("/") for spellings in entry.strip().split("|")] for entry in data[field].split(", ")]
        for field in ("families", "F", "M", "father")
        if field in data
    }
    return {**parts, "scripts": data["scripts"], "first": data.get("family_first", False)}


def _person(draw: random.Random, pool: dict[str, Any]) -> dict[str, Any]:
    sex = draw.choice("FM")
    double = draw.random() < 0.85
    first, second = draw.choice(pool["families"]), draw.choice(pool["families"])
    family = [
        one[0] + ("" if script == "Han" else "-") + other[0] if double else one[0]
        for script, one, other in zip(pool["scripts"], first, second, strict=True)
    ]
    given = draw.choice(pool[sex])
    father = draw.choice(pool["father"]) if "father" in pool else None
    return {
        "scripts": pool["scripts"], "first": pool["first"], "sex": sex, "family": family,
        "given": given, "father": father,
        "birth": f"{draw.randint(1950, 2008)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}",
        "phone": f"+9989{draw.randint(10_000_000, 99_999_999)}" if draw.random() < 0.2 else
        "+998711200000" if draw.random() < 0.05 else "",
    }  # fmt: skip


def record(person: dict[str, Any], draw: random.Random, damaged: bool) -> dict[str, Any]:
    """Keyword arguments of ``linking.prepare`` for one record of a person."""
    script = draw.randrange(len(person["scripts"])) if damaged else 0
    family, given = person["family"][script], draw.choice(person["given"][script])
    father = draw.choice(person["father"][script]) if person["father"] else ""
    if damaged:
        change = draw.random()
        if change < 0.3:
            father = ""
        elif change < 0.4 and person["scripts"][script] != "Han":
            given = f"{given[0]}."
        elif change < 0.6 and len(family) > 4:
            place = draw.randrange(1, len(family) - 1)
            family = family[:place] + family[place + 1 :]
    joint = "" if person["scripts"][script] == "Han" else " "
    parts = [family, given] if draw.random() < 0.5 or person["first"] else [given, family]
    name = joint.join([*parts, father]) if father else joint.join(parts)
    return {
        "names": [name], "birth": damaged_birth(person["birth"], draw) if damaged else person["birth"],
        "gender": {"F": "Feminine", "M": "Masculine"}[person["sex"]] if draw.random() < 0.7 else None,
        "identifiers": [("phone", person["phone"], None)] if person["phone"] and draw.random() < 0.8 else [],
    }  # fmt: skip


def damaged_birth(born: str, draw: random.Random) -> str | None:
    """A date as another office wrote it: kept, a year, day and month changed, one digit wrong, or left out."""
    year, month, day = born.split("-")
    change = draw.random()
    if change < 0.5:
        return born
    if change < 0.65:
        return year
    if change < 0.75:
        return f"{year}-{day}-{month}" if int(day) <= 12 else born
    if change < 0.85:
        return f"{year}-{month}-{int(day) % 28 + 1:02d}"
    return None
