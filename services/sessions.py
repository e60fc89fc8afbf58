"""Sessions: a random token in the browser, its hash in the store, and what ends it.

A session ends after a time without use (15 minutes unless the settings say otherwise), after 8 hours, at a change of
role or password, and at sign-out. Whoever watches (``Desk.watch_sessions``) hears of each end at once, so that open
connections close with it. Before a second factor is given a session is only a step (``stage``): it opens nothing but
that question.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from records import Actor
from services import settings
from services.desk import Desk
from services.errors import StoreError
from store import Reader, Tx, sessions
from store import accounts as stored
from store import settings as facts
from store.accounts import DOOR
from store.rows import AccountRow, SessionRow

_SEEN_AGAIN = timedelta(seconds=60)
_STEP = timedelta(minutes=10)


def begin(desk: Desk, tx: Tx, account: str, stage: str = "full") -> str:
    """Open a session and give its token; a step of the sign-in lasts ten minutes."""
    token = secrets.token_urlsafe(32)
    hours = int(facts.all_values(tx).get("session_hours", settings.SETTINGS["session_hours"][0]))
    lasts = timedelta(hours=hours) if stage == "full" else _STEP
    sessions.begin(tx, hash_of(token), account, desk.now() + lasts, stage)
    if stage == "full":
        stored.succeeded(tx, account)
    return token


def hash_of(token: str) -> str:
    """What the store keeps of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def actor_of(desk: Desk, token: str) -> Actor | None:
    """Who this session belongs to, counted as use; ``None`` where it ended, never was, or is only a step."""
    return _actor(desk, token, use=True)


def peek(desk: Desk, token: str) -> Actor | None:
    """The same without counting as use: for what watches over an open connection."""
    return _actor(desk, token, use=False)


def step_of(desk: Desk, token: str) -> tuple[AccountRow, str] | None:
    """The account and the stage of a session of any stage that still runs."""
    with desk.read(DOOR) as reader:
        found = _running(reader, token, desk.now())
        row = stored.get(reader, found.account) if found else None
    return (row, found.stage) if found and row else None


def sign_out(desk: Desk, token: str) -> None:
    """End one session; a token that means nothing is no error."""
    with desk.write(DOOR, "sign-out") as tx:
        sessions.end(tx, hash_of(token))


def sign_out_everywhere(desk: Desk, actor: Actor, account: str | None = None) -> int:
    """End all sessions of an account, one's own by default; gives how many there were.

    Raises:
        Refused: ``not_allowed`` for somebody else's.
    """
    with desk.write(actor, "sign-out everywhere") as tx:
        ended = sessions.end_all(tx, account or actor.id)
    desk.tell_sessions_ended(account or actor.id)
    return ended


def open_sessions(desk: Desk, actor: Actor) -> int:
    """How many sessions the actor has open, this one included."""
    with desk.read(actor) as reader:
        return sessions.open_of(reader, actor.id)


def _actor(desk: Desk, token: str, *, use: bool) -> Actor | None:
    if not token:
        return None
    hashed, now = hash_of(token), desk.now()
    with desk.read(DOOR) as reader:
        session = sessions.find(reader, hashed)
        row = stored.get(reader, session.account) if session else None
        idle = _idle(reader)
    if session is None or row is None:
        return None
    if now >= session.expires_at or now - session.last_seen >= idle:
        with desk.write(DOOR, "session ran out") as tx:
            sessions.end(tx, hashed, "session.ran_out")
        return None
    if session.stage != "full":
        return None
    if use and now - session.last_seen >= _SEEN_AGAIN:
        _touch(desk, hashed)
    return Actor(row.account, row.role, row.country, row.display)


def _running(reader: Reader, token: str, now: datetime) -> SessionRow | None:
    found = sessions.find(reader, hash_of(token)) if token else None
    if found is None or now >= found.expires_at or now - found.last_seen >= _idle(reader):
        return None
    return found


def _idle(reader: Reader) -> timedelta:
    return timedelta(minutes=int(facts.all_values(reader).get("idle_minutes", settings.SETTINGS["idle_minutes"][0])))


def _touch(desk: Desk, hashed: str) -> None:
    try:
        with desk.write(DOOR) as tx:
            sessions.touch(tx, hashed)
            tx.quiet()
    except StoreError:
        # A full disk must not sign everybody out: reading and exporting still work.
        return
