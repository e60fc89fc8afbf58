"""The form of a text that the search compares: case, width and optional marks aside, every script kept.

Marks are dropped only where writing them is optional (Latin, Greek, Cyrillic accents, Arabic and Hebrew points); the
vowel signs of Thai, Khmer, Burmese and the Indian scripts are letters of their words and stay.
"""

from __future__ import annotations

import re
import unicodedata

#: begins a key of how a name sounds
SOUND = "="
#: what stands for it in the index, whose words are letters and digits
SOUND_WORD = "0"
_OPTIONAL = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه",
     "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ؤ": "و"}
)  # fmt: skip
#: scripts written without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def fold(text: str) -> str:
    """Comparable form: letters, vowel signs and digits of the text, words separated by one space."""
    plain = unicodedata.normalize("NFKD", text.translate(_ARABIC)).casefold()
    plain = unicodedata.normalize("NFC", _OPTIONAL.sub("", plain)).translate(_ARABIC)
    kept = [sign if _is_letter(sign) else " " for sign in plain if unicodedata.category(sign) != "Cf"]
    return " ".join("".join(kept).split())


def key_words(key: str) -> list[str]:
    """The words of a search key as the index holds them; a key of sound must not meet a word that is spelled so."""
    words: list[str] = []
    for word in key.split():
        if word.startswith(SOUND):
            words.append(SOUND_WORD + squeezed(word))
        else:
            words += fold(word).split()
    return words


def squeezed(text: str) -> str:
    """Comparable form of a number or reference: letters and digits alone."""
    return fold(text).replace(" ", "")


def grams(folded: str) -> str:
    """Single signs and pairs of neighbours of the runs written without spaces, separated by spaces."""
    parts: list[str] = []
    for run in _UNSPACED.findall(folded):
        parts += [run[place : place + 2] for place in range(len(run) - 1)]
        parts += list(run)
    return " ".join(parts)


def gram_phrase(folded: str) -> list[str]:
    """The pairs (or the one sign) that a text with this folded form must have among its grams."""
    wanted: list[str] = []
    for run in _UNSPACED.findall(folded):
        wanted += [run[place : place + 2] for place in range(len(run) - 1)] or [run]
    return wanted


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM"
