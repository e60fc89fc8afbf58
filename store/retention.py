"""Until when a submission is kept: a date that a person set, with the reason; it goes with its submission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store import cases
from store.database import Reader, Tx
from store.errors import StoreError


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """The date set for one submission."""

    submission_id: str
    due: date
    reason: str
    set_by: str
    set_at: str


def rows(reader: Reader) -> dict[str, KeptUntil]:
    """The dates set, by submission; only of submissions with a case that the actor may read."""
    found = reader.select(
        "SELECT r.* FROM retention r WHERE EXISTS (SELECT 1 FROM case_file "  # noqa: S608
        f"WHERE case_file.submission_id = r.submission_id AND {reader.visible_sql('case.read')})"
    )
    return {
        row["submission_id"]: KeptUntil(
            row["submission_id"], date.fromisoformat(row["due"]), row["reason"], row["set_by"], row["set_at"]
        )
        for row in found
    }


def put(tx: Tx, submission_id: str, due: date) -> None:
    """Set the date; the reason of the write block is kept with it.

    Raises:
        StoreError: ``reason_needed``, ``not_found``, or ``not_allowed`` for any of its cases.
    """
    tx.require("case.remove", "own")
    if not tx.reason.strip():
        raise StoreError("reason_needed")
    found = tx.select("SELECT case_id FROM case_file WHERE submission_id = :id ORDER BY case_id", id=submission_id)
    if not found:
        raise StoreError("not_found")
    for row in found:
        cases.require(tx, str(row["case_id"]), "case.remove")
    tx.run(
        "INSERT INTO retention (submission_id, due, reason, set_by, set_at) VALUES (:id, :due, :reason, :me, :at) "
        "ON CONFLICT (submission_id) DO UPDATE SET due = excluded.due, reason = excluded.reason, "
        "set_by = excluded.set_by, set_at = excluded.set_at",
        id=submission_id,
        due=due.isoformat(),
        reason=tx.reason[:500],
        at=tx.now().isoformat(),
    )
    tx.log("submission.retention_set", [submission_id], due=due.isoformat())
