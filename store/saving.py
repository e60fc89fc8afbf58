"""Saving cases with the rows that follow from them, removing them, giving and taking access."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from records import CaseDocument
from store import derived, ids
from store.database import Tx
from store.errors import StoreError
from store.reading import require
from store.rows import CaseInput, CaseRecord, SavedRow


def save_many(tx: Tx, items: Sequence[CaseInput], import_id: str | None = None) -> list[SavedRow]:
    """Save cases, new or again, all in the open transaction.

    A document saved again replaces what was stored; open pairs of persons that are gone go with them, pairs of those
    that stay are marked stale until the next link run.

    Raises:
        StoreError: ``not_allowed``, ``not_found``, ``changed_meanwhile``.
    """
    tx.require("import.run" if import_id else "case.write", "own")
    now = tx.now().isoformat(timespec="microseconds")
    saved = [_save_row(tx, item, import_id, now) for item in items]
    pairs = list(zip(items, saved, strict=True))
    again = [row.case_id for row in saved if row.version > 1]
    for case_id in again:
        _clear(tx, case_id)
    _insert_derived(tx, pairs)
    for case_id in again:
        _mend_matches(tx, case_id)
    for row in saved:
        action = "case.changed" if row.version > 1 else "case.recorded"
        tx.log(action, [row.case_id, row.submission_id], version=row.version)
    return saved


def remove(tx: Tx, case_id: str) -> None:
    """Remove a case with its pairs, judgements and decisions; its submission goes when it has no other case.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    record = require(tx, case_id, "case.remove")
    # Logged while the names are known, so that one in the reason is seen.
    tx.log("case.removed", [case_id, record.submission_id])
    drop(tx, case_id)
    tx.run(
        "DELETE FROM submission WHERE submission_id = :id "
        "AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.submission_id = :id)",
        id=record.submission_id,
    )


def drop(tx: Tx, case_id: str) -> None:
    """Delete a case's rows, without asking and without a log line: for the callers in this room that do both."""
    _clear(tx, case_id)
    tx.run("DELETE FROM case_file WHERE case_id = :case_id", case_id=case_id)


def share(tx: Tx, case_id: str, account: str) -> None:
    """Assign the case to an account by name.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    require(tx, case_id, "case.share")
    tx.run(
        "INSERT OR IGNORE INTO case_grant (case_id, account, given_by, given_at) VALUES (:case_id, :account, :me, :at)",
        case_id=case_id,
        account=account,
        at=tx.now().isoformat(),
    )
    tx.log("case.shared", [case_id, f"account:{account}"])


def restrict(tx: Tx, case_id: str, restricted: bool) -> None:
    """Close a case to all but its owner and those it is assigned to, or open it to the installation again.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    require(tx, case_id, "case.share")
    tx.run("UPDATE case_file SET restricted = :on WHERE case_id = :case_id", on=int(restricted), case_id=case_id)
    tx.log("case.restricted" if restricted else "case.opened_to_office", [case_id])


def _save_row(tx: Tx, item: CaseInput, import_id: str | None, now: str) -> SavedRow:
    fields = derived.case_fields(item.document)
    case_id = item.case_id or ids.new_id("C")
    if item.title is not None:
        fields["title"] = item.title(case_id)
    if item.case_id is None:
        submission_id = _submission(tx, item.document, import_id, now)
        stamps = {"created_at": now, "created_by": tx.actor.id, "updated_at": now, "updated_by": tx.actor.id}
        own = {"case_id": case_id, "submission_id": submission_id, "import_id": import_id, "version": 1}
        tx.insert("case_file", [{**own, **fields, **stamps}])
        return SavedRow(case_id, 1, submission_id)
    before = require(tx, item.case_id, "case.write")
    if item.expect is not None and item.expect != before.version:
        raise StoreError("changed_meanwhile")
    submission_id = _submission_again(tx, before, item.document, now)
    changes = ", ".join(f"{name} = :{name}" for name in fields)
    tx.run(
        f"UPDATE case_file SET {changes}, submission_id = :submission_id, version = version + 1, "  # noqa: S608
        "updated_at = :now, updated_by = :me WHERE case_id = :case_id",
        **fields,
        submission_id=submission_id,
        now=now,
        case_id=item.case_id,
    )
    return SavedRow(item.case_id, before.version + 1, submission_id)


