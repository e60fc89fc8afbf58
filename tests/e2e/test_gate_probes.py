"""What somebody tries who has no right to it, against the running app: each try is refused."""

import asyncio
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

PATHS = ("/", "/cases", "/case_file?case=C-7K2M9QX4", "/_stcore/host-config", "/media/abc.png", "/static/js/a.js",
         "/component/x/index.html", "/map/abc", "/handout/abc", "/second-factor", "/accounts")  # fmt: skip
ABSENT = ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/script-health-check",
          "/cases/_stcore/metrics", "/_stcore/metrics/", "//_stcore/metrics", "/_STCORE/metrics")  # fmt: skip


def in_a_loop(steps):
    """Run a coroutine to its end in a thread of its own: a browser's test may keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, steps).result()


class Person:
    """Signed in to the demonstration without a browser."""

    def __init__(self, server, role):
        self.server = server
        form = server.ask("GET", "/login")
        seed = form.getheader("set-cookie").split(";")[0]
        token = form.text.split('name="form_token" value="')[1].split('"')[0]
        answer = server.ask(
            "POST", "/login", f"form_token={token}&role={role}&next=%2F", Cookie=seed, Origin=server.url,
            Content_Type="application/x-www-form-urlencoded",
        )  # fmt: skip
        assert answer.status == 303
        self.cookie = re.search(r"waylink_session=[^;]+", answer.getheader("set-cookie"))[0]

    def ask(self, method, path, body=None, **headers):
        return self.server.ask(method, path, body, Cookie=self.cookie, Origin=self.server.url, **headers)

    def line(self, session_id="", origin=None, **headers):
        """An open connection, as Streamlit's page makes it."""
        protocols = ["streamlit", "no-xsrf-token", *([session_id] if session_id else [])]
        return websockets.connect(
            f"ws://localhost:{self.server.port}/_stcore/stream", origin=origin or self.server.url, max_size=None,
            subprotocols=protocols, additional_headers={"Cookie": self.cookie, **headers}, open_timeout=20,
        )  # fmt: skip


async def drain(line):
    """Read until the connection is closed."""
    while True:
        await line.recv()


