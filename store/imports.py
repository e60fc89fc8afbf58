"""The ledger of files that were brought in: what was taken, what was put aside and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from store import ids
from store.database import Reader, Tx
from store.errors import StoreError
from store.rows import ImportRow, Quarantine


def begin(tx: Tx, file_name: str, kind: str, sha256: str, size: int) -> str:
    """Open a line of the ledger, in the transaction that saves the file's cases. Gives the import's id.

    Raises:
        StoreError: ``not_allowed``.
    """
    tx.require("import.run")
    import_id = ids.new_id("I")
    tx.insert(
        "import_file",
        [
            {
                "import_id": import_id, "file_name": file_name, "kind": kind, "sha256": sha256, "size": size,
                "state": "begun", "at": tx.now().isoformat(timespec="microseconds"), "actor": tx.actor.id,
            }
        ],
    )  # fmt: skip
    return import_id


def finish(
    tx: Tx,
    import_id: str,
    *,
    ok: bool,
    quarantined: Sequence[Quarantine] = (),
    notices: Sequence[str] = (),
) -> ImportRow:
    """Close the line: what was put aside, and what the person should know. Which cases came is read from the cases."""
    tx.require("import.run")
    tx.run(
        "UPDATE import_file SET state = :state, notices = :notices WHERE import_id = :id",
        state="taken" if ok else "refused",
        notices=json.dumps(list(notices), ensure_ascii=False),
        id=import_id,
    )
    tx.insert(
        "quarantine",
        [
            {"import_id": import_id, "position": place, "row": entry.row, "path": entry.path, "reason": entry.reason}
            for place, entry in enumerate(quarantined)
        ],
    )
    row = _rows(tx, "f.import_id = :id", 1, id=import_id)[0]
    tx.log(
        "import.taken" if ok else "import.refused",
        [import_id, *row.cases],
        cases=len(row.cases),
        quarantined=len(quarantined),
    )
    return row


def history(reader: Reader, limit: int = 100) -> list[ImportRow]:
    """The newest files first.

    Raises:
        StoreError: ``not_allowed``.
    """
    reader.require("import.read")
    return _rows(reader, "1", limit)


def seen(reader: Reader, sha256: str) -> list[ImportRow]:
    """Earlier imports of a file with the same content that were taken."""
    reader.require("import.read")
    return _rows(reader, "f.sha256 = :sha256 AND f.state = 'taken'", 20, sha256=sha256)


def quarantine(reader: Reader, import_id: str) -> list[Quarantine]:
    """What was put aside from one file, in file order.

    Raises:
        StoreError: ``not_allowed``, ``not_found``.
    """
    reader.require("import.read")
    if not reader.select("SELECT 1 FROM import_file WHERE import_id = :id", id=import_id):
        raise StoreError("not_found")
    found = reader.select("SELECT * FROM quarantine WHERE import_id = :id ORDER BY position", id=import_id)
    return [Quarantine(row["row"], row["path"], row["reason"]) for row in found]


def _rows(reader: Reader, condition: str, limit: int, **params: str) -> list[ImportRow]:
    found = reader.select(
        "SELECT f.*, (SELECT count(*) FROM quarantine q WHERE q.import_id = f.import_id) AS put_aside, "  # noqa: S608
        "(SELECT json_group_array(case_id) FROM (SELECT case_id FROM case_file WHERE import_id = f.import_id "
        f"AND {reader.visible_sql('case.read')} ORDER BY case_id)) AS cases "
        f"FROM import_file f WHERE {condition} ORDER BY f.at DESC, f.rowid DESC LIMIT :limit",
        limit=limit,
        **params,
    )
    return [
        ImportRow(
            row["import_id"], row["file_name"], row["kind"], row["sha256"], row["size"], row["state"] == "taken",
            tuple(json.loads(row["cases"])), row["put_aside"], tuple(json.loads(row["notices"])),
            datetime.fromisoformat(row["at"]), row["actor"],
        )
        for row in found
    ]  # fmt: skip
