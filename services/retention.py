"""How long a submission is kept: what falls due, setting a date, and taking a submission out down to its bytes."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from records import Actor, Marking, dates
from services import settings
from services.desk import Desk
from services.errors import StoreError
from store import retention as stored
from store import submissions
from store.rows import SubmissionRow


@dataclass(frozen=True, slots=True)
class DueRow:
    """A submission and until when it is kept.

    Attributes:
        submission_id: opaque id.
        country: of the sender.
        authority: of the sender.
        reference: the sender's own.
        received: EDTF text.
        cases: how many it brought.
        marking: its marking.
        due: the date; ``None`` where neither a person nor the office's rule set one.
        by_rule: the date follows from the office's rule, not from a person.
        days: until the date, negative when it has passed.
        reason: why a person set it.
        set_by: who set it.
    """

    submission_id: str
    country: str
    authority: str
    reference: str
    received: str
    cases: int
    marking: Marking
    due: date | None
    by_rule: bool
    days: int | None
    reason: str
    set_by: str


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge took out.

    Attributes:
        submission_id: what was purged.
        case_ids: the cases that went with it.
        emptied: the write-ahead log was emptied at once, so that no byte is left; otherwise somebody was reading and it
            is emptied after the next write.
    """

    submission_id: str
    case_ids: tuple[str, ...]
    emptied: bool


def listing(desk: Desk, actor: Actor) -> list[DueRow]:
    """Submissions that the actor may see, what falls due first; those without a date last.

    Raises:
        Refused: ``not_allowed``.
    """
    months = int(settings.value(desk, "retention_months"))
    with desk.read(actor) as reader:
        reader.require("settings.read")
        rows, kept = submissions.rows(reader), stored.rows(reader)
    today = desk.now().date()
    found = [_row(row, kept.get(row.submission_id), months, today) for row in rows]
    return sorted(found, key=lambda row: (row.due is None, row.due or today, row.submission_id))


def set_due(desk: Desk, actor: Actor, submission_id: str, due: date, reason: str) -> None:
    """Set until when a submission is kept; the reason is kept with it.

    Raises:
        Refused: ``reason_needed``, ``not_found``, ``not_allowed``.
    """
    with desk.write(actor, reason) as tx:
        stored.put(tx, submission_id, due)


def purge(desk: Desk, actor: Actor, submission_id: str, reason: str) -> Purged:
    """Take a submission out with all that only it supported, from the bytes of the store's files too.

    The log keeps that it was there, who took it out and why; the register keeps the letters' numbers and hashes.
    Backups made before hold it until they are let go.

    Raises:
        Refused: ``reason_needed``, ``not_found``, ``not_allowed``.
    """
    with desk.write(actor, reason) as tx:
        gone = submissions.remove(tx, submission_id)
    return Purged(submission_id, tuple(gone), desk.store.purge())


def read_day(text: str) -> date:
    """A date as a person writes it on the command line.

    Raises:
        Refused: ``bad_date``.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise StoreError("bad_date") from None


def _row(row: SubmissionRow, kept: stored.KeptUntil | None, months: int, today: date) -> DueRow:
    due = kept.due if kept else _by_rule(row, months)
    return DueRow(
        row.submission_id, row.country, row.authority, row.reference, row.received, row.cases, row.marking, due,
        kept is None and due is not None, None if due is None else (due - today).days,
        kept.reason if kept else "", kept.set_by if kept else "",
    )  # fmt: skip


def _by_rule(row: SubmissionRow, months: int) -> date | None:
    """The office's number of months after the submission came; from the latest day where that is known in part."""
    if not months:
        return None
    read = dates.parse(row.received) if row.received else None
    start = (read.latest if read else None) or row.created_at.date()
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