async def start(line):
    """Ask for a run of the first page; gives the session's id once the run is over."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    await line.send(asked.SerializeToString())
    session_id = None
    while True:
        told = ForwardMsg()
        told.ParseFromString(await asyncio.wait_for(line.recv(), 60))
        if told.WhichOneof("type") == "new_session":
            session_id = told.new_session.initialize.session_id
        if told.WhichOneof("type") == "script_finished":
            return session_id


@pytest.fixture(scope="module")
def one(server):
    return Person(server, "investigator")


@pytest.fixture(scope="module")
def other(server):
    return Person(server, "prosecutor")


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_gets_nothing(server, path):
    for headers in (
        {},
        {"X-Waylink-Account": "root", "X-Waylink-Role": "administrator"},
        {"X_Waylink_Role": "administrator", "X-Forwarded-User": "root", "X-Remote-User": "root", "Remote-User": "root"},
        {"X-Forwarded-For": "127.0.0.1", "X-Original-URL": "/login", "X-Rewrite-URL": "/login"},
        {"Cookie": "waylink_session=" + "A" * 43},
        {"Authorization": "Basic cm9vdDpyb290"},
    ):
        answer = server.ask("GET", path, **headers)
        assert answer.status in (303, 401), headers
        assert answer.status == 401 or answer.getheader("location").startswith("/login")


@pytest.mark.parametrize("path", ABSENT)
def test_what_nobody_gets(server, one, path):
    answer = one.ask("GET", path)
    assert answer.status == 404 or "<title>" in answer.text
    assert "# TYPE" not in answer.text
    assert '"openapi"' not in answer.text
    assert one.ask("POST", path, "{}").status in (404, 405)


TRICKS = ("/login/../cases", "/assets/../cases", "/login%2f..%2fcases", "/assets/%2e%2e/cases", "/./cases",
          "/login;/cases", "/login/%2e%2e/media/x", "/login\\..\\cases")  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_no_way_round_the_table(server, trick):
    answer = server.ask("GET", trick)
    assert answer.status in (303, 400, 401, 404)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1", "http://127.0.0.1:8501",
                                    "https://localhost", "http://localhost.evil.example", "file://"])  # fmt: skip
def test_foreign_origins(server, one, origin):
    async def connect():
        with pytest.raises(InvalidStatus) as refused:
            async with one.line(origin=origin):
                pass
        assert refused.value.response.status_code == 403

    in_a_loop(connect())
    assert server.ask("PUT", "/_stcore/upload_file/s/f", "x", Cookie=one.cookie, Origin=origin).status == 403
    assert server.ask("POST", "/login", "x=1", Cookie=one.cookie, Origin=origin).status == 403


def test_another_ones_session_id_opens_nothing(one, other):
    async def play():
        async with one.line() as line:
            session_id = await start(line)
            assert session_id
            with pytest.raises(InvalidStatus) as refused:
                async with other.line(session_id):
                    pass
            assert refused.value.response.status_code == 403
            body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nx\r\n--b--\r\n'
            kind = {"Content_Type": "multipart/form-data; boundary=b"}
            path = f"/_stcore/upload_file/{session_id}/f1"
            assert (await asyncio.to_thread(other.ask, "PUT", path, body, **kind)).status == 403
            assert (await asyncio.to_thread(other.ask, "DELETE", path)).status == 403
            assert (await asyncio.to_thread(one.ask, "PUT", path, body, **kind)).status in (204, 400, 403)
        with pytest.raises(InvalidStatus):
            async with other.line(session_id):
                pass
        async with one.line(session_id) as again:
            assert await start(again) == session_id
        async with other.line("00000000-0000-0000-0000-000000000000") as fresh:
            assert await start(fresh) not in (session_id, "00000000-0000-0000-0000-000000000000")

    in_a_loop(play())


def test_a_forged_identity_on_a_connection_is_thrown_away(one):
    async def play():
        async with one.line(**{"X-Waylink-Role": "administrator", "x-waylink-account": "root"}) as line:
            asked = BackMsg()
            asked.rerun_script.query_string = ""
            await line.send(asked.SerializeToString())
            seen = b""
            while True:
                data = await asyncio.wait_for(line.recv(), 60)
                seen += data
                told = ForwardMsg()
                told.ParseFromString(data)
                if told.WhichOneof("type") == "script_finished":
                    break
            assert b"Investigator" in seen
            assert b"Administrator" not in seen

    in_a_loop(play())


def test_signing_out_closes_an_open_connection_within_two_seconds(server):
    person = Person(server, "trainer")

    async def play():
        async with person.line() as line:
            await start(line)
            began = time.monotonic()
            assert (await asyncio.to_thread(person.ask, "GET", "/logout")).status == 303
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(drain(line), 3)
            assert time.monotonic() - began < 2
        assert (await asyncio.to_thread(person.ask, "GET", "/")).status == 303
        with pytest.raises(InvalidStatus):
            async with person.line():
                pass

    in_a_loop(play())


def test_an_export_is_the_makers_and_is_fetched_once(page, sign_in, ready, server, other):
    """The address of a file, read off the wire, is worth nothing to somebody else, nor twice to its maker."""
    sign_in(page, "investigator", "/case_file")
    # The page starts the fetch by pressing a link that nobody sees; here the address is only written down.
    page.evaluate("HTMLAnchorElement.prototype.click = function () { window.handed = this.href }")
    page.get_by_test_id("stMain").get_by_role("button", name="Case document").click()
    page.wait_for_function("() => window.handed", timeout=60_000)
    address = page.evaluate("() => window.handed")
    path = address.split("/", 3)[3]
    assert other.ask("GET", f"/{path}").status == 404
    assert server.ask("GET", f"/{path}").status == 401
    mine = next(one for one in page.context.cookies() if one["name"] == "waylink_session")
    cookie = {"Cookie": f"waylink_session={mine['value']}"}
    first = server.ask("GET", f"/{path}", **cookie)
    assert first.status == 200
    assert first.getheader("content-disposition").startswith("attachment")
    assert server.ask("GET", f"/{path}", **cookie).status == 404


def test_no_page_puts_case_data_under_the_media_addresses(page, sign_in, ready):
    """Streamlit's media addresses ask for no owner, so the desk keeps everything but its own pictures off them."""
    seen = []
    page.on("response", lambda answer: seen.append(answer) if re.match(r"[^/]+//[^/]+/media/", answer.url) else None)
    for name in ("cases", "case_file", "routes", "review", "counterparts", "import_files"):
        sign_in(page, "investigator", f"/{name}")
        page.wait_for_timeout(500)
    assert {answer.headers["content-type"].split(";")[0] for answer in seen} <= {"image/png", "image/svg+xml"}
