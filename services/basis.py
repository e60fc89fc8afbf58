"""The legal basis between two States, and the doubtful facts that a person verifies before a letter is final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from notify.basis import BasisRow, card
from notify.checks import FactCheck, checks
from notify.overrides import SHIPPED_ONLY, Overrides
from records import Actor
from services import cases, counterparts, facts
from services.desk import Desk
from services.errors import Refused
from store import checks as ticks
from store.rows import FactCheckRow

__all__ = ["BasisRow", "CheckView", "FactCheck", "as_json", "open_checks", "rows", "tick", "untick", "views"]


@dataclass(frozen=True, slots=True)
class CheckView:
    """A fact to verify with the tick that stands; ``None`` where nobody verified it as it now is."""

    check: FactCheck
    ticked: FactCheckRow | None


def rows(a: str, b: str, on: date, own: Overrides = SHIPPED_ONLY) -> list[BasisRow]:
    """The legal-basis card of two States on a date."""
    return card(a, b, on, own)


def as_json(row: BasisRow) -> dict[str, Any]:
    """One line of the card as the command line prints it, with what is on file about both States."""
    return {
        "treaty": row.treaty, "article": row.article, "serves": row.usable, "verify": row.verify,
        "confidence": row.confidence,
        "states": [
            {
                "iso2": status.iso2, "status": status.status, "in_force": status.party, "since": status.since,
                "reservation": status.reservation, "declaration": status.declaration, "note": status.note,
                "source": status.source, "as_of": status.as_of, "confidence": status.confidence,
            }
            for status in (row.row_a, row.row_b)
        ],
    }  # fmt: skip


def views(desk: Desk, actor: Actor, case_id: str, iso2: str, on: date | None = None) -> list[CheckView]:
    """The facts that a letter to the State rests on and that a person has to verify.

    Args:
        desk: the installation.
        actor: who looks.
        case_id: the case.
        iso2: the State.
        on: the letter's date; else the case's own, else today.

    Raises:
        Refused: ``not_found``, ``not_suggested``.
    """
    view = counterparts.for_case(desk, actor, case_id, letter_date=on)
    advice = counterparts.advice_for(view.result, iso2)
    with desk.read(actor) as reader:
        own, known = facts.own(reader), ticks.current(reader, view.case_id, iso2)
    found = checks(view.result.sender, iso2, view.result.letter_date, advice.legal_basis, own)
    return [CheckView(check, known.get((check.subject, check.fact))) for check in found]


def open_checks(desk: Desk, actor: Actor, case_id: str, iso2: str, on: date | None = None) -> list[FactCheck]:
    """The facts that nobody has verified yet; empty where a letter may be final as far as facts go.

    Raises:
        Refused: see :func:`views`.
    """
    return [view.check for view in views(desk, actor, case_id, iso2, on) if view.ticked is None]


def tick(
    desk: Desk, actor: Actor, case_id: str, iso2: str, subject: str, note: str, on: date | None = None
) -> FactCheckRow:
    """Say that a fact was verified, and how; who and when are kept.

    Raises:
        Refused: ``unknown_check``, ``reason_needed``, ``not_allowed``.
    """
    if len(note.strip()) < 3:
        raise Refused("how_needed", "Write how it was verified: a directory, a call, a text.")
    found = next((view.check for view in views(desk, actor, case_id, iso2, on) if view.check.subject == subject), None)
    if found is None:
        raise Refused("unknown_check", "There is no such fact to verify for this State.")
    case = cases.get(desk, actor, case_id)
    cases.check_reason(case.document, note)
    with desk.write(actor, note) as tx:
        return ticks.tick(tx, case.case_id, iso2, subject, found.fact, note)


def untick(desk: Desk, actor: Actor, case_id: str, iso2: str, subject: str) -> None:
    """Take a tick back.

    Raises:
        Refused: ``not_found``, ``not_allowed``.
    """
    with desk.write(actor) as tx:
        if not ticks.undo(tx, case_id, iso2, subject):
            raise Refused("not_found", "There is no such record, or you may not see it.")
