"""Clusters of one and the same party: joined by decisions of persons, proposed by average link, never by a score.

A proposed group needs a direct pair between each two of its members, a decision, or a chain of shared identifiers: that
A is like B and B like C says nothing of A and C. A decision "different" keeps two parties and their groups
apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

Pair = tuple[str, str]
#: log-odds of a pair that persons judged to be one, and of one that is linked through a third by identifiers only
_JUDGED, _CHAINED = 12.0, 1.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Ids that persons judged to be one, and pairs among them that a person judged to be different."""

    members: tuple[str, ...]
    conflicts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Parties that may be one, to be decided together.

    Attributes:
        members: ids, sorted.
        weakest: lowest average link (log-odds) at which two parts were joined.
        kept_apart: pairs judged different that stop this group from taking in another.
    """

    members: tuple[str, ...]
    weakest: float
    kept_apart: tuple[Pair, ...]


def cluster(same: Iterable[tuple[str, str]], different: Iterable[tuple[str, str]] = ()) -> list[Cluster]:
    """Join pairs judged the same, transitively; tell where a judgement of "different" lies inside a cluster."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        parent.setdefault(one, one)
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for left, right in same:
        one, other = sorted((root(left), root(right)))
        parent[other] = one
    groups: dict[str, list[str]] = {}
    for member in parent:
        groups.setdefault(root(member), []).append(member)
    apart = [(min(pair), max(pair)) for pair in different]
    result = []
    for members in groups.values():
        inside = set(members)
        conflicts = tuple(sorted(pair for pair in apart if pair[0] in inside and pair[1] in inside))
        result.append(Cluster(tuple(sorted(members)), conflicts))
    return sorted(result, key=lambda one: one.members)


def groups(
    pairs: Mapping[Pair, float],
    strong: Iterable[Pair] = (),
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> list[Group]:
    """Groups of two or more parties, by average link.

    Args:
        pairs: pair of ids -> log-odds, for every pair above the review line.
        strong: pairs tied by an identifier.
        same: pairs that persons judged to be one.
        different: pairs that persons judged not to be one.
    """
    odds = {_sorted(pair): value for pair, value in pairs.items()}
    judged = {_sorted(pair) for pair in same}
    odds |= dict.fromkeys(judged, _JUDGED)
    apart = {_sorted(pair) for pair in different} - judged
    ties = {_sorted(pair) for pair in strong} | judged
    near: dict[str, set[str]] = {}
    for tied in ties - apart:
        near.setdefault(tied[0], set()).add(tied[1])
        near.setdefault(tied[1], set()).add(tied[0])
    parts: dict[str, list[str]] = {member: [member] for pair in odds for member in pair}
    weakest: dict[str, float] = dict.fromkeys(parts, _JUDGED)
    stopped: dict[str, set[Pair]] = {}
    for pair, _value in sorted(odds.items(), key=lambda item: (-item[1], item[0])):
        one, other = parts[pair[0]], parts[pair[1]]
        if one is other:
            continue
        crossing = [_sorted(both) for both in product(one, other)]
        refused = [both for both in crossing if both in apart]
        values = [_link(both, odds, near) for both in crossing]
        if refused:
            for member in (*one, *other):
                stopped.setdefault(member, set()).update(refused)
            continue
        known = [value for value in values if value is not None]
        if len(known) < len(values) or (height := sum(known) / len(known)) <= 0:
            continue
        lowest = min(height, weakest[pair[0]], weakest[pair[1]])
        one.extend(other)
        for member in one:
            parts[member] = one
            weakest[member] = lowest
    made = {id(members): members for members in parts.values() if len(members) > 1}
    told = [
        Group(
            tuple(sorted(members)),
            weakest[members[0]],
            tuple(sorted({pair for member in members for pair in stopped.get(member, ())})),
        )
        for members in made.values()
    ]
    return sorted(told, key=lambda group: (-len(group.members), -group.weakest, group.members))


def _sorted(pair: Pair) -> Pair:
    return (min(pair), max(pair))


def _link(pair: Pair, odds: Mapping[Pair, float], near: Mapping[str, set[str]]) -> float | None:
    """Log-odds of a pair, a modest value for a chain of identifiers or decisions, ``None`` where nothing ties it."""
    if pair in odds:
        return odds[pair]
    return _CHAINED if near.get(pair[0], set()) & near.get(pair[1], set()) else None
