"""The code of a phone beside the password (TOTP, RFC 6238), with recovery codes for a lost phone.

A code is good once: its time step is kept, and no earlier one is taken again. Failures count like wrong passwords. The
account gets a new session token whenever a factor was given.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

import pyotp

from records import Actor
from services import _passwords, accounts, sessions
from services.desk import Desk
from services.errors import Refused
from store import accounts as stored
from store import factors
from store import sessions as kept
from store.accounts import DOOR
from store.ids import ALPHABET

CODES = 10
_STEP = 30
#: a phone's clock may be this many steps off
_DRIFT = 1


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the person enters into a code app: ``secret`` in base 32, or ``uri`` as a picture to scan."""

    account: str
    secret: str
    uri: str


def begin(desk: Desk, token: str) -> Enrolment:
    """A secret for a code app, for a signed-in person or one whose sign-in asks to set it up.

    Asked again before the first code was given, it is the same.

    Raises:
        Refused: ``step_over`` where the session has ended.
    """
    account = _account(desk, token, "enrol", "full")
    with desk.read(DOOR) as reader:
        secret = factors.pending(reader, account)
    if secret is None:
        secret = pyotp.random_base32()
        with desk.write(DOOR) as tx:
            factors.propose(tx, account, secret)
    return Enrolment(account, secret, pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name="Waylink"))


def confirm(desk: Desk, token: str, code: str, password: str = "") -> tuple[str, list[str]]:
    """Take the code app into use with its first code; all other sessions of the account end.

    Args:
        desk: the installation.
        token: of a sign-in that asks for it, or of a signed-in person.
        code: what the app shows.
        password: of a signed-in person who has one: an unguarded screen must not be enough to take an account over.

    Returns:
        The token of a new session, and ten recovery codes, which are shown once.

    Raises:
        Refused: ``step_over``, ``wrong_code``.
    """
    account = _account(desk, token, "enrol", "full")
    if asks_password(desk, token) and not _password_fits(desk, account, password):
        raise Refused("wrong_password", "This is not your current password.")
    codes = ["-".join(_signs(6) for _ in range(4)) for _ in range(CODES)]
    with desk.write(DOOR, "second factor") as tx:
        secret = factors.pending(tx, account)
        step = _fitting_step(desk, secret, code)
        if step is None:
            fresh = None
            tx.log("sign_in.wrong_code", [f"account:{account}"])
        else:
            factors.confirm(tx, account, step, [sessions.hash_of(_plain(one)) for one in codes])
            kept.end_for_factor(tx, account)
            fresh = sessions.begin(desk, tx, account)
    if fresh is not None:
        desk.tell_sessions_ended(account)
    else:
        raise Refused(
            "wrong_code", "This is not the code that the app shows now. Check the phone's clock and try again."
        )
    return fresh, codes


def asks_password(desk: Desk, token: str) -> bool:
    """Whether setting up a code app asks for the password: in a session that is open already, where there is one."""
    found = sessions.step_of(desk, token)
    if found is None or found[1] != "full":
        return False
    with desk.read(DOOR) as reader:
        return stored.password_hash(reader, found[0].account) not in (None, _passwords.UNUSABLE)


def enter(desk: Desk, token: str, code: str) -> str:
    """Complete a sign-in with a code of the app or a recovery code; gives the token of the full session.

    Raises:
        Refused: ``step_over``, ``wrong_code``.
    """
    account = _account(desk, token, "code")
    with desk.write(DOOR, "sign-in") as tx:
        secret, _used = factors.secret(tx, account)
        step = _fitting_step(desk, secret, code)
        right = factors.use_step(tx, account, step) if step is not None else False
        right = right or factors.use_recovery_code(tx, account, sessions.hash_of(_plain(code)))
        row = stored.get(tx, account)
        locked = row is None or row.disabled or accounts.is_locked(desk, row)
        fresh = None
        if right and not locked:
            kept.end(tx, sessions.hash_of(token), "session.renewed")
            fresh = sessions.begin(desk, tx, account)
        elif locked or stored.failed(tx, account, accounts.FAILURES, desk.now() + accounts.LOCKED_FOR):
            kept.end(tx, sessions.hash_of(token), "sign_in.refused")
            locked = True
    if fresh is not None:
        return fresh
    if locked:
        raise _over()
    raise Refused("wrong_code", "This is not the code that the app shows now. Check the phone's clock and try again.")


def reset(desk: Desk, actor: Actor, account: str, reason: str) -> None:
    """Take the code app away from somebody who lost phone and recovery codes; the next sign-in sets up a new one.

    Raises:
        Refused: ``reason_needed``, ``not_allowed``, ``not_found``.
    """
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    with desk.write(actor, reason) as tx:
        factors.reset(tx, account)
    desk.tell_sessions_ended(account)


def state(desk: Desk, actor: Actor) -> tuple[bool, int]:
    """Whether the actor has a code app in use, and how many recovery codes are left."""
    with desk.read(actor) as reader:
        row = stored.get(reader, actor.id)
        return row is not None and row.second_factor, factors.codes_left(reader, actor.id)


def _account(desk: Desk, token: str, *stages: str) -> str:
    found = sessions.step_of(desk, token)
    if found is None or found[1] not in stages:
        raise _over()
    return found[0].account


def _password_fits(desk: Desk, account: str, password: str) -> bool:
    with desk.read(DOOR) as reader:
        hashed = stored.password_hash(reader, account)
    if _passwords.fits(hashed, password):
        return True
    with desk.write(DOOR, "second factor") as tx:
        stored.failed(tx, account, accounts.FAILURES, desk.now() + accounts.LOCKED_FOR)
    return False


def _over() -> Refused:
    return Refused("step_over", "This sign-in has ended. Begin again with your password.")


def _fitting_step(desk: Desk, secret: str | None, code: str) -> int | None:
    digits = re.sub(r"\s", "", code)
    if secret is None or not (len(digits) == 6 and digits.isascii() and digits.isdigit()):
        return None
    now, totp = int(desk.now().timestamp()) // _STEP, pyotp.TOTP(secret)
    # Every step is compared, so that the time taken tells nothing.
    fitting = [
        now + off for off in range(-_DRIFT, _DRIFT + 1) if secrets.compare_digest(totp.generate_otp(now + off), digits)
    ]
    return max(fitting) if fitting else None


def _signs(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def _plain(code: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", code.upper())[:40]
