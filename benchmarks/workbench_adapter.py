"""This project's matcher for a name workbench: ``NAME`` and ``score(name_a, name_b, **attributes)``."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

# A workbench may have a records.py of its own beside it: ours comes first.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import linking

NAME = "waylink"


@lru_cache(maxsize=200_000)
def _profile(kind: str, name: str, birth: str | None, gender: str | None) -> linking.Profile:
    """A name is prepared once."""
    words = {"male": "Masculine", "m": "Masculine", "female": "Feminine", "f": "Feminine"}
    return linking.prepare(
        "organisation" if kind == "org" else "person", "", [name], birth, words.get((gender or "").lower())
    )


def score(name_a: str, name_b: str, **attributes: Any) -> float:
    """Score in [0, 1] of two names with what else is known (dob_a, dob_b, gender_a, gender_b, kind)."""
    kind = str(attributes.get("kind", "person"))
    one = _profile(kind, name_a, attributes.get("dob_a"), attributes.get("gender_a"))
    other = _profile(kind, name_b, attributes.get("dob_b"), attributes.get("gender_b"))
    return linking.compare(one, other).score
