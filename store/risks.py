"""What persons answered to the risk questions before a letter. Every answer stays on file; the last one counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from store import cases
from store.database import Reader, Tx
from store.rows import RiskRow


def answer(tx: Tx, case_id: str, iso2: str, question: str, said: str, reason: str, lifted_by: str = "") -> RiskRow:
    """Answer a question for one State of a case.

    Args:
        tx: an open write block.
        case_id: the case.
        iso2: the State.
        question: which one.
        said: no or yes.
        reason: why.
        lifted_by: who decided to go on in spite of a yes; needs the right ``state.override``.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    cases.require(tx, case_id, "state.override" if lifted_by else "state.decide")
    row = RiskRow(case_id, iso2, question, said, reason.strip(), lifted_by.strip(), tx.actor.id, tx.now())
    kept: dict[str, Any] = {
        "case_id": case_id, "iso2": iso2, "question": question, "answer": said, "reason": row.reason,
        "lifted_by": row.lifted_by, "by": row.by, "at": row.at.isoformat(timespec="microseconds"),
    }  # fmt: skip
    tx.insert("risk_answer", [kept])
    tx.log("state.risk_answered", [case_id, iso2], question=question, answer=said, lifted=bool(row.lifted_by))
    return row


def history(reader: Reader, case_id: str | None = None, iso2: str | None = None) -> list[RiskRow]:
    """All answers on cases the actor may see, newest first."""
    found = reader.select(
        "SELECT r.* FROM risk_answer r JOIN case_file USING (case_id) "  # noqa: S608
        "WHERE (:case_id IS NULL OR r.case_id = :case_id) AND (:iso2 IS NULL OR r.iso2 = :iso2) "
        f"AND {reader.visible_sql('state.read')} ORDER BY r.answer_id DESC",
        case_id=case_id, iso2=iso2,
    )  # fmt: skip
    return [
        RiskRow(
            row["case_id"], row["iso2"], row["question"], row["answer"], row["reason"], row["lifted_by"], row["by"],
            datetime.fromisoformat(row["at"]),
        )
        for row in found
    ]  # fmt: skip


def current(reader: Reader, case_id: str | None = None) -> dict[tuple[str, str, str], RiskRow]:
    """The answers that count, by (case id, State, question)."""
    return {(row.case_id, row.iso2, row.question): row for row in reversed(history(reader, case_id))}
