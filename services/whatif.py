"""What if: the list of a stored case without one record, and which record carries a suggestion. Nothing is changed."""

from __future__ import annotations

from datetime import date

from notify.advice import StateAdvice
from notify.hangs import Hold, Shift, holds, shifts
from records import Actor
from services import counterparts
from services.desk import Desk
from services.errors import Refused

__all__ = ["Hold", "Shift", "carried_by", "without_record"]


def carried_by(desk: Desk, actor: Actor, case_id: str, iso2: str, on: date) -> tuple[Hold, ...]:
    """Every record behind a State and what the State would be without it; those that carry the suggestion first.

    Raises:
        Refused: ``not_found``, ``not_suggested``.
    """
    document, make = counterparts.again(desk, actor, case_id, on)
    found = next((advice for advice in make(document) if advice.iso2 == iso2), None)
    if found is None:
        raise Refused("not_suggested", "No record of the case carries a letter to this State.")
    return holds(document, found, make)


def without_record(
    desk: Desk, actor: Actor, case_id: str, record: str, on: date
) -> tuple[tuple[StateAdvice, ...], tuple[Shift, ...]]:
    """The list without one record, and how it differs from the list as it is.

    Raises:
        Refused: ``not_found``, ``unknown_record``.
    """
    document, make = counterparts.again(desk, actor, case_id, on)
    after = make(counterparts.without(document, record))
    return after, shifts(make(document), after)
