"""What goes into a letter, and the letter before it is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

RESTRICTIONS = ("confidential", "use_intelligence", "use_no_onward", "use_no_contact", "use_consult")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The letter that a supplement adds to: its number, its day and its words."""

    number: str
    day: date
    content: LetterContent


@dataclass(frozen=True, slots=True)
class LetterChoices:
    """What goes into the letter. ``None`` means what the State can act on; an empty set means none.

    Attributes:
        stops: record ids such as ``r1.s2``; ``None``: all stops.
        legs: legs as ``r1.s1>r1.s2``; ``None``: all legs between chosen stops.
        parties: ids of suspects and suspected organisations; ``None``: see :func:`notify.letter.relevant_parties`.
        identifiers: ids of identifiers of those parties; ``None``: all of theirs.
        carriers: carriers and border points go in; on a known day they can single a victim out.
        restrictions: which of :data:`RESTRICTIONS` are asked for; all unless a person takes one out.
        victim_identity: ids of victims whose names go in; nobody unless chosen by name.
        identity_ground: ``consent`` or ``danger``; needed where ``victim_identity`` names anybody.
        summary: whether the case's own summary goes in; it may name anyone, so it is left out unless chosen.
        also_informed: States that are told as other recipients.
        feedback_by: day by which an acknowledgement would be welcome.
        fills: key of an open place (``sender.1``) -> what a person wrote there; ``-`` leaves the place out.
        original: language of the letter, where this is its courtesy translation.
        translation: language of the courtesy translation that goes with it.
        supplement_to: the earlier letter, where only what has changed goes in.
    """

    stops: frozenset[str] | None = None
    legs: frozenset[str] | None = None
    parties: frozenset[str] | None = None
    identifiers: frozenset[str] | None = None
    carriers: bool = False
    restrictions: frozenset[str] = field(default=frozenset(RESTRICTIONS))
    victim_identity: frozenset[str] = frozenset()
    identity_ground: str = ""
    summary: bool = False
    also_informed: tuple[str, ...] = ()
    feedback_by: date | None = None
    fills: Mapping[str, str] = field(default_factory=dict)
    original: str = ""
    translation: str = ""
    supplement_to: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who authorised the letter: name, role in the letter's language, day, and the register's number."""

    name: str
    role: str
    day: date


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph: element id of ``letter_elements.csv``, text, ids of the records it rests on."""

    number: int
    element: str
    text: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One numbered item of an annex."""

    records: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """A table at the end of the letter: ``key`` is route or parties; ``heading`` stands over it."""

    key: str
    letter: str
    title: str
    heading: str
    headings: tuple[str, ...]
    rows: tuple[AnnexRow, ...]


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place that a person fills in: key, number of the paragraph, marked words, a hint, whether it was filled."""

    key: str
    paragraph: int
    words: str
    hint: str = ""
    filled: bool = False


@dataclass(frozen=True, slots=True)
class LetterContent:
    """A letter before it is laid out.

    Attributes:
        language: of the letter.
        rtl: it runs from right to left.
        title: heading.
        subtitle: under what the information is sent.
        draft: the line that says it is a draft; empty in a signed letter.
        courtesy: the line that says it is a courtesy translation.
        marking: the line at head and foot of each page.
        day: the letter's date, as a date and in words.
        paragraphs: numbered from 1.
        annexes: tables with the particulars.
        places: what a person fills in, done or not.
    """

    language: str
    rtl: bool
    title: str
    subtitle: str
    draft: str
    courtesy: str
    marking: str
    day: date
    day_words: str
    paragraphs: tuple[Paragraph, ...]
    annexes: tuple[Annex, ...] = ()
    places: tuple[OpenPlace, ...] = ()

    @property
    def open_places(self) -> tuple[OpenPlace, ...]:
        """Places that a person still has to fill in."""
        return tuple(place for place in self.places if not place.filled)

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of all records that anything in the letter rests on."""
        parts = [paragraph.records for paragraph in self.paragraphs]
        parts += [row.records for annex in self.annexes for row in annex.rows]
        return tuple(dict.fromkeys(record for records in parts for record in records))

    def to_plain(self) -> dict[str, Any]:
        """Plain data for JSON, enough to lay the letter out again."""
        return {
            "language": self.language, "rtl": self.rtl, "title": self.title, "subtitle": self.subtitle,
            "draft": self.draft, "courtesy": self.courtesy, "marking": self.marking, "day": self.day.isoformat(),
            "day_words": self.day_words,
            "paragraphs": [[one.number, one.element, one.text, list(one.records)] for one in self.paragraphs],
            "annexes": [
                {
                    "key": annex.key, "letter": annex.letter, "title": annex.title, "heading": annex.heading,
                    "headings": list(annex.headings),
                    "rows": [[list(row.records), list(row.cells)] for row in annex.rows],
                }
                for annex in self.annexes
            ],
            "places": [[one.key, one.paragraph, one.words, one.hint, one.filled] for one in self.places],
        }  # fmt: skip


def from_plain(plain: Mapping[str, Any]) -> LetterContent:
    """What :meth:`LetterContent.to_plain` wrote."""
    return LetterContent(
        plain["language"], plain["rtl"], plain["title"], plain["subtitle"], plain["draft"], plain["courtesy"],
        plain["marking"], date.fromisoformat(plain["day"]), plain["day_words"],
        tuple(Paragraph(one[0], one[1], one[2], tuple(one[3])) for one in plain["paragraphs"]),
        tuple(
            Annex(
                annex["key"], annex["letter"], annex["title"], annex["heading"], tuple(annex["headings"]),
                tuple(AnnexRow(tuple(records), tuple(cells)) for records, cells in annex["rows"]),
            )
            for annex in plain["annexes"]
        ),
        tuple(OpenPlace(*place) for place in plain["places"]),
    )  # fmt: skip
