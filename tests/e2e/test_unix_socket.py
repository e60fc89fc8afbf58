"""The app behind a reverse proxy's unix socket: only there does a plain header say who somebody is."""

import http.client
import os
import re
import socket
import stat
import subprocess
import sys
import time
from urllib.parse import urlencode

import pytest

from tests.e2e.conftest import ROOT

RULES = '[roles]\n"g-inv" = "investigator"\n[proxy]\nunix_socket = true\nlabel = "Office"\n'


class Line(http.client.HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path):
        super().__init__("waylink.example", timeout=20)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.path))


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Path of the socket, and what the server has printed."""
    folder = tmp_path_factory.mktemp("s")
    (folder / "data").mkdir()
    (folder / "data" / "sign-in.toml").write_text(RULES)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("WAYLINK", "STREAMLIT"))}
    environment["WAYLINK_KEY_FILE"] = str(folder / "key")
    command = [sys.executable, "app.py", "--socket", str(folder / "w"), "--data", str(folder / "data")]
    log = folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    until = time.monotonic() + 90
    while "administrator:" not in log.read_text() and time.monotonic() < until and process.poll() is None:
        time.sleep(0.2)
    yield folder / "w", log.read_text()
    process.terminate()
    process.wait(20)


@pytest.fixture
def ask(served):
    """One request over the socket; a form when ``fields`` are given."""
    path, _log = served
    kept = {}

    def send(where, fields=None, **headers):
        line = Line(path)
        named = {
            "Origin": "http://waylink.example",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        if kept:
            named["Cookie"] = "; ".join(f"{name}={value}" for name, value in kept.items())
        if fields is not None:
            named["Content-Type"] = "application/x-www-form-urlencoded"
            fields = urlencode({"form_token": send.token, **fields})
        line.request("GET" if fields is None else "POST", where, fields, named)
        answer = line.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")
        kept.update(re.findall(r"(waylink_(?:form|session))=([^;]+);", str(answer.headers)))
        found = re.search(r'form_token" value="([^"]+)"', answer.text)
        send.token = found[1] if found else getattr(send, "token", "")
        line.close()
        return answer

    return send


def test_who_the_proxy_names_is_signed_in_over_the_socket_alone(served, ask):
    path, log = served
    assert stat.S_IMODE(path.stat().st_mode) == 0o660
    assert "on its unix socket" in log
    code = re.search(r"administrator: (\S+)", log)[1]
    ask("/first-start")
    password = "three wise camels"
    first = {"code": code, "account": "root", "display": "R", "country": "KZ"}
    assert ask("/first-start", first | {"password": password, "repeated": password}).status == 303
    ask("/logout")
    assert "Sign in with Office" in ask("/login").text
    assert ask("/proxy-sign-in", {"next": "/cases"}).status == 403
    named = {"X_Forwarded_User": "b.orlova", "X_Forwarded_Groups": "g-inv"}
    assert ask("/cases", **named).status == 303
    answer = ask("/proxy-sign-in", {"next": "/cases"}, **named)
    assert (answer.status, answer.getheader("location")) == (303, "/cases")
    assert ask("/cases").status == 200


def test_what_the_proxy_says_about_tls_counts(ask):
    answer = ask("/login", X_Forwarded_Proto="https")
    assert "__Host-waylink_form" in str(answer.headers)
    assert answer.getheader("strict-transport-security") == "max-age=31536000; includeSubDomains"
