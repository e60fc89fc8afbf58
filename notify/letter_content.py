"""What goes into a letter, and the letter before it is laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

RESTRICTIONS = ("confidential", "use_intelligence", "use_no_onward", "use_no_contact", "use_consult")


@dataclass(frozen=True, slots=True)
class LetterChoices:
    """What goes into the letter. ``None`` means what the State can act on; an empty set means none.

    Attributes:
        stops: record ids such as ``r1.s2``; ``None``: all stops.
        parties: ids of suspects and suspected organisations; ``None``: see :func:`notify.letter.relevant_parties`.
        identifiers: ids of identifiers of those parties; ``None``: all of theirs.
        restrictions: which of :data:`RESTRICTIONS` are asked for; all unless a person takes one out.
        victim_identity: ids of victims whose names go in; nobody unless chosen by name, with consent or in danger.
        summary: whether the case's own summary goes in; it may name anyone, so it is left out unless chosen.
    """

    stops: frozenset[str] | None = None
    parties: frozenset[str] | None = None
    identifiers: frozenset[str] | None = None
    restrictions: frozenset[str] = field(default=frozenset(RESTRICTIONS))
    victim_identity: frozenset[str] = frozenset()
    summary: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph: element id of ``letter_elements.csv``, text, ids of the records it rests on."""

    number: int
    element: str
    text: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterContent:
    """A letter before it is laid out.

    Attributes:
        language: en, ru or ar.
        title: heading.
        subtitle: under what the information is sent.
        draft: the line that says it is a draft.
        day: the letter's date.
        paragraphs: numbered from 1.
    """

    language: str
    title: str
    subtitle: str
    draft: str
    day: date
    paragraphs: tuple[Paragraph, ...]

    @property
    def open_places(self) -> tuple[tuple[int, str], ...]:
        """Every place a person still has to fill in: paragraph number and the marked words."""
        return tuple(
            (paragraph.number, mark)
            for paragraph in self.paragraphs
            for mark in re.findall(r"\[[^\]…]+\]", paragraph.text)
        )
