"""Signed-in sessions. Only a hash of each token is kept: who reads the store cannot take a session over."""

from __future__ import annotations

from datetime import datetime

from store.database import Reader, Tx
from store.rows import SessionRow


def begin(tx: Tx, token_hash: str, account: str, expires_at: datetime) -> None:
    """Open a session; those that have run out are cleared away."""
    now = tx.now().isoformat()
    tx.run("DELETE FROM session WHERE expires_at <= :now", now=now)
    row = {"token_hash": token_hash, "account": account, "created_at": now, "last_seen": now}
    tx.insert("session", [{**row, "expires_at": expires_at.isoformat()}])


def find(reader: Reader, token_hash: str) -> SessionRow | None:
    """The session with this token; ``None`` where it ended or its account is closed."""
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
        datetime.fromisoformat(row["last_seen"]), datetime.fromisoformat(row["expires_at"]),
    )  # fmt: skip


def touch(tx: Tx, token_hash: str) -> None:
    """Note that the session is in use."""
    tx.run("UPDATE session SET last_seen = :now WHERE token_hash = :hash", now=tx.now().isoformat(), hash=token_hash)


def end(tx: Tx, token_hash: str, action: str = "sign_out") -> None:
    """End one session."""
    found = tx.select("SELECT account FROM session WHERE token_hash = :hash", hash=token_hash)
    if found:
        tx.run("DELETE FROM session WHERE token_hash = :hash", hash=token_hash)
        tx.log(action, [f"account:{found[0]['account']}"])


def end_all(tx: Tx, account: str) -> int:
    """End all sessions of an account; gives how many there were."""
    if tx.actor.id != account:
        tx.require("account.manage")
    ended = tx.run("DELETE FROM session WHERE account = :account", account=account)
    tx.log("sign_out.everywhere", [f"account:{account}"], sessions=ended)
    return ended
