"""Other ways a name of an organisation is said: letters spelled out, borrowed words without the vowels a script adds.

TBC is თიბისი, CGV is 씨지브이; ブックオフ adds vowels to Book Off, 스타벅스 to Starbucks; Georgian adds an i.
"""

from __future__ import annotations

import re

_LETTERS = {
    "a": "ei", "b": "bi", "c": "si", "d": "di", "e": "i", "f": "ef", "g": "ji", "h": "eich", "i": "ai", "j": "jei",
    "k": "kei", "l": "el", "m": "em", "n": "en", "o": "o", "p": "pi", "q": "kyu", "r": "ar", "s": "es", "t": "ti",
    "u": "yu", "v": "vi", "w": "dablyu", "x": "eks", "y": "wai", "z": "zed",
}  # fmt: skip
_VOWEL = re.compile("[aeiouy]")
_KANA_ADDED = re.compile("(?<=[kstfmrpbgzh])u(?![aeiou])|(?<=[td])o(?![aeiou])")
_HANGUL_ADDED = re.compile("eu(?![aeiou])")
_GEORGIAN_ADDED = re.compile("(?<=[^aeiou])i$")
_LONGEST, _LONGEST_WITH_VOWELS, _LEAST = 4, 3, 3


def ways(text: str, script: str) -> tuple[str, ...]:
    """How else a romanised word is said; empty for none.

    Args:
        text: the word in Latin letters, lower case.
        script: script that it was written in.
    """
    if script == "LATIN":
        most = _LONGEST_WITH_VOWELS if _VOWEL.search(text) else _LONGEST
        if 2 <= len(text) <= most and text.isalpha():
            return ("".join(_LETTERS.get(letter, letter) for letter in text),)
        return ()
    if script == "KANA":
        bare = _KANA_ADDED.sub("", text)
        found: tuple[str, ...] = (bare, bare.replace("r", "l"), text.replace("r", "l"))
    elif script == "HANGUL":
        found = (_HANGUL_ADDED.sub("", text),)
    elif script == "GEORGIAN":
        found = (_GEORGIAN_ADDED.sub("", text),)
    else:
        return ()
    return tuple(dict.fromkeys(one for one in found if one != text and len(one) >= _LEAST))
