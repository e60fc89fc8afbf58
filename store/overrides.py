"""Facts that the office wrote over the shipped ones. A row is never changed: a newer one, or a withdrawal, ends it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from store.database import Reader, Tx
from store.rows import OverrideRow


def put(tx: Tx, kind: str, subject: str, value: Mapping[str, Any], source: str) -> None:
    """Write a fact of the office's own; an older one on the same subject ends.

    Raises:
        StoreError: ``not_allowed``.
    """
    tx.require("settings.change")
    now = tx.now().isoformat(timespec="microseconds")
    _end(tx, kind, subject, now)
    kept: dict[str, Any] = {
        "kind": kind, "subject": subject, "value": json.dumps(dict(value), ensure_ascii=False, sort_keys=True),
        "source": source, "by": tx.actor.id, "at": now,
    }  # fmt: skip
    tx.insert("fact_override", [kept])
    tx.log("settings.fact_written", [], kind=kind, subject=subject)


def withdraw(tx: Tx, kind: str, subject: str) -> int:
    """End a fact of the office's own, so that the shipped one counts again; gives how many ended.

    Raises:
        StoreError: ``not_allowed``.
    """
    tx.require("settings.change")
    count = _end(tx, kind, subject, tx.now().isoformat(timespec="microseconds"))
    tx.log("settings.fact_withdrawn", [], kind=kind, subject=subject)
    return count


def _end(tx: Tx, kind: str, subject: str, at: str) -> int:
    return tx.run(
        "UPDATE fact_override SET withdrawn_by = :me, withdrawn_at = :at "
        "WHERE kind = :kind AND subject = :subject AND withdrawn_at IS NULL",
        at=at, kind=kind, subject=subject,
    )  # fmt: skip


def rows(reader: Reader, *, ended: bool = False) -> list[OverrideRow]:
    """The facts of the office, by subject; with ``ended`` those that no longer count too, newest first."""
    reader.require("settings.read")
    found = reader.select(
        "SELECT * FROM fact_override WHERE (:ended OR withdrawn_at IS NULL) ORDER BY kind, subject, override_id DESC",
        ended=int(ended),
    )
    return [
        OverrideRow(
            row["override_id"], row["kind"], row["subject"], json.loads(row["value"]), row["source"], row["by"],
            datetime.fromisoformat(row["at"]), row["withdrawn_by"],
            datetime.fromisoformat(row["withdrawn_at"]) if row["withdrawn_at"] else None,
        )
        for row in found
    ]  # fmt: skip
