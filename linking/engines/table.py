"""Linking two tables, or one with itself: blocking, graded levels, weights adapted to the tables, consistent pairs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from linking.engines import adapt, consistent, levels, pairs
from linking.engines.adapt import Floats
from linking.engines.columns import Column, Grade, Ints, Kind, Levels, column, graded

_WIDTH = 9
_RANDOM_PAIRS = 150_000
_GRADES: dict[str, tuple[Grade, str]] = {
    "given": (levels.names, "name"), "family": (levels.names, "name"), "dob": (levels.dates, "dob"),
    "text": (levels.texts, "text"), "code": (levels.codes, "code"), "id": (levels.codes, "code"),
}  # fmt: skip
_NAMES = ("given", "family")


@dataclass(frozen=True, slots=True)
class Linked:
    """Pairs of two tables.

    Attributes:
        left: row of the left table.
        right: row of the right table, or of the same one.
        log_odds: natural logarithm of the odds that they are one.
        compared: number of pairs that were graded.
        blocks_capped: keys that too many records share.
    """

    left: Ints
    right: Ints
    log_odds: Floats
    compared: int
    blocks_capped: int


@lru_cache(maxsize=1)
def priors() -> dict[str, Any]:
    """The shipped priors."""
    path = Path(__file__).parent.parent / "data" / "table_priors.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def link_tables(
    left: Mapping[str, Iterable[Any]],
    right: Mapping[str, Iterable[Any]] | None,
    kinds: Mapping[str, Kind],
    settings: Mapping[str, Any] | None = None,
) -> Linked:
    """Link the rows of two tables.

    Args:
        left: column -> cells.
        right: the same columns; ``None`` links the left table with itself.
        kinds: column -> given, family, text, code, dob (eight digits, year first) or id.
        settings: other priors than the shipped ones.
    """
    used = dict(settings or priors())
    columns, first_right = _columns(left, right, kinds)
    size = len(columns[0].codes)
    found, capped = pairs.packed((pairs.keys(n, columns) for n in range(size)), size, first_right)
    one, other = found // size, found % size
    seen = _levels(columns, one, other)
    by_chance = adapt.chance(_levels(columns, *_random(size, first_right)), _WIDTH)
    counts = (size, size) if first_right is None else (first_right, size - first_right)
    possible = counts[0] * counts[1] / (2 if first_right is None else 1)
    table = _priors(columns, used)
    fitted = adapt.fit(seen, by_chance, table, max(possible, 1.0), min(counts), used["strength"])
    odds = fitted.log_odds + _rarity(columns, one, other, seen, used["rarity"])
    one, other, odds = _consistent(one, other, odds, size, first_right, used)
    shift = 0 if first_right is None else first_right
    return Linked(one, other - shift, odds, len(found), capped)


def _columns(
    left: Mapping[str, Iterable[Any]], right: Mapping[str, Iterable[Any]] | None, kinds: Mapping[str, Kind]
) -> tuple[list[Column], int | None]:
    made: list[Column] = []
    first_right: int | None = None
    name_words: dict[str, int] = {"": 0}
    for name, kind in kinds.items():
        cells = list(left[name])
        if right is not None:
            first_right = len(cells)
            cells += list(right[name])
        made.append(column(name, kind, cells, name_words if kind in _NAMES else {"": 0}))
    # Names share one vocabulary, whose last state all of them need.
    words = list(name_words)
    return [Column(c.name, c.kind, words, c.codes) if c.kind in _NAMES else c for c in made], first_right


def _random(size: int, first_right: int | None) -> tuple[Ints, Ints]:
    draw = np.random.default_rng(0)
    middle = size if first_right is None else first_right
    start = 0 if first_right is None else first_right
    count = min(_RANDOM_PAIRS, middle * (size - start))
    one, other = draw.integers(0, middle, count), draw.integers(start, size, count)
    return one[one != other], other[one != other]


def _levels(columns: Sequence[Column], one: Ints, other: Ints) -> Levels:
    """(pair, field): each column, and last whether given and family name stand better crosswise (1 no, 2 yes)."""
    fields = [graded(c.values, c.codes[one], c.codes[other], _GRADES[c.kind][0]) for c in columns]
    swapped = np.zeros(len(one), dtype=np.int8)
    given = next((n for n, c in enumerate(columns) if c.kind == "given"), None)
    family = next((n for n, c in enumerate(columns) if c.kind == "family"), None)
    if given is not None and family is not None:
        g, f = columns[given], columns[family]
        across = graded(g.values, g.codes[one], f.codes[other], levels.names)
        back = graded(g.values, f.codes[one], g.codes[other], levels.names)
        better = (across + back > fields[given] + fields[family] + 2) & (np.maximum(across, back) >= 4)
        fields[given] = np.where(better, across, fields[given])
        fields[family] = np.where(better, back, fields[family])
        swapped = np.where(better, 2, 1).astype(np.int8)
    return np.stack([*fields, swapped], axis=1)


def _priors(columns: Sequence[Column], used: Mapping[str, Any]) -> Floats:
    rows = [used[_GRADES[c.kind][1]] for c in columns] + [used["swap"]]
    table = np.zeros((len(rows), _WIDTH))
    for number, row in enumerate(rows):
        table[number, 1 : len(row) + 1] = row
    return table


def _rarity(columns: Sequence[Column], one: Ints, other: Ints, seen: Levels, share: float) -> Floats:
    """What an exact agreement on a rare value adds, and on a common one takes off; names and texts only."""
    added = np.zeros(len(one))
    for c in columns:
        if c.kind not in (*_NAMES, "text"):
            continue
        counts = np.bincount(c.codes, minlength=len(c.values)).astype(float)
        counts[0] = 0.0
        shares = np.maximum(counts, 2.0) / max(counts.sum(), 1.0)
        mean = np.log(np.sum((counts / max(counts.sum(), 1.0)) ** 2) + 1e-12)
        exact = (c.codes[one] == c.codes[other]) & (c.codes[one] > 0) & (seen[:, -1] != 2)
        added += np.where(exact, share * (mean - np.log(shares[c.codes[one]])), 0.0)
    return added


def _consistent(
    one: Ints, other: Ints, odds: Floats, size: int, first_right: int | None, used: Mapping[str, Any]
) -> tuple[Ints, Ints, Floats]:
    if first_right is not None:
        if consistent.clean(one, other, odds):
            odds = consistent.one_to_one(one, other, odds, size, used["rival"])
        return one, other, odds
    joined = consistent.heights(one, other, odds, stop=-2.0)
    known = {int(pair): place for place, pair in enumerate(one * size + other)}
    share = float(used["group"])
    lifted = odds.copy()
    more: list[tuple[int, int, float]] = []
    for (a, b), height in joined.items():
        place = known.get(a * size + b)
        if place is None:
            more.append((a, b, share * height + (1 - share) * -4.0))
        else:
            lifted[place] = (1 - share) * odds[place] + share * height
    alone = np.ones(len(odds), dtype=bool)
    alone[[known[a * size + b] for a, b in joined if a * size + b in known]] = False
    lifted[alone] = np.minimum(odds[alone], (1 - share) * odds[alone] + share * -2.0)
    if more:
        extra = np.array([(a, b) for a, b, _ in more], dtype=np.int64)
        one, other = np.r_[one, extra[:, 0]], np.r_[other, extra[:, 1]]
        lifted = np.r_[lifted, np.array([value for _, _, value in more])]
    return one, other, lifted
