"""The gate around a small app: what ends an open connection, and what reaches the app behind it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import uvicorn
import websockets
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from websockets.exceptions import ConnectionClosed, InvalidStatus

from records import Actor
from services import accounts, desk, sessions, settings
from ui.front import gate
from ui.front.sessions import Sessions

PASSWORD = "three wise camels"
ADMIN = Actor("root", "administrator", "KZ", "Root")


async def _headers(request):
    return JSONResponse(dict(request.headers))


async def _line(websocket):
    await websocket.accept()
    await websocket.send_json(dict(websocket.headers))
    with contextlib.suppress(Exception):
        while True:
            await websocket.send_text(await websocket.receive_text())


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A real installation with an investigator, and its desk."""
    monkeypatch.setenv("WAYLINK_DATA", str(tmp_path / "data"))
    desk.reset_current()
    at = desk.current()
    accounts.create_first(at, accounts.first_code(at), "root", PASSWORD, "Root", "KZ")
    accounts.create(at, ADMIN, "inga", PASSWORD, "investigator", "KZ", "Inga")
    yield at
    desk.reset_current()


@pytest.fixture
def served(office, monkeypatch):
    """Port of the small app behind a gate of its own that looks after open connections often."""
    monkeypatch.setattr(gate, "_CHECK_SECONDS", 0.3)
    monkeypatch.setattr("ui.front.sessions._idle", {"minutes": 15.0, "until": 0.0})
    routes = [Route("/headers", _headers), WebSocketRoute("/_stcore/stream", _line)]
    app = Starlette(routes=routes, middleware=[Middleware(gate.Gate, sessions=Sessions())])
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(10)


def in_a_loop(steps):
    """Run a coroutine to its end in a thread of its own: a browser's test may keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, steps).result()


def line(port, token, **headers):
    return websockets.connect(
        f"ws://localhost:{port}/_stcore/stream", origin=f"http://localhost:{port}",
        additional_headers={"Cookie": f"waylink_session={token}", **headers},
    )  # fmt: skip


def closed_by(port, token, act):
    """Seconds from an act until the open connection of the token is closed."""

    async def play():
        async with line(port, token) as opened:
            await opened.recv()
            await opened.send("still here")
            assert await opened.recv() == "still here"
            began = time.monotonic()
            await asyncio.to_thread(act)
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(opened.recv(), 5)
            return time.monotonic() - began

    return in_a_loop(play())


@pytest.mark.parametrize(
    "act",
    [
        lambda at: sessions.sign_out_everywhere(at, Actor("inga", "investigator")),
        lambda at: accounts.change_role(at, ADMIN, "inga", "prosecutor", "KZ", "moved"),
        lambda at: accounts.set_disabled(at, ADMIN, "inga", True, "left"),
        lambda at: accounts.change_password(at, ADMIN, "inga", "four wise camels"),
    ],
    ids=["sign-out everywhere", "new role", "closed account", "new password"],
)
def test_what_ends_a_session_ends_its_connection(served, office, act):
    token = accounts.sign_in(office, "inga", PASSWORD)
    assert closed_by(served, token, lambda: act(office)) < 2


def test_a_change_made_by_another_process_is_seen_by_looking(served, office):
    token = accounts.sign_in(office, "inga", PASSWORD)

    def elsewhere():
        with office.write(ADMIN, "another process") as tx:
            tx.run("DELETE FROM session WHERE account = 'inga'")

    assert closed_by(served, token, elsewhere) < 2


def test_the_absolute_limit_ends_a_busy_connection(served, office):
    settings.change(office, ADMIN, "session_hours", 1)
    token = accounts.sign_in(office, "inga", PASSWORD)

    def an_hour_passes():
        with office.write(ADMIN, "time") as tx:
            tx.run("UPDATE session SET expires_at = '2020-01-01T00:00:00+00:00'")

    assert closed_by(served, token, an_hour_passes) < 2


def test_the_idle_limit_ends_an_open_connection(served, office, monkeypatch):
    token = accounts.sign_in(office, "inga", PASSWORD)
    assert closed_by(served, token, lambda: monkeypatch.setattr("ui.front.sessions.idle_minutes", lambda: 0)) < 2


def test_a_step_of_the_sign_in_opens_no_connection(served, office):
    async def play():
        with pytest.raises(InvalidStatus):
            async with line(served, accounts.sign_in(office, "root", PASSWORD)):
                pass

    in_a_loop(play())


def test_who_it_is_comes_from_the_session_alone(served, office):
    async def play():
        forged = {"X-Waylink-Role": "administrator", "x-waylink-account": "root", "X-WAYLINK-DISPLAY": "Forged"}
        async with line(served, accounts.sign_in(office, "inga", PASSWORD), **forged) as opened:
            told = await opened.recv()
            assert "administrator" not in told
            assert "Forged" not in told
            assert '"x-waylink-role":"investigator"' in told.replace(" ", "")

    in_a_loop(play())
