"""Clusters of one and the same party: joined by decisions of persons, never by a score alone; conflicts are raised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cluster:
    """Ids that persons judged to be one, and pairs among them that a person judged to be different."""

    members: tuple[str, ...]
    conflicts: tuple[tuple[str, str], ...]


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
