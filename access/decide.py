"""May this role do this? The answer comes from a table; what the table does not grant is refused."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from records.marking import Marking

_DATA = Path(__file__).parent / "data"

#: how an actor may stand to a case, closest first
RELATIONS = ("own", "assigned", "shared", "none")
#: how a case stands: open to the office, restricted to named persons, or opened by this actor in an emergency
STATES = ("open", "restricted", "emergency")
#: what acts without a person at a screen: the command line, the sign-in itself, the running desk
PROCESS_ROLES = ("local", "door", "desk")


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer.

    Attributes:
        allow: whether the action may be done.
        redacted: victims' names are to be shown as pseudonyms.
        obligations: codes of what the handling marks ask of the actor, e.g. ``permission_of_the_sender``.
    """

    allow: bool
    redacted: bool = True
    obligations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Right:
    """One row of the table."""

    relations: frozenset[str]
    red: frozenset[str]
    redacted: bool


@lru_cache(maxsize=1)
def rights() -> dict[tuple[str, str], Right]:
    """The table by (role, action).

    Raises:
        ValueError: the table names an unknown relation or a right twice.
    """
    table: dict[tuple[str, str], Right] = {}
    with (_DATA / "rights.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            relations, red = frozenset(row["relations"].split()), frozenset(row["red"].split())
            key = (row["role"], row["action"])
            if not (red <= relations <= set(RELATIONS)) or key in table or row["redacted"] not in ("yes", "no"):
                raise ValueError(f"rights.csv: {row['role']}, {row['action']}")
            table[key] = Right(relations, red, row["redacted"] == "yes")
    return table


@lru_cache(maxsize=1)
def _obligations() -> tuple[tuple[str, str, str], ...]:
    with (_DATA / "obligations.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["mark"], row["action"], row["obligation"]) for row in csv.DictReader(file))


@lru_cache(maxsize=1)
def _opened_by_emergency() -> frozenset[tuple[str, str]]:
    with (_DATA / "emergency.csv").open(encoding="utf-8", newline="") as file:
        return frozenset((row["role"], row["action"]) for row in csv.DictReader(file))


def roles() -> tuple[str, ...]:
    """All roles that the table knows, in its order."""
    return tuple(dict.fromkeys(role for role, _ in rights()))


def actions() -> tuple[str, ...]:
    """All actions that the table knows, in its order."""
    return tuple(dict.fromkeys(action for _, action in rights()))


def decide(
    role: str, action: str, relation: str = "none", marking: Marking | None = None, state: str = "open"
) -> Decision:
    """Whether a role may do an action.

    Args:
        role: role of the actor; an unknown one may do nothing.
        action: name of the action, e.g. ``case.read``.
        relation: how the actor stands to the case: own, assigned, shared or none. Actions without a case use none.
        marking: how the information is marked; the stricter column counts for TLP:RED.
        state: how the case stands: open, restricted, or emergency where this actor has broken the glass on it.
    """
    right = rights().get((role, action))
    if right is None or relation not in RELATIONS or state not in STATES:
        return Decision(False)
    granted = right.red if marking is not None and marking.tlp == "TLP:RED" else right.relations
    if state == "restricted" and relation == "shared":
        relation = "none"
    emergency = relation not in granted
    if emergency and not (state == "emergency" and (role, action) in _opened_by_emergency()):
        return Decision(False)
    marks = set() if marking is None else {*marking.handling, *((marking.tlp,) if marking.tlp else ())}
    duties = tuple(dict.fromkeys(duty for mark, wanted, duty in _obligations() if mark in marks and wanted == action))
    return Decision(True, right.redacted, (*duties, *(("supervisor_reviews",) if emergency else ())))
