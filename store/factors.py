"""Second factors, and identities of a provider. Secrets stay in the encrypted store; recovery codes are hashed."""

from __future__ import annotations

from collections.abc import Sequence

from store import accounts
from store.database import Reader, Tx
from store.errors import StoreError


def secret(reader: Reader, account: str) -> tuple[str | None, int]:
    """(secret of the code app in base 32, last time step that was used) of an account.

    Raises:
        StoreError: ``not_allowed``.
    """
    reader.require("door.ask")
    found = reader.select("SELECT totp_secret, totp_step FROM account WHERE account = :account", account=account)
    return (found[0]["totp_secret"], int(found[0]["totp_step"])) if found else (None, 0)


def pending(reader: Reader, account: str) -> str | None:
    """The secret that waits for its first code."""
    reader.require("door.ask")
    found = reader.select("SELECT totp_pending FROM account WHERE account = :account", account=account)
    return found[0]["totp_pending"] if found else None


def propose(tx: Tx, account: str, secret: str) -> None:
    """Keep a secret until its first code shows that the person has it."""
    tx.require("door.note")
    tx.run("UPDATE account SET totp_pending = :secret WHERE account = :account", secret=secret, account=account)
    tx.quiet()


def confirm(tx: Tx, account: str, step: int, code_hashes: Sequence[str]) -> None:
    """Take the waiting secret into use, with new recovery codes.

    Raises:
        StoreError: ``not_found`` where none waits.
    """
    tx.require("door.note")
    changed = tx.run(
        "UPDATE account SET totp_secret = totp_pending, totp_pending = NULL, totp_step = :step, totp_since = :at "
        "WHERE account = :account AND totp_pending IS NOT NULL",
        step=step,
        at=tx.now().isoformat(),
        account=account,
    )
    if not changed:
        raise StoreError("not_found")
    _replace_codes(tx, account, code_hashes)
    tx.log("account.second_factor_set", [f"account:{account}"])


def use_step(tx: Tx, account: str, step: int) -> bool:
    """Mark a time step as used; ``False`` where it, or a later one, was used before."""
    tx.require("door.note")
    tx.quiet()
    return bool(
        tx.run(
            "UPDATE account SET totp_step = :step WHERE account = :account AND totp_step < :step",
            step=step,
            account=account,
        )
    )


def use_recovery_code(tx: Tx, account: str, code_hash: str) -> bool:
    """Use up a recovery code; whether there was such a one."""
    tx.require("door.note")
    used = tx.run("DELETE FROM recovery_code WHERE account = :account AND code_hash = :hash", account=account,
                  hash=code_hash)  # fmt: skip
    if used:
        tx.log("account.recovery_code_used", [f"account:{account}"], left=_left(tx, account))
    return bool(used)


def codes_left(reader: Reader, account: str) -> int:
    """How many recovery codes an account still has."""
    accounts.may_look(reader, account)
    return _left(reader, account)


def reset(tx: Tx, account: str) -> None:
    """Take the second factor away from somebody who lost it; the next sign-in sets up a new one. Sessions end.

    Raises:
        StoreError: ``not_allowed``, ``not_found``.
    """
    tx.require("account.manage")
    changed = tx.run(
        "UPDATE account SET totp_secret = NULL, totp_pending = NULL, totp_since = NULL WHERE account = :account",
        account=account,
    )
    if not changed:
        raise StoreError("not_found")
    tx.run("DELETE FROM recovery_code WHERE account = :account", account=account)
    tx.run("DELETE FROM session WHERE account = :account", account=account)
    tx.log("account.second_factor_reset", [f"account:{account}"])


def account_for(reader: Reader, issuer: str, subject: str) -> str | None:
    """The account that belongs to an identity of a provider."""
    reader.require("door.ask")
    found = reader.select(
        "SELECT account FROM account_identity WHERE issuer = :issuer AND subject = :subject",
        issuer=issuer,
        subject=subject,
    )
    return str(found[0]["account"]) if found else None


def bind(tx: Tx, issuer: str, subject: str, account: str) -> None:
    """Tie an identity of a provider to an account."""
    tx.require("door.provision")
    tx.insert("account_identity", [{"issuer": issuer, "subject": subject, "account": account}])
    tx.log("account.identity_bound", [f"account:{account}"])


def _left(reader: Reader, account: str) -> int:
    found = reader.select("SELECT count(*) AS n FROM recovery_code WHERE account = :account", account=account)
    return int(found[0]["n"])


def _replace_codes(tx: Tx, account: str, code_hashes: Sequence[str]) -> None:
    tx.run("DELETE FROM recovery_code WHERE account = :account", account=account)
    tx.insert("recovery_code", [{"account": account, "code_hash": one} for one in code_hashes])
