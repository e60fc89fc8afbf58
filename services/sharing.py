"""Who works on a case: giving it to named persons, closing it to the rest, answering those who ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from records import Actor, Marking
from services.desk import Desk
from services.errors import Refused
from store import accounts, cases, grants
from store.rows import AccountRow, CaseFilter, GrantRow, RequestRow


@dataclass(frozen=True, slots=True)
class Access:
    """Who has a case: its owner, the named persons, and whether the rest of the office reads it.

    Attributes:
        case_id: the case.
        owner: account that recorded it.
        recorded_at: when it was recorded.
        named: accounts it is assigned to.
        office: everybody here whose role reads cases may read it.
        marking: TLP:RED keeps the rest of the office out by itself.
    """

    case_id: str
    owner: str
    recorded_at: datetime
    named: tuple[GrantRow, ...]
    restricted: bool
    office: bool
    marking: Marking


def access(desk: Desk, actor: Actor, case_id: str) -> Access:
    """Who has the case.

    Raises:
        Refused: ``not_found``, ``not_allowed``.
    """
    with desk.read(actor) as reader:
        named = grants.rows(reader, case_id)
        row = cases.require(reader, case_id, "case.share")
        restricted = any(one.restricted for one in cases.rows(reader, CaseFilter(ids=[case_id])))
    office = not restricted and row.marking.tlp != "TLP:RED"
    return Access(case_id, row.created_by, row.created_at, tuple(named), restricted, office, row.marking)


def people(desk: Desk, actor: Actor) -> list[AccountRow]:
    """Whom a case can be given to.

    Raises:
        Refused: ``not_allowed``.
    """
    with desk.read(actor) as reader:
        return accounts.names(reader)


def give(desk: Desk, actor: Actor, case_id: str, account: str, reason: str) -> None:
    """Assign the case to a person by name.

    Raises:
        Refused: ``reason_needed``, ``no_such_person``, ``not_found``, ``not_allowed``.
    """
    _reason(reason)
    with desk.write(actor, reason) as tx:
        if account not in {row.account for row in accounts.names(tx)}:
            raise Refused("no_such_person", "There is no open account of this name that works on cases.")
        cases.share(tx, case_id, account)


def take(desk: Desk, actor: Actor, case_id: str, account: str, reason: str) -> None:
    """Take the case away from a person.

    Raises:
        Refused: ``reason_needed``, ``not_found``, ``not_allowed``.
    """
    _reason(reason)
    with desk.write(actor, reason) as tx:
        grants.revoke(tx, case_id, account)


def restrict(desk: Desk, actor: Actor, case_id: str, restricted: bool, reason: str) -> None:
    """Close the case to all but its owner and the named persons, or open it to the office again.

    Raises:
        Refused: ``reason_needed``, ``not_found``, ``not_allowed``.
    """
    _reason(reason)
    with desk.write(actor, reason) as tx:
        cases.restrict(tx, case_id, restricted)


def requests(desk: Desk, actor: Actor) -> list[RequestRow]:
    """Who asks for a case that this actor may share."""
    with desk.read(actor) as reader:
        return grants.requests(reader)


def answer(desk: Desk, actor: Actor, request_id: str, granted: bool, reason: str) -> None:
    """Give the case to the one who asked, or decline.

    Raises:
        Refused: ``reason_needed``, ``not_found``, ``not_allowed``.
    """
    _reason(reason)
    with desk.write(actor, reason) as tx:
        grants.answer(tx, request_id, granted)


def _reason(reason: str) -> None:
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
