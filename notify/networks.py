"""Networks and treaties that two States share: only with a row on file for both. CARICC is for drugs, never named."""

from __future__ import annotations

from dataclasses import dataclass

from notify.facts import Row, members, table

#: roles that are no membership yet
_OUTSIDE = frozenset({"negotiating mandate", "working arrangement (check)"})
#: a body of member States: one of the two has to be one (Eurojust coordinates among its partners too)
_WITH_PARTNERS = frozenset({"EUROPOL"})
_NEVER = "NO"
_ASSETS = "for assets only"
_ORDER = (
    "judicial network", "judicial agency", "prosecutor network", "treaty", "regional group", "law-enforcement centre",
    "law-enforcement network", "police agency", "police organization", "asset recovery network", "policy process",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Network:
    """A network or treaty that both States are in.

    Attributes:
        network: id.
        name: as on file.
        kind: judicial network, treaty, police organization …
        offers: what it can do.
        limits: what it must not be used for, or what to check.
        role_a: of the sending State.
        role_b: of the receiving State.
        confidence: the lower of both rows.
        as_of: of the receiving State's row.
        source: of the receiving State's row.
    """

    network: str
    name: str
    kind: str
    offers: str
    limits: str
    role_a: str
    role_b: str
    confidence: str
    as_of: str
    source: str


def shared(a: str, b: str, *, money: bool = False) -> tuple[Network, ...]:
    """Networks and treaties of both States, judicial ones first.

    Args:
        a: sending State.
        b: receiving State.
        money: assets are concerned; without it asset recovery networks are left out.
    """
    found = []
    for row in table("networks"):
        one, other = (members().get(row["network_id"], {}).get(code) for code in (a, b))
        if one is None or other is None or not usable(row, money) or not _in(row["network_id"], one, other):
            continue
        sure = "confirmed by two sources"
        doubt = [part["confidence"] for part in (one, other) if part["confidence"] != sure]
        found.append(
            Network(
                row["network_id"], row["name"], row["kind"], row["offers"], row["limits"], one["role"], other["role"],
                max(doubt, default=sure), other["as_of"], other["sources"],
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda network: (_place(network.kind), network.network)))


def usable(row: Row, money: bool) -> bool:
    """Whether a network may be used for a case of trafficking in persons."""
    if row["usable_for_tip"].startswith(_NEVER):
        return False
    return money or row["usable_for_tip"] != _ASSETS


def _in(network: str, one: Row, other: Row) -> bool:
    if {one["role"], other["role"]} & _OUTSIDE:
        return False
    return network not in _WITH_PARTNERS or "member" in (one["role"], other["role"])


def _place(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
