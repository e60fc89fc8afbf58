"""Emergency access ("break-glass"): one person, one case, an hour, a reason; it waits for a supervisor's review.

A line stays when its case is removed: it holds ids and the reason, never a name.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from store import ids
from store.database import Reader, Tx
from store.errors import StoreError
from store.fold import squeezed
from store.rows import EmergencyRow

FINDINGS = ("justified", "not_justified")


def begin(tx: Tx, reference: str, until: datetime) -> EmergencyRow:
    """Open a case that the actor may not read, by its id or its own reference.

    The caller gives the reason when it opens the write block.

    Raises:
        StoreError: ``reason_needed``, ``not_found``, ``not_needed`` where the actor may read the case anyway.
    """
    tx.require("case.emergency")
    if not tx.reason.strip():
        raise StoreError("reason_needed")
    wanted = {"given": reference.strip().upper(), "key": squeezed(reference) or "\x00"}
    known = "(case_id = :given OR reference_key = :key)"
    if tx.select(f"SELECT 1 FROM case_file WHERE {known} AND {tx.visible_sql('case.read')} LIMIT 1", **wanted):  # noqa: S608
        raise StoreError("not_needed")
    found = tx.select(f"SELECT case_id FROM case_file WHERE {known} AND {tx.visible_sql('case.emergency')}", **wanted)  # noqa: S608
    if len(found) != 1:
        raise StoreError("not_found")
    row: dict[str, Any] = {
        "emergency_id": ids.new_id("E"), "case_id": found[0]["case_id"], "account": tx.actor.id,
        "reason": tx.reason.strip(), "begun_at": tx.now().isoformat(timespec="microseconds"),
        "until": until.isoformat(timespec="microseconds"),
    }  # fmt: skip
    tx.insert("emergency", [row])
    tx.forget_emergencies()
    tx.log("emergency.begun", [row["case_id"], row["emergency_id"]])
    return _row({**row, "reviewed_by": None, "reviewed_at": None, "finding": None, "note": None})


def end(tx: Tx, emergency_id: str) -> None:
    """End one's own emergency access before its time.

    Raises:
        StoreError: ``not_found``.
    """
    tx.require("account.own")
    now = tx.now().isoformat(timespec="microseconds")
    ended = tx.run(
        "UPDATE emergency SET until = :now WHERE emergency_id = :id AND account = :me AND until > :now",
        id=emergency_id,
        now=now,
    )
    if not ended:
        raise StoreError("not_found")
    tx.forget_emergencies()
    tx.log("emergency.ended", [emergency_id])


def mine(reader: Reader) -> list[EmergencyRow]:
    """The actor's own emergency accesses that still run, the latest first."""
    reader.require("account.own")
    found = reader.select(
        "SELECT * FROM emergency WHERE account = :me AND until > :now ORDER BY begun_at DESC",
        now=reader.now().isoformat(),
    )
    return [_row(row) for row in found]


def rows(reader: Reader, *, waiting: bool = False, limit: int = 200) -> list[EmergencyRow]:
    """Emergency accesses of everybody, those that wait for review first.

    Raises:
        StoreError: ``not_allowed``.
    """
    reader.require("emergency.read")
    found = reader.select(
        "SELECT * FROM emergency WHERE :waiting = 0 OR reviewed_at IS NULL "
        "ORDER BY reviewed_at IS NOT NULL, begun_at DESC LIMIT :limit",
        waiting=int(waiting),
        limit=limit,
    )
    return [_row(row) for row in found]


def review(tx: Tx, emergency_id: str, finding: str, note: str) -> None:
    """Write down what a supervisor found; nobody reviews their own.

    Raises:
        StoreError: ``not_allowed``, ``bad_verdict``, ``not_found``, ``own_emergency``.
    """
    tx.require("emergency.review")
    if finding not in FINDINGS:
        raise StoreError("bad_verdict")
    found = tx.select("SELECT account, case_id, reviewed_at FROM emergency WHERE emergency_id = :id", id=emergency_id)
    if not found or found[0]["reviewed_at"] is not None:
        raise StoreError("not_found")
    if found[0]["account"] == tx.actor.id:
        raise StoreError("own_emergency")
    tx.run(
        "UPDATE emergency SET reviewed_by = :me, reviewed_at = :at, finding = :finding, note = :note, "
        "until = min(until, :at) WHERE emergency_id = :id",
        at=tx.now().isoformat(timespec="microseconds"),
        finding=finding,
        note=note.strip(),
        id=emergency_id,
    )
    tx.log("emergency.reviewed", [emergency_id, found[0]["case_id"]], finding=finding)


def _row(row: dict[str, Any]) -> EmergencyRow:
    return EmergencyRow(
        row["emergency_id"], row["case_id"], row["account"], row["reason"], datetime.fromisoformat(row["begun_at"]),
        datetime.fromisoformat(row["until"]), row["reviewed_by"],
        None if row["reviewed_at"] is None else datetime.fromisoformat(row["reviewed_at"]), row["finding"], row["note"],
    )  # fmt: skip
