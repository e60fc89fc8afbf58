"""Conditions under which information was received, and permissions of senders.

Neither is deleted; a permission can be marked as withdrawn.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from store import cases, ids
from store.database import Reader, Tx
from store.errors import StoreError
from store.rows import ConditionInput, ConditionRow, PermissionInput, PermissionRow


def receive(tx: Tx, transmission_id: str, conditions: Sequence[ConditionInput], sender: str, authority: str) -> None:
    """Keep the conditions of an incoming line of the register; those without a case wait until its content is known."""
    tx.require("register.write", "own")
    rows = [
        {
            "condition_id": ids.new_id("N"), "transmission_id": transmission_id, "case_id": one.case_id,
            "scope": one.scope, "kind": one.kind, "note": one.note, "until": one.until, "sender": sender,
            "authority": authority, "by": tx.actor.id, "at": tx.now().isoformat(timespec="microseconds"),
        }
        for one in conditions
    ]  # fmt: skip
    tx.insert("received_condition", rows)
    tx.log("condition.received", [transmission_id], conditions=len(rows))


def attach(tx: Tx, transmission_id: str, case_id: str, scopes: Sequence[str]) -> int:
    """Bind the conditions of a line to records of a case; they stay on what they were bound to before.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    cases.require(tx, case_id, "register.write")
    found = tx.select(
        "SELECT kind, note, until, sender, authority, min(rowid) AS first FROM received_condition "
        "WHERE transmission_id = :id GROUP BY kind, note, until, sender, authority ORDER BY first",
        id=transmission_id,
    )
    known = {
        (row["kind"], row["note"], row["until"], row["scope"])
        for row in tx.select(
            "SELECT kind, note, until, scope FROM received_condition "
            "WHERE transmission_id = :id AND case_id = :case_id",
            id=transmission_id, case_id=case_id,
        )
    }  # fmt: skip
    fresh = [
        {
            "condition_id": ids.new_id("N"), "transmission_id": transmission_id, "case_id": case_id, "scope": scope,
            "kind": row["kind"], "note": row["note"], "until": row["until"], "sender": row["sender"],
            "authority": row["authority"], "by": tx.actor.id, "at": tx.now().isoformat(timespec="microseconds"),
        }
        for row in found
        for scope in scopes
        if (row["kind"], row["note"], row["until"], scope) not in known
    ]  # fmt: skip
    tx.insert("received_condition", fresh)
    tx.log("condition.attached", [transmission_id, case_id], conditions=len(fresh))
    return len(fresh)


def rows(
    reader: Reader, case_ids: Sequence[str] | None = None, transmission_id: str | None = None
) -> list[ConditionRow]:
    """Conditions on these cases, or of one line of the register, oldest first.

    They are not filtered by what the actor may see: a condition binds whoever holds the value.
    """
    reader.require("state.read", "own")
    found = reader.select(
        "SELECT c.*, t.number FROM received_condition c JOIN transmission t USING (transmission_id) "
        "WHERE (:ids IS NULL OR c.case_id IN (SELECT value FROM json_each(:ids))) "
        "AND (:line IS NULL OR c.transmission_id = :line) ORDER BY c.at, c.rowid",
        ids=None if case_ids is None else json.dumps(list(case_ids)),
        line=transmission_id,
    )
    return [
        ConditionRow(
            row["condition_id"], row["transmission_id"], row["number"], row["case_id"], row["scope"], row["kind"],
            row["note"], row["until"], row["sender"], row["authority"], row["by"], datetime.fromisoformat(row["at"]),
        )
        for row in found
    ]  # fmt: skip


def permit(tx: Tx, given: PermissionInput) -> PermissionRow:
    """Record a sender's permission.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    cases.require(tx, given.case_id, "register.write")
    row: dict[str, Any] = {
        "permission_id": ids.new_id("G"), "sender": given.sender, "case_id": given.case_id, "scope": given.scope,
        "kinds": json.dumps(sorted(given.kinds)), "recipient": given.recipient, "granted_by": given.granted_by,
        "reference": given.reference, "day": given.day, "expires": given.expires, "by": tx.actor.id,
        "at": tx.now().isoformat(timespec="microseconds"),
    }  # fmt: skip
    tx.insert("sender_permission", [row])
    objects = [given.case_id, row["permission_id"], given.sender]
    tx.log("permission.recorded", [*objects, given.recipient] if given.recipient else objects)
    return permissions(tx, [given.case_id])[-1]


def withdraw(tx: Tx, permission_id: str) -> None:
    """Mark a permission as taken back; the write block's reason says why.

    Raises:
        StoreError: ``not_found``, ``not_allowed``, ``reason_needed``.
    """
    tx.require("register.write", "own")
    if not tx.reason.strip():
        raise StoreError("reason_needed")
    found = tx.select("SELECT case_id FROM sender_permission WHERE permission_id = :id", id=permission_id)
    if not found:
        raise StoreError("not_found")
    cases.require(tx, found[0]["case_id"], "register.write")
    tx.run(
        "UPDATE sender_permission SET withdrawn_by = :me, withdrawn_at = :at, withdrawn_reason = :why "
        "WHERE permission_id = :id AND withdrawn_at = ''",
        at=tx.now().isoformat(timespec="microseconds"), why=tx.reason.strip(), id=permission_id,
    )  # fmt: skip
    tx.log("permission.withdrawn", [found[0]["case_id"], permission_id])


def permissions(reader: Reader, case_ids: Sequence[str]) -> list[PermissionRow]:
    """Permissions for these cases, oldest first, the withdrawn ones among them."""
    reader.require("state.read", "own")
    found = reader.select(
        "SELECT * FROM sender_permission WHERE case_id IN (SELECT value FROM json_each(:ids)) ORDER BY at, rowid",
        ids=json.dumps(list(case_ids)),
    )
    return [
        PermissionRow(
            row["permission_id"], row["sender"], row["case_id"], row["scope"], tuple(json.loads(row["kinds"])),
            row["recipient"], row["granted_by"], row["reference"], row["day"], row["expires"], row["by"],
            datetime.fromisoformat(row["at"]), row["withdrawn_by"], row["withdrawn_reason"],
        )
        for row in found
    ]  # fmt: skip
