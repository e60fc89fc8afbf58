"""What came in under conditions: first the conditions, then where its content is recorded; permissions of senders."""

from __future__ import annotations

from collections.abc import Sequence

from notify import conditions as condition_rules
from records import Actor, Marking
from records.marking import TLP_ORDER
from services import _conditions, _register_checks, cases
from services._conditions import Bound
from services.desk import Desk
from services.errors import Refused
from services.register import Entry, entry
from store import cases as stored
from store import conditions, transmissions
from store.rows import ConditionInput, IncomingInput, PermissionInput, PermissionRow

__all__ = [
    "ConditionInput", "IncomingInput", "PermissionInput", "PermissionRow", "attach", "bound", "permissions", "permit",
    "receive", "withdraw_permission",
]  # fmt: skip


def receive(
    desk: Desk, actor: Actor, arrived: IncomingInput, conditions_given: Sequence[ConditionInput], *, none_stated: bool
) -> Entry:
    """Enter what came in, its conditions first; where its content is recorded is said afterwards.

    Args:
        desk: the installation.
        actor: who enters it.
        arrived: who sent it, when, how; its ``case_id`` stays empty until :func:`attach`.
        conditions_given: every condition that the sender stated.
        none_stated: somebody looked, and the sender stated none; said beside a condition it is refused.

    Raises:
        Refused: ``conditions_first``, ``bad_state``, ``bad_day``, ``bad_condition``, ``too_long``, ``not_allowed``.
    """
    if bool(conditions_given) == none_stated:
        raise Refused("conditions_first", "Say first under which conditions it came, or that the sender stated none.")
    _register_checks.state(arrived.iso2)
    for day in (arrived.day, arrived.deadline):
        _register_checks.day(day, needed=day is arrived.day)
    for text in (arrived.authority, arrived.channel, arrived.reference):
        _register_checks.short(text)
    for one in conditions_given:
        _register_checks.condition(one)
    marks = [one.kind for one in conditions_given]
    tlp = next((mark for mark in reversed(TLP_ORDER) if mark in marks), None)
    marking = Marking(tlp, frozenset(mark for mark in marks if mark.startswith("H")))
    with desk.write(actor, "received") as tx:
        line = transmissions.receive(
            tx,
            IncomingInput(
                arrived.iso2, arrived.authority, arrived.day, arrived.channel, arrived.reference, arrived.language, "",
                arrived.sha256, arrived.deadline, arrived.basis, marking,
            ),
        )  # fmt: skip
        conditions.receive(tx, line.transmission_id, conditions_given, arrived.iso2, arrived.authority)
        transmissions.set_conditions(tx, line, marks)
    return entry(desk, actor, line.number)


def attach(desk: Desk, actor: Actor, number: str, case_id: str, scopes: Sequence[str] = ()) -> Entry:
    """Say where the content of an incoming line is recorded: its conditions stick to these records from now on.

    Args:
        desk: the installation.
        actor: who says so.
        number: of the line.
        case_id: the case.
        scopes: record ids, ``p1``, ``i2``, ``r1.s3``; none means the whole case.

    Raises:
        Refused: ``not_found``, ``wrong_state`` for a line that went out, ``no_such_record``.
    """
    case = cases.get(desk, actor, case_id)
    known = set(_conditions.every_record(case.document))
    for scope in scopes:
        if scope not in known:
            raise Refused("no_such_record", "The case has no such record. Reload it and choose again.")
    with desk.write(actor, "content recorded") as tx:
        line = transmissions.require(tx, number)
        if line.direction != "in" or (line.case_id and line.case_id != case.case_id):
            raise Refused(
                "wrong_state", "This line of the register is not at a point where that can be done. Reload it."
            )
        conditions.attach(tx, line.transmission_id, case.case_id, list(scopes) or [""])
        if not line.case_id:
            line = transmissions.happened(
                tx, line, "content_attached", detail={"records": list(scopes)}, changes={"case_id": case.case_id}
            )
        everybody = [one.id for one in case.document.persons] + [one.id for one in case.document.organisations]
        local = list(scopes) or everybody
        transmissions.set_subjects(tx, line.transmission_id, [f"{case.case_id}/{one}" for one in local])
    return entry(desk, actor, number)


def permit(desk: Desk, actor: Actor, given: PermissionInput) -> PermissionRow:
    """Record a sender's permission: who gave it, when, for what, until when.

    Raises:
        Refused: ``bad_state``, ``bad_day``, ``bad_condition``, ``who_needed``, ``no_such_record``, ``not_allowed``.
    """
    _register_checks.state(given.sender)
    if given.recipient:
        _register_checks.state(given.recipient)
    _register_checks.day(given.day, needed=True)
    _register_checks.day(given.expires)
    if len(given.granted_by.strip()) < 3:
        raise Refused("who_needed", "Say who gave the permission, by function.")
    for kind in given.kinds:
        if kind not in condition_rules.kinds():
            raise Refused("bad_condition", "This condition is not known.")
    for text in (given.granted_by, given.reference):
        _register_checks.short(text)
    document = cases.get(desk, actor, given.case_id).document
    cases.check_reason(document, f"{given.granted_by} {given.reference}")
    if given.scope and given.scope not in _conditions.every_record(document):
        raise Refused("no_such_record", "The case has no such record. Reload it and choose again.")
    with desk.write(actor, "permission recorded") as tx:
        return conditions.permit(tx, given)


def withdraw_permission(desk: Desk, actor: Actor, permission_id: str, reason: str) -> None:
    """Mark a permission as taken back.

    Raises:
        Refused: ``reason_needed``, ``not_found``, ``not_allowed``.
    """
    with desk.write(actor, reason) as tx:
        conditions.withdraw(tx, permission_id)


def permissions(desk: Desk, actor: Actor, case_id: str) -> list[PermissionRow]:
    """Permissions for a case, the withdrawn ones among them.

    Raises:
        Refused: ``not_found``.
    """
    with desk.read(actor) as reader:
        stored.require(reader, case_id, "case.read")
        return conditions.permissions(reader, [case_id])


def bound(desk: Desk, actor: Actor, case_id: str) -> Bound:
    """A case with all conditions on it, from its marks and from what was received.

    Raises:
        Refused: ``not_found``.
    """
    with desk.read(actor) as reader:
        stored.require(reader, case_id, "case.read")
        return _conditions.bound(reader, [case_id])[0]
