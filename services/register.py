"""The register of what went out and what came in: what happened, what is due; corrected, never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from notify import register as rules
from notify.facts import day as iso_day
from notify.register import Due, Event, Line
from records import Actor
from services import _register_checks
from services.desk import Desk
from services.errors import Refused
from store import Reader, conditions, letters, transmissions
from store.rows import ConditionRow, EventRow, FileRow, TransmissionRow
from store.transmissions import CORRECTABLE

__all__ = ["CORRECTABLE", "Entry", "correct", "entries", "entry", "possible", "record"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with all that happened to it.

    Attributes:
        line: as it stands.
        events: oldest first.
        due: what waits on it.
        conditions: received with it.
        files: hashes of a signed letter's files.
        acknowledged, replied, withdrawn: days, empty where it did not happen.
    """

    line: TransmissionRow
    events: tuple[EventRow, ...]
    due: tuple[Due, ...]
    conditions: tuple[ConditionRow, ...]
    files: tuple[FileRow, ...]
    acknowledged: str
    replied: str
    withdrawn: str


def entries(
    desk: Desk,
    actor: Actor,
    *,
    case_id: str | None = None,
    direction: str | None = None,
    iso2: str | None = None,
    only: str = "all",
) -> list[Entry]:
    """Lines of the register the actor may see, newest first.

    Args:
        desk: the installation.
        actor: who looks.
        case_id: lines of one case.
        direction: out or in.
        iso2: lines of one State.
        only: ``all``, ``due`` for what waits for somebody, ``overdue`` for what is late.
    """
    with desk.read(actor) as reader:
        lines = transmissions.rows(reader, case_id, direction=direction, iso2=iso2)
        happened: dict[str, list[EventRow]] = {}
        for event in transmissions.events(reader, [line.transmission_id for line in lines]):
            happened.setdefault(event.transmission_id, []).append(event)
        made = [_entry(desk, reader, line, happened.get(line.transmission_id, [])) for line in lines]
    if only == "overdue":
        return [one for one in made if any(due.overdue for due in one.due)]
    return [one for one in made if only == "all" or one.due]


def entry(desk: Desk, actor: Actor, number: str) -> Entry:
    """One line.

    Raises:
        Refused: ``not_found``.
    """
    with desk.read(actor) as reader:
        line = transmissions.require(reader, number)
        return _entry(desk, reader, line, transmissions.events(reader, [line.transmission_id]))


def possible(one: Entry) -> tuple[str, ...]:
    """Kinds of events that a person may record on a line now."""
    line, events = _line(one.line, one.conditions), _events(one.events)
    return tuple(kind for kind in rules.EVENTS if rules.may(line, events, kind))


def record(
    desk: Desk, actor: Actor, number: str, kind: str, *, day: str = "", text: str = "", reason: str = ""
) -> Entry:
    """Record what happened to a line.

    Args:
        desk: the installation.
        actor: who records it.
        number: of the line.
        kind: one of :data:`notify.register.EVENTS`.
        day: when; today by default. For ``deadline`` the new last day.
        text: channel, reference or unit, in one line.
        reason: needed for a withdrawal and for a disclosure without notice in advance.

    Raises:
        Refused: ``not_now``, ``reason_needed``, ``bad_day``, ``too_long``, ``reason_has_name``, ``not_allowed``.
    """
    one = entry(desk, actor, number)
    line, events = _line(one.line, one.conditions), _events(one.events)
    if kind not in rules.EVENTS or not rules.may(line, events, kind):
        raise Refused("not_now", "This cannot be recorded on line {number} now.", number=one.line.number)
    if rules.needs_reason(line, events, kind) and len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    _register_checks.free(desk, actor, one.line, text, reason)
    when = _register_checks.day(day) or desk.now().date().isoformat()
    _in_order(one, kind, when, desk.now().date())
    changes: dict[str, str] = {}
    if kind == "dispatched":
        changes = {"status": "dispatched"} | ({"channel": text} if text else {})
    elif kind == "withdrawn":
        changes = {"status": "withdrawn"}
    elif kind == "deadline":
        changes = {"deadline": when}
    elif kind == "acknowledged" and one.line.direction == "out" and text:
        changes = {"reference": text}
    with desk.write(actor, reason) as tx:
        transmissions.happened(tx, one.line, kind, when, {"text": text} if text else {}, changes)
    return entry(desk, actor, number)


def correct(desk: Desk, actor: Actor, number: str, field: str, value: str, reason: str) -> Entry:
    """Correct one field of a line; what stood there before is kept with who changed it, when and why.

    Raises:
        Refused: ``not_correctable``, ``reason_needed``, ``bad_day``, ``bad_state``, ``too_long``, ``not_allowed``.
    """
    one = entry(desk, actor, number)
    if field not in CORRECTABLE:
        raise Refused("not_correctable", "This is not corrected; withdraw the line and enter a new one.")
    if one.line.direction == "out" and one.line.status in ("draft", "submitted"):
        raise Refused("not_now", "This cannot be recorded on line {number} now.", number=one.line.number)
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    value = value.strip()
    if field in ("day", "deadline"):
        _register_checks.day(value, needed=field == "day")
    elif field == "iso2":
        _register_checks.state(value)
    _register_checks.free(desk, actor, one.line, value, reason)
    before = getattr(one.line, field)
    with desk.write(actor, reason) as tx:
        detail = {"field": field, "before": before, "after": value}
        transmissions.happened(tx, one.line, "corrected", detail=detail, changes={field: value})
    return entry(desk, actor, number)


def _entry(desk: Desk, reader: Reader, line: TransmissionRow, events: Sequence[EventRow]) -> Entry:
    received = tuple(conditions.rows(reader, transmission_id=line.transmission_id)) if line.direction == "in" else ()
    days = {event.kind: event.day for event in events}
    return Entry(
        line, tuple(events), rules.due(_line(line, received), _events(events), desk.now().date()), received,
        tuple(letters.files(reader, line)) if line.signed_by else (), days.get("acknowledged", ""),
        days.get("replied", ""), days.get("withdrawn", ""),
    )  # fmt: skip


def _line(line: TransmissionRow, received: Sequence[ConditionRow]) -> Line:
    return Line(
        line.direction, line.status, iso_day(line.day), iso_day(line.deadline), bool(line.case_id) or not received
    )


def _events(events: Sequence[EventRow]) -> list[Event]:
    return [Event(event.kind, iso_day(event.day)) for event in events]


def _in_order(one: Entry, kind: str, when: str, today: date) -> None:
    """What happened cannot lie in the future, nor before the line itself; only a deadline may lie ahead."""
    if kind == "deadline":
        return
    first = one.line.day if one.line.direction == "in" else ""
    if when > today.isoformat() or (first and when < first):
        raise Refused("day_out_of_order", "The day lies in the future, or before the information was received.")
