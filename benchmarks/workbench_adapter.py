"""This project's matcher for a name workbench: ``NAME`` and ``score(name_a, name_b, **attributes)``."""

from __future__ import annotations

import math
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

# A workbench may have a records.py of its own beside it: ours comes first.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import linking

NAME = "waylink"
_GENDERS = {"male": "Masculine", "m": "Masculine", "female": "Feminine", "f": "Feminine"}


@lru_cache(maxsize=200_000)
def _profile(kind: str, name: str, birth: str | None = None, gender: str | None = None) -> linking.Profile:
    """A name is prepared once."""
    found = _GENDERS.get((gender or "").lower())
    return linking.prepare("organisation" if kind == "org" else "person", "", [name], birth, found)


def score(
    name_a: str, name_b: str, kind: str = "person", dob_a: str | None = None, dob_b: str | None = None,
    gender_a: str | None = None, gender_b: str | None = None, **_: Any,
) -> float:  # fmt: skip
    """Score in [0, 1] of two names with what else is known, without the limit on what names alone carry."""
    one = _profile(kind, name_a, dob_a, gender_a)
    other = _profile(kind, name_b, dob_b, gender_b)
    return 1 / (1 + math.exp(-linking.rank(one, other)))
