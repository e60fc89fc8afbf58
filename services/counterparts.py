"""Counterparts of a case under Article 18(4): suggestions, a person's decisions on them, the draft of the letter."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from notify import counterparts as engine
from notify import docx, labels
from notify import letter as letters
from notify.basis import BasisRow, card
from notify.counterparts import Counterparts, StateAdvice
from notify.letter import LetterChoices, LetterContent
from notify.links import LinkedCase
from records import Actor, CaseDocument, Marking
from services import _countries, cases, matching
from services.desk import Desk
from services.errors import Refused
from services.words import translator
from store import Reader, decisions, transmissions
from store import cases as stored
from store.rows import CaseFilter, DecisionRow, DraftInput, TransmissionRow

VERDICTS = ("accept", "dismiss", "open")


@dataclass(frozen=True, slots=True)
class CounterpartsView:
    """The list for a case with what persons decided on it."""

    case_id: str
    reference: str
    result: Counterparts
    decisions: dict[str, DecisionRow]
    drafts: tuple[TransmissionRow, ...]
    marking: Marking


@dataclass(frozen=True, slots=True)
class Letter:
    """A drafted letter. The file's name carries the register's number, never a person's name."""

    file_name: str
    data: bytes
    marking: Marking
    number: str
    content: LetterContent


def for_document(desk: Desk | None, document: CaseDocument, letter_date: date | None = None) -> Counterparts:
    """The list for a document that is not stored; only the desk's clock is used, where there is one."""
    today = desk.now().date() if desk else date.today()
    return engine.counterparts(document, letter_date=letter_date, today=today)


def for_case(desk: Desk, actor: Actor, case_id: str, *, letter_date: date | None = None) -> CounterpartsView:
    """The list for a stored case; matches that persons judged the same count as links to their submissions' States."""
    case = cases.get(desk, actor, case_id)
    with desk.read(actor) as reader:
        linked = _linked(reader, case.case_id, case.document)
        decided = decisions.current(reader, case.case_id)
        drafts = transmissions.rows(reader, case.case_id)
    result = engine.counterparts(case.document, letter_date=letter_date, today=desk.now().date(), matches=linked)
    return CounterpartsView(
        case.case_id, case.document.case.reference or case.case_id, result, decided, tuple(drafts), case.marking
    )


def decide(desk: Desk, actor: Actor, case_id: str, iso2: str, verdict: str, reason: str) -> DecisionRow:
    """Accept or dismiss a State, or open it again; who, when and why are kept and survive a new computation."""
    if verdict not in VERDICTS:
        raise Refused("bad_verdict", "This verdict is not known.")
    case = cases.get(desk, actor, case_id)
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    cases.check_reason(case.document, reason)
    with desk.write(actor, reason) as tx:
        return decisions.decide(tx, case.case_id, iso2, verdict, reason)


def letter(
    desk: Desk,
    actor: Actor,
    case_id: str,
    iso2: str,
    *,
    language: str = "en",
    choices: LetterChoices | None = None,
    letter_date: date | None = None,
) -> Letter:
    """Draft the letter for one State as DOCX, and enter the draft in the register. Nothing is sent.

    Raises:
        Refused: ``not_suggested``, ``blocked``, ``no_template``, ``handling`` where the marking forbids dissemination.
    """
    view = for_case(desk, actor, case_id, letter_date=letter_date)
    case = cases.get(desk, actor, case_id)
    made = draft(case.document, _advice(view.result, iso2), view.result.letter_date, language, choices)
    if "H2" in case.marking.handling:
        raise Refused(
            "handling",
            "The case is marked H2: no dissemination without permission of the sender ({country}). "
            "Record the permission first.",
            country=case.document.submission.country,
        )
    data = docx.write(made)
    entry = DraftInput(
        case.case_id, iso2, language, hashlib.sha256(data).hexdigest(), case.marking,
        _advice(view.result, iso2).authority.name,
    )  # fmt: skip
    with desk.write(actor, "letter drafted") as tx:
        row = transmissions.draft(tx, entry)
    return Letter(f"waylink-letter-{row.number}-{iso2}-{language}.docx", data, case.marking, row.number, made)


def draft(
    document: CaseDocument, advice: StateAdvice, letter_date: date, language: str, choices: LetterChoices | None = None
) -> LetterContent:
    """The letter's paragraphs in a language, with words and country names filled in."""
    if advice.decision == "blocked":
        raise Refused(
            "blocked", "This State is blocked: nothing may be sent there that could reveal a protected person."
        )
    if advice.decision == "none":
        raise Refused("not_suggested", "No record of the case carries a letter to this State.")
    if language not in letters.LANGUAGES:
        raise Refused("no_template", "There is no letter template for this language; choose en, ru or ar.")
    from geodata import countries

    words = translator(language)
    return letters.content(
        document, advice, letter_date=letter_date, language=language, choices=choices, translate=words.gettext,
        country_name=lambda code: countries.name(code, language),
        reason_words=lambda code: words.gettext(labels.reason(code)),
        channel_words=lambda code: words.gettext(labels.channel(code)),
    )  # fmt: skip


def basis(a: str, b: str, on: date) -> list[BasisRow]:
    """The legal-basis card of two States on a date."""
    return card(a, b, on)


def country_of(text: str) -> str:
    """The code of a State named in any language.

    Raises:
        Refused: ``unknown_country``.
    """
    code = _countries.find(text)
    if code is None:
        raise Refused("unknown_country", "This State is not known; write its two-letter code such as UZ.")
    return code


def _advice(result: Counterparts, iso2: str) -> StateAdvice:
    for advice in result.states:
        if advice.iso2 == iso2:
            return advice
    raise Refused("not_suggested", "No record of the case carries a letter to this State.")


def _linked(reader: Reader, case_id: str, document: CaseDocument) -> Sequence[LinkedCase]:
    pairs = matching.judged_same(reader, case_id)
    others = {row.right_case if row.left_case == case_id else row.left_case for row in pairs}
    known = {row.case_id: row for row in stored.rows(reader, CaseFilter(ids=sorted(others)))} if others else {}
    result = []
    for row in pairs:
        mine, other = (row.left_id, row.right_case) if row.left_case == case_id else (row.right_id, row.left_case)
        found = known.get(other)
        if found is not None and found.country != document.submission.country:
            local = mine.partition("/")[2]
            result.append(LinkedCase(found.country, other, (local,), (row.kind,), found.authority or None))
    return result
