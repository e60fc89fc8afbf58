"""Views of two organisations' names: words, the whole, initials, kinds, legal forms, figures."""

from __future__ import annotations

from math import sqrt

from rapidfuzz.distance import JaroWinkler, Levenshtein

from linking.name_parts import Part
from linking.names_views import likeness
from linking.organisations import Organisation

_winkler, _edits = JaroWinkler.similarity, Levenshtein.normalized_similarity
FEATURES = (
    "shorter", "longer", "whole", "core", "folded", "folded_core", "first", "best", "weakest", "kinds_shared",
    "kinds_apart", "initials", "starts", "figures_apart", "legal_same", "legal_apart", "length", "fewer", "more",
    "abjad", "han", "kana", "hangul", "same_script", "single", "prefix",
    "figures_lone", "kinds_lone", "said", "said_fine", "said_classes",
)  # fmt: skip
#: views of which more never speaks against
RISING = frozenset({
    "shorter", "longer", "whole", "core", "folded", "folded_core", "first", "best", "weakest", "kinds_shared",
    "initials", "starts", "prefix", "said", "said_fine", "said_classes",
})  # fmt: skip


def _parts(a: Part, b: Part) -> float:
    if a.weight < 1.0 and b.weight < 1.0:
        return 1.0 if a.native == b.native else 0.0
    best = 0.0
    for one in a.readings:
        for other in b.readings:
            best = max(best, (likeness(one, other) if one <= other else likeness(other, one))[0])
    return best


def _like(one: str, other: str) -> float:
    return (likeness(one, other) if one <= other else likeness(other, one))[0]


def views(a: Organisation, b: Organisation) -> list[float]:
    """The views in the order of ``FEATURES``; symmetric."""
    left, right = (a, b) if len(a.parts) <= len(b.parts) else (b, a)
    cells = sorted(
        (
            (_parts(one, other), row, column)
            for row, one in enumerate(left.parts)
            for column, other in enumerate(right.parts)
        ),
        key=lambda cell: -cell[0] * sqrt(left.parts[cell[1]].weight * right.parts[cell[2]].weight),
    )
    rows: set[int] = set()
    columns: set[int] = set()
    found: list[tuple[float, Part, Part]] = []
    for value, row, column in cells:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            found.append((value, left.parts[row], right.parts[column]))
    sums = [sum(value * _weight(pair[side]) for value, *pair in found) for side in (0, 1)]
    totals = [sum(map(_weight, name.parts)) or 1.0 for name in (left, right)]
    covers = sorted(one / total for one, total in zip(sums, totals, strict=True))
    strong = [value for value, one, other in found if min(one.weight, other.weight) == 1.0]
    counts = sorted(sum(part.weight == 1.0 for part in name.parts) for name in (a, b))
    scripts = (a.script, b.script)
    cores = sorted((a.core, b.core), key=len)
    start = cores[1][: len(cores[0])]
    return [
        covers[1], covers[0], _like(a.whole, b.whole), _like(a.core, b.core), _edits(a.folded[0], b.folded[0]),
        _edits(a.folded[1], b.folded[1]), _parts(a.parts[0], b.parts[0]) if a.parts and b.parts else 0.0,
        max(strong, default=0.0), min(strong, default=0.0), len(a.kinds & b.kinds),
        float(bool(a.kinds and b.kinds and not a.kinds & b.kinds)), _initials(a, b),
        float(bool(cores[0]) and len(cores[0]) > 2 and cores[1].startswith(cores[0])),
        float(bool(a.figures and b.figures and a.figures != b.figures)), float(bool(a.legal & b.legal)),
        float(bool(a.legal and b.legal and not a.legal & b.legal)), min(len(a.core), len(b.core)), counts[0], counts[1],
        sum(one in ("ARABIC", "HEBREW") for one in scripts), sum(one == "HAN" for one in scripts),
        sum(one == "KANA" for one in scripts), sum(one == "HANGUL" for one in scripts), float(a.script == b.script),
        float(min(len(a.parts), len(b.parts)) == 1), _like(cores[0], start) if len(cores[0]) > 2 else 0.0,
        float(bool(a.figures) != bool(b.figures)), float(bool(a.kinds) != bool(b.kinds)),
        *_said(a, b),
    ]  # fmt: skip


def _said(a: Organisation, b: Organisation) -> tuple[float, float, float]:
    """Likeness of the cores in the nearest way they are said: all in all, by fine spelling, by consonant classes."""
    found = max(likeness(one, other) if one <= other else likeness(other, one) for one in a.said for other in b.said)
    return found[0], found[2], found[1]


def _weight(part: Part) -> float:
    return part.weight * sqrt(max(2, len(part.text)))


def _initials(a: Organisation, b: Organisation) -> float:
    """1 where one name is the initials of the other's words: CGD, Caixa Geral de Depósitos."""
    for one, other in ((a, b), (b, a)):
        short = one.core if len(one.parts) == 1 else ""
        if 2 <= len(short) <= 6 and len(other.parts) > 1:
            told = "".join(part.text[0] for part in other.parts if len(part.text) > 3) or other.initials
            if short in (other.initials, told):
                return 1.0
    return 0.0
