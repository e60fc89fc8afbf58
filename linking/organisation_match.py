"""Evidence of organisations' names: a log-odds from several views, and a level in words."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from linking import trees
from linking.names import NameMatch
from linking.organisation_views import FEATURES, views
from linking.organisations import Organisation

_FILE = Path(__file__).parent / "data" / "organisations_model.json.gz"
_SAME, _NEAR, _PART = 0.97, 0.8, 0.9


@lru_cache(maxsize=1)
def _trees() -> tuple[Any, ...]:
    read = json.loads(gzip.decompress(_FILE.read_bytes()))
    return tuple(trees.frozen(tree) for tree in read["trees"])


def weigh(a: Organisation, b: Organisation) -> float:
    """Log-odds of two names being one organisation's, among pairs of which one in a hundred is; symmetric."""
    return trees.total(_trees(), views(a, b))


def best(left: tuple[Organisation, ...], right: tuple[Organisation, ...]) -> NameMatch | None:
    """The best pair of all names of two organisations; ``None`` where one has no name."""
    found = [
        (weigh(one, other), -i, -j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if one.parts and other.parts
    ]
    if not found:
        return None
    weight, i, j = max(found)
    one, other = left[-i], right[-j]
    seen = dict(zip(FEATURES, views(one, other), strict=True))
    tokens = tuple(sorted({part.text for part in one.parts} & {part.text for part in other.parts}))
    return NameMatch(_level(seen), weight, round(seen["longer"], 4), len(tokens), tokens, -i, -j)


def _level(seen: dict[str, float]) -> str:
    if seen["figures_apart"]:
        return "figures_differ"
    if seen["longer"] >= _SAME:
        return "same" if not seen["legal_apart"] else "other_form"
    if seen["initials"]:
        return "acronym"
    if seen["longer"] >= _NEAR or seen["core"] >= _SAME:
        return "spelling"
    return (
        "partial"
        if seen["shorter"] >= _PART or seen["best"] >= _SAME
        else "near"
        if seen["whole"] >= _NEAR
        else "different"
    )
