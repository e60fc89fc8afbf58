"""What the records say of a leg, and who says it: no line on a map without its case and its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from access import redact
from records import Actor, CaseDocument, Marking
from records.route import Stop
from services.desk import Desk
from store import cases as stored
from store.rows import CaseFilter, CaseRecord

if TYPE_CHECKING:
    import pandas

#: most legs that are listed at once
MOST = 200


@dataclass(frozen=True, slots=True)
class LegEvidence:
    """One leg of one case as its sender wrote it; protected names are hidden.

    Attributes:
        case_id: of the case.
        reference: the sender's own.
        country: submitting State.
        authority: submitting authority.
        record: the arriving stop, e.g. ``r1.s3``.
        start: place of the first stop as written, or its country.
        end: place of the second stop.
        date: of arrival, EDTF.
        mode: first mode.
        crossing: code.
        via: border point.
        carrier: as written.
        grade: of the source, in the sender's scheme.
        scheme: of the grade.
        source: where the sender has it from.
        marking: of the case.
    """

    case_id: str
    reference: str
    country: str
    authority: str
    record: str
    start: str
    end: str
    date: str | None
    mode: str | None
    crossing: str | None
    via: str | None
    carrier: str | None
    grade: str | None
    scheme: str | None
    source: str
    marking: Marking


def legs(desk: Desk, actor: Actor, chosen: pandas.DataFrame) -> tuple[list[LegEvidence], int]:
    """The records behind some legs, and how many legs are beyond :data:`MOST`.

    Args:
        desk: the installation.
        actor: who looks; cases that this person may not read are left out.
        chosen: legs of ``services.routes.selection``.
    """
    listed = chosen.iloc[:MOST]
    wanted = sorted(set(listed["case_id"].astype(str)))
    with desk.read(actor) as reader:
        records = {record.case_id: record for record in stored.records(reader, CaseFilter(ids=wanted))}
    shown = {case_id: redact.masked(record.document, case_id) for case_id, record in records.items()}
    rows = [
        _evidence(records[case_id], shown[case_id], route, start, end)
        for case_id, route, start, end in zip(
            listed["case_id"].astype(str), listed["route_id"].astype(str), listed["from_stop"].astype(str),
            listed["to_stop"].astype(str), strict=True,
        )
        if case_id in records
    ]  # fmt: skip
    return rows, max(0, len(chosen) - MOST)


def _evidence(record: CaseRecord, shown: CaseDocument, route_id: str, start: str, end: str) -> LegEvidence:
    document = record.document
    stops = {(route.id, stop.id): stop for route, stop in shown.stops()}
    joined = {route.id: route.joins.route for route in shown.routes if route.joins}
    arriving = stops.get((route_id, end)) or stops.get((joined.get(route_id, ""), end)) or Stop(id=end)
    leaving = stops.get((route_id, start)) or Stop(id=start)
    told = document.provenance(f"{route_id}.{end}")
    case = document.case
    source = told.url or told.quote or next((part.note for part in document.sources if part.note), "") or ""
    return LegEvidence(
        record.case_id, case.reference or record.case_id, document.submission.country or "",
        document.submission.authority or "", f"{route_id}.{end}", _place(leaving), _place(arriving), arriving.date,
        arriving.modes[0] if arriving.modes else None, arriving.crossing, arriving.via, arriving.carrier, told.grade,
        told.scheme, source, record.marking,
    )  # fmt: skip


def _place(stop: Stop) -> str:
    return stop.place or stop.country or "?"
