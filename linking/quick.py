"""A quick look at two names, so that only those that could be one person are laid side by side part by part.

Four signs: consonant pairs and triples in common (bit masks), the whole names with folded vowels, and their consonant
classes in alphabetical order of the parts. Most pairs of a store end here, with a low log-odds that keeps their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from rapidfuzz.distance import Indel, Levenshtein

from linking.name_parts import Name

_edits, _indel = Levenshtein.normalized_similarity, Indel.normalized_similarity
TERMS = 15


def terms(a: Name, b: Name) -> tuple[float, ...]:
    """One, the four signs (each in [0, 1]) and their products two by two; symmetric."""
    p = (a.pairs & b.pairs).bit_count() / (a.fewest if a.fewest < b.fewest else b.fewest)
    t = (a.triples & b.triples).bit_count() / (a.least if a.least < b.least else b.least)
    f, s = _edits(a.folded[0], b.folded[0]), _indel(a.sorted, b.sorted)
    return 1.0, p, t, f, s, p * p, t * t, f * f, s * s, p * t, p * f, p * s, t * f, t * s, f * s


def look(a: Name, b: Name, weights: Sequence[float]) -> float:
    """Log-odds of the quick look: weights in the order of ``terms``."""
    return float(sum(map(mul, weights, terms(a, b))))
