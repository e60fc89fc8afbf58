"""Text to comparable text: script, romanisation with its scheme, folding of consonants and vowels, search keys."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from linking.tables import words

_LONGEST = 300
#: Cyrillic with the letters of Central Asia and the Caucasus; what is missing goes to anyascii
_CYRILLIC: dict[str, str] = words()["cyrillic"]
_APOSTROPHES = str.maketrans("", "", "'’‘ʼʻ`´ʹʺ")
_DIGRAPHS = [
    ("shch", "s"),
    ("sch", "s"),
    ("tsch", "s"),
    ("dzh", "s"),
    ("tch", "s"),
    ("kh", "h"),
    ("gh", "k"),
    ("ch", "s"),
    ("sh", "s"),
    ("zh", "s"),
    ("dj", "s"),
    ("ts", "s"),
    ("tz", "s"),
    ("ph", "p"),
    ("th", "t"),
    ("dh", "t"),
    ("ck", "k"),
    ("ng", "nk"),
]
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("pbfvw", "p"),
        **dict.fromkeys("td", "t"),
        **dict.fromkeys("kgqcx", "k"),
        **dict.fromkeys("szj", "s"),
        **dict.fromkeys("lr", "l"),
        **dict.fromkeys("mn", "n"),
        "h": None,
        "y": None,
        **dict.fromkeys("aeiou", None),
    }
)
_VOWELS = str.maketrans(
    {**dict.fromkeys("eiy", "i"), **dict.fromkeys("ou", "u"), "w": "v", "j": "s", "q": "k", "x": "k"}
)


@dataclass(frozen=True, slots=True)
class Romanised:
    """Latin letters of a text and the scheme that gave them (as_written, cyrillic_own, anyascii)."""

    text: str
    scheme: str


def script_of(text: str) -> str:
    """Name of the script of most letters (LATIN, CYRILLIC, ARABIC, CJK, …); an empty text for none."""
    counts: dict[str, int] = {}
    for sign in text[:_LONGEST]:
        if sign.isalpha():
            name = unicodedata.name(sign, "").split(" ")[0]
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else ""


@lru_cache(maxsize=200_000)
def romanise(text: str) -> Romanised:
    """A text in Latin letters; the original stays what it is, this is for comparing and for showing beside it."""
    clean = unicodedata.normalize("NFKC", text[:_LONGEST])
    script = script_of(clean)
    if script == "CYRILLIC":
        low = clean.lower()
        spelled = "".join(_CYRILLIC.get(sign, sign) for sign in low)
        return Romanised(_tidy(anyascii(spelled)).title(), "cyrillic_own")
    if script in ("LATIN", ""):
        return Romanised(_tidy(anyascii(clean)), "as_written")
    return Romanised(_tidy(anyascii(clean)), "anyascii")


def _tidy(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=200_000)
def tokens(text: str) -> tuple[str, ...]:
    """Romanised parts of a name, in lower case, in the order written."""
    script = script_of(text)
    if script == "CJK":
        # Syllables of a Han name: family name first, the given name written together as in passports.
        syllables = [part.casefold() for part in re.findall(r"[A-Z][a-z]*|[0-9]+", romanise(text).text)]
        joined = [syllables[0], "".join(syllables[1:])] if 1 < len(syllables) <= 4 else syllables
        return tuple(joined)
    plain = romanise(text).text.casefold().translate(_APOSTROPHES)
    parts = re.findall(r"[a-z0-9]+", plain)
    if script == "ARABIC":
        parts = [part[2:] if part.startswith("al") and len(part) > 4 else part for part in parts]
    return tuple(parts)


@lru_cache(maxsize=200_000)
def skeleton(token: str) -> str:
    """Consonant classes of a token: p b f v · t d · k g q · s z sh ch j · l r · m n; vowels, h and y are dropped."""
    plain = token
    for old, new in _DIGRAPHS:
        plain = plain.replace(old, new)
    folded = re.sub(r"(.)\1+", r"\1", plain).translate(_CLASSES)
    return folded or token[:1]


@lru_cache(maxsize=200_000)
def sound(token: str) -> str:
    """A token with vowels of one colour and doubled letters made one, for near comparison."""
    plain = token
    for old, new in (
        ("kh", "h"),
        ("gh", "g"),
        ("dzh", "j"),
        ("dj", "j"),
        ("zh", "j"),
        ("yu", "u"),
        ("ya", "a"),
        ("yo", "o"),
        ("ye", "e"),
        ("ph", "f"),
        ("iy", "i"),
        ("yi", "i"),
    ):
        plain = plain.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", plain.translate(_VOWELS))


@lru_cache(maxsize=100_000)
def search_keys(name: str) -> tuple[str, ...]:
    """Keys under which a name is found from any script: its romanised parts and their consonant skeletons."""
    parts = tokens(name)
    keys = [" ".join(parts), *parts, *(f"={skeleton(part)}" for part in parts if len(skeleton(part)) > 1)]
    return tuple(dict.fromkeys(key for key in keys if key))
