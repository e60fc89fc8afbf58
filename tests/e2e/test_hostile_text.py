"""Foreign text in a real browser: it is read, not run, and nobody abroad hears that it was read."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import expect
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route

from records.actor import Actor
from ui.front import map_desk
from ui.front.routes import routes
from ui.map_shapes import Line, Mark, bend
from ui.route_map import document

ROOT = Path(__file__).resolve().parents[2]
EVIL = "</script><script>alert(1)</script><img src=https://evil.example/x onerror=alert(1)> `${alert(1)}` {{7*7}} \\"
OSH, ALMATY, DUBAI = (40.5, 72.8), (43.25, 76.95), (25.2, 55.27)


@pytest.fixture(scope="module")
def bare_page(tmp_path_factory):
    """The page of hostile text, served by Streamlit alone: no gate and no policy stand between."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (tmp_path_factory.mktemp("bare") / "log").open("wb")
    command = [sys.executable, "-m", "streamlit", "run", "tests/e2e/hostile_page.py", "--server.port", str(port)]
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    url = f"http://localhost:{port}"
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).close()
            break
        except OSError:
            time.sleep(0.2)
    yield url
    process.terminate()
    process.wait(15)
    log.close()


def test_no_element_reads_foreign_text_as_markup(bare_page, page, ready):
    page.goto(bare_page)
    ready(page)
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text("![x](").first).to_be_visible()
    expect(main.get_by_text("Osh x -> y <-> z -- q >= r").first).to_be_attached()
    assert main.locator("img, script, em, del, .katex").count() == 0
    assert main.locator("a:not([href^='#'])").count() == 0
    assert main.locator("[data-testid='stIconMaterial']:has-text('home')").count() == 0


class _AsOfficer:
    """Stands where the gate stands, with one person signed in."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        scope["waylink.actor"] = Actor("an.officer", "investigator")
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def map_server():
    """Our own routes, served in this process, so that a test can put a map on the desk."""
    around = (
        "<!doctype html><title>around</title><script>heard=[];onmessage=e=>heard.push(e.data)</script>"
        "<iframe sandbox='allow-scripts' style='width:900px;height:500px' src='/map/{}'></iframe>"
    )
    page = Route("/around/{token:str}", lambda request: HTMLResponse(around.format(request.path_params["token"])))
    app = Starlette(routes=[page, *routes()], middleware=[Middleware(_AsOfficer)])
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        serving = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=serving.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not serving.started:
            time.sleep(0.02)
        yield f"http://localhost:{listening.getsockname()[1]}"
        serving.should_exit = True
        thread.join(10)


@pytest.fixture
def open_map(map_server, page):
    """Put a map into a page the way the desk does: own address, own policy, sandbox."""

    def show(**options):
        marks = [
            Mark(OSH, "origin", ("Osh", EVIL), "Osh"),
            Mark(ALMATY, "transit", ("Almaty",), EVIL),
            Mark(DUBAI, "exploitation", ("Dubai",), "دبي"),
        ]
        lines = [
            Line((bend(OSH, ALMATY),), "solid", 6, ("Osh – Almaty", EVIL), "corridor-1"),
            Line((bend(ALMATY, DUBAI),), "dotted", 3, ("gap",)),
        ]
        token = map_desk.keep("an.officer", document(lines, marks, title="Routes", **options))
        page.goto(f"{map_server}/around/{token}")
        inside = page.frame_locator("iframe")
        inside.locator(".wl-mark").first.wait_for()
        return inside

    return show


def test_a_map_draws_under_its_own_policy_and_runs_nothing_foreign(open_map, page, picture):
    inside = open_map(widths=True)
    expect(inside.locator(".wl-mark")).to_have_count(3)
    expect(inside.locator("path.leaflet-interactive").first).to_be_visible()
    expect(inside.locator("html[data-ground]")).to_be_attached()
    expect(inside.locator(".wl-legend")).to_contain_text("Destination")
    expect(inside.locator(".leaflet-control-attribution")).not_to_contain_text("Leaflet")
    inside.locator(".wl-mark").first.hover()
    expect(inside.locator(".leaflet-tooltip:not(.wl-name)")).to_contain_text("<img src=https://evil.example/x")
    assert inside.locator(".leaflet-tooltip img, .leaflet-tooltip script").count() == 0
    picture(page, "map-light")


def test_marks_can_be_reached_by_keyboard_and_say_what_they_are(open_map, page):
    inside = open_map()
    inside.locator(".leaflet-container").focus()
    told = []
    for _ in range(6):
        page.keyboard.press("Tab")
        page.wait_for_timeout(350)
        told += inside.locator(".leaflet-tooltip:not(.wl-name) b").all_inner_texts()
    assert {text.strip("\u2068\u2069") for text in told} >= {"Osh", "Almaty", "Dubai", "Osh – Almaty"}
    expect(inside.get_by_role("button", name="Dubai")).to_be_attached()


def test_a_clicked_line_tells_its_id_and_the_map_cannot_reach_the_page(open_map, page):
    inside = open_map()
    inside.locator("path.leaflet-interactive").first.dispatch_event("click")
    page.wait_for_function("() => heard.length === 1")
    assert page.evaluate("() => heard[0]") == {"waylink": "line", "id": "corridor-1"}
    reached = inside.locator("html").evaluate(
        "() => { try { return String(parent.document.title) } catch (error) { return error.name } }"
    )
    assert reached == "SecurityError"


def test_the_map_on_a_dark_ground(open_map, page, picture):
    inside = open_map(dark=True)
    expect(inside.locator("html.dark")).to_be_attached()
    picture(page, "map-dark")
