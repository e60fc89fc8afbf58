"""Evidence of names: a log-odds from several views of two names, and a level that says in words what was seen.

A patronymic that one side leaves out says nothing; one that differs speaks against. Several names of a person: the best
pair counts, and the evidence says which. The weights are boosted trees, fitted by
``benchmarks/fit_names.py`` and shipped as data.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from linking import quick, trees
from linking.name_parts import Name, Part, prepared
from linking.names_views import FEATURES, Pair, laid, views

_FILE = Path(__file__).parent / "data" / "names_model.json.gz"
#: likeness from which two parts are the same, one name in two spellings, similar
SAME, NEAR, LIKE = 0.93, 0.8, 0.68


@dataclass(frozen=True, slots=True)
class Model:
    """Fitted weights.

    Attributes:
        trees: their sum is the log-odds of two names being one person's, among pairs of which one in a hundred is.
        quick: weights of the quick look, in the order of ``quick.terms``.
        quick_line: log-odds under which the quick look is the last word.
        base: mean of the trees: where every pair starts.
        apart: added for each pair of parts that are known names and no forms of one name; an expert prior.
        apart_near: added once where they stand in one script and the names are near as a whole; an expert prior.
        other_father: added where marked patronymics differ; an expert prior.
        about: how and on what it was fitted.
    """

    trees: tuple[Any, ...]
    quick: tuple[float, ...]
    quick_line: float
    base: float
    apart: float
    apart_near: float
    other_father: float
    about: str


@lru_cache(maxsize=1)
def model() -> Model:
    """The shipped weights."""
    read = json.loads(gzip.decompress(_FILE.read_bytes()))
    made = tuple(trees.frozen(tree) for tree in read["trees"])
    base = sum(tree[4] if isinstance(tree, tuple) else tree for tree in made)
    return Model(
        made,
        tuple(read["quick"]),
        read["quick_line"],
        base,
        read["apart"],
        read["apart_near"],
        read["other_father"],
        read["about"],
    )


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How two names compare.

    Attributes:
        level: same, spelling, forms, near, initials, single, single_near, partial, patronymic_differs,
            given_differs, different.
        log_odds: of being one person's, among pairs of which one in a hundred is.
        similarity: in [0, 1], mean of the parts that were laid side by side.
        matched: number of full parts (no initials) that agree.
        tokens: parts that agree, for how rare they are.
        left: index of the name on the left that counted.
        right: index of the name on the right.
    """

    level: str
    log_odds: float
    similarity: float
    matched: int
    tokens: tuple[str, ...]
    left: int
    right: int


def weigh(a: Name, b: Name) -> float:
    """Log-odds of two names; symmetric. Most pairs end at the quick look."""
    used = model()
    if a.short or b.short:
        return _full(used, views(a, b))
    seen = quick.look(a, b, used.quick)
    if seen < used.quick_line:
        return seen
    return _full(used, views(a, b))


_FATHER, _KNOWN_APART = FEATURES.index("father"), FEATURES.index("apart")
_SAME_SCRIPT, _WHOLE = FEATURES.index("same_script"), FEATURES.index("whole")


def _priors(used: Model, seen: list[float]) -> tuple[float, float]:
    """What the expert priors add for known names that are apart, and for patronymics that differ."""
    apart = used.apart * seen[_KNOWN_APART]
    if seen[_KNOWN_APART] and seen[_SAME_SCRIPT] and seen[_WHOLE] >= NEAR:
        apart += used.apart_near
    return apart, used.other_father if 0.0 <= seen[_FATHER] < LIKE else 0.0


def _full(used: Model, seen: list[float]) -> float:
    return trees.total(used.trees, seen) + sum(_priors(used, seen))


def shares(a: Name, b: Name) -> dict[str, float]:
    """What each view adds to or takes from the mean of all pairs; empty where the quick look was the last word."""
    used = model()
    seen = quick.look(a, b, used.quick)
    if seen < used.quick_line and not (a.short or b.short):
        return {}
    looked = views(a, b)
    _, parts = trees.shares(used.trees, looked, len(FEATURES))
    for place, share in zip((_KNOWN_APART, _FATHER), _priors(used, looked), strict=True):
        parts[place] += share
    return dict(zip(FEATURES, parts, strict=True))


def match(left: Iterable[Part], right: Iterable[Part]) -> NameMatch:
    """Compare two names given by their parts."""
    found = best((prepared(left),), (prepared(right),))
    return found or NameMatch("unknown", 0.0, 0.0, 0, (), 0, 0)


def best(left: tuple[Name, ...], right: tuple[Name, ...]) -> NameMatch | None:
    """The best pair of all names of two parties; ``None`` where one has no name."""
    top: tuple[bool, float, int, int] | None = None
    most = -math.inf
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            if one.parts and other.parts:
                made = (one.wholes[0] == other.wholes[0], weigh(one, other), i, j)
                most = max(most, made[1])
                if top is None or made[:2] > top[:2]:
                    top = made
    if top is None:
        return None
    same, weight, i, j = top
    # The same name on both sides is what is told, with the weight of the best pair.
    weight = most if same else weight
    return _told(weight, left[i], right[j], i, j)


def _told(weight: float, a: Name, b: Name, i: int, j: int) -> NameMatch:
    pairs = laid(a, b)
    full = [pair for pair in pairs if min(pair[0].weight, pair[1].weight) >= 1.0]
    good = [pair for pair in full if pair[2] >= LIKE]
    similarity = sum(pair[2] for pair in pairs) / len(pairs) if pairs else 0.0
    tokens = tuple(sorted(min(one.text, other.text) for one, other, *_ in good))
    return NameMatch(level(a, b, pairs, full, good), weight, round(similarity, 4), len(good), tokens, i, j)


def level(a: Name, b: Name, pairs: list[Pair], full: list[Pair], good: list[Pair]) -> str:
    """What was seen, as a code."""
    initials = [pair[2] for pair in pairs if "initial" in (pair[0].role, pair[1].role)]
    many = max(sum(part.weight >= 1.0 for part in name.parts) for name in (a, b)) > 1
    if a.families or b.families:
        return _whole(a, b)
    if not good:
        return "partial" if initials and not full and min(initials) >= LIKE else "different"
    differing = [pair for pair in full if pair[2] < LIKE]
    if differing:
        fathers = all("patronymic" in (one.role, other.role) for one, other, *_ in differing)
        return "patronymic_differs" if fathers and len(good) > 1 else "given_differs"
    weakest = min(pair[2] for pair in good)
    if initials:
        return "initials" if min(initials) >= LIKE else "given_differs"
    if len(good) == 1:
        return "partial" if many else "single" if weakest >= SAME else "single_near"
    if weakest >= SAME:
        return "forms" if any(pair[5] for pair in good) else "same"
    return "spelling" if weakest >= NEAR else "near"


def _whole(a: Name, b: Name) -> str:
    """Han and Korean names, which write the given name together: judged by family name and given name."""
    found = views(a, b)
    family, given = found[FEATURES.index("family")], found[FEATURES.index("given")]
    if min(family, given) >= SAME:
        return "same"
    if min(family, given) >= LIKE:
        return "spelling" if min(family, given) >= NEAR else "near"
    return "given_differs" if max(family, given) >= NEAR else "different"
