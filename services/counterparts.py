"""Counterparts of a case under Article 18(4): suggestions, a person's decisions on them, the draft of the letter."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from notify import counterparts as engine
from notify import docx, labels
from notify import ground as grounds
from notify import letter as letters
from notify.basis import BasisRow, card
from notify.cautions import Concern
from notify.counterparts import Counterparts, StateAdvice
from notify.ground import Changed
from notify.letter import LetterChoices, LetterContent
from notify.links import LinkedCase
from notify.overrides import SHIPPED_ONLY, Overrides
from records import Actor, CaseDocument, Marking
from services import _countries, cases, facts, risks
from services.desk import Desk
from services.errors import Refused
from services.words import translator
from store import Reader, decisions, matches, transmissions
from store import cases as stored
from store.rows import CaseFilter, DecisionRow, DraftInput, TransmissionRow

VERDICTS = ("accept", "dismiss", "open")
Again = Callable[[CaseDocument], tuple[StateAdvice, ...]]


@dataclass(frozen=True, slots=True)
class _Given:
    """What the store adds to a document."""

    linked: Sequence[LinkedCase]
    answers: Mapping[str, tuple[Concern, ...]]
    own: Overrides


@dataclass(frozen=True, slots=True)
class CounterpartsView:
    """The list for a case with what persons decided on it.

    Attributes:
        case_id: the case.
        reference: its own reference, else its id.
        result: the list.
        decisions: the decision that counts for each State.
        drafts: lines of the register for this case.
        marking: of the case.
        changed: State -> what is not any more as it was decided on.
        own: facts of the office's own that were used.
        since: when the case was last changed.
    """

    case_id: str
    reference: str
    result: Counterparts
    decisions: dict[str, DecisionRow]
    drafts: tuple[TransmissionRow, ...]
    marking: Marking
    changed: dict[str, tuple[Changed, ...]]
    own: Overrides
    since: datetime


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
    """The list for a stored case: judged matches, answers to risk questions and own facts of the office count in it."""
    case = cases.get(desk, actor, case_id)
    with desk.read(actor) as reader:
        given = _Given(
            linked_cases(reader, case.case_id, case.document),
            risks.concerns_of(reader, case.case_id),
            facts.own(reader),
        )
        decided = decisions.current(reader, case.case_id)
        drafts = transmissions.rows(reader, case.case_id)
    result = engine.counterparts(
        case.document, letter_date=letter_date, today=desk.now().date(), matches=given.linked,
        answers=given.answers.get(case.case_id, ()), own=given.own,
    )  # fmt: skip
    states = {state.iso2: state for state in result.states}
    changed = {
        iso2: grounds.changes(row.ground, case.document, states.get(iso2))
        for iso2, row in decided.items()
        if row.ground is not None
    }
    return CounterpartsView(
        case.case_id, case.document.case.reference or case.case_id, result, decided, tuple(drafts), case.marking,
        {iso2: found for iso2, found in changed.items() if found}, given.own, case.updated_at,
    )  # fmt: skip


def again(desk: Desk, actor: Actor, case_id: str, on: date) -> tuple[CaseDocument, Again]:
    """The case, and what makes its list for another document: for questions of the kind "what if"."""
    case = cases.get(desk, actor, case_id)
    with desk.read(actor) as reader:
        linked = linked_cases(reader, case.case_id, case.document)
        answers, own = risks.concerns_of(reader, case.case_id).get(case.case_id, ()), facts.own(reader)

    def make(document: CaseDocument) -> tuple[StateAdvice, ...]:
        # A match whose record is taken out goes with it.
        known = {name for name, _ in document.records()}
        left = [match for match in linked if not match.records or set(match.records) & known]
        return engine.ranked_states(document, document.submission.country, on, left, answers, own)

    return case.document, make


def decide(
    desk: Desk, actor: Actor, case_id: str, iso2: str, verdict: str, reason: str, *, letter_date: date | None = None
) -> DecisionRow:
    """Accept or dismiss a State, or open it again; who, when, why and on what ground survive a new computation.

    Raises:
        Refused: ``bad_verdict``, ``reason_needed``, ``reason_has_name``, ``not_suggested``, ``blocked``.
    """
    if verdict not in VERDICTS:
        raise Refused("bad_verdict", "This verdict is not known.")
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    view = for_case(desk, actor, case_id, letter_date=letter_date)
    found = next((state for state in view.result.states if state.iso2 == iso2), None)
    if verdict == "accept":
        if found is None:
            raise Refused("not_suggested", "No record of the case carries a letter to this State.")
        if found.decision == "blocked":
            raise Refused(
                "blocked", "This State is blocked: nothing may be sent there that could reveal a protected person."
            )
    document = cases.get(desk, actor, view.case_id).document
    cases.check_reason(document, reason)
    kept = grounds.ground(document, found) if found is not None else None
    with desk.write(actor, reason) as tx:
        return decisions.decide(tx, view.case_id, iso2, verdict, reason, kept)


def history(desk: Desk, actor: Actor, case_id: str) -> list[DecisionRow]:
    """Every decision on the States of a case, newest first."""
    with desk.read(actor) as reader:
        return decisions.history(reader, case_id)


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
    made = draft(case.document, advice_for(view.result, iso2), view.result.letter_date, language, choices)
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
        advice_for(view.result, iso2).authority.name,
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


def basis(a: str, b: str, on: date, own: Overrides = SHIPPED_ONLY) -> list[BasisRow]:
    """The legal-basis card of two States on a date."""
    return card(a, b, on, own)


def country_of(text: str) -> str:
    """The code of a State named in any language.

    Raises:
        Refused: ``unknown_country``.
    """
    code = _countries.find(text)
    if code is None:
        raise Refused("unknown_country", "This State is not known; write its two-letter code such as UZ.")
    return code


def advice_for(result: Counterparts, iso2: str) -> StateAdvice:
    """The advice for one State.

    Raises:
        Refused: ``not_suggested``.
    """
    for advice in result.states:
        if advice.iso2 == iso2:
            return advice
    raise Refused("not_suggested", "No record of the case carries a letter to this State.")


def linked_cases(reader: Reader, case_id: str, document: CaseDocument) -> list[LinkedCase]:
    """Cases of other submissions that a person compared with this one, with what the person said."""
    pairs = [row for row in matches.rows(reader, "decided", case_id) if row.verdict is not None]
    others = {row.right_case if row.left_case == case_id else row.left_case for row in pairs}
    known = {row.case_id: row for row in stored.rows(reader, CaseFilter(ids=sorted(others)))} if others else {}
    result = []
    for row in pairs:
        mine, other = (row.left_id, row.right_case) if row.left_case == case_id else (row.right_id, row.left_case)
        found = known.get(other)
        if found is not None and found.country != document.submission.country:
            local = mine.partition("/")[2]
            result.append(
                LinkedCase(found.country, other, (local,), (row.kind,), found.authority or None, row.verdict or "")
            )
    return result
