"""Routes that leave the desk: only what may be shown, checked against every condition, with a line in the log."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import notify
from access.decide import decide
from records import Actor, Marking
from services import _conditions, routes
from services.desk import Desk
from services.errors import Refused
from services.routes import Filters, Level, Weight
from store import versions

if TYPE_CHECKING:
    import geopandas

#: who may lift the rules for shared maps, and for which reasons; the reason goes into the log as its code
CLEARING_ROLES = frozenset({"supervisor", "prosecutor"})
CLEARANCES = ("own_office", "receiver_needs_places", "court_order")


@dataclass(frozen=True, slots=True)
class Shared:
    """What an export holds.

    Attributes:
        corridors: frame of :func:`geodata.sharing.shared`.
        level: what the ends are.
        cases: ids of the cases that went in.
        small: corridors withheld because too few persons travel on them.
        held_back: cases left out because a condition of their sender does not allow it.
        marking: strictest of what went in.
        recipient: code of the State it goes to; empty for the own office.
        clearance: code of the reason for which the rules were lifted; empty where they hold.
    """

    corridors: geopandas.GeoDataFrame
    level: Level
    cases: tuple[str, ...]
    small: int
    held_back: int
    marking: Marking
    recipient: str
    clearance: str


def may_export(actor: Actor) -> bool:
    """Whether this role exports at all."""
    return decide(actor.role, "case.export", "assigned", None).allow


def prepare(
    desk: Desk,
    actor: Actor,
    filters: Filters | None = None,
    level: Level = "country",
    weight: Weight = "cases",
    *,
    recipient: str = "",
    clearance: str = "",
) -> Shared:
    """What of the routes that fit may go into a file.

    States or provinces, corridors with at least five persons, cases whose senders' conditions allow it. A clearance
    lifts the first two.

    Raises:
        Refused: ``not_allowed``, ``not_cleared``, ``nothing_to_share``.
    """
    from geodata import sharing

    if not may_export(actor):
        raise Refused("not_allowed", "This is not part of your role.")
    if clearance and (clearance not in CLEARANCES or actor.role not in CLEARING_ROLES):
        raise Refused(
            "not_cleared", "A prosecutor or supervisor lifts these rules, for one of the reasons on the list."
        )
    if level == "place" and not clearance:
        raise Refused("not_cleared", "Places are shown to others only after clearance; choose States or provinces.")
    chosen = routes.selection(desk, actor, filters)
    with desk.read(actor) as reader:
        allowed = set(versions.versions(reader, "case.export"))
    legs = chosen.legs[chosen.legs["case_id"].isin(allowed).to_numpy()]
    parts: dict[str, set[str]] = {}
    ends = zip(legs["case_id"].astype(str), legs["route_id"].astype(str), legs["from_stop"].astype(str),
               legs["to_stop"].astype(str), strict=True)  # fmt: skip
    for case_id, route, start, end in ends:
        parts.setdefault(case_id, set()).update((f"{route}.{start}", f"{route}.{end}"))
    found, _ = _conditions.examine(desk, actor, parts, recipient=recipient)
    barred = {finding.case_id for finding in found}
    kept = legs[~legs["case_id"].isin(barred).to_numpy()]
    wanted = {case_id: names for case_id, names in parts.items() if case_id not in barred}
    carried = _conditions.check_export(desk, actor, wanted, recipient=recipient)
    mark = ", ".join([*([carried.marking.tlp] if carried.marking.tlp else []), *sorted(carried.marking.handling)])
    least = 0 if clearance else sharing.LEAST_PERSONS
    corridors, small = sharing.shared(kept, level, weight, least=least, marking=mark)
    if corridors.empty:
        raise Refused(
            "nothing_to_share",
            "Nothing can be shared: corridors with too few persons: {small}; cases held back by their senders: {held}.",
            small=small, held=len(barred),
        )  # fmt: skip
    return Shared(
        corridors, level, tuple(sorted(wanted)), small, len(barred), carried.marking, recipient, clearance
    )  # fmt: skip


def note(desk: Desk, actor: Actor, shared: Shared, kind: str) -> None:
    """Write the export into the log: before the bytes are handed out, or they are not."""
    with desk.write(actor, "routes exported") as tx:
        tx.log(
            "routes.exported", list(shared.cases), kind=kind, level=shared.level, corridors=len(shared.corridors),
            recipient=shared.recipient or "own_office", clearance=shared.clearance or "none",
        )  # fmt: skip


def data_file(desk: Desk, actor: Actor, shared: Shared, kind: str, remark: str) -> tuple[str, bytes]:
    """A file for other tools: its name and bytes; the line in the log is written.

    Args:
        desk: the installation.
        actor: who exports.
        shared: of :func:`prepare`.
        kind: one of ``geodata.files.FORMATS``.
        remark: marking, borders note and credits in the reader's language; they go into the file.
    """
    from geodata import files

    data = files.write(shared.corridors, kind, layer="corridors", note=remark)
    note(desk, actor, shared, kind)
    return f"waylink-routes.{files.FORMATS[kind][0]}", data


def fonts() -> Path:
    """Folder of the fonts that sheets are set in."""
    return Path(notify.__file__).parent / "fonts"
