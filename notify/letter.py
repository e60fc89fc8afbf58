"""The letter of spontaneous information: numbered paragraphs, each with its element and the records behind it.

It is not a request: it asks for no measure. Victims appear as number, sex, age group and nationality only. What is not chosen
appears nowhere. Pure: words for codes and countries come in as functions.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from notify.basis import describe
from notify.counterparts import StateAdvice
from notify.parties import Parties
from records import CaseDocument
from records.codes import label
from records.person import Organisation, Person

_TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = ("en", "ru", "ar")
Translate = Callable[[str], str]
CountryName = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class LetterChoices:
    """What goes into the letter. ``None`` means all of that kind; an empty set means none.

    Attributes:
        stops: record ids such as ``r1.s2``.
        parties: ids of suspects and suspected organisations.
        identifiers: ids of identifiers of those parties.
    """

    stops: frozenset[str] | None = None
    parties: frozenset[str] | None = None
    identifiers: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph: element id of ``letter_elements.csv``, text, ids of the records it rests on."""

    number: int
    element: str
    text: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterContent:
    """A letter before it is laid out."""

    language: str
    title: str
    subtitle: str
    draft: str
    day: date
    paragraphs: tuple[Paragraph, ...]


@lru_cache(maxsize=3)
def template(language: str) -> dict[str, str]:
    """Texts of one language."""
    loaded: dict[str, str] = json.loads((_TEMPLATES / f"{language}.json").read_text(encoding="utf-8"))
    return loaded


def content(
    document: CaseDocument,
    advice: StateAdvice,
    *,
    letter_date: date,
    language: str = "en",
    choices: LetterChoices | None = None,
    translate: Translate = str,
    country_name: CountryName = str,
    reason_words: Translate = str,
    channel_words: Translate = str,
) -> LetterContent:
    """Draft the letter for one State.

    Args:
        document: the case.
        advice: what was found for the State.
        letter_date: date of the letter.
        language: en, ru or ar.
        choices: what goes in.
        translate: English label -> the letter's language.
        country_name: ISO code -> name in the letter's language, nominative: templates need no other case.
        reason_words: code of a link -> words.
        channel_words: code of a channel -> words.

    Raises:
        ValueError: there is no template for the language.
    """
    if language not in LANGUAGES:
        raise ValueError("no letter template for this language")
    words, chosen = template(language), choices or LetterChoices()
    made = _Draft(document, advice, words, chosen, translate, country_name)
    case, who = document.case, advice.authority
    blank = words["unknown"]

    def codes(list_name: str, values: list[str]) -> str:
        return ", ".join(translate(label(list_name, value)) for value in values) or blank

    bases = [base for base in advice.legal_basis if base not in ("COMITY", "EGMONT", "BUDAPEST-26")]
    cited = "; ".join(f"{row['instrument']}, {row['article']}" for row in map(describe, bases) if row)
    marks = [part for part in (document.submission.tlp, *document.submission.handling) if part]
    note = words["addressee_known"].format(confidence=translate(who.confidence), as_of=who.as_of) if who.name else ""
    parts: list[tuple[str, str, tuple[str, ...]]] = [
        ("classification", words["marking"].format(marking=", ".join(marks) or blank, reference=case.reference or blank), ()),
        ("sender", words["sender"].format(
            authority=document.submission.authority or blank, sender_country=country_name(document.submission.country)), ()),
        ("addressee", words["addressee"].format(
            addressee=who.name or words["addressee_unknown"], receiver_country=country_name(advice.iso2),
            addressee_note=note), ()),
        ("legal_basis", words["legal_basis_none"] if advice.fallback else words["legal_basis"].format(bases=cited), ()),
        ("purpose", words["purpose"], ()),
        ("facts", words["facts"].format(
            summary=made.facts(), detected=case.detected or blank, grade=made.grade()), ("case",)),
        ("offence", words["offence"].format(
            acts=codes("act", case.acts), means=codes("means", case.means),
            purposes=codes("purpose", case.purposes or case.purposes_suspected),
            child=words["child"] if made.parties.child_victim() else ""), ("case",)),
        ("route", *made.route()),
        ("suspects", *made.suspects()),
        ("victims", *made.victims()),
        ("urgency", words["urgency"].format(urgency=translate(advice.urgency.capitalize())), ()),
    ]  # fmt: skip
    for reason in advice.reasons:
        kept = tuple(record for record in reason.records if made.included(record))
        if kept:
            text = words["link"].format(
                receiver_country=country_name(advice.iso2), reason=reason_words(reason.code), records=", ".join(kept)
            )
            parts.append(("link", text, kept))
    parts.append(("proceedings", words["proceedings"].format(status=codes("proceedings_status", case.status)), ("case",)))
    parts += [(name, words[name], ()) for name in ("confidentiality", "use_restriction", "exculpatory")]
    if {"death_penalty", "torture"} & {caution.code for caution in advice.cautions}:
        parts.append(("no_death_penalty", words["no_death_penalty"], ()))
    parts += [(name, words[name], ()) for name in ("victim_safety", "data_protection", "feedback")]
    channels = ", ".join(channel_words(channel) for channel in advice.channels[:3]) or blank
    parts += [
        ("next_step", words["next_step"].format(channels=channels), ()),
        ("language", words["language"].format(languages=", ".join(advice.languages) or blank), ()),
        ("annexes", words["annexes"], ()),
        ("authorisation", words["authorisation"], ()),
    ]
    paragraphs = tuple(Paragraph(number, *part) for number, part in enumerate(parts, 1))
    return LetterContent(language, words["title"], words["subtitle"], words["draft"], letter_date, paragraphs)


