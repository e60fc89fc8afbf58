"""Graded levels of two values, one function for each kind of column; 0 is unknown, 1 the worst, the last is equal."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from linking.engines.columns import Levels
from linking.normalise import skeleton

NAME_LEVELS, DATE_LEVELS, TEXT_LEVELS, CODE_LEVELS = 7, 9, 6, 5


def _distance(left: Sequence[str], right: Sequence[str]) -> npt.NDArray[np.int64]:
    return cpdist(left, right, scorer=OSA.distance, dtype=np.int32).astype(np.int64)


def _near(left: Sequence[str], right: Sequence[str]) -> npt.NDArray[np.float64]:
    return cpdist(left, right, scorer=JaroWinkler.similarity, dtype=np.float32).astype(np.float64)


def _lengths(values: Sequence[str]) -> npt.NDArray[np.int64]:
    return np.fromiter(map(len, values), dtype=np.int64, count=len(values))


def names(left: Sequence[str], right: Sequence[str]) -> Levels:
    """differs, remote, initial, sounds alike, one sign, equal as 1 … 6."""
    if not left:
        return np.zeros(0, dtype=np.int8)
    joined = [value.replace(" ", "") for value in left], [value.replace(" ", "") for value in right]
    near, edits = _near(*joined), _distance(*joined)
    shortest = np.minimum(_lengths(joined[0]), _lengths(joined[1]))
    sounds = np.fromiter((skeleton(a) == skeleton(b) for a, b in zip(*joined, strict=True)), dtype=bool)
    initial = (shortest == 1) & np.fromiter((a[0] == b[0] for a, b in zip(*joined, strict=True)), dtype=bool)
    level = np.ones(len(left), dtype=np.int8)
    level[(near >= 0.75) | (edits <= 2)] = 2
    level[initial] = 3
    level[(sounds & (shortest >= 3)) | (near >= 0.86)] = 4
    level[(near >= 0.92) | ((edits == 1) & (shortest >= 4))] = 5
    level[edits == 0] = 6
    return level


def dates(left: Sequence[str], right: Sequence[str]) -> Levels:
    """Eight digits, year first: differs, one part, year, two signs, two parts, one sign, swapped, equal as 1 … 8."""
    level = np.ones(len(left), dtype=np.int8)
    if not left:
        return level
    edits = _distance(left, right)
    for place, (one, other) in enumerate(zip(left, right, strict=True)):
        if one == other:
            level[place] = 8
        elif len(one) == len(other) == 8:
            level[place] = _date(one, other, int(edits[place]))
    return level


def _date(one: str, other: str, edits: int) -> int:
    year, month, day = one[:4] == other[:4], one[4:6] == other[4:6], one[6:] == other[6:]
    if year and one[4:6] == other[6:] and one[6:] == other[4:6]:
        return 7
    agreed = year + month + day
    return 6 if edits == 1 else 5 if agreed == 2 else 4 if edits == 2 else 3 if year else 2 if agreed else 1


def texts(left: Sequence[str], right: Sequence[str]) -> Levels:
    """Addresses and places: differs, remote, like, near, equal as 1 … 5."""
    if not left:
        return np.zeros(0, dtype=np.int8)
    near = _near(left, right)
    level = (1 + (near >= 0.7).astype(np.int8) + (near >= 0.82) + (near >= 0.92)).astype(np.int8)
    level[near == 1.0] = 5
    return level


def codes(left: Sequence[str], right: Sequence[str]) -> Levels:
    """Numbers and codes: differs, two signs, one sign, equal as 1 … 4."""
    if not left:
        return np.zeros(0, dtype=np.int8)
    result: Levels = np.maximum(1, 4 - _distance(left, right)).astype(np.int8)
    return result
