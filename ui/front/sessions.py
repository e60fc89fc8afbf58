"""Who is behind a cookie, as the gate knows it: asked of the service, remembered for a few seconds."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from anyio import to_thread

from records.actor import Actor
from services import desk, sessions, settings
from services.errors import StoreError

COOKIE = "waylink_session"
COOKIE_HTTPS = "__Host-waylink_session"
LANGUAGE_COOKIE = "waylink_language"
_FRESH_SECONDS = 5.0
_idle = {"minutes": 15.0, "until": 0.0}


@dataclass(slots=True)
class _Known:
    actor: Actor
    checked: float
    used: float


def cookie_name(https: bool) -> str:
    """Name of the session cookie; over TLS the prefix binds it to this host and to TLS."""
    return COOKIE_HTTPS if https else COOKIE


def read_token(cookies: Mapping[str, str], https: bool) -> str | None:
    """The session token a browser sent, where it can be one at all."""
    token = cookies.get(cookie_name(https), "")
    return token if 16 <= len(token) <= 200 and token.isascii() else None


class Sessions:
    """Sessions that came through this process. The store stays the truth and is asked again after five seconds."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._sockets: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None

    async def person(self, token: str | None) -> Actor | None:
        """The signed-in person behind a token, counted as activity; ``None`` where there is none any more."""
        if token is None:
            return None
        key, now = _key(token), time.monotonic()
        known = self._known.get(key)
        if known is not None and now - known.checked < _FRESH_SECONDS:
            known.used = now
            return known.actor
        desk.current().watch_sessions(self.forget_account)
        actor = await to_thread.run_sync(_ask, token)
        if actor is None:
            self.forget(token)
            return None
        self._known[key] = _Known(actor, now, now)
        if len(self._known) > 5_000:
            self._known = {name: seen for name, seen in self._known.items() if now - seen.used < 3600}
        return actor

    def idle(self, token: str) -> bool:
        """Whether nothing was done under a token for the time after which a session ends. Asking is no activity."""
        known = self._known.get(_key(token))
        return known is None or time.monotonic() - known.used > idle_minutes() * 60

    async def alive(self, token: str) -> bool:
        """Whether a session lives. No activity, but for the first question after a start of the server."""
        if _key(token) not in self._known:
            return await self.person(token) is not None
        return not self.idle(token)

    async def holds(self, token: str, actor: Actor) -> bool:
        """Whether an open connection may stay open: same person, same role, not idle, not at the end. No activity.

        Where the store cannot be asked at this moment, the limits known here decide.
        """
        if self.idle(token):
            return False
        try:
            return await to_thread.run_sync(_peek, token) == actor
        except StoreError:
            return True

    def watch(self, token: str) -> asyncio.Event:
        """An event that is set when the session ends, for an open connection to wait on."""
        self._loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        self._sockets[_key(token)].add(ended)
        return ended

    def unwatch(self, token: str, ended: asyncio.Event) -> None:
        """Stop waiting."""
        waiting = self._sockets.get(_key(token))
        if waiting is not None:
            waiting.discard(ended)
            if not waiting:
                del self._sockets[_key(token)]

    def forget(self, token: str) -> None:
        """End a session here: drop what is remembered and close its open connections."""
        self._forget(_key(token))

    def forget_account(self, account: str) -> None:
        """The same for all sessions of an account; may be called from any thread."""
        for key in [key for key, known in list(self._known.items()) if known.actor.id == account]:
            if self._loop is None or self._loop.is_closed():
                self._forget(key)
            else:
                self._loop.call_soon_threadsafe(self._forget, key)

    def _forget(self, key: str) -> None:
        self._known.pop(key, None)
        for ended in self._sockets.get(key, ()):
            ended.set()


def idle_minutes() -> int:
    """Minutes without activity after which a session ends: the installation's setting, asked once a minute."""
    now = time.monotonic()
    if now > _idle["until"]:
        _idle["minutes"] = int(settings.value(desk.current(), "idle_minutes"))
        _idle["until"] = now + 60
    return int(_idle["minutes"])


def _ask(token: str) -> Actor | None:
    return sessions.actor_of(desk.current(), token)


def _peek(token: str) -> Actor | None:
    return sessions.peek(desk.current(), token)


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


SESSIONS = Sessions()
