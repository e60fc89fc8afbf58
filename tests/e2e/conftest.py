"""A real server, a real browser. Every page is watched: a request outside the server, a dialog, a script error or a
broken content policy fails the test that met it."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
READY = '[data-test-script-state="notRunning"]'
ROLES = {
    "investigator": "Investigator",
    "prosecutor": "Prosecutor",
    "supervisor": "Supervisor",
    "trainer": "Trainer",
}


def pytest_collection_modifyitems(items):
    for item in items:
        if "/e2e/" in str(item.path):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not Path(CHROMIUM).exists():
        pytest.fail("no browser: run scripts/install_browser")
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-dev-shm-usage",
    ]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1366, "height": 820}, "locale": "en-GB"}


class Server:
    """``app.py`` in a process of its own, on a free port."""

    def __init__(self, folder, *options):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.folder = folder
        self.log_path = folder / "server.log"
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("WAYLINK", "STREAMLIT"))
        }
        environment["WAYLINK_KEY_FILE"] = str(folder / "key")
        command = [sys.executable, "app.py", "--port", str(self.port), "--data", str(folder / "data"), *options]
        with self.log_path.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self._wait()

    def _wait(self):
        until = time.monotonic() + 120
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server stopped:\n{self.log}")
            try:
                if self.ask("GET", "/_stcore/health").status == 200:
                    return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"the server did not come up:\n{self.log}")

    @property
    def log(self):
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def ask(self, method, path, body=None, **headers):
        """One plain request; redirects are not followed. Keyword ``content_type`` becomes the header Content-Type."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {"Host": f"localhost:{self.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers=named)
        answer = connection.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer

    def connect(self, **headers):
        """Status line of a websocket handshake."""
        lines = [
            "GET /_stcore/stream HTTP/1.1",
            f"Host: localhost:{self.port}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            return line.recv(4096).split(b"\r\n")[0].decode()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The filled demonstration, one for the whole session."""
    made = Server(tmp_path_factory.mktemp("demonstration"), "--demo")
    yield made
    made.stop()


@pytest.fixture
def new_server(tmp_path):
    """A fresh installation with no account, for one test."""
    made = Server(tmp_path)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def own_server():
    """Starts a server on a folder that a test has prepared: ``own_server(folder, "--demo")``."""
    made = []

    def start(folder, *options):
        made.append(Server(folder, *options))
        return made[-1]

    yield start
    for one in made:
        one.stop()


@pytest.fixture(scope="session")
def base_url(server):
    return server.url


class Watch:
    """What a page must not do."""

    def __init__(self):
        self.outside, self.dialogs, self.errors = [], [], []
        #: start of the addresses of pages that are not ours (a test provider); what they load is their affair
        self.not_ours = None

    def on(self, page):
        page.on("request", self._request)
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)

    def _request(self, request):
        if self.not_ours and request.headers.get("referer", "").startswith(self.not_ours):
            return
        if not re.match(r"(https?|wss?)://(localhost|127\.0\.0\.1)(:\d+)?/|data:|blob:", request.url):
            self.outside.append(request.url)

    def _dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _console(self, message):
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            self.errors.append(message.text)

    def check(self):
        assert self.outside == [], "requests left the machine"
        assert self.dialogs == [], "a script ran that opened a dialog"
        assert self.errors == [], "a script failed, or the content policy was broken"


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def page(context, watch):
    context.on("page", watch.on)
    made = context.new_page()
    yield made
    watch.check()


@pytest.fixture
def ready():
    """Wait until the page's script has run: ``ready(page)``."""

    def wait(page, timeout=60_000):
        page.wait_for_selector(READY, timeout=timeout)
        page.wait_for_function(
            '() => !document.querySelector(\'[data-testid="stSkeleton"], [data-stale="true"]\')', timeout=timeout
        )
        return page

    return wait


@pytest.fixture
def sign_in(server, ready):
    """Sign in to the demonstration and open a path: ``sign_in(page, "investigator", "/routes")``."""

    def enter(page, role="investigator", path="/"):
        page.goto(server.url + path)
        if page.url.startswith(f"{server.url}/login"):
            page.get_by_role("button", name=ROLES[role]).click()
        return ready(page)

    return enter


#: left over in Streamlit's own markup, looked at one by one; nothing of ours may join this list
UPSTREAM = {
    "aria-allowed-attr": ["stSelectbox", "stMultiSelect"],
    "scrollable-region-focusable": ["stMain"],
    "canvas-text": ["stDataFrame"],
}


@pytest.fixture
def accessible():
    """Assert that axe finds nothing in a page beside what is upstream: ``accessible(page)``."""

    def look(page):
        found = (
            Axe()
            .run(page, options={"preload": False, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
            .response["violations"]
        )
        ours = [
            f"{entry['id']}: {node['html'][:200]}"
            for entry in found
            for node in entry["nodes"]
            if not any(mark in node["html"] or mark in str(node["target"]) for mark in UPSTREAM.get(entry["id"], []))
        ]
        assert ours == []

    return look


@pytest.fixture
def picture():
    """Keep a picture of a page in the folder that WAYLINK_PICTURES names; nothing where it names none."""

    def take(page, name, **options):
        folder = os.environ.get("WAYLINK_PICTURES")
        if folder:
            page.screenshot(path=str(Path(folder) / f"{name}.png"), **options)

    return take
