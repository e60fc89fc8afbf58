"""The words of one letter: the shipped texts of a language, with what an office has put in their place.

An office writes texts without code: a JSON file of the same keys. Here they are checked, so that a slip cannot reach a
letter: every place such as ``{reason}`` must be one that the shipped text has, and nothing else may stand in braces.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from notify.letter_words import LANGUAGES, glossary, reasons, template

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "ckb", "dv"})
_LONGEST = 3_000
#: a code's label in an office's own language: ``label:Forced labour``
LABEL = "label:"


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong with an office's text: its key and an English sentence."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class OfficeTexts:
    """What an office wrote for one language.

    Attributes:
        texts: key of the shipped template -> text.
        cited: legal-basis id -> how it is cited.
        reasons: code of a link -> how it is told.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    cited: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """All words of a letter in one language."""

    language: str
    texts: Mapping[str, str]
    cited: Mapping[str, str]
    reasons: Mapping[str, str]
    rtl: bool
    own: frozenset[str] = frozenset()


def wording(language: str, office: OfficeTexts | None = None) -> Wording:
    """The words of a language, an office's own before the shipped ones.

    Raises:
        ValueError: there is no template for the language, or the office's has faults.
    """
    if office is None:
        return _shipped(language)
    if faults(language, office.texts):
        raise ValueError("the office's letter template has faults")
    base = _shipped(language) if language in LANGUAGES else None
    shipped = base or _shipped("en")
    return Wording(
        language,
        MappingProxyType({**(base.texts if base else {}), **office.texts}),
        MappingProxyType({**shipped.cited, **office.cited}),
        MappingProxyType({**shipped.reasons, **office.reasons}),
        language in _RIGHT_TO_LEFT,
        frozenset(office.texts),
    )


def faults(language: str, texts: Mapping[str, object]) -> list[TemplateFault]:
    """What is wrong with an office's texts; a language that is not shipped needs every key."""
    known = template("en")
    found = [
        TemplateFault(key, "this key is missing") for key in known if language not in LANGUAGES and key not in texts
    ]
    for key, text in texts.items():
        if key.startswith(LABEL) and isinstance(text, str):
            continue
        if key not in known:
            found.append(TemplateFault(key, "there is no such key"))
        elif not isinstance(text, str):
            found.append(TemplateFault(key, "a text is needed"))
        elif known[key].strip() and not text.strip():
            found.append(TemplateFault(key, "the text is empty; this part of the letter must be written"))
        elif len(text) > _LONGEST:
            found.append(TemplateFault(key, f"longer than {_LONGEST} signs"))
        elif any(sign < " " or sign in "\u202a\u202b\u202c\u202d\u202e" for sign in text):
            found.append(TemplateFault(key, "control signs are not allowed"))
        else:
            found += _places(key, text, known[key])
    return found


def _places(key: str, text: str, shipped: str) -> list[TemplateFault]:
    try:
        wanted, given = _named(shipped), _named(text)
    except ValueError:
        return [TemplateFault(key, "a brace stands alone; write {{ for a brace that is meant")]
    if given != wanted:
        places = ", ".join(sorted(f"{{{name}}}" for name in wanted)) or "none"
        return [TemplateFault(key, f"the places must be exactly: {places}")]
    return []


def _named(text: str) -> set[str]:
    names = set()
    for _, name, spec, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(name)
        names.add(name)
    return names


@lru_cache(maxsize=8)
def _shipped(language: str) -> Wording:
    texts = template(language)
    return Wording(
        language,
        MappingProxyType(texts),
        MappingProxyType({base: row[language] for base, row in glossary().items()}),
        MappingProxyType({code: row[language] for code, row in reasons().items()}),
        language in _RIGHT_TO_LEFT,
    )
