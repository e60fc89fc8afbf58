"""A quick look at two names, so that only those that could be one person are laid side by side part by part.

Four signs: consonant pairs and triples in common (bit masks), the whole names with folded vowels, and their consonant
classes in alphabetical order of the parts. Most pairs of a store end here, with a low log-odds that keeps their order.
"""

from __future__ import annotations

from rapidfuzz.distance import Indel, Levenshtein

from linking.name_parts import Name

_edits, _indel = Levenshtein.normalized_similarity, Indel.normalized_similarity
SIGNS = ("pairs", "triples", "folded", "sorted")


def signs(a: Name, b: Name) -> tuple[float, float, float, float]:
    """The four signs, each in [0, 1]; symmetric."""
    pairs = (a.pairs & b.pairs).bit_count() / (a.fewest if a.fewest < b.fewest else b.fewest)
    triples = (a.triples & b.triples).bit_count() / (a.least if a.least < b.least else b.least)
    return pairs, triples, _edits(a.folded[0], b.folded[0]), _indel(a.sorted, b.sorted)
