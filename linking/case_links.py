"""Ties between cases through what they share; what many share says little."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linking import identifiers
from linking.profile import stop_key
from records import CaseDocument

#: strength of a tie through one thing that two cases share and nobody else
STRENGTH = {"person": 0.95, "organisation": 0.85, "identifier": 0.8, "address": 0.5, "place": 0.15}
#: what more cases share than this is a hub and ties nothing
HUB = 25


@dataclass(frozen=True, slots=True)
class Shared:
    """Something a case has.

    Attributes:
        case_id: the case.
        kind: person, organisation, identifier, address or place.
        key: what is the same in every case that has it.
        record: id of the record in the case.
        what: the code of an identifier's kind, else empty.
        sure: share of the kind's strength that this has, e.g. the score of a pair that nobody has judged.
    """

    case_id: str
    kind: str
    key: str
    record: str
    what: str = ""
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class CaseLink:
    """A tie between two cases, the smaller id first.

    Attributes:
        case_a: id of one case.
        case_b: id of the other.
        reason: kind of what is shared.
        strength: in (0, 1].
        records: global ids of the records on both sides.
        what: code of the identifier's kind of the strongest tie, else empty.
        sharing: number of cases that have the most telling thing shared.
    """

    case_a: str
    case_b: str
    reason: str
    strength: float
    records: tuple[str, ...]
    what: str = ""
    sharing: int = 2


def shared_of(document: CaseDocument, case_id: str) -> Iterator[Shared]:
    """Identifiers, addresses and places of a case; persons and organisations are tied by pairs."""
    states = tuple(
        dict.fromkeys(code for code in (document.submission.country, *(b.seat for b in document.organisations)) if code)
    )
    for item in document.identifiers:
        value = identifiers.normal(item.kind, item.value or "", item.country, states)
        if len(value) >= 5:
            yield Shared(case_id, "identifier", identifiers.key(item.kind, value), f"{case_id}/{item.id}", item.kind)
    for route, stop in document.stops():
        key = stop_key(stop)
        if key:
            yield Shared(case_id, "place", key, f"{case_id}/{route.id}.{stop.id}")


def case_links(shared: Iterable[Shared]) -> list[CaseLink]:
    """Ties of all cases, strongest first; a thing that n cases share is damped by the logarithm of n."""
    groups: dict[tuple[str, str], dict[str, list[Shared]]] = {}
    for item in shared:
        groups.setdefault((item.kind, item.key), {}).setdefault(item.case_id, []).append(item)
    links: dict[tuple[str, str, str], tuple[float, set[str], float, str, int]] = {}
    for (kind, _key), cases in groups.items():
        if not 2 <= len(cases) <= HUB:
            continue
        base = STRENGTH.get(kind, 0.2) / (1 + math.log(len(cases) - 1))
        ordered = sorted(cases)
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 :]:
                items = cases[one] + cases[other]
                strength = base * min(item.sure for item in items)
                before, records, top, what, sharing = links.get((one, other, kind), (0.0, set(), 0.0, "", 2))
                if strength > top:
                    top, what, sharing = strength, items[0].what, len(cases)
                joined = 1 - (1 - before) * (1 - strength)
                links[one, other, kind] = (joined, records | {item.record for item in items}, top, what, sharing)
    made = [
        CaseLink(one, other, kind, round(strength, 4), tuple(sorted(records)), what, sharing)
        for (one, other, kind), (strength, records, _, what, sharing) in links.items()
    ]
    return sorted(made, key=lambda tie: (-tie.strength, tie.case_a, tie.case_b, tie.reason))
