"""Conditions on received information (18(5), handling codes, TLP): what they forbid, and whose word lifts it.

A condition sticks to each value in its scope and to everything derived from it. Pure: the rules are rows of
``conditions.csv``; the caller says which records a product holds, where it goes and what permissions are on file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from notify.facts import table
from records.marking import TLP_ORDER, Marking, strictest

#: names of lists that a path of ids begins with: ``routes.r1.s1.date`` speaks of the record ``r1.s1``
_LISTS = frozenset(
    {
        "persons", "organisations", "involvements", "relations", "identifiers", "routes", "payments", "proceedings",
        "contacts", "mentions", "cautions", "danger", "sources",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on received or marked information.

    Attributes:
        id: of the condition.
        kind: row of ``conditions.csv``: H0 to H3, a TLP label, or a condition under 18(5).
        sender: State whose permission lifts it.
        scope: path of ids it covers, ``identifiers.i2`` or ``r1.s3``; empty for the whole case.
        cause: what it comes from: ``submission``, the id of a source, or a number of the register.
        until: last day on which it binds; for the kind ``expiry`` the last day of use.
        note: the sender's own words.
        authority: of the sender.
    """

    id: str
    kind: str
    sender: str
    scope: str = ""
    cause: str = ""
    until: date | None = None
    note: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Permission:
    """The sender's word that a use is allowed.

    Attributes:
        sender: State that gave it.
        kinds: conditions it lifts; empty lifts all.
        scope: path of ids; empty for the whole case.
        recipient: State the information may go to; empty where the permission names none.
        day: when it was given.
        expires: its last day.
        withdrawn: it was taken back.
    """

    id: str
    sender: str
    kinds: frozenset[str] = frozenset()
    scope: str = ""
    recipient: str = ""
    day: date | None = None
    expires: date | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """What is to be done with a product.

    Attributes:
        day: when.
        holder: State of the office that holds the information.
        recipient: State it goes to; empty for a file that stays with the own office.
        court: it may be used in judicial proceedings.
    """

    day: date
    holder: str
    recipient: str = ""
    court: bool = False


@dataclass(frozen=True, slots=True)
class Breach:
    """One value whose condition would be broken; ``permission`` is one on file that no longer serves."""

    record: str
    condition: Condition
    permission: str = ""


def kinds() -> dict[str, dict[str, str]]:
    """The rules by kind of condition."""
    return {row["id"]: row for row in table("conditions")}


def covers(scope: str, record: str) -> bool:
    """Whether a scope reaches a record; a condition on one field of a record binds the record as a whole.

    The case itself is too wide for that: a mark on ``case.summary`` binds the summary alone.
    """
    wide, narrow = _tokens(scope), _tokens(record)
    if wide == narrow[: len(wide)]:
        return True
    return wide[: len(narrow)] == narrow and narrow != ("case",)


def on(record: str, conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """The conditions that stick to a record."""
    return tuple(condition for condition in conditions if covers(condition.scope, record))


def breaches(
    records: Iterable[str], conditions: Sequence[Condition], use: Use, permissions: Sequence[Permission] = ()
) -> tuple[Breach, ...]:
    """Every value that may not be used so, with the condition that forbids it; none means the use is allowed."""
    rules = kinds()
    found = []
    for record in dict.fromkeys(records):
        for condition in on(record, conditions):
            if not _forbids(rules[condition.kind], condition, use):
                continue
            given = [one for one in permissions if _speaks(one, condition, record)]
            if not any(_serves(one, use) for one in given):
                found.append(Breach(record, condition, given[-1].id if given else ""))
    return tuple(found)


def carried(records: Iterable[str], conditions: Sequence[Condition], day: date) -> tuple[Condition, ...]:
    """What a product made of these records carries on that day: each condition once, the strictest label first."""
    live = [one for record in records for one in on(record, conditions) if _alive(one, day)]
    return tuple(sorted(dict.fromkeys(live), key=lambda one: (-_severity(one.kind), one.kind, one.id)))


def asked(conditions: Iterable[Condition]) -> Mapping[str, Condition]:
    """Restrictions that a letter must ask for because of what it carries, each with its cause."""
    rules = kinds()
    found: dict[str, Condition] = {}
    for condition in conditions:
        if rules[condition.kind]["asks"]:
            found.setdefault(rules[condition.kind]["asks"], condition)
    return found


def marking(conditions: Iterable[Condition]) -> Marking:
    """Label and handling codes of what carries these conditions; the causes say which input made it so strict."""
    parts = []
    for one in conditions:
        if one.kind in TLP_ORDER:
            parts.append((one.cause, Marking(one.kind)))
        elif one.kind.startswith("H"):
            parts.append((one.cause, Marking(None, frozenset({one.kind}))))
    return strictest(parts)


def _tokens(path: str) -> tuple[str, ...]:
    parts = tuple(part for part in path.split(".") if part)
    return parts[1:] if len(parts) > 1 and parts[0] in _LISTS else parts


def _alive(condition: Condition, day: date) -> bool:
    return condition.kind == "expiry" or condition.until is None or day <= condition.until


def _forbids(rule: Mapping[str, str], condition: Condition, use: Use) -> bool:
    if condition.kind == "expiry":
        return condition.until is not None and use.day > condition.until
    if not _alive(condition, use.day):
        return False
    if use.court and rule["court"] == "yes":
        return True
    if not use.recipient:
        return rule["office"] == "yes"
    if use.recipient == condition.sender and use.recipient != use.holder:
        return False  # it goes back to the one whose condition it is
    return rule["transfer"] == "yes" or (rule["transfer"] == "received" and condition.sender != use.holder)


def _speaks(permission: Permission, condition: Condition, record: str) -> bool:
    kind_fits = not permission.kinds or condition.kind in permission.kinds
    wide, narrow = _tokens(permission.scope), _tokens(record)
    return permission.sender == condition.sender and kind_fits and wide == narrow[: len(wide)]


def _serves(permission: Permission, use: Use) -> bool:
    in_time = (permission.day is None or permission.day <= use.day) and (
        permission.expires is None or use.day <= permission.expires
    )
    return in_time and not permission.withdrawn and permission.recipient in ("", use.recipient)


def _severity(kind: str) -> int:
    if kind in TLP_ORDER:
        return TLP_ORDER.index(kind)
    return {"H0": -1, "H1": 5, "H2": 7, "H3": 6}.get(kind, 4)
