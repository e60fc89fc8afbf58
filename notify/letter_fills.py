"""Open places of a letter: found by the template's own mark, filled by a person, never by text from a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from notify.letter_content import OpenPlace, Paragraph

_LONGEST = 2_000
#: stands for an opening bracket that came with a value, so that no value can pass for an open place
_HELD = "\ufdd0"


def held(text: str) -> str:
    """A value from outside whose brackets cannot be taken for an open place."""
    return text.replace("[", _HELD)


def unheld(text: str) -> str:
    """The value as it was."""
    return text.replace(_HELD, "[")


def filled(
    parts: Iterable[tuple[str, str, tuple[str, ...]]], mark: str, fills: Mapping[str, str]
) -> tuple[list[Paragraph], list[OpenPlace]]:
    """Number the paragraphs, put a person's words into their open places, and list the places.

    Args:
        parts: element, text and records of each paragraph.
        mark: what an open place begins with, ``[to be completed``.
        fills: key -> words; a dash leaves the place out.
    """
    pattern = re.compile(re.escape(mark) + r"[^\]]*\]")
    counted: dict[str, int] = {}
    paragraphs: list[Paragraph] = []
    left: list[OpenPlace] = []
    for number, (element, text, records) in enumerate(parts, 1):

        def place(found: re.Match[str], element: str = element, number: int = number) -> str:
            counted[element] = counted.get(element, 0) + 1
            key = f"{element}.{counted[element]}"
            words = held(" ".join(fills.get(key, "").split())[:_LONGEST])
            hint = found[0][len(mark) : -1].strip(" :,،؛")
            left.append(OpenPlace(key, number, found[0], hint, bool(words)))
            if not words:
                return found[0]
            return "" if words in ("-", "–", "—") else words

        told = pattern.sub(place, text)
        told = text if told == text else _tidy(told)
        paragraphs.append(Paragraph(number, element, unheld(told).strip(), records))
    return paragraphs, left


def _tidy(text: str) -> str:
    text = re.sub(r"(?<=\S) {2,}", " ", text).strip()
    return re.sub(r"(?<=[.!?؟])\s*\.(?!\.)", "", text)
