"""Every answer of the access rules written out, so that a change of policy is a change of lines somebody reads."""

from __future__ import annotations

from collections.abc import Iterator

from access.decide import RELATIONS, STATES, actions, decide, roles
from records.marking import TLP_ORDER, Marking

#: labels and codes in the order of the signs in a cell
LABELS = (None, *TLP_ORDER)
HANDLING = (None, "H0", "H1", "H2", "H3")
_HEAD = "role,action,relation," + ",".join(STATES)


def markings() -> Iterator[Marking]:
    """Every pair of a label and a handling code."""
    for label in LABELS:
        for code in HANDLING:
            yield Marking(label, frozenset({code} if code else ()))


def sign(role: str, action: str, relation: str, marking: Marking, state: str) -> str:
    """One answer as one sign: ``.`` refused, ``r`` redacted, ``a`` allowed; capital where obligations come with it."""
    answer = decide(role, action, relation, marking, state)
    if not answer.allow:
        return "."
    found = "r" if answer.redacted else "a"
    return found.upper() if answer.obligations else found


def text() -> str:
    """The whole table as CSV; see ``data/SOURCES.md``."""
    lines = [_HEAD]
    for role in roles():
        for action in actions():
            for relation in RELATIONS:
                lines.append(",".join([role, action, relation, *(_cell(role, action, relation, s) for s in STATES)]))
    return "\n".join(lines) + "\n"


def cells() -> int:
    """How many answers the table holds."""
    return len(roles()) * len(actions()) * len(RELATIONS) * len(STATES) * len(LABELS) * len(HANDLING)


def _cell(role: str, action: str, relation: str, state: str) -> str:
    signs = "".join(sign(role, action, relation, marking, state) for marking in markings())
    return " ".join(signs[start : start + len(HANDLING)] for start in range(0, len(signs), len(HANDLING)))
