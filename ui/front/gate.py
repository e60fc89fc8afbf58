"""One gate in front of everything Streamlit serves: pages, connection, media, uploads, component files.

Streamlit runs a page file by its address, gives a session to whoever holds its id, and serves media to anyone. None of
that is reached without a signed-in person, because this stands before it and is closed by default.
"""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from records.actor import Actor
from ui.front import headers, rules
from ui.front.owners import Owners, upload_session, wished_session, without_session
from ui.front.sessions import SESSIONS, Sessions, read_token

_PREFIX = b"x-waylink-"
IDENTITY = {"account": "account", "role": "role", "country": "country", "display": "display"}
_CHECK_SECONDS = 20.0


class Gate:
    """ASGI middleware.

    Args:
        app: what stands behind.
        sessions: who is signed in.
    """

    def __init__(self, app: ASGIApp, sessions: Sessions = SESSIONS) -> None:
        self.app = app
        self.sessions = sessions
        self.owners = Owners()
        # Set here and not in the configuration file: without this gate nobody strips what a browser sends under these
        # names, so without this gate Streamlit must not trust them.
        config.set_option("server.trustedUserHeaders", {f"x-waylink-{name}": key for name, key in IDENTITY.items()})
        self.upload_bytes = int(config.get_option("server.maxUploadSize")) * 1024 * 1024 + 64 * 1024

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, send it to the sign-in page, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        scope = dict(scope)
        scope["headers"] = [pair for pair in scope["headers"] if not pair[0].lower().startswith(_PREFIX)]
        found = Headers(scope=scope)
        https = scope.get("scheme") in ("https", "wss")
        token = read_token(cookie_parser(found.get("cookie", "")), https)
        if scope["type"] == "websocket":
            await self._connection(scope, receive, send, found, token)
        else:
            await self._request(scope, receive, _secured(send, scope["path"], https), found, token)

    async def _request(self, scope: Scope, receive: Receive, send: Send, found: Headers, token: str | None) -> None:
        path = scope["path"]
        answer = rules.access(path)
        if answer == "absent":
            await PlainTextResponse("Not found", 404)(scope, receive, send)
            return
        if scope["method"] not in ("GET", "HEAD"):
            refusal = self._refuse_body(found) or _refuse_origin(found)
            if refusal is not None:
                await refusal(scope, receive, send)
                return
        if answer == "signed_in":
            person = await self.sessions.person(token)
            if person is None:
                await _turn_away(scope)(scope, receive, send)
                return
            session_id = upload_session(path)
            if session_id is not None and not self.owners.is_own(session_id, person):
                await PlainTextResponse("Not yours", 403)(scope, receive, send)
                return
            scope["waylink.actor"] = person
        await self.app(scope, receive, send)

    def _refuse_body(self, found: Headers) -> Response | None:
        length = found.get("content-length")
        if length is None and "chunked" in found.get("transfer-encoding", "").lower():
            return PlainTextResponse("Length required", 411)
        if length is not None and (not length.isdigit() or int(length) > self.upload_bytes):
            return PlainTextResponse("The file is larger than this installation takes", 413)
        return None

    async def _connection(self, scope: Scope, receive: Receive, send: Send, found: Headers, token: str | None) -> None:
        person = await self.sessions.person(token) if rules.access(scope["path"]) == "signed_in" else None
        if person is None or token is None or not same_origin(found):
            await send({"type": "websocket.close", "code": 1008})
            return
        protocols = found.get("sec-websocket-protocol", "")
        session_id = wished_session(protocols)
        if session_id is not None and self.owners.is_foreign(session_id, person):
            await send({"type": "websocket.close", "code": 1008})
            return
        kept = [pair for pair in scope["headers"] if pair[0].lower() != b"sec-websocket-protocol"]
        if session_id is not None and not self.owners.is_own(session_id, person):
            protocols = without_session(protocols)
        if protocols:
            kept.append((b"sec-websocket-protocol", protocols.encode("latin-1")))
        scope["headers"] = [*kept, *_identity(person)]
        ended = self.sessions.watch(token)
        try:
            await self.app(scope, self._watched(receive, send, token, person, ended), self._learning(send, person))
        finally:
            self.sessions.unwatch(token, ended)

    def _learning(self, send: Send, person: Actor) -> Send:
        """Messages to the browser; the first that names the session tells whose it is."""
        known = False

        async def sending(message: Message) -> None:
            nonlocal known
            if not known and message["type"] == "websocket.send" and message.get("bytes"):
                known = self.owners.learn(message["bytes"], person)
            await send(message)

        return sending

    def _watched(self, receive: Receive, send: Send, token: str, person: Actor, ended: asyncio.Event) -> Receive:
        """Messages of an open connection while the session lives: sign-out, idleness or a new role end it."""

        async def next_message() -> Message:
            waiting = asyncio.ensure_future(receive())
            ending = asyncio.ensure_future(ended.wait())
            try:
                while not waiting.done():
                    await asyncio.wait({waiting, ending}, timeout=_CHECK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                    if ending.done() or (not waiting.done() and not await self.sessions.holds(token, person)):
                        break
            finally:
                ending.cancel()
                if not waiting.done():
                    waiting.cancel()
            message: Message | None = waiting.result() if waiting.done() and not waiting.cancelled() else None
            if message is not None and message["type"] == "websocket.receive":
                if await self.sessions.person(token) == person:
                    return message
                message = None
            if message is None:
                await send({"type": "websocket.close", "code": 1008})
                return {"type": "websocket.disconnect", "code": 1008}
            return message

        return next_message


def same_origin(found: Headers) -> bool:
    """Whether a browser says that the request comes from a page of this server. Silence is not a yes."""
    origin = found.get("origin")
    return origin is not None and urlsplit(origin).netloc == found.get("host")


def _refuse_origin(found: Headers) -> Response | None:
    return None if same_origin(found) else PlainTextResponse("Foreign origin", 403)


def _turn_away(scope: Scope) -> Response:
    path = scope["path"]
    if scope["method"] == "GET" and rules.is_page(path):
        query = scope.get("query_string", b"").decode("latin-1")
        target = rules.safe_next(path + (f"?{query}" if query else ""))
        return RedirectResponse("/login" + (f"?next={quote(target, safe='')}" if target != "/" else ""), 303)
    return PlainTextResponse("Sign in first", 401)


def _identity(person: Actor) -> list[tuple[bytes, bytes]]:
    values = {"account": person.id, "role": person.role, "country": person.country or "", "display": person.display}
    return [(f"x-waylink-{name}".encode(), quote(value).encode()) for name, value in values.items() if value]


def _secured(send: Send, path: str, https: bool) -> Send:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            headers.secure(MutableHeaders(raw=message.setdefault("headers", [])), path, https=https)
        await send(message)

    return sending
