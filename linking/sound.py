"""How a romanised word sounds, coarser and coarser: fine spelling, consonants, consonant classes, folded vowels."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_GROUPS = {
    "tsch": "C", "tch": "C", "shch": "S", "sch": "S", "dzh": "J", "dj": "J", "ch": "C", "sh": "S", "zh": "Z", "kh": "X",
    "gh": "G", "ph": "f", "th": "t", "dh": "d", "bh": "b", "ts": "T", "tz": "T", "dz": "D", "ck": "k", "qu": "kv",
    "ng": "n", "x": "ks", "q": "k", "w": "v", "jh": "J", "rzh": "Z",
}  # fmt: skip
_GROUP = re.compile("|".join(sorted(_GROUPS, key=len, reverse=True)))
_SOFT = re.compile("c(?=[eiy])")
_VOWEL_GROUPS = {"oo": "u", "ou": "u", "ee": "i", "ie": "i", "y": "i", "eo": "o", "eu": "u"}
_VOWEL_GROUP = re.compile("|".join(sorted(_VOWEL_GROUPS, key=len, reverse=True)))
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]")
_FINE_CLASSES = {**dict.fromkeys("kgXG", "K"), **dict.fromkeys("td", "T"), **dict.fromkeys("szSZCJjTD", "S"),
                 "l": "L", "r": "L", "m": "M", "n": "N"}  # fmt: skip
_CLASSES = str.maketrans({**_FINE_CLASSES, **dict.fromkeys("pbfv", "P"), **dict.fromkeys("aeiouh'", None)})
_FOLDED = str.maketrans(
    {**_FINE_CLASSES, **dict.fromkeys("pb", "P"), **dict.fromkeys("fv", "F"), "h": "H", "e": "i", "u": "o"}
)
_GLIDES = ((re.compile("i(?=[ao])"), ""), (re.compile("o(?=[ai])"), ""), (re.compile("a[io]"), "a"))


class Keys(NamedTuple):
    """Four views of one word, each a short text.

    Attributes:
        fine: one sign a sound, doubled letters made one.
        consonants: the fine spelling without its vowels.
        classes: consonants by kind of sound (p b f v; t d; k g q kh; s z sh ch j; l r; m; n).
        vowels: consonants by kind with the vowels folded to a, i, o.
    """

    fine: str
    consonants: str
    classes: str
    vowels: str


@lru_cache(maxsize=300_000)
def keys(word: str) -> Keys:
    """The views of a romanised word, lower case."""
    fine = _GROUP.sub(lambda found: _GROUPS[found.group()], word)
    fine = _SOFT.sub("s", fine).replace("c", "k")
    fine = _VOWEL_GROUP.sub(lambda found: _VOWEL_GROUPS[found.group()], fine)
    fine = _DOUBLE.sub(r"\1", fine)
    folded = fine.translate(_FOLDED)
    for pattern, put in _GLIDES:
        folded = pattern.sub(put, folded)
    return Keys(
        fine,
        _VOWELS.sub("", fine),
        _DOUBLE.sub(r"\1", fine.translate(_CLASSES)),
        _DOUBLE.sub(r"\1", folded),
    )


def heard(word: str) -> str:
    """Consonants by kind, for a search that forgives spelling: kh is heard as h, a sound that comes twice stays."""
    return keys(word).fine.replace("X", "").translate(_CLASSES)
