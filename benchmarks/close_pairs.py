"""Pairs of invented persons that are easily taken for one another, and true pairs that are easily missed.

Names come from ``data/close_names.json``; its first halves make the pairs for tuning, its second halves those for a
report, so that no family name, given name or father's name stands in both. Construction, for each of ten cultures:

- ``sibling``: the same family name and the same father, another given name;
- ``namesake``: the same name in full, another date of birth (two to twenty years apart, another day and month);
- ``father``: the same family and given name, another father (cultures with patronymics only);
- ``patronymic_omitted``, ``initials``, ``swapped``: one person, written in full on one side and so on the other;
- ``scripts``: one person written in full in two scripts.

The two sides stand in any two scripts of the culture, or both in one. Half of the siblings and of the true pairs have
no date of birth; of the others siblings are one to nine years apart, and one person has one date.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "close_names.json"
HALVES = ("tune", "report")
NEGATIVE = ("sibling", "namesake", "father")
POSITIVE = ("patronymic_omitted", "initials", "swapped", "scripts")
_CHILD = {"Latin": {"F": " qizi", "M": " o'g'li"}, "Arabic": {"F": "بنت ", "M": "بن "}}
_AZERI = {"F": " qızı", "M": " oğlu"}
#: scripts whose writers shorten given names to a letter
_INITIALS = {"Latin", "Cyrillic", "Armenian", "Georgian"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One name, script -> its usual spellings there."""

    spellings: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ClosePair:
    """Two descriptions of persons.

    Attributes:
        kind: one of :data:`NEGATIVE` or :data:`POSITIVE`.
        same: whether they are one person.
        pool: naming culture.
        scripts: script of the left and of the right side.
        left: keyword arguments of ``linking.prepare``: names, birth.
        right: the same of the other side.
    """

    kind: str
    same: bool
    pool: str
    scripts: tuple[str, str]
    left: dict[str, Any]
    right: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Pool:
    name: str
    scripts: tuple[str, ...]
    endings: dict[str, str]
    family_first: bool
    families: list[Entry]
    given: dict[str, list[Entry]]
    fathers: list[Entry]


@dataclass(frozen=True, slots=True)
class _Someone:
    gender: str
    family: Entry
    given: Entry
    father: Entry | None


