"""What the routes page costs from 1,000 to 100,000 legs, in a real browser, beside plain folium and pydeck.

    uv run python -m benchmarks.routes_explorer --folder /tmp/explorer [--pydeck PYTHON] [--sizes 1000 100000]

``--pydeck`` names an interpreter that has pydeck (it is no dependency of ours); without it that column stays empty.
Prints a table, and the load of the machine, for a loaded machine makes everything slower.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import folium
from playwright.sync_api import Browser, Frame, Page, sync_playwright

from benchmarks.routes_store import ACTOR, filled
from services import _route_columns

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader",
]  # fmt: skip
READY = '[data-test-script-state="notRunning"]'
INSIDE = re.compile(r"(https?|wss?)://localhost|data:|blob:")
REPEATS = 4
PATIENCE = 90_000


@dataclass
class Row:
    """Figures of one size: milliseconds, bytes, counts."""

    legs: int
    figures: dict[str, str] = field(default_factory=dict)


class Wire:
    """Bytes that reach the browser over its sockets, counted between two moments."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        page.on("websocket", lambda socket_: socket_.on("framereceived", self._count))

    def _count(self, frame: Any) -> None:
        self.bytes += len(frame if isinstance(frame, bytes | str) else getattr(frame, "body", b""))


def measure(folder: Path, legs: int, browser: Browser) -> Row:
    """Our page on a store with ``legs`` legs."""
    row = Row(legs)
    desk = filled(folder / "demonstration", legs)
    start = time.perf_counter()
    held = _route_columns.columns(desk, ACTOR)
    row.figures["columns read"] = f"{1000 * (time.perf_counter() - start):.0f} ms"
    row.figures["legs in the store"] = f"{len(held.legs):,}"
    desk.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "app.py", "--demo", "--port", str(port), "--data", str(folder)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    try:
        _ours(browser, f"http://localhost:{port}", row)
    finally:
        server.terminate()
        server.wait(20)
    return row


def _ours(browser: Browser, url: str, row: Row) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).close()
            break
        except OSError:
            time.sleep(0.3)
    page = browser.new_page(viewport={"width": 1366, "height": 820})
    wire = Wire(page)
    outside: list[str] = []
    page.on(
        "request",
        lambda sent: outside.append(sent.url) if not re.match(r"https?://localhost|data:|blob:", sent.url) else None,
    )
    page.goto(url)
    page.locator("button.role").first.click()
    page.wait_for_selector(READY, timeout=PATIENCE)
    page.goto(f"{url}/routes")
    frame = _frame(page)
    page.wait_for_selector(READY, timeout=PATIENCE)
    page.wait_for_timeout(1500)
    frame.evaluate("() => waylinkMap.setView([35, 60], 3.5, {animate: false})")
    page.wait_for_timeout(1500)
    before = frame.evaluate("() => [waylinkMap.getZoom(), waylinkMap.getCenter().lat]")
    reruns, filters, wires = [], [], []
    for turn in range(REPEATS):
        reruns.append(_until_drawn(page, frame, _button(page, "States" if turn % 2 else "Provinces")))
        sent = wire.bytes
        box = page.get_by_role("combobox", name=re.compile("Gender of a victim")).first
        box.click()
        page.wait_for_timeout(400)
        choice = page.get_by_role("option", name="Feminine", exact=True).first
        filters.append(_until_drawn(page, frame, lambda: box.press("Backspace") if turn % 2 else choice.click()))  # noqa: B023
        wires.append(wire.bytes - sent)
    row.figures |= {
        "rerun ready": f"{statistics.median(reruns):.0f} ms",
        "filter change": f"{statistics.median(filters):.0f} ms",
        "on the wire": f"{statistics.median(wires) / 1000:.0f} KB",
        "drawn": frame.evaluate("() => document.documentElement.dataset.drawn"),
        "view kept": str(before == frame.evaluate("() => [waylinkMap.getZoom(), waylinkMap.getCenter().lat]")),
        "outside requests": str(len(outside)),
    }
    page.close()


def _frame(page: Page) -> Frame:
    page.locator("iframe").first.wait_for(timeout=PATIENCE)
    handle = page.locator("iframe").first.element_handle()
    found = handle.content_frame() if handle else None
    assert found is not None
    found.wait_for_function("() => Number(document.documentElement.dataset.draws || 0) > 0", timeout=PATIENCE)
    return found


def _button(page: Page, name: str) -> Callable[[], None]:
    found = page.get_by_role("radio", name=name, exact=True).or_(page.get_by_role("button", name=name, exact=True))
    return lambda: found.first.click()


