"""Conditions on what leaves the desk: one function for every export, :func:`check_export`.

Conditions come from three places: the marks of a case's submission, the marks of its sources, and the conditions kept
with an incoming line of the register. They stick to each value they cover and to whatever is made from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from notify import conditions as rules
from notify.conditions import Breach, Condition, Permission, Use
from notify.facts import day as iso_day
from records import Actor, CaseDocument, Marking
from services import settings
from services.desk import Desk
from services.errors import Refused
from store import Reader
from store import cases as stored
from store import conditions as kept
from store.rows import CaseFilter, ConditionRow, PermissionRow

#: records of a case by its id; ``None`` means the whole case
Wanted = Mapping[str, Collection[str] | None]


@dataclass(frozen=True, slots=True)
class Carried:
    """What a product carries: its marking with the inputs that made it so, and every condition with its cause."""

    marking: Marking
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One value that may not leave: the case, its reference, the record and the condition with its cause."""

    case_id: str
    reference: str
    breach: Breach


@dataclass(frozen=True, slots=True)
class Bound:
    """A case with its conditions and the permissions on file."""

    case_id: str
    document: CaseDocument
    conditions: tuple[Condition, ...]
    permissions: tuple[Permission, ...]


def check_export(
    desk: Desk, actor: Actor, wanted: Wanted, *, recipient: str = "", court: bool = False, day: date | None = None
) -> Carried:
    """Refuse an export that would break a condition; else say what the file must carry.

    Call it before the bytes are made, with every record that goes in; what is left out of ``wanted`` is not asked for.

    Args:
        desk: the installation.
        actor: who exports.
        wanted: case id -> record ids (``p1``, ``i2``, ``r1.s3``, ``case``), or ``None`` for the whole case.
        recipient: code of the State it goes to; empty for a file that stays with the own office.
        court: it is meant for judicial proceedings.
        day: of the export; today by default.

    Raises:
        Refused: ``conditions``, naming the value by case and record and the sender whose permission is needed.
    """
    found, carried = examine(desk, actor, wanted, recipient=recipient, court=court, day=day)
    if found:
        raise refusal(found)
    return carried


def examine(
    desk: Desk, actor: Actor, wanted: Wanted, *, recipient: str = "", court: bool = False, day: date | None = None
) -> tuple[tuple[Finding, ...], Carried]:
    """Like :func:`check_export`, but gives what is in the way; for screens, and exports that leave such cases out."""
    on, holder = day or desk.now().date(), str(settings.value(desk, "own_country"))
    with desk.read(actor) as reader:
        cases = bound(reader, wanted)
    findings: list[Finding] = []
    carried: list[Condition] = []
    for case in cases:
        records = wanted[case.case_id]
        names = every_record(case.document) if records is None else tuple(records)
        use = Use(on, holder or case.document.submission.country, recipient, court)
        reference = case.document.case.reference or case.case_id
        findings += [
            Finding(case.case_id, reference, breach)
            for breach in rules.breaches(names, case.conditions, use, case.permissions)
        ]
        carried += rules.carried(names, case.conditions, on)
    return tuple(findings), Carried(rules.marking(carried), tuple(dict.fromkeys(carried)))


def refusal(found: Sequence[Finding]) -> Refused:
    """The sentence for the first value in the way, with the number of the others."""
    first = found[0]
    condition = first.breach.condition
    return Refused(
        "conditions",
        "{kind} on {record} of case {case_id} (from {cause}) does not allow this. The permission of {sender} is "
        "needed: record it, or leave the value out. Values in the way: {count}.",
        kind=condition.kind, record=first.breach.record, case_id=first.case_id, cause=condition.cause,
        sender=condition.sender, count=len(found),
    )  # fmt: skip


def bound(reader: Reader, case_ids: Iterable[str]) -> list[Bound]:
    """Cases the actor may read, with all that binds them."""
    wanted = sorted(set(case_ids))
    received: dict[str, list[ConditionRow]] = {}
    for row in kept.rows(reader, wanted):
        received.setdefault(row.case_id, []).append(row)
    given: dict[str, list[PermissionRow]] = {}
    for permit in kept.permissions(reader, wanted):
        given.setdefault(permit.case_id, []).append(permit)
    return [
        Bound(
            record.case_id,
            record.document,
            (*own(record.document), *(_received(row) for row in received.get(record.case_id, ()))),
            tuple(_permission(row) for row in given.get(record.case_id, ())),
        )
        for record in stored.records(reader, CaseFilter(ids=wanted))
    ]


def own(document: CaseDocument) -> tuple[Condition, ...]:
    """Conditions that a document brings with it: the marks of its submission and of its sources."""
    sent = document.submission
    who = sent.authority or ""
    found = [
        Condition(f"submission:{mark}", mark, sent.country, "", "submission", None, sent.handling_note or "", who)
        for mark in (sent.tlp, *sent.handling)
        if mark
    ]
    for source in document.sources:
        name = source.id or "source"
        found += [
            Condition(f"{name}:{mark}", mark, sent.country, source.field or "", name, None, "", who)
            for mark in (source.tlp, *source.handling)
            if mark
        ]
    return tuple(condition for condition in found if condition.kind in rules.kinds())


def every_record(document: CaseDocument) -> tuple[str, ...]:
    """Ids of all records of a document, its own free texts included."""
    return ("case", *(f"case.{part}" for part in ("title", "summary")), *(name for name, _ in document.records()))


def _received(row: ConditionRow) -> Condition:
    return Condition(
        row.condition_id, row.kind, row.sender, row.scope, row.number, iso_day(row.until), row.note, row.authority
    )


def _permission(row: PermissionRow) -> Permission:
    return Permission(
        row.permission_id, row.sender, frozenset(row.kinds), row.scope, row.recipient, iso_day(row.day),
        iso_day(row.expires), bool(row.withdrawn_by),
    )  # fmt: skip
