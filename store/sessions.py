"""Signed-in sessions. Only a hash of each token is kept: who reads the store cannot take a session over."""

from __future__ import annotations

from datetime import datetime

from store import accounts
from store.database import Reader, Tx
from store.rows import SessionRow


def begin(tx: Tx, token_hash: str, account: str, expires_at: datetime, stage: str = "full") -> None:
    """Open a session; those that have run out are cleared away.

    Args:
        tx: an open write block.
        token_hash: SHA-256 of the token, hexadecimal.
        account: whose it is.
        expires_at: when it ends at the latest.
        stage: ``full``, or what is still asked of the person: ``code`` or ``enrol``.
    """
    tx.require("door.note")
    now = tx.now().isoformat()
    tx.run("DELETE FROM session WHERE expires_at <= :now", now=now)
    row = {"token_hash": token_hash, "account": account, "created_at": now, "last_seen": now}
    tx.insert("session", [{**row, "expires_at": expires_at.isoformat(), "stage": stage}])


def find(reader: Reader, token_hash: str) -> SessionRow | None:
    """The session with this token; ``None`` where it ended or its account is closed."""
    reader.require("door.ask")
    found = reader.select(
        "SELECT s.*, a.role FROM session s JOIN account a USING (account) "
        "WHERE s.token_hash = :token_hash AND a.disabled = 0",
        token_hash=token_hash,
    )
    if not found:
        return None
    row = found[0]
    return SessionRow(
        row["account"], row["role"], datetime.fromisoformat(row["created_at"]),
        datetime.fromisoformat(row["last_seen"]), datetime.fromisoformat(row["expires_at"]), row["stage"],
    )  # fmt: skip


def touch(tx: Tx, token_hash: str) -> None:
    """Note that the session is in use."""
    tx.require("door.note")
    tx.run("UPDATE session SET last_seen = :now WHERE token_hash = :hash", now=tx.now().isoformat(), hash=token_hash)


def end(tx: Tx, token_hash: str, action: str = "sign_out") -> None:
    """End one session."""
    tx.require("door.note")
    found = tx.select("SELECT account FROM session WHERE token_hash = :hash", hash=token_hash)
    if found:
        tx.run("DELETE FROM session WHERE token_hash = :hash", hash=token_hash)
        tx.log(action, [f"account:{found[0]['account']}"])


def end_all(tx: Tx, account: str) -> int:
    """End all sessions of an account; gives how many there were."""
    tx.require("account.own" if tx.actor.id == account else "account.manage")
    ended = tx.run("DELETE FROM session WHERE account = :account", account=account)
    tx.log("sign_out.everywhere", [f"account:{account}"], sessions=ended)
    return ended


def end_for_factor(tx: Tx, account: str) -> int:
    """End all sessions of an account whose second factor has just changed; gives how many there were."""
    tx.require("door.note")
    ended = tx.run("DELETE FROM session WHERE account = :account", account=account)
    tx.log("session.renewed", [f"account:{account}"], sessions=ended)
    return ended


def open_of(reader: Reader, account: str) -> int:
    """How many sessions of an account are open."""
    accounts.may_look(reader, account)
    found = reader.select(
        "SELECT count(*) AS n FROM session WHERE account = :account AND expires_at > :now AND stage = 'full'",
        account=account,
        now=reader.now().isoformat(),
    )
    return int(found[0]["n"])