def _until_drawn(page: Page, frame: Frame, act: Callable[[], None]) -> float:
    draws = frame.evaluate("() => Number(document.documentElement.dataset.draws)")
    start = time.perf_counter()
    act()
    frame.wait_for_function("(n) => Number(document.documentElement.dataset.draws) > n", arg=draws, timeout=PATIENCE)
    spent = 1000 * (time.perf_counter() - start)
    page.wait_for_selector(READY, timeout=PATIENCE)
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    return spent


def ends(folder: Path, legs: int) -> list[list[float]]:
    """The same legs as bare ends, for the peers: latitude, longitude, latitude, longitude."""
    desk = filled(folder / "demonstration", legs)
    frame = _route_columns.columns(desk, ACTOR).legs
    desk.close()
    made: list[list[float]] = frame[["from_lat", "from_lon", "to_lat", "to_lon"]].to_numpy().tolist()
    return made


def plain_folium(folder: Path, legs: list[list[float]], browser: Browser) -> tuple[str, str]:
    """Every leg a polyline: time until the page has drawn, and its size."""
    from ui import leaflet, look

    made = leaflet.new_map(look.LIGHT)
    for a, b, c, d in legs:
        made.add_child(folium.PolyLine([[a, b], [c, d]], weight=2))
    page = made.get_root().render()
    script = (ROOT / "ui/assets/vendor/leaflet/leaflet.js").read_text()
    page = page.replace('<script src="/assets/vendor/leaflet/leaflet.js"></script>', f"<script>{script}</script>")
    return _load(folder / "folium.html", page, browser, "() => document.querySelectorAll('path').length > 0")


def plain_pydeck(folder: Path, legs: list[list[float]], browser: Browser, python: str) -> tuple[str, str]:
    """Every leg a line of pydeck's own layer, in its own interpreter, its scripts inside the page."""
    program = (
        "import json, sys, pydeck\n"
        "legs = json.load(open(sys.argv[1]))\n"
        "data = [{'f': [b, a], 't': [d, c]} for a, b, c, d in legs]\n"
        "layer = pydeck.Layer('LineLayer', data, get_source_position='f', get_target_position='t', get_width=2)\n"
        "deck = pydeck.Deck([layer], pydeck.ViewState(latitude=25, longitude=45, zoom=2), map_provider=None)\n"
        "open(sys.argv[2], 'w').write(deck.to_html(as_string=True, offline=True))\n"
    )
    (folder / "legs.json").write_text(json.dumps(legs))
    subprocess.run([python, "-c", program, str(folder / "legs.json"), str(folder / "deck.html")], check=True)
    page = (folder / "deck.html").read_text()
    return _load(folder / "deck.html", page, browser, "() => document.querySelector('canvas') !== null")


def _load(path: Path, page: str, browser: Browser, drawn: str) -> tuple[str, str]:
    path.write_text(page)
    tab = browser.new_page(viewport={"width": 1366, "height": 820})
    start = time.perf_counter()
    try:
        tab.goto(path.as_uri(), wait_until="load", timeout=PATIENCE)
        tab.wait_for_function(drawn, timeout=PATIENCE)
        # The next frame that is shown: what was asked to be drawn has been.
        tab.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        spent = f"{1000 * (time.perf_counter() - start):.0f} ms"
    except Exception as error:
        spent = "> 90 s" if "Timeout" in type(error).__name__ else f"failed ({type(error).__name__})"
    tab.close()
    return spent, f"{len(page) / 1000:.0f} KB"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "waylink-explorer")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 3_000, 10_000, 30_000, 100_000])
    parser.add_argument("--pydeck", default="")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    asked = parser.parse_args()
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=asked.browser, args=FLAGS)
        for legs in asked.sizes:
            folder = asked.folder / str(legs)
            folder.mkdir(parents=True, exist_ok=True)
            row = measure(folder, legs, browser)
            same = ends(folder, legs)
            row.figures["folium, each leg a line"] = " / ".join(plain_folium(folder, same, browser))
            if asked.pydeck:
                row.figures["pydeck, each leg a line"] = " / ".join(plain_pydeck(folder, same, browser, asked.pydeck))
            rows.append(row)
            print(f"{legs:,}: " + "; ".join(f"{name} {value}" for name, value in row.figures.items()), flush=True)
        browser.close()
    heads = list(rows[0].figures)
    print("\n| legs | " + " | ".join(heads) + " |")
    print("|" + "---|" * (len(heads) + 1))
    for row in rows:
        print(f"| {row.legs:,} | " + " | ".join(row.figures.get(name, "–") for name in heads) + " |")
    print(f"\nMachine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main()
