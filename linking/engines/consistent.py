"""What the pairs of a table say of one another: one-to-one files, and groups whose members agree on average."""

from __future__ import annotations

import heapq

import numpy as np

from linking.engines.adapt import Floats
from linking.engines.columns import Ints

#: log-odds of a pair inside a group that shared no key
_UNSEEN = -6.0
_MOST = 12.0
#: share of records with two strong partners under which two tables count as clean, one record to a person
CLEAN = 0.03


def clean(left: Ints, right: Ints, odds: Floats) -> bool:
    """Whether hardly any record has two strong partners in the other table."""
    strong = odds > 2.0
    if not strong.any():
        return False
    shares = [float((np.unique(side[strong], return_counts=True)[1] > 1).mean()) for side in (left, right)]
    return max(shares) <= CLEAN


def one_to_one(left: Ints, right: Ints, odds: Floats, size: int, price: float) -> Floats:
    """Log-odds lowered by ``price`` times the lead of the best rival of either record, where there is one."""
    lowered = odds.copy()
    for side in (left, right):
        order = np.lexsort((-odds, side))
        ordered = side[order]
        first = np.r_[True, ordered[1:] != ordered[:-1]]
        best = np.full(size, -np.inf)
        best[ordered[first]] = odds[order][first]
        lowered -= price * np.maximum(0.0, best[side] - odds)
    return lowered


def heights(left: Ints, right: Ints, odds: Floats, stop: float) -> dict[tuple[int, int], float]:
    """Pair of records of one group -> average link at which their sides were joined; pairs without a key included."""
    joined: dict[tuple[int, int], float] = {}
    for one, other, height in _joins(left, right, odds, stop):
        for a in one:
            for b in other:
                joined[min(a, b), max(a, b)] = height
    return joined


def _joins(left: Ints, right: Ints, odds: Floats, stop: float) -> list[tuple[list[int], list[int], float]]:
    """Joins in the order made: members of both sides and their average link."""
    members: dict[int, list[int]] = {}
    links: dict[int, dict[int, float]] = {}
    bounded = np.clip(odds, -_MOST, _MOST)
    keep = np.flatnonzero(bounded > _UNSEEN)
    for one, other, value in zip(left[keep].tolist(), right[keep].tolist(), bounded[keep].tolist(), strict=True):
        links.setdefault(one, {})[other] = value
        links.setdefault(other, {})[one] = value
        members.setdefault(one, [one])
        members.setdefault(other, [other])
    heap = [
        (-value, one, other)
        for one, near in links.items()
        for other, value in near.items()
        if one < other and value > stop
    ]
    heapq.heapify(heap)
    joins: list[tuple[list[int], list[int], float]] = []
    fresh = max(members, default=0) + 1
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        joins.append((members[one], members[other], -negative))
        a, b = members.pop(one), members.pop(other)
        near_a, near_b = links.pop(one), links.pop(other)
        members[fresh] = a + b
        mine: dict[int, float] = {}
        for third in (near_a.keys() | near_b.keys()) - {one, other}:
            if third not in members:
                continue
            value = (len(a) * near_a.get(third, _UNSEEN) + len(b) * near_b.get(third, _UNSEEN)) / (len(a) + len(b))
            mine[third] = value
            links[third].pop(one, None)
            links[third].pop(other, None)
            links[third][fresh] = value
            if value > stop:
                heapq.heappush(heap, (-value, third, fresh))
        links[fresh] = mine
        fresh += 1
    return joins
