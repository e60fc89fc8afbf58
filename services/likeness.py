"""Cases whose routes are alike: a lead for an investigator, never a link."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from records import Actor
from services import _route_columns
from services.desk import Desk
from store import cases as stored
from store.rows import CaseFilter

if TYPE_CHECKING:
    from geodata.likeness import LikenessIndex, Shared

#: an index for each group of readers that sees the same cases
_MOST_KEPT = 4


@dataclass(frozen=True, slots=True)
class SimilarRoute:
    """Another case that the actor may read.

    Attributes:
        case_id: its id.
        reference: its reference, or the id.
        country: who submitted it.
        score: likeness in [0, 1].
        shared: what both have, the most telling first.
        among: number of cases that the rarities are counted in: those that the actor may read.
    """

    case_id: str
    reference: str
    country: str
    score: float
    shared: tuple[Shared, ...]
    among: int


_kept: list[tuple[_route_columns.Columns, LikenessIndex]] = []
_guard = threading.Lock()


def similar(desk: Desk, actor: Actor, case_id: str, limit: int = 5) -> list[SimilarRoute]:
    """Cases with routes like those of one case, among those the actor may read; most alike first.

    Args:
        desk: the installation.
        actor: who asks; what is rare is counted in the cases that this person may read.
        case_id: a stored case.
        limit: most answers.

    Raises:
        Refused: ``not_found``.
    """
    with desk.read(actor) as reader:
        stored.require(reader, case_id, "case.read")
    index = _index(_route_columns.columns(desk, actor))
    found = index.alike(case_id, limit)
    with desk.read(actor) as reader:
        rows = {row.case_id: row for row in stored.rows(reader, CaseFilter(ids=[one.case_id for one in found]))}
    return [
        SimilarRoute(
            one.case_id, rows[one.case_id].reference or one.case_id, rows[one.case_id].country, one.score, one.shared,
            len(index),
        )
        for one in found
        if one.case_id in rows
    ]  # fmt: skip


def _index(columns: _route_columns.Columns) -> LikenessIndex:
    from geodata.likeness import LikenessIndex

    with _guard:
        for at, (known, index) in enumerate(_kept):
            if known is columns:
                _kept.append(_kept.pop(at))
                return index
        made = LikenessIndex(columns.stops, columns.legs)
        _kept.append((columns, made))
        del _kept[:-_MOST_KEPT]
        return made