def _submission(tx: Tx, document: CaseDocument, import_id: str | None, now: str) -> str:
    """The submission row of a document; the documents of one file that name the same package share it."""
    digest = _digest(document)
    if import_id is not None:
        known = tx.select(
            "SELECT submission_id FROM submission WHERE import_id = :import_id AND digest = :digest",
            import_id=import_id,
            digest=digest,
        )
        if known:
            return str(known[0]["submission_id"])
    submission_id = ids.new_id("S")
    row = {"submission_id": submission_id, **_submission_fields(document), "digest": digest, "import_id": import_id}
    tx.insert("submission", [{**row, "created_at": now, "created_by": tx.actor.id}])
    return submission_id


def _submission_again(tx: Tx, before: CaseRecord, document: CaseDocument, now: str) -> str:
    digest = _digest(document)
    row = tx.select(
        "SELECT digest, import_id, (SELECT count(*) FROM case_file c WHERE c.submission_id = s.submission_id) AS cases "
        "FROM submission s WHERE submission_id = :id",
        id=before.submission_id,
    )[0]
    if row["digest"] == digest:
        return before.submission_id
    if row["cases"] > 1:
        return _submission(tx, document, row["import_id"], now)
    fields = _submission_fields(document)
    changes = ", ".join(f"{name} = :{name}" for name in fields)
    tx.run(
        f"UPDATE submission SET {changes}, digest = :digest WHERE submission_id = :id",  # noqa: S608
        **fields,
        digest=digest,
        id=before.submission_id,
    )
    return before.submission_id


def _submission_fields(document: CaseDocument) -> dict[str, Any]:
    sent = document.submission
    return {
        "country": sent.country, "authority": sent.authority or "", "reference": sent.reference or "",
        "received": sent.received or "", "language": sent.language or "", "tlp": sent.tlp,
        "handling": json.dumps(sorted(sent.handling)),
    }  # fmt: skip


def _digest(document: CaseDocument) -> str:
    return hashlib.sha256(json.dumps(document.submission.to_plain(), sort_keys=True).encode()).hexdigest()


def _clear(tx: Tx, case_id: str) -> None:
    for table in ("identifier", "party_name", "party", "stop", "case_code"):
        tx.run(f"DELETE FROM {table} WHERE case_id = :case_id", case_id=case_id)  # noqa: S608


def _insert_derived(tx: Tx, pairs: Sequence[tuple[CaseInput, SavedRow]]) -> None:
    next_id = int(tx.db.execute("SELECT coalesce(max(name_id), 0) + 1 FROM party_name").fetchone()[0])
    tables: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("case_code", "party", "party_name", "name_word", "name_part", "identifier", "stop")
    }
    for item, saved in pairs:
        case_id, document = saved.case_id, item.document
        names = derived.name_rows(case_id, document, item.keys, next_id)
        next_id += len(names[0])
        tables["case_code"] += derived.code_rows(case_id, document)
        tables["party"] += derived.party_rows(case_id, document, set(item.protected))
        for table, part in zip(("party_name", "name_word", "name_part"), names, strict=True):
            tables[table] += part
        tables["identifier"] += derived.identifier_rows(case_id, document)
        tables["stop"] += derived.stop_rows(case_id, document)
    for table, rows_of_table in tables.items():
        tx.insert(table, rows_of_table)


def _mend_matches(tx: Tx, case_id: str) -> None:
    gone = "(left_case = :case_id AND left_id NOT IN (SELECT party_id FROM party WHERE case_id = :case_id)) OR \
(right_case = :case_id AND right_id NOT IN (SELECT party_id FROM party WHERE case_id = :case_id))"
    tx.run(f"DELETE FROM match WHERE {gone}", case_id=case_id)  # noqa: S608
    tx.run("UPDATE match SET stale = 1 WHERE left_case = :case_id OR right_case = :case_id", case_id=case_id)
