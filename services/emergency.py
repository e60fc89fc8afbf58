"""Emergency access ("break-glass"): a case one may not read, for an hour, with a reason, seen by the supervisors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from records import Actor
from services import cases
from services.desk import Desk
from services.errors import Refused
from store import cases as stored
from store import emergencies
from store.rows import EmergencyRow

MINUTES = 60
FINDINGS = emergencies.FINDINGS


def begin(desk: Desk, actor: Actor, reference: str, reason: str) -> EmergencyRow:
    """Open a case for an hour. Every supervisor sees it at once and until one of them has reviewed it.

    Args:
        desk: the installation.
        actor: who asks.
        reference: the case's id or its own reference, whole.
        reason: what the emergency is; kept in the log, so it must not name anybody of the case.

    Raises:
        Refused: ``reason_needed``, ``reason_has_name``, ``not_allowed``, ``not_found``, ``not_needed``.
    """
    if len(reason.strip()) < 10:
        raise Refused("reason_needed", "Write in a sentence what the emergency is: a supervisor will read it.")
    with desk.write(actor, reason) as tx:
        row = emergencies.begin(tx, reference, desk.now() + timedelta(minutes=MINUTES))
        record = stored.require(tx, row.case_id, "case.read")
        cases.check_reason(record.document, reason)
    return row


def end(desk: Desk, actor: Actor, emergency_id: str) -> None:
    """End one's own emergency access before the hour is over.

    Raises:
        Refused: ``not_found``.
    """
    with desk.write(actor, "emergency over") as tx:
        emergencies.end(tx, emergency_id)


def running(desk: Desk, actor: Actor) -> list[EmergencyRow]:
    """The actor's own that still run."""
    with desk.read(actor) as reader:
        return emergencies.mine(reader) if reader.may("account.own") else []


def to_review(desk: Desk, actor: Actor) -> list[EmergencyRow]:
    """Those that wait for a supervisor; empty for whoever does not review."""
    with desk.read(actor) as reader:
        return emergencies.rows(reader, waiting=True) if reader.may("emergency.review") else []


def history(desk: Desk, actor: Actor) -> Sequence[EmergencyRow]:
    """All of them, those that wait first.

    Raises:
        Refused: ``not_allowed``.
    """
    with desk.read(actor) as reader:
        return emergencies.rows(reader)


def review(desk: Desk, actor: Actor, emergency_id: str, finding: str, note: str) -> None:
    """Write down what the review found; the access ends with it.

    Raises:
        Refused: ``not_allowed``, ``bad_verdict``, ``not_found``, ``own_emergency``.
    """
    with desk.write(actor, "emergency reviewed") as tx:
        emergencies.review(tx, emergency_id, finding, note)
