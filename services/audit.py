"""The log for those whose work it is: read with filters, examined against its signed heads, taken out as a table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from exchange import write_csv
from records import Actor
from services._witness import second_place
from services.desk import Desk
from store import audit as stored
from store import checkpoints
from store.checkpoints import WRONG, Examined
from store.rows import AuditRow

__all__ = ["WRONG", "AuditRow", "Examined", "Filter", "Head", "actions", "export", "head", "listing", "verify"]

_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines; an empty field does not filter. Days are in UTC, both included."""

    action: str | None = None
    person: str | None = None
    object_id: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    limit: int = 500


@dataclass(frozen=True, slots=True)
class Head:
    """The last line's number and hash: what is written down elsewhere."""

    seq: int
    hash: str
    at: datetime


def listing(desk: Desk, actor: Actor, wanted: Filter) -> list[AuditRow]:
    """Lines of the log, newest first.

    Raises:
        Refused: ``not_allowed``.
    """
    with desk.read(actor) as reader:
        return stored.rows(
            reader,
            wanted.limit,
            wanted.action or None,
            (wanted.person or "").strip() or None,
            (wanted.object_id or "").strip() or None,
            _start(wanted.first_day),
            None if wanted.last_day is None else _start(wanted.last_day + timedelta(days=1)),
        )


def actions(desk: Desk, actor: Actor) -> list[str]:
    """The actions that stand in the log, for the filter.

    Raises:
        Refused: ``not_allowed``.
    """
    with desk.read(actor) as reader:
        return stored.actions(reader)


def head(desk: Desk, actor: Actor) -> Head:
    """The head of the log now.

    Raises:
        Refused: ``not_allowed``.
    """
    with desk.read(actor) as reader:
        reader.require("audit.read")
        seq, digest = stored.head(reader.db)
    return Head(seq, digest, desk.now())


def verify(desk: Desk, actor: Actor, heads: Path | None = None) -> Examined:
    """Read the whole log and compare it with every signed head; the look is itself logged.

    Args:
        desk: the installation.
        actor: who asks.
        heads: the file of the second place; ``None`` takes the installation's own.

    Raises:
        Refused: ``not_allowed``.
    """
    kept = checkpoints.read(heads or second_place(desk.folder, desk.demo))
    with desk.read(actor) as reader:
        reader.require("audit.read")
        found = checkpoints.examine(reader.db, kept)
    with desk.write(actor) as tx:
        tx.log("audit.verified", lines=found.lines, first_bad=found.first_bad)
    return found


def export(desk: Desk, actor: Actor, wanted: Filter) -> tuple[str, bytes]:
    """The lines as CSV that a spreadsheet opens without running anything; gives file name and bytes.

    Raises:
        Refused: ``not_allowed``.
    """
    rows = listing(desk, actor, Filter(
        wanted.action, wanted.person, wanted.object_id, wanted.first_day, wanted.last_day, _MOST
    ))  # fmt: skip
    table = [
        (row.seq, row.at.isoformat(), row.actor, row.role, row.action, " ".join(row.objects), row.reason,
         json.dumps(dict(row.detail), sort_keys=True))
        for row in rows
    ]  # fmt: skip
    data = write_csv.write(["line", "at", "actor", "role", "action", "objects", "reason", "detail"], table)
    with desk.write(actor, "log taken out") as tx:
        tx.log("audit.exported", lines=len(rows))
    return f"waylink-log-{desk.now():%Y%m%d-%H%M}.csv", data


def _start(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), UTC)
