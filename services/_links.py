"""Links of one case to others: stored pairs of parties, and what the cases share besides."""

from __future__ import annotations

from typing import Any

from linking.case_links import STRENGTH
from services._views import LinkView
from store import Reader, cases, matches, ties
from store.rows import CaseFilter


def links_of(reader: Reader, case_id: str) -> list[LinkView]:
    """Pairs of this case with others and what both have; decided first, then the strongest.

    What was judged different is left out. A pair of parties ties as strongly as its score says, one that a person
    judged to be the same by the whole strength of its kind; what many cases share is damped.
    """
    pairs = [row for row in matches.rows(reader, "all", case_id) if row.verdict != "different"]
    shared = ties.of_case(reader, case_id)
    others = {row.right_case if row.left_case == case_id else row.left_case for row in pairs}
    others |= {tie.case_b if tie.case_a == case_id else tie.case_a for tie in shared}
    known = {row.case_id: row for row in cases.rows(reader, CaseFilter(ids=sorted(others - {case_id})))}
    views = []
    for row in pairs:
        other = known.get(row.right_case if row.left_case == case_id else row.left_case)
        if other is not None:
            strength = STRENGTH.get(row.kind, 0.5) * (1.0 if row.verdict == "same" else row.score)
            views.append(
                LinkView(
                    other.case_id, other.reference, other.country, row.kind, strongest(row.evidence), strength,
                    row.verdict, row.match_id,
                )
            )  # fmt: skip
    for tie in shared:
        other = known.get(tie.case_b if tie.case_a == case_id else tie.case_a)
        if other is not None:
            views.append(
                LinkView(
                    other.case_id, other.reference, other.country, tie.reason, tie.what or tie.reason, tie.strength,
                    None, "", tie.sharing,
                )
            )  # fmt: skip
    return sorted(views, key=lambda view: (view.judged != "same", -view.strength))


def strongest(evidence: tuple[dict[str, Any], ...]) -> str:
    """Kind of the piece of evidence that weighs most; empty where there is none."""
    weighed = [part for part in evidence if isinstance(part.get("weight"), int | float)]
    return str(max(weighed, key=lambda part: part["weight"]).get("kind", "")) if weighed else ""
