"""What a person decided about each State that the tool proposed for a case. The last decision counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from store import cases
from store.database import Reader, Tx
from store.errors import StoreError
from store.rows import DecisionRow

VERDICTS = ("accept", "dismiss", "open")


def decide(
    tx: Tx, case_id: str, iso2: str, verdict: str, reason: str, ground: Mapping[str, Any] | None = None
) -> DecisionRow:
    """Accept or dismiss a State for a case, or open the question again; ``ground`` says what it rests on.

    Raises:
        StoreError: ``bad_verdict``, ``not_found``, ``not_allowed``.
    """
    if verdict not in VERDICTS:
        raise StoreError("bad_verdict")
    cases.require(tx, case_id, "state.decide")
    row = DecisionRow(case_id, iso2, verdict, reason.strip(), tx.actor.id, tx.now(), ground)
    tx.insert(
        "state_decision",
        [
            {
                "case_id": case_id, "iso2": iso2, "verdict": verdict, "reason": row.reason, "by": row.by,
                "at": row.at.isoformat(timespec="microseconds"),
            }
        ],
    )  # fmt: skip
    if ground is not None:
        tx.run(
            "INSERT INTO state_ground (decision_id, ground) SELECT max(decision_id), :it FROM state_decision",
            it=json.dumps(ground, ensure_ascii=False, sort_keys=True),
        )
    tx.log("state.decided", [case_id, iso2], verdict=verdict)
    return row


def current(reader: Reader, case_id: str) -> dict[str, DecisionRow]:
    """The decision that counts for each State of a case; a question opened again has none."""
    latest = {row.iso2: row for row in reversed(history(reader, case_id))}
    return {iso2: row for iso2, row in latest.items() if row.verdict != "open"}


def standing(reader: Reader) -> dict[tuple[str, str], DecisionRow]:
    """The decision that counts for each State of every case the actor may see, by (case id, State)."""
    latest = {(row.case_id, row.iso2): row for row in reversed(history(reader))}
    return {key: row for key, row in latest.items() if row.verdict != "open"}


def history(reader: Reader, case_id: str | None = None) -> list[DecisionRow]:
    """All decisions on cases the actor may see, newest first."""
    found: list[dict[str, Any]] = reader.select(
        "SELECT d.*, g.ground FROM state_decision d JOIN case_file USING (case_id) "  # noqa: S608
        "LEFT JOIN state_ground g USING (decision_id) "
        f"WHERE (:case_id IS NULL OR d.case_id = :case_id) AND {reader.visible_sql('state.read')} "
        "ORDER BY d.decision_id DESC",
        case_id=case_id,
    )
    return [
        DecisionRow(
            row["case_id"],
            row["iso2"],
            row["verdict"],
            row["reason"],
            row["by"],
            datetime.fromisoformat(row["at"]),
            json.loads(row["ground"]) if row["ground"] else None,
        )
        for row in found
    ]