def pairs(half: str = "report", each: int = 60, seed: int = 20_261_124) -> list[ClosePair]:
    """Pairs of one half.

    Args:
        half: ``tune`` or ``report``.
        each: siblings drawn in each culture; namesakes and true pairs are half as many of a kind.
        seed: the same seed gives the same pairs.
    """
    draw = random.Random(f"{seed}/{half}")
    made: list[ClosePair] = []
    for pool in _pools(half):
        for kind in (*NEGATIVE, *POSITIVE):
            if kind in ("father", "patronymic_omitted") and not pool.fathers:
                continue
            made += _distinct(pool, kind, each if kind == "sibling" else each // 2, draw)
    return made


def _distinct(pool: _Pool, kind: str, count: int, draw: random.Random) -> list[ClosePair]:
    found: dict[str, ClosePair] = {}
    for _ in range(count * 20):
        pair = _pair(pool, kind, draw)
        found.setdefault(" / ".join(sorted(side["names"][0] for side in (pair.left, pair.right))), pair)
        if len(found) == count:
            break
    return list(found.values())


def _pools(half: str) -> Iterator[_Pool]:
    for name, data in json.loads(_FILE.read_text(encoding="utf-8"))["pools"].items():
        scripts = tuple(data["scripts"])
        yield _Pool(
            name, scripts, dict(zip(scripts, data["endings"], strict=True)), bool(data.get("family_first")),
            _half(data["families"], scripts, half), {sex: _half(data[sex], scripts, half) for sex in "FM"},
            _half(data["father"], scripts, half) if data["fathers"] else [],
        )  # fmt: skip


def _half(text: str, scripts: tuple[str, ...], half: str) -> list[Entry]:
    entries = [
        Entry({script: tuple(part.split("/")) for script, part in zip(scripts, entry.strip().split("|"), strict=True)})
        for entry in text.split(", ")
    ]
    middle = len(entries) // 2
    return entries[:middle] if half == "tune" else entries[middle:]


def _someone(pool: _Pool, draw: random.Random, gender: str) -> _Someone:
    return _Someone(
        gender, draw.choice(pool.families), draw.choice(pool.given[gender]),
        draw.choice(pool.fathers) if pool.fathers else None,
    )  # fmt: skip


def _other(entries: list[Entry], than: Entry | None, draw: random.Random) -> Entry:
    return draw.choice([entry for entry in entries if entry is not than])


def _pair(pool: _Pool, kind: str, draw: random.Random) -> ClosePair:
    one = _someone(pool, draw, draw.choice("FM"))
    other = one
    scripts = (draw.choice(pool.scripts), draw.choice(pool.scripts))
    if kind == "sibling":
        gender = one.gender if draw.random() < 0.8 else ("M" if one.gender == "F" else "F")
        other = _Someone(gender, one.family, _other(pool.given[gender], one.given, draw), one.father)
    elif kind == "father":
        other = _Someone(one.gender, one.family, one.given, _other(pool.fathers, one.father, draw))
    elif kind == "scripts" and len(set(scripts)) == 1:
        scripts = (scripts[0], draw.choice([script for script in pool.scripts if script != scripts[0]]))
    elif kind == "initials":
        short = [script for script in pool.scripts if script in _INITIALS]
        scripts = (scripts[0], draw.choice(short))
    elif kind == "swapped" and scripts[1] in ("Arabic", "Han"):
        scripts = (scripts[0], "Latin")
    left_birth, right_birth = _births(kind, draw)
    form = kind if kind in ("patronymic_omitted", "initials", "swapped") else "full"
    left = {"names": [_written(pool, one, scripts[0], "full", draw)], "birth": left_birth}
    right = {"names": [_written(pool, other, scripts[1], form, draw)], "birth": right_birth}
    if draw.random() < 0.5:
        left, right, scripts = right, left, (scripts[1], scripts[0])
    return ClosePair(kind, kind in POSITIVE, pool.name, scripts, left, right)


def _births(kind: str, draw: random.Random) -> tuple[str | None, str | None]:
    year, month, day = draw.randint(1965, 2005), draw.randint(2, 12), draw.randint(2, 28)
    born = f"{year}-{month:02d}-{day:02d}"
    if kind in ("sibling", "namesake"):
        years = draw.randint(1, 9) if kind == "sibling" else draw.randint(2, 20)
        month, day = (month + draw.randint(1, 9)) % 12 + 1, (day + draw.randint(5, 20)) % 28 + 1
        other = f"{year - years}-{month:02d}-{day:02d}"
        return (None, None) if kind == "sibling" and draw.random() < 0.5 else (born, other)
    if kind == "father":
        return None, None
    return (None, None) if draw.random() < 0.5 else (born, draw.choice([born, born[:4]]))


def _written(pool: _Pool, who: _Someone, script: str, form: str, draw: random.Random) -> str:
    family = draw.choice(who.family.spellings[script]) + (pool.endings[script] if who.gender == "F" else "")
    given = draw.choice(who.given.spellings[script])
    father = _father(pool, who, script, draw) if form != "patronymic_omitted" and script != "Han" else ""
    if script == "Han":
        return family + given
    if form == "initials":
        letters = f"{given[0]}." + (f" {father[0]}." if father and script == "Cyrillic" else "")
        return f"{family} {letters}" if draw.random() < 0.5 else f"{letters} {family}"
    if script == "Arabic" or (pool.name == "arabic" and form != "swapped"):
        return " ".join(part for part in (given, father, family) if part)
    family_first = pool.family_first or (script == "Cyrillic" and bool(father))
    if form == "swapped":
        family_first = not family_first
    parts = (family, given, father) if family_first else (given, father, family)
    return " ".join(part for part in parts if part)


def _father(pool: _Pool, who: _Someone, script: str, draw: random.Random) -> str:
    if who.father is None:
        return ""
    name = draw.choice(who.father.spellings[script])
    if script == "Cyrillic":
        return _patronymic(name, who.gender, "cyr")
    if pool.name == "slavic" or pool.name == "kazakh_kyrgyz":
        return _patronymic(name, who.gender, "lat")
    if pool.name == "azerbaijani":
        return name + _AZERI[who.gender]
    if pool.name == "arabic" and script == "Latin":
        return f"bin {name}" if who.gender == "M" else f"bint {name}"
    child = _CHILD[script][who.gender]
    return name + child if script == "Latin" else child + name


def _patronymic(name: str, gender: str, letters: str) -> str:
    ends = {
        "cyr": {"F": ("овна", "евна"), "M": ("ович", "евич")},
        "lat": {"F": ("ovna", "evna"), "M": ("ovich", "evich")},
    }[letters][gender]
    if name[-1] in "йi" or name[-2:] == "ай":
        return name[:-1] + ("ев" if letters == "cyr" else "ev") + ends[0][2:]
    if name[-1] in "ьсs" and name[-2:] in ("ль", "яс", "ya"):
        return (name[:-1] if name[-1] == "ь" else name) + ends[0 if name[-1] != "ь" else 1]
    return name + ends[0]
