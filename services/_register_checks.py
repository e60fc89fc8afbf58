"""What may be written into the register: short lines without names, known States and conditions, real days."""

from __future__ import annotations

from notify import conditions as condition_rules
from notify.facts import day as iso_day
from records import Actor
from records.codes import country_codes
from services import cases
from services.desk import Desk
from services.errors import Refused
from store import cases as stored
from store.rows import ConditionInput, TransmissionRow

_MOST = 300


def free(desk: Desk, actor: Actor, line: TransmissionRow, text: str, reason: str) -> None:
    """A person's own words on a line: short, and without a name of its case."""
    short(text)
    with desk.read(actor) as reader:
        case = stored.get(reader, line.case_id) if line.case_id else None
    if case is not None:
        cases.check_reason(case.document, f"{text} {reason}")


def short(text: str) -> None:
    """One line of up to 300 signs."""
    if len(text) > _MOST or "\n" in text:
        raise Refused("too_long", "One line of up to {most} signs fits here.", most=_MOST)


def state(code: str) -> None:
    """A State by its code."""
    if code not in country_codes():
        raise Refused("bad_state", "Write the State as a two-letter code such as UZ.")


def day(text: str, *, needed: bool = False) -> str:
    """An ISO day, or nothing where none is needed."""
    if (text and iso_day(text) is None) or (needed and not text):
        raise Refused("bad_day", "This is no day; write it as 2026-11-24.")
    return text


def condition(one: ConditionInput) -> None:
    """A condition that the rules know; one that expires needs its day."""
    if one.kind not in condition_rules.kinds() or (one.kind == "expiry" and not one.until):
        raise Refused("bad_condition", "This condition is not known, or its last day is missing.")
    day(one.until)
    if len(one.note) > 2_000:
        raise Refused("too_long", "One line of up to {most} signs fits here.", most=2_000)
