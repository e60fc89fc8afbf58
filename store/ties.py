"""Ties between cases through identifiers and places that they share, as the last run of the matching found them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from store.database import Reader, Tx
from store.rows import TieRow


def replace(tx: Tx, run_id: str, ties: Iterable[TieRow]) -> int:
    """Put the ties of a run in the place of earlier ones, where the actor may see both cases. Gives their number."""
    tx.require("match.run")
    seen = f"SELECT case_id FROM case_file WHERE {tx.visible_sql('match.read')}"  # noqa: S608
    tx.run(f"DELETE FROM case_tie WHERE case_a IN ({seen}) AND case_b IN ({seen})")  # noqa: S608
    there = {row["case_id"] for row in tx.select("SELECT case_id FROM case_file")}
    rows = [
        {
            "case_a": tie.case_a, "case_b": tie.case_b, "reason": tie.reason, "what": tie.what,
            "strength": tie.strength, "sharing": tie.sharing, "records": json.dumps(list(tie.records)),
            "run_id": run_id,
        }
        for tie in ties
        if tie.case_a in there and tie.case_b in there
    ]  # fmt: skip
    if rows:
        tx.insert("case_tie", rows)
    return len(rows)


def of_case(reader: Reader, case_id: str, limit: int = 50) -> list[TieRow]:
    """Ties of a case with others that the actor may see, strongest first."""
    found = reader.select(
        "SELECT t.* FROM case_tie t "  # noqa: S608
        f"JOIN case_file ac ON ac.case_id = t.case_a AND {reader.visible_sql('match.read', 'ac')} "
        f"JOIN case_file bc ON bc.case_id = t.case_b AND {reader.visible_sql('match.read', 'bc')} "
        "WHERE t.case_a = :case_id OR t.case_b = :case_id ORDER BY t.strength DESC, t.case_a, t.case_b LIMIT :limit",
        case_id=case_id,
        limit=limit,
    )
    return [
        TieRow(
            row["case_a"], row["case_b"], row["reason"], row["what"], row["strength"], row["sharing"],
            tuple(json.loads(row["records"])),
        )
        for row in found
    ]  # fmt: skip
