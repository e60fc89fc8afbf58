"""Pairs of records that share keys, as sorted packed integers: no large blocks, and for each record its best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
#: records that a key of an identifier may have
HUB = 12
#: size of the store up to which -> records that a key of a name may have, pairs that one record keeps
LIMITS = ((3_000, 150, 40), (30_000, 100, 12), (10**9, 40, 8))
_CHUNK = 4_000_000


@dataclass(frozen=True, slots=True)
class Blocks:
    """Keys of records as numbers.

    Attributes:
        keys: number of the key of each entry.
        holders: record of each entry.
        sizes: records that have each key.
        hubs: whether a key is that of an identifier.
        numbers: key -> its number.
    """

    keys: Ints
    holders: Ints
    sizes: Ints
    hubs: npt.NDArray[np.bool_]
    numbers: dict[str, int]


def blocks(records: Sequence[set[str]]) -> Blocks:
    """Number the keys of all records."""
    numbers: dict[str, int] = {}
    keys: list[int] = []
    holders: list[int] = []
    for record, found in enumerate(records):
        # A set has no order of its own: sorted, so that every run and machine gives the same pairs.
        for key in sorted(found):
            keys.append(numbers.setdefault(key, len(numbers)))
            holders.append(record)
    packed = np.asarray(keys, dtype=np.int64)
    sizes = np.bincount(packed, minlength=len(numbers))
    hubs = np.fromiter((key[1:2] == "=" for key in numbers), dtype=bool, count=len(numbers))
    return Blocks(packed, np.asarray(holders, dtype=np.int64), sizes.astype(np.int64), hubs, numbers)


def surprise(sizes: Ints, count: int) -> Floats:
    """How telling a key is: the logarithm of the share of records that do not have it."""
    told: Floats = np.log((count + 1) / np.maximum(sizes, 1)).astype(np.float64)
    return told


def pairs(
    given: Blocks, kinds: Ints, sources: Ints | None, cap: int = 0, hub: int = HUB, best: int = 0
) -> tuple[Ints, Ints, int]:
    """Pairs (left < right) worth comparing, and the number of blocks left out.

    Args:
        given: keys of all records.
        kinds: kind of each record; only those of one kind are paired.
        sources: source of each record, records of one source are not paired; ``None`` pairs them too.
        cap: most records of a key; 0 takes that of :data:`LIMITS` for the size of the store.
        hub: most records of an identifier's key.
        best: pairs kept for each record, the most telling first; 0 as for ``cap``.
    """
    count = len(kinds)
    usual = next((limit for size, *limit in LIMITS if count <= size), [40, 8])
    cap, best = cap or usual[0], best or usual[1]
    limits = np.where(given.hubs, hub, cap)
    keep = (given.sizes[given.keys] > 1) & (given.sizes[given.keys] <= limits[given.keys])
    order = np.lexsort((given.holders[keep], given.keys[keep]))
    keys, holders = given.keys[keep][order], given.holders[keep][order]
    tells = surprise(given.sizes, count) + np.where(given.hubs, 8.0, 0.0)
    found: list[Ints] = []
    weights: list[Floats] = []
    waiting = 0
    for apart in range(1, int(limits.max(initial=1))):
        same = np.flatnonzero(keys[:-apart] == keys[apart:])
        if not len(same):
            break
        one, other = holders[same], holders[same + apart]
        good = kinds[one] == kinds[other]
        if sources is not None:
            good &= sources[one] != sources[other]
        found.append(one[good] * count + other[good])
        weights.append(tells[keys[same[good]]])
        waiting += len(found[-1])
        if waiting > _CHUNK:
            found, weights = _summed(found, weights)
            waiting = len(found[0]) // 2
    left_out = int(((given.sizes > limits) & (given.sizes > 1)).sum())
    if not found:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), left_out
    (packed,), (weight,) = _summed(found, weights)
    one, other = packed // count, packed % count
    chosen = _best(one, weight, best) | _best(other, weight, best)
    return one[chosen], other[chosen], left_out


def _summed(found: list[Ints], weights: list[Floats]) -> tuple[list[Ints], list[Floats]]:
    """Each pair once, with the sum of its weights."""
    packed, back = np.unique(np.concatenate(found), return_inverse=True)
    summed = np.bincount(back, weights=np.concatenate(weights), minlength=len(packed))
    return [packed.astype(np.int64)], [summed.astype(np.float64)]


def _best(side: Ints, weight: Floats, best: int) -> npt.NDArray[np.bool_]:
    """Marks the ``best`` heaviest entries of each record."""
    order = np.lexsort((-weight, side))
    ordered = side[order]
    starts = np.r_[0, np.flatnonzero(ordered[1:] != ordered[:-1]) + 1]
    rank = np.arange(len(ordered)) - np.repeat(starts, np.diff(np.r_[starts, len(ordered)]))
    marked = np.zeros(len(side), dtype=bool)
    marked[order[rank < best]] = True
    return marked
