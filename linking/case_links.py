"""Ties between cases through what they share; what many share says little."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

_STRENGTH = {"person": 0.95, "organisation": 0.85, "identifier": 0.8, "place": 0.25}


@dataclass(frozen=True, slots=True)
class Shared:
    """Something a case has: kind (person, organisation, identifier, place), its key, the record of the case."""

    case_id: str
    kind: str
    key: str
    record: str


@dataclass(frozen=True, slots=True)
class CaseLink:
    """A tie between two cases: kind of what is shared, strength in (0, 1], the records on each side."""

    case_a: str
    case_b: str
    reason: str
    strength: float
    records: tuple[str, ...]


def case_links(shared: Iterable[Shared]) -> list[CaseLink]:
    """Ties of all cases, strongest first; a hub that n cases share is damped by the logarithm of n."""
    groups: dict[tuple[str, str], dict[str, list[str]]] = {}
    for item in shared:
        groups.setdefault((item.kind, item.key), {}).setdefault(item.case_id, []).append(item.record)
    links: dict[tuple[str, str, str], tuple[float, list[str]]] = {}
    for (kind, _key), cases in groups.items():
        if len(cases) < 2 or len(cases) > 200:
            continue
        strength = (
            _STRENGTH.get(kind, 0.2) / (1 + math.log(len(cases) - 1)) if len(cases) > 2 else _STRENGTH.get(kind, 0.2)
        )
        ordered = sorted(cases)
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 :]:
                before, records = links.get((one, other, kind), (0.0, []))
                joined = 1 - (1 - before) * (1 - strength)
                links[(one, other, kind)] = (joined, records + cases[one] + cases[other])
    made = [
        CaseLink(one, other, kind, round(strength, 4), tuple(sorted(set(records))))
        for (one, other, kind), (strength, records) in links.items()
    ]
    return sorted(made, key=lambda tie: (-tie.strength, tie.case_a, tie.case_b, tie.reason))
