"""Letters in work and the files of signed ones; the rule of two persons is kept here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from store import cases, transmissions
from store.database import Reader, Tx
from store.errors import StoreError
from store.rows import FileRow, TransmissionRow, WorkRow


def save(tx: Tx, line: TransmissionRow, work: Mapping[str, Any]) -> None:
    """Keep a letter in work; whoever saves it becomes one of its authors.

    Raises:
        StoreError: ``wrong_state`` once it is handed in or signed, ``not_found``, ``not_allowed``.
    """
    cases.require(tx, line.case_id, "letter.draft")
    if transmissions.require(tx, line.number).status != "draft":
        raise StoreError("wrong_state")
    before = get(tx, line)
    authors = sorted({tx.actor.id, line.by, *(before.authors if before else ())})
    tx.run(
        "INSERT INTO letter_work (transmission_id, case_id, work, authors, updated_at, updated_by) "
        "VALUES (:id, :case_id, :work, :authors, :at, :me) ON CONFLICT (transmission_id) DO UPDATE SET "
        "work = excluded.work, authors = excluded.authors, updated_at = excluded.updated_at, "
        "updated_by = excluded.updated_by",
        id=line.transmission_id, case_id=line.case_id, work=json.dumps(work, ensure_ascii=False, sort_keys=True),
        authors=json.dumps(authors), at=tx.now().isoformat(timespec="microseconds"),
    )  # fmt: skip
    tx.log("letter.saved", [line.case_id, line.transmission_id])


def get(reader: Reader, line: TransmissionRow) -> WorkRow | None:
    """The work of a letter; ``None`` where there is none, or its case is gone or may not be read."""
    if cases.get(reader, line.case_id, "state.read") is None:
        return None
    found = reader.select("SELECT * FROM letter_work WHERE transmission_id = :id", id=line.transmission_id)
    return next(
        (
            WorkRow(
                row["transmission_id"], row["case_id"], json.loads(row["work"]), tuple(json.loads(row["authors"])),
                datetime.fromisoformat(row["updated_at"]), row["updated_by"],
            )
            for row in found
        ),
        None,
    )  # fmt: skip


def submit(tx: Tx, line: TransmissionRow, content_sha256: str) -> TransmissionRow:
    """Hand a letter in for signature; its words stand still from here on.

    Raises:
        StoreError: ``wrong_state``, ``not_allowed``.
    """
    cases.require(tx, line.case_id, "letter.draft")
    _at(tx, line, "draft")
    changes = {"status": "submitted", "content_sha256": content_sha256}
    return transmissions.happened(tx, line, "submitted", detail={"content": content_sha256}, changes=changes)


def give_back(tx: Tx, line: TransmissionRow) -> TransmissionRow:
    """Return a letter to its authors; the write block's reason says why.

    Raises:
        StoreError: ``wrong_state``, ``not_allowed``, ``reason_needed``.
    """
    if not tx.reason.strip():
        raise StoreError("reason_needed")
    cases.require(tx, line.case_id, "letter.draft")
    _at(tx, line, "submitted")
    return transmissions.happened(tx, line, "returned", changes={"status": "draft", "content_sha256": ""})


def sign(tx: Tx, line: TransmissionRow, content_sha256: str, files: Mapping[tuple[str, str], bytes]) -> TransmissionRow:
    """Sign off a letter as the second person, and keep its files with their hashes.

    Args:
        tx: the write in progress.
        line: the letter.
        content_sha256: hash of the words that the signer has read.
        files: (kind, language) -> bytes; the first one's hash is the line's own.

    Raises:
        StoreError: ``not_allowed``, ``same_person``, ``wrong_state``, ``content_changed``.
    """
    cases.require(tx, line.case_id, "letter.sign")
    current = _at(tx, line, "submitted")
    if current.content_sha256 != content_sha256:
        raise StoreError("content_changed")
    work = get(tx, line)
    if work is None:
        raise StoreError("not_found")
    if tx.actor.id in {*work.authors, current.by}:
        raise StoreError("same_person")
    now = tx.now().isoformat(timespec="microseconds")
    heads: list[dict[str, Any]] = [
        {
            "transmission_id": line.transmission_id, "kind": kind, "language": language,
            "sha256": sha256(data).hexdigest(), "size": len(data), "at": now,
        }
        for (kind, language), data in files.items()
    ]  # fmt: skip
    tx.insert("transmission_file", heads)
    tx.insert(
        "transmission_body",
        [
            {
                "transmission_id": line.transmission_id, "kind": kind, "language": language, "case_id": line.case_id,
                "body": data,
            }
            for (kind, language), data in files.items()
        ],
    )  # fmt: skip
    changes = {"status": "signed", "signed_by": tx.actor.id, "sha256": heads[0]["sha256"]}
    detail = {"files": {f"{one['kind']}.{one['language']}": one["sha256"] for one in heads}}
    done = transmissions.happened(tx, line, "signed", tx.now().date().isoformat(), detail, changes)
    tx.log("letter.signed", [line.case_id, line.transmission_id], files=len(heads))
    return done


def files(reader: Reader, line: TransmissionRow) -> list[FileRow]:
    """Hashes of a letter's files; they stay when the files have gone with their case."""
    reader.require("state.read", "own")
    found = reader.select(
        "SELECT * FROM transmission_file WHERE transmission_id = :id ORDER BY language, kind", id=line.transmission_id
    )
    return [
        FileRow(row["kind"], row["language"], row["sha256"], row["size"], datetime.fromisoformat(row["at"]))
        for row in found
    ]


def body(reader: Reader, line: TransmissionRow, kind: str, language: str) -> bytes:
    """The bytes of a signed letter's file.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    cases.require(reader, line.case_id, "letter.draft")
    found = reader.select(
        "SELECT body FROM transmission_body WHERE transmission_id = :id AND kind = :kind AND language = :language",
        id=line.transmission_id, kind=kind, language=language,
    )  # fmt: skip
    if not found:
        raise StoreError("not_found")
    return bytes(found[0]["body"])


def _at(tx: Tx, line: TransmissionRow, status: str) -> TransmissionRow:
    current = transmissions.require(tx, line.number)
    if current.status != status:
        raise StoreError("wrong_state")
    return current
