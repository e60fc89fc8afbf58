"""The log: append-only, written in the transaction of the change it tells of, each line chained to the one before."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from records import Actor
from store import ids
from store.driver import Database
from store.fold import fold
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
        "reason": without_names(db, _one_line(reason), listed),
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


def without_names(db: Database, reason: str, objects: Sequence[str]) -> str:
    """A reason without the names of persons of the cases it is about: what is written here can never be taken out.

    A word is taken for a name where it is one, or begins like one of five letters or more (names are inflected).
    Organisations are left: their names are made of words that a reason needs.
    """
    case_ids = {ids.case_of(name) for name in objects}
    if not reason or not case_ids:
        return reason
    marks = ", ".join("?" for _ in case_ids)
    found = db.conn.execute(
        "SELECT folded FROM party_name JOIN party USING (party_id) "  # noqa: S608
        f"WHERE party.kind != 'organisation' AND party_name.case_id IN ({marks})",
        tuple(case_ids),
    )
    names = {word for (folded,) in found for word in folded.split() if len(word) > 2 or not word.isascii()}
    if not names:
        return reason
    stems = tuple({name[: max(4, len(name) - 2)] for name in names if len(name) > 4})
    words = reason.split(" ")
    hidden = [any(part in names or part.startswith(stems) for part in fold(word).split()) for word in words]
    return " ".join("[name]" if is_name else word for word, is_name in zip(words, hidden, strict=True))


def rows(
    reader: Reader,
    limit: int = 200,
    action: str | None = None,
    actor: str | None = None,
    object_id: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[AuditRow]:
    """The newest lines first. ``until`` is not included.

    Raises:
        StoreError: ``not_allowed``; the log is for auditors and supervisors.
    """
    reader.require("audit.read")
    found = reader.select(
        "SELECT * FROM audit WHERE (:action IS NULL OR action = :action) AND (:actor IS NULL OR actor = :actor) "
        "AND (:object IS NULL OR seq IN (SELECT seq FROM audit_object WHERE object_id = :object)) "
        "AND (:since IS NULL OR at >= :since) AND (:until IS NULL OR at < :until) ORDER BY seq DESC LIMIT :limit",
        action=action,
        actor=actor,
        object=None if object_id is None else ids.for_log(object_id),
        since=None if since is None else since.isoformat(timespec="milliseconds"),
        until=None if until is None else until.isoformat(timespec="milliseconds"),
        limit=limit,
    )
    return [
        AuditRow(
            row["seq"], datetime.fromisoformat(row["at"]), row["actor"], row["role"], row["action"], row["reason"],
            tuple(json.loads(row["objects"])), json.loads(row["detail"]),
        )
        for row in found
    ]  # fmt: skip


def actions(reader: Reader) -> list[str]:
    """The actions that stand in the log, in order.

    Raises:
        StoreError: ``not_allowed``.
    """
    reader.require("audit.read")
    return [str(row["action"]) for row in reader.select("SELECT DISTINCT action FROM audit ORDER BY action")]


def head(db: Database) -> tuple[int, str]:
    """(sequence, hash) of the last line: what a second place keeps, since a chain alone cannot show its own cut end."""
    last = db.conn.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(last[0]), str(last[1])) if last else (0, _START)


def walk(db: Database) -> tuple[dict[int, str], tuple[int, str] | None]:
    """All lines' hashes by number, and the first line that does not fit as (number, ``changed`` or ``gap``)."""
    hashes: dict[int, str] = {}
    bad: tuple[int, str] | None = None
    previous, expected = _START, 1
    for seq, line, before, digest in _lines(db):
        if bad is None and (seq != expected or before != previous):
            bad = (min(seq, expected), "gap")
        elif bad is None and digest != _digest(previous, line):
            bad = (seq, "changed")
        hashes[seq] = digest
        previous, expected = digest, seq + 1
    return hashes, bad


def highest(db: Database) -> int:
    """The highest number the log ever gave, which the engine keeps apart from the lines."""
    found = db.conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").fetchone()
    return int(found[0]) if found else 0


def announced(db: Database, public_key: str) -> bool:
    """Whether a line of the log says that heads are signed with this key from then on."""
    found = db.conn.execute(
        "SELECT 1 FROM audit WHERE action = 'audit.signing_key' AND json_extract(detail, '$.public_key') = ? LIMIT 1",
        (public_key,),
    )
    return found.fetchone() is not None


def earlier_names(db: Database) -> dict[str, int]:
    """Names that the store had before it was taken back from a backup -> the last line it had under each."""
    found = db.conn.execute("SELECT detail, seq FROM audit WHERE action = 'backup.restored'").fetchall()
    return {str(json.loads(detail).get("before", "")): int(seq) - 1 for detail, seq in found}


def verify(db: Database) -> list[int]:
    """Sequence numbers of lines that do not fit the chain; empty when all is well."""
    wrong: list[int] = []
    previous, expected = _START, 1
    for seq, line, before, digest in _lines(db):
        if seq != expected or before != previous or digest != _digest(previous, line):
            wrong.append(seq)
        previous, expected = digest, seq + 1
    return wrong


def _lines(db: Database) -> Iterator[tuple[int, dict[str, str], str, str]]:
    names = ("at", "actor", "role", "action", "reason", "objects", "detail")
    for row in db.conn.execute(
        "SELECT seq, at, actor, role, action, reason, objects, detail, previous, hash FROM audit ORDER BY seq"
    ):
        yield int(row[0]), dict(zip(names, row[1:8], strict=True)), row[8], row[9]


def _one_line(reason: str) -> str:
    return " ".join(reason.split())[:_LONGEST_REASON].encode("utf-8", "replace").decode()


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
