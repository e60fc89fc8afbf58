"""Weights that adapt to a pair of tables: expert priors, updated by expectation and maximisation, never forgotten.

How often each level is seen among true pairs (m) starts from the priors in ``data/table_priors.json`` and is updated as
a maximum a posteriori estimate, so that a file of fifty records behaves like one of fifty thousand; how often it is
seen by chance (u) is counted on random pairs of the tables. After Fellegi and Sunter (1969) and Winkler (1988).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from linking.engines.columns import Levels

Floats = npt.NDArray[np.float64]
_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Fitted:
    """Log-odds of each pair, and the weight of each level of each field (field, level), natural logarithms."""

    log_odds: Floats
    weights: Floats
    share: float


def chance(levels: Levels, width: int) -> Floats:
    """Share of each level among random pairs, by field; unknown is left out."""
    shares = np.zeros((levels.shape[1], width))
    for field in range(levels.shape[1]):
        counts = np.bincount(levels[:, field], minlength=width).astype(float)
        counts[0] = 0.0
        shares[field] = (counts + 0.5) / (counts.sum() + 0.5 * width)
    return shares


def fit(levels: Levels, by_chance: Floats, priors: Floats, possible: float, smaller: int, strength: float) -> Fitted:
    """Weights for a table.

    Args:
        levels: (pair, field), 0 for unknown.
        by_chance: (field, level) from :func:`chance`.
        priors: (field, level), each row sums to 1.
        possible: number of pairs there are, compared or not.
        smaller: records of the smaller table.
        strength: the priors count as this many times the smaller table.
    """
    pairs, fields = levels.shape
    chosen = np.zeros(pairs)
    weights = np.zeros_like(priors)
    total = np.zeros(pairs)
    share = min(0.5, max(0.5 * smaller, 0.5) / possible)
    for _ in range(_ROUNDS):
        total = np.zeros(pairs)
        for field in range(fields):
            counts = np.bincount(levels[:, field], weights=chosen, minlength=priors.shape[1])
            counts[0] = 0.0
            seen = counts + strength * smaller * priors[field] + 1e-6
            weights[field] = np.log(seen / seen.sum() / by_chance[field])
            weights[field, 0] = 0.0
            total += weights[field][levels[:, field]]
        odds = np.clip(total + np.log(share / (1 - share)), -50, 50)
        chosen = 1 / (1 + np.exp(-odds))
        share = min(0.5, max(float(chosen.sum()), 1.0) / possible)
    return Fitted(total + np.log(share / (1 - share)), weights, share)
