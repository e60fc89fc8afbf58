"""Pairs whose names need not be looked at: what else is known already keeps them under the review line."""

from __future__ import annotations

import math

from linking import birth, facts
from linking.evidence import Common, Weights
from linking.profile import Profile


def limit(review: float) -> float:
    """Log-odds of the review line, a probability in (0, 1)."""
    return math.log(review / (1 - review))


def hopeless(a: Profile, b: Profile, used: Weights, common: Common, review: float) -> bool:
    """Whether even the best names could not lift a pair to the review line.

    Names are by far the dearest comparison, and most pairs that share a key have other dates of birth.

    Args:
        a: left.
        b: right.
        used: weights; ``most_from_names`` is the most that names can add.
        common: how many records share a value.
        review: log-odds of the review line.
    """
    born = birth.level(a.birth, b.birth)
    if born is None or used["birth"][born] >= 0:
        return False
    rest = math.fsum(part.weight for part in facts.evidence(a, b, used, common))
    best = used["prior"][a.kind] + used["most_from_names"] + used["birth"][born] + rest
    return bool(best < review)
