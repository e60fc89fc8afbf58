"""Figures of a matcher: best F1, recall at precision 0.99, average precision, balanced accuracy, calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Figures:
    """What a matcher reached on a set.

    Attributes:
        f1: at the best single threshold.
        threshold: that threshold.
        recall_p99: highest recall at a precision of 0.99 or more.
        average_precision: area under precision and recall, ties taken together.
        balanced: best balanced accuracy.
        ece: expected calibration error over ten equal bins; of pairs scored 0.05 or more where ``positives`` are rare.
        pairs: number of pairs.
        positives: number of true ones.
    """

    f1: float
    threshold: float
    recall_p99: float
    average_precision: float
    balanced: float
    ece: float
    pairs: int
    positives: int


def figures(scores: Sequence[float], same: Sequence[int], truths: int | None = None) -> Figures:
    """Figures of scored pairs; ``truths`` counts true pairs where some were never scored."""
    s, y = np.asarray(scores, dtype=np.float64), np.asarray(same, dtype=np.int64)
    total = max(1, int(y.sum()) if truths is None else truths)
    order = np.argsort(-s, kind="stable")
    ranked, labels = s[order], y[order]
    hits, wrong = np.cumsum(labels), np.cumsum(1 - labels)
    last = np.r_[ranked[1:] != ranked[:-1], True] if len(ranked) else np.zeros(0, dtype=bool)
    hits, wrong, at = hits[last], wrong[last], ranked[last]
    if not len(at):
        return Figures(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, len(s), total)
    precision, recall = hits / (hits + wrong), hits / total
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    best = int(f1.argmax())
    sure = precision >= 0.99
    others = max(1, len(y) - int(y.sum()))
    return Figures(
        float(f1[best]), float(at[best]), float(recall[sure].max()) if sure.any() else 0.0,
        float(np.sum(np.diff(np.r_[0.0, recall]) * precision)), float(np.max((recall + 1 - wrong / others) / 2)),
        calibration(s, y), len(s), total,
    )  # fmt: skip


def calibration(scores: npt.NDArray[np.float64], same: npt.NDArray[np.int64], bins: int = 10) -> float:
    """Expected calibration error; not a number for scores outside [0, 1]."""
    if len(scores) == 0 or scores.min() < 0 or scores.max() > 1:
        return float("nan")
    place = np.minimum((scores * bins).astype(int), bins - 1)
    counts = np.bincount(place, minlength=bins)
    stated = np.bincount(place, weights=scores, minlength=bins)
    right = np.bincount(place, weights=same.astype(float), minlength=bins)
    return float(np.abs(stated - right).sum() / counts.sum())
