"""Submissions: what each authority sent, and taking it out again with everything that only it supported."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from records import Marking
from store import cases
from store.database import Reader, Tx
from store.errors import StoreError
from store.rows import SubmissionRow


def rows(reader: Reader) -> list[SubmissionRow]:
    """Submissions with at least one case that the actor may read, newest first."""
    return some(reader, None)


def some(reader: Reader, submission_ids: Sequence[str] | None) -> list[SubmissionRow]:
    """The same for some submissions only; ``None`` gives all."""
    found = reader.select(
        "SELECT s.*, count(*) AS cases FROM submission s JOIN case_file USING (submission_id) "  # noqa: S608
        f"WHERE {reader.visible_sql('case.read')} "
        "AND (:ids IS NULL OR s.submission_id IN (SELECT value FROM json_each(:ids))) "
        "GROUP BY s.submission_id ORDER BY s.created_at DESC, s.submission_id",
        ids=None if submission_ids is None else json.dumps(list(submission_ids)),
    )
    return [
        SubmissionRow(
            row["submission_id"], row["country"], row["authority"], row["reference"], row["received"], row["language"],
            Marking(row["tlp"], frozenset(json.loads(row["handling"]))), row["cases"], row["import_id"],
            datetime.fromisoformat(row["created_at"]), row["created_by"],
        )
        for row in found
    ]  # fmt: skip


def remove(tx: Tx, submission_id: str) -> list[str]:
    """Remove a submission: its cases with their persons, stops, pairs, judgements and decisions.

    The file it came in loses its name and its quarantined rows when nothing else came from it. Call ``Store.purge``
    after the block, so that the bytes go too. The register of letters and the log stay; neither holds a name.

    Returns:
        Ids of the cases that were removed.

    Raises:
        StoreError: ``reason_needed``, ``not_found``, or ``not_allowed`` for any one of its cases.
    """
    tx.require("case.remove", "own")
    if not tx.reason.strip():
        raise StoreError("reason_needed")
    found = tx.select("SELECT case_id FROM case_file WHERE submission_id = :id ORDER BY case_id", id=submission_id)
    case_ids = [str(row["case_id"]) for row in found]
    if not case_ids:
        raise StoreError("not_found")
    for case_id in case_ids:
        cases.require(tx, case_id, "case.remove")
    # Logged while the names are known, so that one in the reason is seen.
    tx.log("submission.removed", [submission_id, *case_ids], cases=len(case_ids))
    for case_id in case_ids:
        cases.drop(tx, case_id)
    sent = tx.select("SELECT import_id FROM submission WHERE submission_id = :id", id=submission_id)[0]
    tx.run("DELETE FROM submission WHERE submission_id = :id", id=submission_id)
    if sent["import_id"] is not None:
        _forget_file(tx, sent["import_id"])
    return case_ids


def _forget_file(tx: Tx, import_id: str) -> None:
    if tx.select("SELECT 1 FROM submission WHERE import_id = :id LIMIT 1", id=import_id):
        return
    tx.run("DELETE FROM quarantine WHERE import_id = :id", id=import_id)
    tx.run(
        "UPDATE import_file SET file_name = '', notices = '[]', state = 'removed' WHERE import_id = :id", id=import_id
    )
