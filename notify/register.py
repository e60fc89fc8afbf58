"""The register's rules: what may happen to a line and when, and what is due on it.

A line tells of one transmission, out or in. For information that turns out to be exculpatory the rules follow
UNTOC 18(5): notice before the disclosure, and consultation if asked; or, where notice in advance was exceptionally not
possible, word of the disclosure without delay and the reason. Pure: no clock, no store.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Line:
    """What the rules need to know of a line: direction, how it stands, and the last day of its deadline."""

    direction: str
    status: str
    day: date | None = None
    deadline: date | None = None
    attached: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: its kind and its day."""

    kind: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What waits on a line: a key of :data:`DUE`, the last day for it where there is one, whether that day is over."""

    code: str
    day: date | None = None
    overdue: bool = False


#: what waits, as message ids
DUE = {
    "sign": "A second person is to sign it",
    "dispatch": "Signed: to be sent by a person, outside this tool",
    "acknowledgement": "No acknowledgement yet",
    "content": "Its conditions are kept; say where its content is recorded",
    "acknowledge": "To be acknowledged by us",
    "reply": "A reply is asked of us",
    "answer_notice": "The other State gave notice of an exculpatory disclosure: ask for consultation or not",
    "consult": "Consultation was asked for",
    "give_notice": "Exculpatory: give notice before any disclosure",
    "report_disclosure": "Disclosed without notice in advance: inform the sending State without delay",
}
#: kinds of events that a person records, as message ids
EVENTS = {
    "dispatched": "Sent by a person",
    "acknowledged": "Acknowledged",
    "replied": "Reply",
    "deadline": "Deadline set",
    "withdrawn": "Withdrawn",
    "note": "Note",
    "notice_received": "Notice of an exculpatory disclosure received",
    "consultation_asked": "Consultation asked for",
    "no_consultation": "No consultation asked for",
    "consulted": "Consulted",
    "exculpatory_found": "Found to be exculpatory to an accused person",
    "notice_given": "Notice given before disclosure",
    "disclosed": "Disclosed in proceedings",
    "disclosure_reported": "Sending State informed of the disclosure",
}
#: kinds that the tool writes itself
OWN_EVENTS = {
    "drafted": "Drafted",
    "draft_taken": "Draft taken as a file",
    "submitted": "Handed in for signature",
    "returned": "Given back to its authors",
    "signed": "Signed by a second person",
    "received": "Received",
    "content_attached": "Content recorded",
    "corrected": "Corrected",
}
_SENT = ("dispatched",)
#: days after which an incoming line that nobody acknowledged is shown as overdue
ACKNOWLEDGE_WITHIN = timedelta(days=10)


def may(line: Line, events: Sequence[Event], kind: str) -> bool:
    """Whether a person may record this now."""
    done = {event.kind for event in events}
    if line.status == "withdrawn":
        return kind == "note"
    if kind in ("note", "deadline", "withdrawn"):
        return True
    if line.direction == "out":
        return _may_out(line, done, kind)
    return _may_in(done, kind)


def _may_out(line: Line, done: set[str], kind: str) -> bool:
    if kind == "dispatched":
        return line.status == "signed"
    if line.status not in _SENT:
        return False
    if kind == "acknowledged":
        return "acknowledged" not in done
    if kind in ("replied", "notice_received"):
        return True
    if kind in ("consultation_asked", "no_consultation"):
        return "notice_received" in done and not done & {"consultation_asked", "no_consultation"}
    if kind == "consulted":
        return "consultation_asked" in done
    # Word of a disclosure that had no notice in advance is the second branch of 18(5); with notice it closes the first.
    return kind in ("disclosed", "disclosure_reported")


def _may_in(done: set[str], kind: str) -> bool:
    if kind == "acknowledged":
        return "acknowledged" not in done
    if kind == "replied":
        return True
    if kind == "exculpatory_found":
        return "exculpatory_found" not in done
    if "exculpatory_found" not in done:
        return False
    if kind == "notice_given":
        return not done & {"notice_given", "disclosed"}
    if kind == "consultation_asked":
        return "notice_given" in done and not done & {"consultation_asked", "disclosed"}
    if kind == "consulted":
        return "consultation_asked" in done and "consulted" not in done
    if kind == "disclosed":
        return "disclosed" not in done and not ("consultation_asked" in done and "consulted" not in done)
    return kind == "disclosure_reported" and "disclosed" in done and "notice_given" not in done


def needs_reason(line: Line, events: Sequence[Event], kind: str) -> bool:
    """Whether the reason must be written: withdrawal, and a disclosure without notice in advance."""
    done = {event.kind for event in events}
    before = "notice_given" if line.direction == "in" else "notice_received"
    return kind == "withdrawn" or (kind in ("disclosed", "disclosure_reported") and before not in done)


def due(line: Line, events: Sequence[Event], today: date) -> tuple[Due, ...]:
    """What waits on a line, the most pressing first."""
    if line.status == "withdrawn":
        return ()
    done = {event.kind: event.day for event in events}
    found = list(_exculpatory(line, done, today))
    if line.direction == "out":
        if line.status == "submitted":
            found.append(Due("sign"))
        if line.status == "signed":
            found.append(Due("dispatch"))
        if line.status in _SENT and "acknowledged" not in done:
            found.append(_by("acknowledgement", line.deadline, today))
    else:
        if not line.attached:
            found.append(Due("content"))
        if "acknowledged" not in done:
            found.append(_by("acknowledge", line.day + ACKNOWLEDGE_WITHIN if line.day else None, today))
        if line.deadline and "replied" not in done:
            found.append(_by("reply", line.deadline, today))
    return tuple(sorted(found, key=lambda one: not one.overdue))


def _exculpatory(line: Line, done: dict[str, date | None], today: date) -> list[Due]:
    if "consultation_asked" in done and "consulted" not in done:
        return [Due("consult")]
    if line.direction == "out":
        answered = done.keys() & {"consultation_asked", "no_consultation", "disclosed"}
        return [Due("answer_notice")] if "notice_received" in done and not answered else []
    if "disclosed" in done and not done.keys() & {"notice_given", "disclosure_reported"}:
        return [_by("report_disclosure", done["disclosed"], today)]
    waits = "exculpatory_found" in done and not done.keys() & {"notice_given", "disclosed"}
    return [Due("give_notice")] if waits else []


def _by(code: str, day: date | None, today: date) -> Due:
    return Due(code, day, day is not None and today > day)
