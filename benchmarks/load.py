"""Many people at once: sessions that speak Streamlit's protocol to the real app, through the gate.

    python benchmarks/load.py [--sessions 50] [--think 10] [--minutes 2] [--data FOLDER]

Each session signs in to the demonstration, opens a page, and then asks for a rerun of a page again and again, waiting
between two of them as a person would (exponentially, ``--think`` seconds on average). A rerun is measured from the
message that asks for it to the message that says the script has finished. Printed are the quantiles of all reruns after
a warm-up of half a minute, and the errors: connections that broke, scripts that failed, reruns over a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("overview", "cases", "case_file", "counterparts", "review", "routes", "register", "settings")
ROLES = ("investigator", "prosecutor", "trainer")
WARM_UP = 30.0


@dataclass
class Measured:
    """What the sessions saw."""

    began: float
    seconds: list[tuple[str, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def main() -> None:
    """Start the app, let the sessions work, print."""
    reader = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    reader.add_argument("--sessions", type=int, default=50)
    reader.add_argument("--think", type=float, default=10.0)
    reader.add_argument("--minutes", type=float, default=2.0)
    reader.add_argument("--data", type=Path, help="data folder; a filled demonstration in it is used as it is")
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder, port = asked.data or Path(made), _free_port()
        server = _start(folder, port)
        try:
            seen = asyncio.run(_all(port, asked.sessions, asked.think, asked.minutes * 60 + WARM_UP))
        finally:
            server.terminate()
            server.wait(20)
    _print(asked, seen)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("WAYLINK", "STREAMLIT"))}
    command = [sys.executable, "app.py", "--demo", "--port", str(port), "--data", str(folder)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
            return server
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("the app did not come up")


async def _all(port: int, sessions: int, think: float, seconds: float) -> Measured:
    seen = Measured(time.monotonic())
    tasks = [_session(port, number, think, seconds, seen) for number in range(sessions)]
    await asyncio.gather(*tasks)
    return seen


async def _session(port: int, number: int, think: float, seconds: float, seen: Measured) -> None:
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, think))
    try:
        cookie = await asyncio.to_thread(_sign_in, port, ROLES[number % len(ROLES)])
        address = f"ws://localhost:{port}/_stcore/stream"
        options = {"origin": f"http://localhost:{port}", "additional_headers": {"Cookie": cookie}, "max_size": None}
        async with websockets.connect(address, subprotocols=["streamlit", "x"], **options) as line:
            pages: dict[str, str] = {}
            await _rerun(line, "", pages)
            while time.monotonic() - seen.began < seconds:
                await asyncio.sleep(chance.expovariate(1 / think))
                name = chance.choice([page for page in PAGES if page in pages] or [""])
                began = time.monotonic()
                failed = await asyncio.wait_for(_rerun(line, pages.get(name, ""), pages), 60)
                if failed:
                    seen.errors.append(f"script failed: {name}")
                if began - seen.began > WARM_UP:
                    seen.seconds.append((name, time.monotonic() - began))
    except Exception as error:
        seen.errors.append(type(error).__name__)


def _sign_in(port: int, role: str) -> str:
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    host = {"Host": f"localhost:{port}"}
    line.request("GET", "/login", headers=host)
    answer = line.getresponse()
    seed = re.search(r"waylink_form=[^;]+", answer.getheader("set-cookie") or "")
    token = re.search(r'name="form_token" value="([^"]+)"', answer.read().decode())
    if not seed or not token:
        raise RuntimeError("the sign-in form is not as expected")
    headers = {"Cookie": seed[0], "Origin": f"http://localhost:{port}",
               "Content-Type": "application/x-www-form-urlencoded", **host}  # fmt: skip
    line.request("POST", "/login", f"form_token={token[1]}&role={role}&next=%2F", headers)
    answer = line.getresponse()
    answer.read()
    found = re.search(r"waylink_session=[^;]+", answer.getheader("set-cookie") or "")
    if not found:
        raise RuntimeError("not signed in")
    line.close()
    return found[0]


async def _rerun(line: websockets.ClientConnection, page: str, pages: dict[str, str]) -> bool:
    """Ask for a page and read until its script is over; whether it failed. Learns the pages' ids on the way."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    asked.rerun_script.page_script_hash = page
    await line.send(asked.SerializeToString())
    failed = False
    while True:
        told = ForwardMsg()
        data = await line.recv()
        told.ParseFromString(data if isinstance(data, bytes) else data.encode())
        kind = told.WhichOneof("type")
        if kind == "navigation":
            pages.update({one.url_pathname or "overview": one.page_script_hash for one in told.navigation.app_pages})
        if kind == "delta" and told.delta.new_element.WhichOneof("type") == "exception":
            failed = True
        if kind == "script_finished" and told.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
        ):  # fmt: skip
            return failed or told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR


def _print(asked: argparse.Namespace, seen: Measured) -> None:
    times = sorted(seconds for _, seconds in seen.seconds)
    print(f"{asked.sessions} sessions, {asked.think:g} s think time, {asked.minutes:g} min, {os.cpu_count()} cores")
    if len(times) > 20:
        cuts = statistics.quantiles(times, n=100)
        print(f"reruns {len(times)}  median {cuts[49]:.3f} s  p90 {cuts[89]:.3f} s  p95 {cuts[94]:.3f} s  "
              f"p99 {cuts[98]:.3f} s  longest {times[-1]:.3f} s")  # fmt: skip
        for name in PAGES:
            own = sorted(seconds for page, seconds in seen.seconds if page == name)
            if own:
                middle, most = own[len(own) // 2], own[int(len(own) * 0.95)]
                print(f"  {name:13} {len(own):5}  median {middle:.3f} s  p95 {most:.3f} s")
    print(f"errors {len(seen.errors)}" + (f": {sorted(set(seen.errors))}" if seen.errors else ""))
    print("load average of the machine " + " ".join(f"{one:.2f}" for one in os.getloadavg()))


if __name__ == "__main__":
    main()
