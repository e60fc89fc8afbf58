"""Evidence of organisations: names without their legal forms, in any script."""

from __future__ import annotations

from functools import lru_cache

from linking.name_parts import Part
from linking.normalise import skeleton, sound, tokens
from linking.tables import words

#: legal forms and filler words in the languages served, romanised
_FORMS = frozenset(words()["legal_forms"])


@lru_cache(maxsize=50_000)
def parts(name: str) -> tuple[Part, ...]:
    """Parts of an organisation's name that tell it from others; all parts where nothing else is left."""
    written = tokens(name.replace(".", ""))
    telling = [word for word in written if word not in _FORMS and (len(word) > 1 or word.isdigit())]
    return tuple(Part(word, "plain", skeleton(word), sound(word)) for word in telling or written)
