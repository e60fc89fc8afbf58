"""Who a case is assigned to by name, and who asks to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from store import cases, ids
from store.database import Reader, Tx
from store.errors import StoreError
from store.rows import GrantRow, RequestRow


def rows(reader: Reader, case_id: str) -> list[GrantRow]:
    """Accounts that the case is assigned to, by name.

    Raises:
        StoreError: ``not_found``, ``not_allowed``; who works on a case is shown to those who may share it.
    """
    cases.require(reader, case_id, "case.share")
    found = reader.select(
        "SELECT account, given_by, given_at FROM case_grant WHERE case_id = :case_id ORDER BY account", case_id=case_id
    )
    return [GrantRow(row["account"], row["given_by"], datetime.fromisoformat(row["given_at"])) for row in found]


def revoke(tx: Tx, case_id: str, account: str) -> None:
    """Take a case away from an account.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    cases.require(tx, case_id, "case.share")
    if not tx.run("DELETE FROM case_grant WHERE case_id = :id AND account = :account", id=case_id, account=account):
        raise StoreError("not_found")
    tx.log("case.unshared", [case_id, f"account:{account}"])


def ask(tx: Tx, case_ids: Sequence[str]) -> int:
    """Ask the owners of cases one cannot read for access; gives how many were asked. A waiting request is not repeated.

    Raises:
        StoreError: ``reason_needed``.
    """
    if not tx.reason.strip():
        raise StoreError("reason_needed")
    tx.require("case.ask")
    allowed = tx.visible_sql("case.ask")
    asked = 0
    for case_id in case_ids:
        if not tx.select(f"SELECT 1 FROM case_file WHERE case_id = :id AND {allowed}", id=case_id):  # noqa: S608
            continue
        waiting = "SELECT 1 FROM access_request WHERE case_id = :id AND account = :me AND answer IS NULL"
        if tx.select(waiting, id=case_id):
            continue
        row = {"request_id": ids.new_id("Q"), "case_id": case_id, "account": tx.actor.id, "reason": tx.reason.strip()}
        tx.insert("access_request", [{**row, "at": tx.now().isoformat()}])
        tx.log("case.access_asked", [case_id, row["request_id"]])
        asked += 1
    return asked


def requests(reader: Reader) -> list[RequestRow]:
    """Requests that wait for this actor: on cases they may share, the oldest first."""
    found = reader.select(
        "SELECT q.* FROM access_request q JOIN case_file USING (case_id) WHERE q.answer IS NULL "  # noqa: S608
        f"AND {reader.visible_sql('case.share')} ORDER BY q.at"
    )
    return [_request(row) for row in found]


def asked(reader: Reader) -> list[RequestRow]:
    """What the actor has asked for, the latest first. The case's id is withheld until access is given."""
    reader.require("account.own")
    found = reader.select("SELECT * FROM access_request WHERE account = :me ORDER BY at DESC LIMIT 50")
    return [_request(row if row["answer"] == "granted" else {**row, "case_id": ""}) for row in found]


def answer(tx: Tx, request_id: str, granted: bool) -> None:
    """Give access or decline.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    found = tx.select("SELECT * FROM access_request WHERE request_id = :id AND answer IS NULL", id=request_id)
    tx.require("case.share", "own")
    if not found or not tx.select(
        f"SELECT 1 FROM case_file WHERE case_id = :id AND {tx.visible_sql('case.share')}",  # noqa: S608
        id=found[0]["case_id"],
    ):
        raise StoreError("not_found")
    case_id, account = found[0]["case_id"], found[0]["account"]
    tx.run(
        "UPDATE access_request SET answer = :answer, answered_by = :me, answered_at = :at WHERE request_id = :id",
        answer="granted" if granted else "declined",
        at=tx.now().isoformat(),
        id=request_id,
    )
    tx.log("case.access_given" if granted else "case.access_declined", [case_id, request_id, f"account:{account}"])
    if granted:
        tx.run(
            "INSERT OR IGNORE INTO case_grant (case_id, account, given_by, given_at) "
            "VALUES (:case_id, :account, :me, :at)",
            case_id=case_id,
            account=account,
            at=tx.now().isoformat(),
        )


def _request(row: dict[str, Any]) -> RequestRow:
    return RequestRow(
        row["request_id"], row["case_id"], row["account"], row["reason"], datetime.fromisoformat(row["at"]),
        row["answer"], row["answered_by"],
    )  # fmt: skip
