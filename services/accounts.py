"""Accounts: the first start, making and changing them, signing in with a password.

Passwords are kept as argon2id hashes (64 MiB, 3 passes); five failures close an account for 15 minutes. What follows a
sign-in lives in :mod:`services.sessions`, the code app in :mod:`services.second_factor`.
"""

from __future__ import annotations

import getpass
import re
import secrets
from datetime import timedelta

from records import Actor
from services import _account_fields as _fields
from services import _passwords, sessions
from services.desk import Desk
from services.errors import Refused
from store import Tx
from store import accounts as stored
from store import settings as facts
from store.accounts import DOOR
from store.ids import ALPHABET
from store.rows import AccountRow

__all__ = [
    "DEMO_ROLES", "FAILURES", "LOCKED_FOR", "SECOND_FACTOR_ROLES", "AccountRow", "change_password", "change_role",
    "create", "create_first", "demo_sign_in", "first_code", "is_first_start", "is_locked", "list_accounts",
    "local_actor", "roles_for", "set_disabled", "sign_in",
]  # fmt: skip

FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
#: these sign in with a code of their own beside the password; others may
SECOND_FACTOR_ROLES = ("supervisor", "administrator")
DEMO_ROLES = ("investigator", "prosecutor", "supervisor", "trainer")
_CODE = "first_code"
_CODE_TRIES = 10


def is_first_start(desk: Desk) -> bool:
    """Whether there is no account yet."""
    with desk.read(DOOR) as reader:
        return not stored.exist(reader)


def first_code(desk: Desk) -> str:
    """A new one-time code for making the first account; the server prints it, and it replaces any earlier code.

    Raises:
        Refused: ``not_first``.
    """
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    with desk.write(DOOR, "first start") as tx:
        _first_only(tx)
        facts.put_fact(tx, _CODE, f"0:{sessions.hash_of(code)}")
        tx.log("first_start.code_made")
    return code


def create_first(desk: Desk, code: str, account: str, password: str, display: str, country: str | None) -> AccountRow:
    """Make the first account, an administrator's, with the code that the server printed.

    Raises:
        Refused: ``not_first``, ``bad_code``, ``bad_account``, ``bad_password``, ``bad_country``.
    """
    account = _fields.account_name(account)
    _passwords.check(password, account)
    country = _fields.country(country)
    if not _take_code(desk, code):
        raise Refused("bad_code", "The one-time code is not right or is used up. Start Waylink again for a new one.")
    hashed = _passwords.hashed(password)
    with desk.write(DOOR, "first start") as tx:
        _first_only(tx)
        facts.put_fact(tx, _CODE, None)
        return stored.create(tx, account, hashed, "administrator", country, _fields.display(display, account))


def create(
    desk: Desk, actor: Actor, account: str, password: str, role: str, country: str | None, display: str
) -> AccountRow:
    """Make an account.

    Raises:
        Refused: ``not_allowed``, ``account_exists``, ``bad_account``, ``bad_password``, ``bad_role``, ``bad_country``.
    """
    account, role = _fields.account_name(account), _fields.role(desk, role)
    _passwords.check(password, account)
    country, hashed = _fields.country(country), _passwords.hashed(password)
    with desk.write(actor) as tx:
        tx.require("account.manage")
        return stored.create(tx, account, hashed, role, country, _fields.display(display, account))


def roles_for(desk: Desk) -> list[str]:
    """Roles that an account here may have."""
    return _fields.given_roles(desk)


def list_accounts(desk: Desk, actor: Actor) -> list[AccountRow]:
    """All accounts by name.

    Raises:
        Refused: ``not_allowed``.
    """
    with desk.read(actor) as reader:
        return stored.rows(reader)


def change_role(desk: Desk, actor: Actor, account: str, role: str, country: str | None, reason: str) -> None:
    """Give an account another role; its sessions end.

    Raises:
        Refused: ``not_allowed``, ``not_found``, ``bad_role``, ``bad_country``, ``last_administrator``.
    """
    role, country = _fields.role(desk, role), _fields.country(country)
    with desk.write(actor, reason) as tx:
        stored.set_role(tx, account, role, country)
        _keep_an_administrator(desk, tx)
    desk.tell_sessions_ended(account)


def set_disabled(desk: Desk, actor: Actor, account: str, disabled: bool, reason: str) -> None:
    """Close an account, or open it again (which also lifts a lock).

    Raises:
        Refused: ``not_allowed``, ``not_found``, ``last_administrator``.
    """
    with desk.write(actor, reason) as tx:
        stored.set_disabled(tx, account, disabled)
        _keep_an_administrator(desk, tx)
    if disabled:
        desk.tell_sessions_ended(account)


