"""Comparing a set of profiles: only pairs that share a key are scored, within one kind, across sources."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from linking import candidates, keys, sharing
from linking.compare import Candidate, compare, lines, weights
from linking.evidence import Weights
from linking.hopeless import hopeless, limit
from linking.profile import Profile

Progress = Callable[[str, float], None]
COMPARING = "Comparing records"


@dataclass(frozen=True, slots=True)
class LinkRun:
    """Result of comparing a set of profiles.

    Attributes:
        candidates: pairs at or above the review line, best first.
        compared: number of pairs that were scored.
        blocks_capped: blocks too large to be compared whole.
        seconds: wall time.
    """

    candidates: list[Candidate]
    compared: int
    blocks_capped: int
    seconds: float


def link(
    profiles: Sequence[Profile],
    known: Iterable[tuple[str, str]] = (),
    within: bool = False,
    progress: Progress | None = None,
    model: Weights | None = None,
) -> LinkRun:
    """Compare profiles and return the pairs worth a look.

    Args:
        profiles: of persons and organisations; only those of one kind are compared.
        known: pairs of ids that are already decided and not to be shown again.
        within: also compare profiles of one source.
        progress: told a message id and the share done.
        model: weights.
    """
    started = time.perf_counter()
    blocks = candidates.blocks([keys.of(profile) for profile in profiles])
    kinds = np.fromiter((profile.kind == "person" for profile in profiles), dtype=np.int64, count=len(profiles))
    numbers: dict[str, int] = {}
    sources = np.fromiter(
        (numbers.setdefault(profile.source, len(numbers)) for profile in profiles), dtype=np.int64, count=len(profiles)
    )
    left, right, capped = candidates.pairs(blocks, kinds, None if within else sources)
    decided = {tuple(sorted(pair)) for pair in known}
    review = lines(model).review
    used, least = model or weights(), limit(review)
    shares, common = sharing.rarity(profiles), sharing.common(profiles)
    found: list[Candidate] = []
    compared = 0
    for place, (one, other) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        if progress and place % 2_000 == 0:
            progress(COMPARING, place / len(left))
        a, b = profiles[one], profiles[other]
        if a.id > b.id:
            a, b = b, a
        if a.id == b.id or (a.id, b.id) in decided:
            continue
        compared += 1
        if hopeless(a, b, used, common, least):
            continue
        made = compare(a, b, model, shares, common)
        if made.score >= review:
            found.append(Candidate(a.id, b.id, made))
    found.sort(key=lambda pair: (-pair.comparison.log_odds, pair.left, pair.right))
    return LinkRun(found, compared, capped, time.perf_counter() - started)
