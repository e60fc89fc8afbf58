"""Hit or no hit: whether cases that a person may not read hold what they look for, and nothing more than that.

The answer names the submission and how strong the hit is. It takes a whole number or a whole name: a beginning or a
sound would make the closed cases a thing to fish in. Every question is logged with its counts; the owner is asked by
way of the submission alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from records import Actor
from services import _names
from services.desk import Desk
from services.errors import Refused
from store import Reader, grants
from store import search as finder
from store.rows import RequestRow

_STRENGTH = {"identifier": "high", "reference": "high", "name": "high", "romanised": "medium"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit in a submission that the actor has no access to. ``strength``: high or medium."""

    submission_id: str
    strength: str


def look(desk: Desk, actor: Actor, text: str) -> list[Hit]:
    """Hits in cases that the actor may not read, one line a submission, strongest first; empty for other roles."""
    with desk.read(actor) as reader:
        found = _found(reader, text)
    if found is None:
        return []
    best: dict[str, str] = {}
    for submission_id, _case, strength in found:
        best[submission_id] = "high" if strength == "high" else best.get(submission_id, strength)
    if desk.is_first("hits", actor.id, text):
        with desk.write(actor) as tx:
            tx.log("case.hits_looked_for", sorted(best), hits=len(best))
    return sorted((Hit(key, value) for key, value in best.items()), key=lambda hit: (hit.strength, hit.submission_id))


def ask(desk: Desk, actor: Actor, text: str, submission_id: str, reason: str) -> int:
    """Ask the owner of the submission for access to the cases with the hit; gives how many were newly asked for.

    Raises:
        Refused: ``reason_needed``, ``not_allowed``.
    """
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    with desk.write(actor, reason) as tx:
        wanted = [case for submission, case, _ in _found(tx, text) or [] if submission == submission_id]
        asked = grants.ask(tx, wanted)
        tx.quiet()
    return asked


def asked(desk: Desk, actor: Actor) -> list[RequestRow]:
    """What the actor has asked for, with the answers."""
    with desk.read(actor) as reader:
        return grants.asked(reader)


def _found(reader: Reader, text: str) -> Sequence[tuple[str, str, str]] | None:
    """(submission, case, strength) of each hit; ``None`` where the question is not put."""
    if not text.strip() or not reader.may("case.hit"):
        return None
    hits = finder.hidden(reader, text[:200], _names.readings(text[:200]))
    return [(submission, hit.case_id, _STRENGTH[hit.matched_by]) for submission, hit in hits]