def change_password(desk: Desk, actor: Actor, account: str, password: str, *, current: str = "") -> None:
    """Change one's own password (the current one is asked for), or as an administrator that of somebody else.

    Raises:
        Refused: ``sign_in_failed`` where the current password is wrong, ``not_allowed``, ``bad_password``.
    """
    _passwords.check(password, account)
    if actor.id == account:
        with desk.read(DOOR) as reader:
            kept = stored.password_hash(reader, account)
        if not _passwords.fits(kept, current):
            raise _failed()
    hashed = _passwords.hashed(password)
    with desk.write(actor, "password changed") as tx:
        stored.set_password(tx, account, hashed)
    desk.tell_sessions_ended(account)


def sign_in(desk: Desk, account: str, password: str) -> str:
    """Open a session and give its token, which is shown to nobody but the browser.

    Where a second factor is set up, or the role asks for one, the session is only a step: ``sessions.step_of`` tells
    which, and ``second_factor`` leads on.

    Raises:
        Refused: ``sign_in_failed``; the same whether the name, the password or the lock was the reason.
    """
    name = account.strip().casefold()
    with desk.read(DOOR) as reader:
        row, kept = stored.get(reader, name), stored.password_hash(reader, name)
    right = _passwords.fits(kept, password)
    newer = _passwords.newer(kept, password) if right else None
    with desk.write(DOOR, "sign-in") as tx:
        row = stored.get(tx, name)
        if row is None:
            stored.failed_unknown(tx)
            token = None
        elif is_locked(desk, row) or row.disabled:
            tx.log("sign_in.refused", [f"account:{name}"])
            token = None
        elif not right or stored.password_hash(tx, name) != kept:
            stored.failed(tx, name, FAILURES, desk.now() + LOCKED_FOR)
            token = None
        else:
            if newer is not None:
                stored.rehash(tx, name, newer)
            token = sessions.begin(desk, tx, name, _stage(desk, row))
    if token is None:
        raise _failed()
    return token


def demo_sign_in(desk: Desk, role: str) -> str:
    """Open a session as a made-up officer of a demonstration; no password, no real data.

    Raises:
        Refused: ``not_a_demonstration``, ``bad_role``.
    """
    if not desk.demo:
        raise Refused("not_a_demonstration", "This works in a demonstration only. Sign in with your account.")
    if role not in DEMO_ROLES:
        raise Refused("bad_role", "Choose one of the roles: {roles}.", roles=", ".join(DEMO_ROLES))
    account = f"demo-{role}"
    with desk.write(local_actor(), "demonstration") as tx:
        if stored.get(tx, account) is None:
            country = str(facts.all_values(tx).get("own_country", "")) or None
            stored.create(tx, account, _passwords.UNUSABLE, role, country, role.capitalize())
        return sessions.begin(desk, tx, account)


def local_actor() -> Actor:
    """Who works on the command line of the machine that holds the store and its key."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "user"
    return Actor("local:" + (re.sub(r"[^a-z0-9._-]", "-", user.casefold())[:40] or "user"), "local")


def _take_code(desk: Desk, code: str) -> bool:
    """Compare the code; each wrong one counts, and after ten none fits any more."""
    given = re.sub(r"[^0-9A-Z]", "", code.upper())
    given = "-".join(given[place : place + 4] for place in range(0, len(given), 4))
    with desk.write(DOOR, "first start") as tx:
        _first_only(tx)
        tries, _, kept = (facts.fact(tx, _CODE) or "0:").partition(":")
        if int(tries) >= _CODE_TRIES or not kept:
            return False
        right = secrets.compare_digest(kept, sessions.hash_of(given))
        if not right:
            facts.put_fact(tx, _CODE, f"{int(tries) + 1}:{kept}")
            tx.log("first_start.wrong_code", tries=int(tries) + 1)
        return right


def _first_only(tx: Tx) -> None:
    if stored.exist(tx):
        raise Refused("not_first", "There are accounts already. Ask an administrator for one.")


def _keep_an_administrator(desk: Desk, tx: Tx) -> None:
    if not desk.demo and not any(row.role == "administrator" and not row.disabled for row in stored.rows(tx)):
        raise Refused("last_administrator", "Somebody must stay administrator. Give the role to another account first.")


def _stage(desk: Desk, row: AccountRow) -> str:
    """What is still asked after the password: a code, setting one up, or nothing."""
    if row.second_factor:
        return "code"
    return "enrol" if row.role in SECOND_FACTOR_ROLES and not desk.demo else "full"


def is_locked(desk: Desk, row: AccountRow) -> bool:
    """Whether an account is closed for a while after failures."""
    return row.locked_until is not None and row.locked_until > desk.now()


def _failed() -> Refused:
    return Refused(
        "sign_in_failed",
        "The name or the password is not right, or the account is closed. "
        "After {failures} failures it stays closed for {minutes} minutes.",
        failures=FAILURES,
        minutes=int(LOCKED_FOR.total_seconds() // 60),
    )
