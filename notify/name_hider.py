"""Takes persons' names out of free text, in whatever script or case the text has them."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from notify.parties import Parties
from records import CaseDocument

_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_GAP = "[…]"
#: from this likeness on, two romanised words are taken for the same name: too much hidden is the lesser harm
_LIKE = 80
_SHORTEST = 3


class NameHider:
    """Knows the names of everybody in a case; a suspect's is left standing only where it is named as shown."""

    def __init__(self, document: CaseDocument, parties: Parties) -> None:
        self._protected: set[str] = set()
        self._suspects: dict[str, set[str]] = {}
        for person in document.persons:
            guarded = parties.victim_like(person.id) or not parties.suspect_like(person.id)
            for name in person.names:
                parts = (name.full, name.family, name.given, name.patronymic)
                words = {folded for part in parts if part for folded in _folded(part)}
                if guarded:
                    self._protected |= words
                else:
                    self._suspects.setdefault(name.display, set()).update(words)

    def without_names(self, text: str, shown: set[str]) -> str:
        """The text with a gap for every word that is, or is like, a hidden name.

        Args:
            text: from outside, any script.
            shown: full names of suspects who may be named.
        """
        hidden = self._protected.union(*(words for name, words in self._suspects.items() if name not in shown))
        if not hidden:
            return text
        return _WORD.sub(
            lambda found: _GAP if any(_is_name(word, hidden) for word in _folded(found[0])) else found[0], text
        )


def _folded(text: str) -> tuple[str, ...]:
    return tuple(word for word in (_romanised(found[0]) for found in _WORD.finditer(text)) if len(word) >= _SHORTEST)


@lru_cache(maxsize=50_000)
def _romanised(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", anyascii(word).casefold())


def _is_name(word: str, hidden: set[str]) -> bool:
    return word in hidden or any(_alike(word, name) for name in hidden)


def _alike(word: str, name: str) -> bool:
    if min(len(word), len(name)) <= _SHORTEST:
        return False
    return fuzz.ratio(word, name) >= _LIKE or word.startswith(name)
