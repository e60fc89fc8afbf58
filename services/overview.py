"""What waits: four numbers with their reasons, the waiting list, checks with the way to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from notify.treaties import UNTOC, status
from records import Actor
from services import matching
from services.desk import Desk
from store import cases as stored
from store import matches, transmissions
from store.rows import CaseFilter, CaseRecord

_CLOSED = {"final", "acquitted", "discontinued"}
_WAITING = 8


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Something that waits for a person. ``kind`` is match or letter; ``target`` is the id to open."""

    kind: str
    subject: str
    score: float | None
    days: int
    target: str
    case_id: str


@dataclass(frozen=True, slots=True)
class Check:
    """A check: ``ok`` or the number of cases to mend; ``case_ids`` lead to them."""

    code: str
    ok: bool
    count: int
    case_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Numbers of the first page."""

    cases: int
    open_cases: int
    new_this_week: int
    submitting_countries: int
    to_review: int
    older_than_week: int
    drafts: int
    countries: int
    outside_convention: int
    waiting: tuple[WaitingRow, ...]
    checks: tuple[Check, ...]
    as_of: datetime


def overview(desk: Desk, actor: Actor) -> Overview:
    """Everything that the first page tells, in one reading."""
    now = desk.now()
    with desk.read(actor) as reader:
        records = stored.records(reader, CaseFilter())
        drafts = transmissions.rows(reader)
        total = matches.counts(reader)
    rows = matching.queue(desk, actor)
    opened = [record for record in records if not _CLOSED & set(record.document.case.status)]
    countries = {stop.country for record in records for _, stop in record.document.stops() if stop.country}
    outside = {code for code in countries if not status(UNTOC, code, now.date()).party}
    waiting = [
        WaitingRow(
            "match", f"{row.left_reference} / {row.right_reference}", row.score, row.days, row.match_id, row.left_case
        )
        for row in rows
    ]
    waiting += [
        WaitingRow("letter", f"{row.number} · {row.iso2}", None, (now - row.at).days, row.transmission_id, row.case_id)
        for row in drafts
        if row.status in ("draft", "submitted")
    ]
    waiting.sort(key=lambda row: (row.kind != "letter", -(row.score or 0), -row.days))
    return Overview(
        len(records), len(opened), sum(now - record.created_at < timedelta(days=7) for record in records),
        len({record.document.submission.country for record in records}), max(total.open, len(rows)),
        sum(row.days > 7 for row in rows), sum(row.status == "draft" for row in drafts), len(countries), len(outside),
        tuple(waiting[:_WAITING]), _checks(records), now,
    )  # fmt: skip


def _checks(records: Sequence[CaseRecord]) -> tuple[Check, ...]:
    undated, unplaced, homeless = [], [], []
    for record in records:
        stops = [stop for _, stop in record.document.stops()]
        if any(stop.role == "transit" and not stop.date for stop in stops):
            undated.append(record.case_id)
        if any(stop.place and stop.location is None for stop in stops):
            unplaced.append(record.case_id)
        if any(stop.country is None for stop in stops):
            homeless.append(record.case_id)
    made = [("transit_without_date", undated), ("place_to_choose", unplaced), ("stop_without_country", homeless)]
    return tuple(Check(code, not found, len(found), tuple(found)) for code, found in made)
