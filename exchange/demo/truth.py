"""What is true in the demonstration data: pairs that are one, and pairs that only look so."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, NamedTuple

from exchange.demo.build import written_cases
from exchange.demo.cast import DATA


class Planted(NamedTuple):
    """Two records of one person or body; ids are ``case reference/local id``, as ``KZ-1127/24/p1``."""

    left: str
    right: str
    difficulty: str
    why: str


class Trap(NamedTuple):
    """Two records that must not be taken for one; ``kind`` is twins, sisters or namesakes."""

    left: str
    right: str
    kind: str
    why: str


def planted() -> list[Planted]:
    """Pairs that are the same; ``easy``, ``medium`` or ``hard``. A pair that follows from two others is not listed."""
    return [Planted(_party(left), _party(right), level, why) for left, right, level, why in _file()["same"]]


def traps() -> list[Trap]:
    """Pairs that are not the same."""
    return [Trap(_party(left), _party(right), kind, why) for left, right, kind, why in _file()["traps"]]


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DATA / "planted.json").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    """Key of a written person -> ``reference/local id``."""
    places: dict[str, str] = {}
    for case in written_cases():
        number = 0
        for part in case["cast"]:
            if isinstance(part, str):
                number += int(part.split()[4])
                continue
            number += 1
            if "k" in part:
                places[part["k"]] = f"{case['ref']}/p{number}"
    return places


def _party(key: str) -> str:
    reference, mark, local = key.partition("#")
    return f"{reference}/{local}" if mark else _places()[key]
