"""How names of places are folded so that spellings meet: one key in the own script, one in ASCII."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_LONGEST = 200
_NOT_PLAIN = re.compile(r"[^a-z0-9]")
_APOSTROPHES = "'’‘ʼʻ`´ʹʿʾ"
#: letters that Arabic, Persian, Urdu and Uyghur keyboards give differently, or that writers leave undotted
_ONE_LETTER = str.maketrans(
    {"ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه"}
)


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """NFKC, casefolded, without marks, punctuation and doubled spaces; at most 200 characters are read."""
    if text.isascii():
        return " ".join(_NOT_PLAIN.sub(" ", text[:_LONGEST].lower().replace("'", "").replace("`", "")).split())
    decomposed = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold().translate(_ONE_LETTER)
    kept = []
    for sign in decomposed:
        if sign in _APOSTROPHES:
            continue
        kind = unicodedata.category(sign)
        if kind[0] in "LN" or kind == "Mc" or (kind == "Mn" and _spells(sign)):
            kept.append(sign)
        elif kind[0] in "ZPS":
            kept.append(" ")
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


@lru_cache(maxsize=100_000)
def ascii_key(text: str) -> str:
    """The folded name in ASCII letters (scheme: anyascii), so that scripts meet."""
    folded = fold(text)
    return folded if folded.isascii() else " ".join(_NOT_PLAIN.sub(" ", anyascii(folded).lower()).split())


_SOUNDS = (
    ("tsch", "c"), ("shch", "s"), ("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("sch", "s"), ("tch", "c"), ("ch", "c"), ("sh", "s"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("dj", "j"),
    ("qu", "k"), ("q", "k"), ("x", "h"), ("w", "v"), ("ng", "n"), ("z", "s"), ("nb", "mb"), ("np", "mp"),
)  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiouy 0123456789")


@lru_cache(maxsize=100_000)
def skeleton(plain: str) -> str:
    """The consonants of an ASCII key, spellings of one sound made one; empty where fewer than two are left.

    Romanisations differ most in vowels and in pairs of letters; names that share a skeleton are worth a look, no more.
    """
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    rest = plain.translate(_VOWELS)
    kept = "".join(sign for at, sign in enumerate(rest) if at == 0 or sign != rest[at - 1])
    return kept if len(kept) > 1 else ""


def _spells(sign: str) -> bool:
    # Vowel signs of Indic and South-East Asian scripts are letters in all but category.
    return "ऀ" <= sign <= "\u1cff" and not "\u0e47" <= sign <= "\u0e4e"
