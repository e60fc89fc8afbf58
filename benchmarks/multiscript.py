"""Generated sets of invented persons in many scripts: every left name against every right one, by script pair.

From ``data/close_names.json``, the half that serves reports. For each culture and each two of its scripts up to
eighty persons are drawn; each is written once on the left and once on the right, in any usual spelling, the right one
with the order turned in one of two cases and without patronymic in one of two. A quarter of the right side are other
persons, so that a quarter of the left has no counterpart. The set with dates adds a date of birth that is kept on the
right (half), kept as a year, has day and month changed or one digit wrong, or is left out. People share family names
as they do in life: there are eight in each culture's half, so that most wrong pairs of a row are relatives or
namesakes in part.
"""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

from benchmarks import close_pairs
from benchmarks.generated_people import damaged_birth

PERSONS = 80


def sets(half: str = "report", seed: int = 11) -> dict[str, list[dict[str, Any]]]:
    """``generated`` and ``generated_dob``: groups {group, kind, left, right} of [person, name, attributes]."""
    draw = random.Random(f"{seed}/{half}")
    groups = [
        _group(pool, scripts, draw) for pool in close_pairs._pools(half) for scripts in combinations(pool.scripts, 2)
    ]
    bare = [
        {**group, **{side: [[who, name, {}] for who, name, _ in group[side]] for side in ("left", "right")}}
        for group in groups
    ]
    return {"generated": bare, "generated_dob": groups}


def _group(pool: close_pairs._Pool, scripts: tuple[str, str], draw: random.Random) -> dict[str, Any]:
    people: dict[str, tuple[Any, str]] = {}
    for _ in range(PERSONS * 10):
        who = close_pairs._someone(pool, draw, draw.choice("FM"))
        key = repr((who.family, who.given, who.father))
        born = f"{draw.randint(1960, 2006)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
        people.setdefault(key, (who, born))
        if len(people) == PERSONS:
            break
    known = list(people.values())
    left, right = [], []
    split = len(known) * 4 // 5
    for number, (who, born) in enumerate(known):
        gender = {"F": "female", "M": "male"}[who.gender]
        if number < split:
            name = close_pairs._written(pool, who, scripts[0], "full", draw)
            left.append([number, name, {"dob": born, "gender": gender}])
        # One in five of the left has no counterpart; as many of the right are nobody on the left.
        if number >= len(known) - split:
            form = draw.choice(["full", "swapped", "patronymic_omitted", "patronymic_omitted"])
            name = close_pairs._written(pool, who, scripts[1], form if scripts[1] != "Arabic" else "full", draw)
            right.append([number, name, {"dob": damaged_birth(born, draw), "gender": gender}])
    draw.shuffle(right)
    return {
        "group": f"{pool.name}/{scripts[0].upper()}-{scripts[1].upper()}",
        "kind": "person",
        "left": left,
        "right": right,
    }


def close(half: str = "report") -> list[dict[str, Any]]:
    """The close pairs as one set of labelled pairs."""
    made = [
        [p.left["names"][0], p.right["names"][0], int(p.same), _born(p.left), _born(p.right)]
        for p in close_pairs.pairs(half)
    ]
    return [{"group": "close/all", "kind": "person", "pairs": made}]


def _born(side: dict[str, Any]) -> dict[str, Any]:
    return {"dob": side["birth"]} if side["birth"] else {}
