"""States not yet told, over all cases: one pass through the store, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from notify import ground as grounds
from notify.advice import StateAdvice
from notify.counterparts import own_date, ranked_states
from notify.links import LinkedCase
from notify.urgency import clock
from records import Actor
from services import facts, risks
from services.desk import Desk
from store import Reader, audit, decisions, matches, transmissions
from store import cases as stored
from store.rows import CaseFilter, CaseRecord

Progress = Callable[[int, int], None]
_CLOSED = frozenset({"final", "acquitted", "discontinued"})
_PRESSING = {"critical": 0, "high": 1, "normal": 2, "low": 3}
_STEP = 100


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A State that a case leads to and that was not told yet.

    Attributes:
        case_id: the case.
        reference: its own reference, else its id.
        sender: State of the case.
        iso2: the State.
        decision: notify or review.
        urgency: critical, high, normal or low.
        reason: code of the strongest reason.
        records: ids behind it.
        letter_by: until when the letter is due.
        late: hours by which it is overdue.
        verdict: accept, or empty where nobody decided; dismissed States are left out unless something changed.
        changed: how much is not as it was decided on.
        in_work: a letter is drafted or signed, and not yet sent.
    """

    case_id: str
    reference: str
    sender: str
    iso2: str
    decision: str
    urgency: str
    reason: str
    records: tuple[str, ...]
    letter_by: datetime | None
    late: int
    verdict: str
    changed: int
    in_work: bool


@dataclass(frozen=True, slots=True)
class Worklist:
    """The rows, and how many cases they were found in; ``closed`` cases were passed over."""

    rows: tuple[WorkRow, ...]
    cases: int
    closed: int


def stamp(desk: Desk, actor: Actor) -> str:
    """Changes with every line of the log and every day: a list made under the same stamp still holds."""
    with desk.read(actor) as reader:
        return f"{actor.id}-{audit.head(reader.db)[0]}-{desk.now().date().isoformat()}"


def not_told(desk: Desk, actor: Actor, *, on: date | None = None, progress: Progress | None = None) -> Worklist:
    """Every State to notify or review that no letter has gone to, over all open cases the actor may see.

    Args:
        desk: the installation.
        actor: who asks.
        on: date of the letters; else each case's own, else today.
        progress: told every hundred cases how many of how many are done.

    Raises:
        Refused: ``not_allowed``.
    """
    now = desk.now()
    with desk.read(actor) as reader:
        reader.require("state.read", "own")
        records = stored.records(reader, CaseFilter())
        linked, own = linked_by_case(reader, records), facts.own(reader)
        answers, decided = risks.concerns_of(reader), decisions.standing(reader)
        letters = [row for row in transmissions.rows(reader) if row.direction == "out" and row.status != "withdrawn"]
    told = {(row.case_id, row.iso2) for row in letters if row.status == "dispatched"}
    in_work = {(row.case_id, row.iso2) for row in letters} - told
    found: list[WorkRow] = []
    closed = 0
    for number, record in enumerate(records, 1):
        if progress is not None and (number % _STEP == 0 or number == len(records)):
            progress(number, len(records))
        document, sender = record.document, record.document.submission.country
        if _CLOSED & set(document.case.status):
            closed += 1
            continue
        states = ranked_states(
            document, sender, on or own_date(document) or now.date(), linked.get(record.case_id, ()),
            answers.get(record.case_id, ()), own,
        )  # fmt: skip
        for advice in states:
            key = (record.case_id, advice.iso2)
            if advice.decision not in ("notify", "review") or key in told:
                continue
            row = decided.get(key)
            changed = grounds.changes(row.ground, document, advice) if row and row.ground is not None else ()
            if row is not None and row.verdict == "dismiss" and not changed:
                continue
            found.append(_row(record, advice, now, row.verdict if row else "", len(changed), key in in_work))
    found.sort(key=_place)
    return Worklist(tuple(found), len(records), closed)


def _row(record: CaseRecord, advice: StateAdvice, now: datetime, verdict: str, changed: int, in_work: bool) -> WorkRow:
    due = clock(advice.urgency, record.updated_at, now)
    best = advice.reasons[0] if advice.reasons else None
    return WorkRow(
        record.case_id, record.document.case.reference or record.case_id, record.document.submission.country,
        advice.iso2, advice.decision, advice.urgency, best.code if best else "", best.records if best else (),
        due.letter_by, due.late, verdict, changed, in_work,
    )  # fmt: skip


def _place(row: WorkRow) -> tuple[int, bool, float, str, str]:
    due = row.letter_by.timestamp() if row.letter_by else float("inf")
    return _PRESSING[row.urgency], row.decision != "notify", due, row.case_id, row.iso2


def linked_by_case(reader: Reader, records: Sequence[CaseRecord]) -> dict[str, list[LinkedCase]]:
    """Judged matches of all cases at once, as the engine takes them."""
    country = {record.case_id: record.document.submission.country for record in records}
    made: dict[str, list[LinkedCase]] = {}
    for left, right, verdict in matches.known(reader):
        for mine, other in ((left, right), (right, left)):
            case_id, _, local = mine.partition("/")
            other_case = other.partition("/")[0]
            theirs = country.get(other_case)
            if case_id in country and theirs is not None and theirs != country[case_id]:
                made.setdefault(case_id, []).append(LinkedCase(theirs, other_case, (local,), verdict=verdict))
    return made
