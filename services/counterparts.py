"""Counterparts of a case under Article 18(4): suggestions and a person's decisions on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from notify import counterparts as engine
from notify import ground as grounds
from notify.basis import BasisRow, card
from notify.cautions import Concern
from notify.counterparts import Counterparts, StateAdvice
from notify.ground import Changed
from notify.links import LinkedCase
from notify.overrides import SHIPPED_ONLY, Overrides
from notify.whatif import without as left_out
from records import Actor, CaseDocument, Marking
from services import _countries, cases, facts, risks
from services.desk import Desk
from services.errors import Refused
from store import Reader, decisions, matches, transmissions
from store import cases as stored
from store.rows import CaseFilter, DecisionRow, TransmissionRow

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


def decided_json(view: CounterpartsView) -> dict[str, dict[str, Any]]:
    """State -> who decided what, when and why, and what changed since, as the command line prints it."""
    return {
        iso2: {
            "decided": {"verdict": row.verdict, "by": row.by, "at": row.at.isoformat(), "reason": row.reason},
            "changed_since_decided": [
                {"what": one.what, "record": one.record, "before": one.before, "after": one.after}
                for one in view.changed.get(iso2, ())
            ],
        }
        for iso2, row in view.decisions.items()
    }


def without(document: CaseDocument, record: str) -> CaseDocument:
    """The case without one record; the case given is not changed.

    Raises:
        Refused: ``unknown_record``.
    """
    try:
        return left_out(document, record)
    except KeyError:
        raise Refused("unknown_record", "No record of the case has this id.") from None


def history(desk: Desk, actor: Actor, case_id: str) -> list[DecisionRow]:
    """Every decision on the States of a case, newest first."""
    with desk.read(actor) as reader:
        return decisions.history(reader, case_id)


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
