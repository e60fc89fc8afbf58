"""Text to comparable text: script, romanisation, folding of consonants and vowels, search keys."""

from __future__ import annotations

from functools import lru_cache

from linking.name_parts import latin, written
from linking.sound import heard, keys
from linking.writing import romanised, script_of

__all__ = ["romanise", "romanised", "script_of", "search_keys", "skeleton", "sound", "tokens"]


def romanise(text: str) -> str:
    """A text in Latin letters; the original stays what it is, this is for comparing and for showing beside it."""
    return " ".join(word.title() for word in tokens(text))


@lru_cache(maxsize=200_000)
def tokens(text: str) -> tuple[str, ...]:
    """Romanised parts of a name, in lower case, in the order written."""
    found = written(text)
    if len(found) == 1 and script_of(found[0]) == "HAN" and 2 <= len(found[0]) <= 4:
        # A Han name: family name first, the given name written together as in passports.
        return (romanised(found[0][0]), romanised(found[0][1:]))
    made = []
    for word in found:
        script = script_of(word)
        plain = word[2:] if script == "ARABIC" and word.startswith("ال") and len(word) > 4 else word
        made.append(latin(plain, script))
    return tuple(word for word in made if word)


def skeleton(token: str) -> str:
    """Consonant classes of a token: p b f v w · t d · k g q kh · s z sh ch j · l r · m · n (no vowels, h, y)."""
    return keys(token).classes or token[:1]


def sound(token: str) -> str:
    """A token with its vowels folded and doubled letters made one, for near comparison."""
    return keys(token).vowels


@lru_cache(maxsize=100_000)
def search_keys(name: str) -> tuple[str, ...]:
    """Keys under which a name is found from any script: its romanised parts, and after ``=`` what is heard of them."""
    parts = tokens(name)
    made = [" ".join(parts), *parts, *(f"={heard(part)}" for part in parts if len(heard(part)) > 1)]
    return tuple(dict.fromkeys(key for key in made if key))
