"""The parts of a person's name and their roles, read from spelling: patronymic, particle, title, initial, or plain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from linking.normalise import skeleton, sound, tokens
from linking.tables import words

_PARTICLES = frozenset(words()["particles"])
_CHILD_OF = frozenset(words()["child_of"])
_TITLES = frozenset(words()["titles"])
_PATRONYMIC = re.compile(r"(?:ovich|evich|yevich|ovych|ich|ovna|evna|yevna|ivna|inichna)$")
_AFTER = frozenset(words()["after"])


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name.

    Attributes:
        text: romanised, lower case.
        role: plain, family, given, patronymic or initial.
        skeleton: consonant classes.
        sound: vowel-folded form.
    """

    text: str
    role: str
    skeleton: str
    sound: str


def _part(text: str, role: str) -> Part:
    return Part(text, "initial" if len(text) == 1 and role != "patronymic" else role, skeleton(text), sound(text))


@lru_cache(maxsize=100_000)
def parts(full: str) -> tuple[Part, ...]:
    """Parts of a whole name in the order written; particles and titles are left out."""
    written = [word for word in tokens(full) if word not in _TITLES]
    result: list[Part] = []
    after_child_of = False
    for number, word in enumerate(written):
        following = written[number + 1] if number + 1 < len(written) else ""
        if word in _CHILD_OF or word in _PARTICLES:
            after_child_of = word in _CHILD_OF - _AFTER
            continue
        if following in _AFTER or after_child_of or (number and len(written) > 2 and _PATRONYMIC.search(word)):
            result.append(_part(_PATRONYMIC.sub("", word) or word, "patronymic"))
        else:
            suffix = re.search(r"(?:oglu|ogli|ogly|qizi|kyzy|kizi|uulu)$", word)
            result.append(
                _part(word[: suffix.start()], "patronymic") if suffix and suffix.start() > 2 else _part(word, "plain")
            )
        after_child_of = False
    return tuple(result or [_part(word, "plain") for word in written])


@lru_cache(maxsize=50_000)
def given_parts(family: str, given: str, patronymic: str) -> tuple[Part, ...]:
    """Parts of a name whose roles the source gave."""
    made = [_part(part.text, "family") for part in parts(family)]
    made += [_part(part.text, "given") for part in parts(given)]
    made += [_part(_PATRONYMIC.sub("", part.text) or part.text, "patronymic") for part in parts(patronymic)]
    return tuple(made)