class _Draft:
    def __init__(
        self, document: CaseDocument, advice: StateAdvice, words: dict[str, str], chosen: LetterChoices,
        translate: Translate, country_name: CountryName,
    ) -> None:  # fmt: skip
        self.document, self.advice, self.words, self.chosen = document, advice, words, chosen
        self.translate, self.country_name = translate, country_name
        self.parties = Parties(document)
        self.hidden = [
            text
            for person in document.persons
            if not self.parties.suspect_like(person.id) or self.parties.victim_like(person.id)
            for name in person.names
            for text in (name.full, name.family, name.given, name.patronymic, name.display)
            if text and len(text) > 1
        ]

    def included(self, record: str) -> bool:
        """Whether a record was chosen; records of other kinds carry no content of their own."""
        if "." in record:
            return self.chosen.stops is None or record in self.chosen.stops
        if any(record == item.id for item in self.document.identifiers):
            return self._identifier_chosen(record)
        if self.parties.victim_like(record):
            return True
        party = self.document.holder(record)
        return party is None or self.chosen.parties is None or record in self.chosen.parties

    def _identifier_chosen(self, record: str) -> bool:
        return self.chosen.identifiers is None or record in self.chosen.identifiers

    def facts(self) -> str:
        """The case's title only: a free text may name anyone, so it goes in by a person's hand."""
        title = self.document.case.titles.get(self.words_language(), self.document.case.title or "")
        return self.without_names(title + "." if title else self.words["unknown"] + ".")

    def words_language(self) -> str:
        return next(code for code in LANGUAGES if template(code) is self.words)

    def without_names(self, text: str) -> str:
        """Foreign text with every name of a victim or other protected person taken out."""
        for name in sorted(self.hidden, key=len, reverse=True):
            text = text.replace(name, "[…]")
        return text

    def grade(self) -> str:
        """Grades as the sources gave them, with their scheme."""
        grades = dict.fromkeys(
            f"{source.grade} ({source.scheme})" if source.scheme else source.grade
            for source in self.document.sources
            if source.grade
        )
        return ", ".join(grade for grade in grades if grade) or self.words["unknown"]

    def route(self) -> tuple[str, tuple[str, ...]]:
        told, records = [], []
        for route, stop in self.document.stops():
            record = f"{route.id}.{stop.id}"
            if not self.included(record):
                continue
            role = self.translate(label("stop_role", stop.role)) if stop.role else self.words["unknown"]
            # A small place could single a victim out: the first-level area stands for it where one is known.
            place = (stop.location.admin1 if stop.location else None) or stop.place or self.words["unknown"]
            country = self.country_name(stop.country) if stop.country else self.words["unknown"]
            told.append(
                self.words["stop"].format(
                    role=role, place=self.without_names(place), country=country, date=f", {stop.date}" if stop.date else ""
                )
            )
            records.append(record)
        if not told:
            return self.words["route_none"], ()
        return self.words["route"].format(route="; ".join(told)), tuple(records)

    def suspects(self) -> tuple[str, tuple[str, ...]]:
        told, records = [], []
        assured = not {"death_penalty", "torture"} & {caution.code for caution in self.advice.cautions}
        parties: list[Person | Organisation] = [*self.document.persons, *self.document.organisations]
        for party in parties:
            suspected = self.parties.suspect_like(party.id) or getattr(party, "suspected", None) == "yes"
            if not suspected or self.parties.victim_like(party.id):
                continue
            if self.chosen.parties is not None and party.id not in self.chosen.parties:
                continue
            if isinstance(party, Person) and not assured:
                continue
            told.append(self._party(party))
            records.append(party.id)
        if not told:
            return self.words["suspects_none"], ()
        return self.words["suspects"].format(suspects="; ".join(told)), tuple(records)

    def _party(self, party: Person | Organisation) -> str:
        blank = self.words["unknown"]
        if isinstance(party, Organisation):
            seat = self.country_name(party.seat) if party.seat else blank
            told = self.words["organisation"].format(name=party.display or blank, seat=seat)
        else:
            places = dict.fromkeys(code for code in (party.residence, party.present_in) if code)
            told = self.words["suspect"].format(
                name=", ".join(name.display for name in party.names) or blank, birth=party.birth or blank,
                nationality=", ".join(map(self.country_name, party.citizenships)) or blank,
                place=", ".join(map(self.country_name, places)) or blank,
            )  # fmt: skip
        held = [
            self.words["identifier"].format(
                kind=self.translate(label("identifier", item.kind)), value=item.value or blank,
                country=self.country_name(item.country) if item.country else blank,
            )
            for item in self.document.identifiers
            if party.id in item.holders and self._identifier_chosen(item.id)
            and not any(self.parties.victim_like(who) for who in item.holders)
        ]  # fmt: skip
        return "; ".join([told, *held])

    def victims(self) -> tuple[str, tuple[str, ...]]:
        told, records = [], []
        for person in self.document.persons:
            if not self.parties.victim_like(person.id):
                continue
            span = person.count
            if span is None:
                count = "1"
            elif span.min is not None and span.min == span.max:
                count = f"{span.min:g}"
            elif span.min is not None:
                count = self.words["from"].format(n=f"{span.min:g}")
            else:
                count = self.words["several"]
            gender = self.translate(label("gender", person.gender)) if person.gender else self.words["unknown"]
            nationality = ", ".join(map(self.country_name, person.citizenships)) or self.words["unknown"]
            told.append(
                self.words["group"].format(
                    count=count, gender=gender, age=person.age_band or self.words["unknown"], nationality=nationality
                )
            )
            records.append(person.id)
        return self.words["victims"].format(victims="; ".join(told) or self.words["unknown"]), tuple(records)
