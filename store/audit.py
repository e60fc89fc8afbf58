"""The log: append-only, written in the transaction of the change it tells of, each line chained to the one before."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from records import Actor
from store import ids
from store.driver import Database
from store.rows import AuditRow

if TYPE_CHECKING:
    from store.database import Reader

_LONGEST_REASON = 500
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,79}")
_START = "0" * 64


def append(
    db: Database,
    at: datetime,
    actor: Actor,
    action: str,
    reason: str,
    objects: Sequence[str],
    detail: Mapping[str, Any],
) -> None:
    """Add one line inside the open transaction.

    Raises:
        ValueError: a detail is neither a number nor a short code, so it could be somebody's data.
    """
    listed = list(dict.fromkeys(ids.for_log(name) for name in objects))
    line = {
        "at": at.isoformat(timespec="milliseconds"),
        "actor": actor.id,
        "role": actor.role,
        "action": action,
        "reason": " ".join(reason.split())[:_LONGEST_REASON].encode("utf-8", "replace").decode(),
        "objects": _json(listed),
        "detail": _json({name: _checked(name, value) for name, value in detail.items()}),
    }
    last = db.conn.execute("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    previous = last[0] if last else _START
    columns = (*line.values(), previous, _digest(previous, line))
    cursor = db.conn.execute(
        "INSERT INTO audit (at, actor, role, action, reason, objects, detail, previous, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        columns,
    )
    db.conn.executemany(
        "INSERT INTO audit_object (object_id, seq) VALUES (?, ?)", [(name, cursor.lastrowid) for name in listed]
    )


def rows(
    reader: Reader,
    limit: int = 200,
    action: str | None = None,
    actor: str | None = None,
    object_id: str | None = None,
) -> list[AuditRow]:
    """The newest lines first.

    Raises:
        StoreError: ``not_allowed``; the log is for auditors and supervisors.
    """
    reader.require("audit.read")
    found = reader.select(
        "SELECT * FROM audit WHERE (:action IS NULL OR action = :action) AND (:actor IS NULL OR actor = :actor) "
        "AND (:object IS NULL OR seq IN (SELECT seq FROM audit_object WHERE object_id = :object)) "
        "ORDER BY seq DESC LIMIT :limit",
        action=action,
        actor=actor,
        object=None if object_id is None else ids.for_log(object_id),
        limit=limit,
    )
    return [
        AuditRow(
            row["seq"], datetime.fromisoformat(row["at"]), row["actor"], row["role"], row["action"], row["reason"],
            tuple(json.loads(row["objects"])), json.loads(row["detail"]),
        )
        for row in found
    ]  # fmt: skip


def head(db: Database) -> tuple[int, str]:
    """(sequence, hash) of the last line: what a second place keeps, since a chain alone cannot show its own cut end."""
    last = db.conn.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(last[0]), str(last[1])) if last else (0, _START)


def verify(db: Database) -> list[int]:
    """Sequence numbers of lines that do not fit the chain; empty when all is well."""
    wrong: list[int] = []
    previous, expected = _START, 1
    for row in db.conn.execute(
        "SELECT seq, at, actor, role, action, reason, objects, detail, previous, hash FROM audit ORDER BY seq"
    ):
        names = ("at", "actor", "role", "action", "reason", "objects", "detail")
        line = dict(zip(names, row[1:8], strict=True))
        if row[0] != expected or row[8] != previous or row[9] != _digest(previous, line):
            wrong.append(int(row[0]))
        previous, expected = row[9], row[0] + 1
    return wrong


def _digest(previous: str, line: Mapping[str, str]) -> str:
    return hashlib.sha256((previous + _json(line)).encode()).hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _checked(name: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_checked(name, part) for part in value]
    if isinstance(value, str) and _CODE.fullmatch(value):
        return value
    raise ValueError(f"the log takes numbers and short codes only, not this value of '{name}'")
