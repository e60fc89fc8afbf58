"""Korean: syllables taken apart by the code chart, and the customary spellings of family names (Lee, Park, Choi)."""

from __future__ import annotations

from functools import lru_cache

from linking.letters import tables

_BASE, _COUNT = 0xAC00, 11_172


@lru_cache(maxsize=1)
def _letters() -> tuple[list[str], list[str], list[str]]:
    first, vowel, last = (tables()[f"hangul_{part}"].split(" ") for part in ("first", "vowel", "last"))
    return first, vowel, last


@lru_cache(maxsize=12_000)
def syllable(sign: str) -> str:
    """One syllable in Latin letters (Revised Romanisation without changes between syllables); others stay."""
    number = ord(sign) - _BASE
    if not 0 <= number < _COUNT:
        return sign if sign.isascii() else ""
    first, vowel, last = _letters()
    return first[number // 588] + vowel[number % 588 // 28] + last[number % 28]


@lru_cache(maxsize=1)
def families() -> dict[str, tuple[str, ...]]:
    """Family name syllable -> spellings in use, the commonest first."""
    made: dict[str, tuple[str, ...]] = {}
    sign = ""
    for word in tables()["hangul_family"].split(" "):
        left, colon, right = word.partition(":")
        if colon:
            sign = left
        made[sign] = (*made.get(sign, ()), right if colon else left)
    return made
