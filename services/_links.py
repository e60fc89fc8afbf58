"""Links of one case to others, as the stored pairs tell them."""

from __future__ import annotations

from typing import Any

from services._views import LinkView
from store import Reader, cases, matches
from store.rows import CaseFilter


def links_of(reader: Reader, case_id: str) -> list[LinkView]:
    """Pairs of this case with others, decided ones first, then by score; what was judged different is left out."""
    pairs = [row for row in matches.rows(reader, "all", case_id) if row.verdict != "different"]
    others = {row.right_case if row.left_case == case_id else row.left_case for row in pairs} - {case_id}
    known = {row.case_id: row for row in cases.rows(reader, CaseFilter(ids=sorted(others)))}
    views = []
    for row in pairs:
        other = known.get(row.right_case if row.left_case == case_id else row.left_case)
        if other is not None:
            views.append(
                LinkView(
                    other.case_id, other.reference, other.country, row.kind, strongest(row.evidence), row.score,
                    row.verdict, row.match_id,
                )
            )  # fmt: skip
    return sorted(views, key=lambda view: (view.judged != "same", -view.strength))


def strongest(evidence: tuple[dict[str, Any], ...]) -> str:
    """Kind of the piece of evidence that weighs most; empty where there is none."""
    weighed = [part for part in evidence if isinstance(part.get("weight"), int | float)]
    return str(max(weighed, key=lambda part: part["weight"]).get("kind", "")) if weighed else ""
