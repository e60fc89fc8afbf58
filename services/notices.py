"""What the sidebar tells on every page: emergency accesses that run or wait for review, requests for access."""

from __future__ import annotations

from dataclasses import dataclass

from records import Actor
from services.desk import Desk
from store import emergencies, grants
from store.rows import EmergencyRow


@dataclass(frozen=True, slots=True)
class Notices:
    """``running``: the actor's own; ``to_review``: of others; ``requests``: who asks for a case of the actor's."""

    running: tuple[EmergencyRow, ...] = ()
    to_review: int = 0
    requests: int = 0


def notices(desk: Desk, actor: Actor) -> Notices:
    """All of it in one reading; roles without a part in it read nothing."""
    with desk.read(actor) as reader:
        running = emergencies.mine(reader) if reader.may("case.emergency") else []
        waiting = emergencies.rows(reader, waiting=True) if reader.may("emergency.review") else []
        asking = grants.requests(reader) if reader.may("case.share", "own") else []
    return Notices(tuple(running), sum(row.account != actor.id for row in waiting), len(asking))
