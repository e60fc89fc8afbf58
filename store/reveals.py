"""Which protected names a person has asked to see, and until when. No name is kept here: ids and a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from store import cases
from store.database import Reader, Tx


def begin(tx: Tx, case_id: str, local_ids: Sequence[str], until: datetime) -> None:
    """Let the actor see the names of these persons of a case for a while.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    cases.require(tx, case_id, "case.reveal")
    tx.run("DELETE FROM reveal WHERE until <= :now", now=tx.now().isoformat())
    for local_id in local_ids:
        tx.run(
            "INSERT INTO reveal (account, case_id, local_id, until) VALUES (:me, :case_id, :local_id, :until) "
            "ON CONFLICT (account, case_id, local_id) DO UPDATE SET until = excluded.until",
            case_id=case_id,
            local_id=local_id,
            until=until.isoformat(),
        )
    tx.log("case.name_revealed", [case_id, *(f"{case_id}/{local_id}" for local_id in local_ids)])


def active(reader: Reader, case_id: str) -> dict[str, datetime]:
    """Persons of a case whose names the actor may see now: local id → until when."""
    if cases.get(reader, case_id, "case.reveal") is None:
        return {}
    found = reader.select(
        "SELECT local_id, until FROM reveal WHERE account = :me AND case_id = :case_id AND until > :now",
        case_id=case_id,
        now=reader.now().isoformat(),
    )
    return {row["local_id"]: datetime.fromisoformat(row["until"]) for row in found}


def end(tx: Tx, case_id: str) -> None:
    """Hide the names of a case again, for the actor alone."""
    tx.require("account.own")
    tx.run("DELETE FROM reveal WHERE account = :me AND case_id = :case_id", case_id=case_id)
    tx.log("case.names_hidden", [case_id])
