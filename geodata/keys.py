"""How names of places are folded so that spellings meet: one key in the own script, one in ASCII."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from anyascii import anyascii

_LONGEST = 200


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """NFKC, casefolded, without marks, punctuation and doubled spaces; at most 200 characters are read."""
    decomposed = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold()
    kept = []
    for sign in decomposed:
        kind = unicodedata.category(sign)
        if kind[0] in "LN" or kind == "Mc" or (kind == "Mn" and _spells(sign)):
            kept.append(sign)
        elif kind[0] in "ZPS" and sign not in "'’‘ʼʻ`´":
            kept.append(" ")
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


@lru_cache(maxsize=100_000)
def ascii_key(text: str) -> str:
    """The folded name in ASCII letters (scheme: anyascii), so that scripts meet."""
    return " ".join("".join(s if s.isalnum() else " " for s in anyascii(fold(text)).casefold()).split())


def _spells(sign: str) -> bool:
    # Vowel signs of Indic and South-East Asian scripts are letters in all but category.
    return "ऀ" <= sign <= "\u1cff" and not "\u0e47" <= sign <= "\u0e4e"
