"""Accounts. Only a hash of each password is kept, and it never leaves this room but by :func:`password_hash`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from records import Actor
from store.database import Reader, Tx
from store.errors import StoreError
from store.rows import AccountRow

#: acts for the sign-in itself, before anybody is known
DOOR = Actor("door", "door")


def exist(reader: Reader) -> bool:
    """Whether there is any account.

    Raises:
        StoreError: ``not_allowed``.
    """
    reader.require("door.ask")
    return _exist(reader)


def get(reader: Reader, account: str) -> AccountRow | None:
    """One account: one's own, or any for the sign-in and the administrator.

    Raises:
        StoreError: ``not_allowed``.
    """
    may_look(reader, account)
    return _get(reader, account)


def may_look(reader: Reader, account: str) -> None:
    """Refuse a look at somebody else's account.

    Raises:
        StoreError: ``not_allowed``.
    """
    if not (reader.may("door.ask") or reader.may("account.manage")):
        if account != reader.actor.id:
            raise StoreError("not_allowed")
        reader.require("account.own")


def names(reader: Reader) -> list[AccountRow]:
    """Open accounts of people who work on cases: whom a case can be assigned to.

    Raises:
        StoreError: ``not_allowed``.
    """
    reader.require("case.share", "own")
    found = reader.select("SELECT * FROM account WHERE disabled = 0 ORDER BY account")
    kept = [_row(row) for row in found]
    return [row for row in kept if reader.other_may(row.role, "case.read", "assigned")]


def _exist(reader: Reader) -> bool:
    return bool(reader.select("SELECT 1 FROM account LIMIT 1"))


def _get(reader: Reader, account: str) -> AccountRow | None:
    found = reader.select("SELECT * FROM account WHERE account = :account", account=account)
    return _row(found[0]) if found else None


def rows(reader: Reader) -> list[AccountRow]:
    """All accounts by name.

    Raises:
        StoreError: ``not_allowed``.
    """
    reader.require("account.manage")
    return [_row(row) for row in reader.select("SELECT * FROM account ORDER BY account")]


def password_hash(reader: Reader, account: str) -> str | None:
    """The stored hash of an account's password, for the check at sign-in.

    Raises:
        StoreError: ``not_allowed``.
    """
    may_look(reader, account)
    found = reader.select("SELECT password_hash FROM account WHERE account = :account", account=account)
    return str(found[0]["password_hash"]) if found else None


def create(tx: Tx, account: str, password: str, role: str, country: str | None, display: str) -> AccountRow:
    """Enter an account; ``password`` is its hash. The right to do so is checked by the caller for the first one.

    Raises:
        StoreError: ``account_exists``, ``not_allowed`` where accounts exist already.
    """
    tx.require("account.manage" if _exist(tx) and not tx.may("door.provision") else "door.note")
    if _get(tx, account):
        raise StoreError("account_exists")
    tx.insert(
        "account",
        [
            {
                "account": account, "display": display, "role": role, "country": country, "password_hash": password,
                "created_at": tx.now().isoformat(), "created_by": tx.actor.id,
            }
        ],
    )  # fmt: skip
    tx.log("account.created", [f"account:{account}"], role=role)
    made = _get(tx, account)
    assert made is not None
    return made


def set_password(tx: Tx, account: str, password: str) -> None:
    """Keep a new hash; open sessions of the account end."""
    _own_or_manage(tx, account)
    tx.run("UPDATE account SET password_hash = :hash WHERE account = :account", hash=password, account=account)
    tx.run("DELETE FROM session WHERE account = :account", account=account)
    tx.log("account.password_changed", [f"account:{account}"])


def rehash(tx: Tx, account: str, password: str) -> None:
    """Keep the same password under a newer hash."""
    tx.require("door.note")
    tx.run("UPDATE account SET password_hash = :hash WHERE account = :account", hash=password, account=account)


def set_role(tx: Tx, account: str, role: str, country: str | None) -> None:
    """Change role and country; open sessions of the account end, so that the new role needs a new sign-in."""
    if not tx.may("door.provision"):
        _existing(tx, account)
    tx.run("UPDATE account SET role = :role, country = :country WHERE account = :account",
           role=role, country=country, account=account)  # fmt: skip
    tx.run("DELETE FROM session WHERE account = :account", account=account)
    tx.log("account.role_changed", [f"account:{account}"], role=role)


def set_disabled(tx: Tx, account: str, disabled: bool) -> None:
    """Close an account, or open it again; closing ends its sessions."""
    _existing(tx, account)
    tx.run("UPDATE account SET disabled = :off, failures = 0, locked_until = NULL WHERE account = :account",
           off=int(disabled), account=account)  # fmt: skip
    if disabled:
        tx.run("DELETE FROM session WHERE account = :account", account=account)
    tx.log("account.disabled" if disabled else "account.enabled", [f"account:{account}"])


def failed(tx: Tx, account: str, most: int, locked_until: datetime) -> bool:
    """Count a failed sign-in; at the ``most``-th the account is locked. Gives whether it now is."""
    tx.require("door.note")
    tx.run("UPDATE account SET failures = failures + 1 WHERE account = :account", account=account)
    locked = tx.run(
        "UPDATE account SET locked_until = :until, failures = 0 WHERE account = :account AND failures >= :most",
        until=locked_until.isoformat(),
        account=account,
        most=most,
    )
    _attempt(tx, account, "locked" if locked else "failed")
    tx.log("sign_in.locked" if locked else "sign_in.failed", [f"account:{account}"])
    return bool(locked)


def failed_unknown(tx: Tx) -> None:
    """Count a failed sign-in for a name that no account has. The name is not kept: it may be a mistyped password."""
    tx.require("door.note")
    _attempt(tx, "", "unknown")
    tx.log("sign_in.unknown")


def succeeded(tx: Tx, account: str) -> None:
    """Note a sign-in and forget earlier failures."""
    tx.require("door.note")
    tx.run(
        "UPDATE account SET failures = 0, locked_until = NULL, last_sign_in = :at WHERE account = :account",
        at=tx.now().isoformat(),
        account=account,
    )
    _attempt(tx, account, "ok")
    tx.log("sign_in.ok", [f"account:{account}"])


def _attempt(tx: Tx, account: str, outcome: str) -> None:
    tx.insert("login_attempt", [{"account": account, "at": tx.now().isoformat(), "outcome": outcome}])
    tx.run("DELETE FROM login_attempt WHERE attempt_id <= (SELECT max(attempt_id) FROM login_attempt) - 10000")


def _own_or_manage(tx: Tx, account: str) -> None:
    tx.require("account.own" if tx.actor.id == account else "account.manage")
    if _get(tx, account) is None:
        raise StoreError("not_found")


def _existing(tx: Tx, account: str) -> None:
    tx.require("account.manage")
    if _get(tx, account) is None:
        raise StoreError("not_found")


def _row(row: dict[str, Any]) -> AccountRow:
    def moment(name: str) -> datetime | None:
        return None if row[name] is None else datetime.fromisoformat(row[name])

    return AccountRow(
        row["account"], row["display"], row["role"], row["country"], datetime.fromisoformat(row["created_at"]),
        row["created_by"], bool(row["disabled"]), row["failures"], moment("locked_until"), moment("last_sign_in"),
        row["totp_secret"] is not None,
    )  # fmt: skip
