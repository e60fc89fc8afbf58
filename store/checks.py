"""Which doubtful facts a person has verified for a letter to one State. A tick that was taken back stays on file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from store import cases
from store.database import Reader, Tx
from store.rows import FactCheckRow


def tick(tx: Tx, case_id: str, iso2: str, subject: str, fact: str, note: str) -> FactCheckRow:
    """Say that a fact was verified.

    Args:
        tx: an open write block.
        case_id: the case.
        iso2: the State the letter goes to.
        subject: which fact.
        fact: digest of what was looked at.
        note: how it was verified.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    cases.require(tx, case_id, "state.decide")
    row = FactCheckRow(case_id, iso2, subject, fact, note.strip(), tx.actor.id, tx.now())
    kept: dict[str, Any] = {
        "case_id": case_id, "iso2": iso2, "subject": subject, "fact": fact, "note": row.note, "by": row.by,
        "at": row.at.isoformat(timespec="microseconds"),
    }  # fmt: skip
    tx.insert("fact_check", [kept])
    tx.log("state.fact_verified", [case_id, iso2], subject=subject)
    return row


def undo(tx: Tx, case_id: str, iso2: str, subject: str) -> int:
    """Take a tick back; gives how many there were.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    cases.require(tx, case_id, "state.decide")
    count = tx.run(
        "UPDATE fact_check SET undone_by = :me, undone_at = :at "
        "WHERE case_id = :case_id AND iso2 = :iso2 AND subject = :subject AND undone_at IS NULL",
        at=tx.now().isoformat(timespec="microseconds"), case_id=case_id, iso2=iso2, subject=subject,
    )  # fmt: skip
    tx.log("state.fact_reopened", [case_id, iso2], subject=subject)
    return count


def current(reader: Reader, case_id: str, iso2: str) -> dict[tuple[str, str], FactCheckRow]:
    """The ticks that stand, by (subject, digest of the fact)."""
    found = reader.select(
        "SELECT f.* FROM fact_check f JOIN case_file USING (case_id) "  # noqa: S608
        f"WHERE f.case_id = :case_id AND f.iso2 = :iso2 AND f.undone_at IS NULL AND {reader.visible_sql('state.read')} "
        "ORDER BY f.check_id",
        case_id=case_id, iso2=iso2,
    )  # fmt: skip
    return {
        (row["subject"], row["fact"]): FactCheckRow(
            row["case_id"], row["iso2"], row["subject"], row["fact"], row["note"], row["by"],
            datetime.fromisoformat(row["at"]),
        )
        for row in found
    }  # fmt: skip
