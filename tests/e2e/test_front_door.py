import re

import pyotp
import pytest
from playwright.sync_api import expect


def test_the_first_request_to_a_fresh_server_meets_the_gate(new_server):
    answer = new_server.ask("GET", "/case_file?case=C-7K2M9QX4")
    assert answer.status == 303
    assert answer.getheader("location") == "/login?next=%2Fcase_file%3Fcase%3DC-7K2M9QX4"
    assert answer.text == ""


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 303),
        ("GET", "/cases", 303),
        ("GET", "/_stcore/host-config", 401),
        ("GET", "/media/0123456789abcdef.png", 401),
        ("GET", "/static/js/index.js", 401),
        ("GET", "/component/x/index.html", 401),
        ("GET", "/map/0123456789abcdef", 401),
        ("GET", "/handout/0123456789abcdef", 401),
        ("GET", "/_stcore/metrics", 404),
        ("GET", "/_stcore/agent/openapi.json", 404),
        ("POST", "/_stcore/agent/interact", 404),
        ("GET", "/_stcore/script-health-check", 404),
        ("GET", "/_stcore/health", 200),
        ("GET", "/health", 200),
        ("GET", "/login", 200),
        ("GET", "/assets/app.css", 200),
        ("GET", "/assets/../frame.py", 404),
        ("GET", "/assets/%2e%2e/frame.py", 404),
        ("GET", "/presence", 401),
    ],
)
def test_what_a_stranger_gets(server, method, path, status):
    assert server.ask(method, path).status in ({status, 400} if ".." in path or "%2e" in path else {status})


def test_uploads_are_refused_without_a_person_and_above_the_limit(server):
    origin = server.url
    assert server.ask("PUT", "/_stcore/upload_file/s/f", body=b"x", Origin=origin).status == 401
    assert server.ask("PUT", "/_stcore/upload_file/s/f", body=b"x").status == 403
    assert server.ask("PUT", "/_stcore/upload_file/s/f", body=b"x", Origin="http://evil.example").status == 403
    assert server.ask("PUT", "/_stcore/upload_file/s/f", Origin=origin, Content_Length="99999999").status == 413


def test_connections_need_a_person_and_our_own_origin(server, page, sign_in):
    assert " 403 " in server.connect(Origin=server.url)
    sign_in(page)
    session = next(cookie for cookie in page.context.cookies() if cookie["name"] == "waylink_session")
    cookie = f"waylink_session={session['value']}"
    assert session["httpOnly"]
    assert session["sameSite"] == "Strict"
    assert " 101 " in server.connect(Origin=server.url, Cookie=cookie)
    assert " 403 " in server.connect(Origin="http://evil.example", Cookie=cookie)
    assert " 403 " in server.connect(Cookie=cookie)
    assert " 403 " in server.connect(Origin=server.url, Cookie="waylink_session=" + "A" * 43)


def test_an_identity_that_a_browser_claims_is_thrown_away(server, page, ready, sign_in):
    forged = {"x-waylink-account": "root", "x-waylink-role": "administrator", "X-Waylink-Display": "Forged"}
    assert server.ask("GET", "/cases", **forged).status == 303
    assert " 403 " in server.connect(Origin=server.url, **forged)
    page.set_extra_http_headers(forged)
    sign_in(page, "investigator", "/settings")
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar).to_contain_text("Investigator")
    expect(sidebar).not_to_contain_text("Forged")
    expect(sidebar).not_to_contain_text("Administrator")


def test_every_answer_carries_its_policy(server):
    for path in ("/", "/login", "/_stcore/health", "/nothing"):
        answer = server.ask("GET", path)
        assert "default-src 'none'" in answer.getheader("content-security-policy")
        assert "frame-ancestors 'none'" in answer.getheader("content-security-policy")
        assert answer.getheader("x-content-type-options") == "nosniff"
        assert answer.getheader("cache-control") == "no-store"
        assert answer.getheader("referrer-policy") == "same-origin"


def test_a_form_from_elsewhere_is_not_taken(server):
    body = "role=investigator&next=%2F"
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    assert server.ask("POST", "/login", body, Origin="http://evil.example", **form).status == 403
    answer = server.ask("POST", "/login", body, Origin=server.url, **form)
    assert answer.status == 403
    assert "waylink_session" not in (answer.getheader("set-cookie") or "")


def test_sign_in_leads_on_and_sign_out_ends_it(server, page, ready):
    page.goto(f"{server.url}/routes")
    assert "/login?next=" in page.url
    expect(page.get_by_text("Demonstration data. No real persons.")).to_be_visible()
    page.get_by_role("button", name="Prosecutor").click()
    ready(page)
    # The map adds where it stands to the address.
    expect(page).to_have_url(re.compile(f"^{re.escape(server.url)}/routes([?].*)?$"))
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Prosecutor")
    old = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "waylink_session")
    page.get_by_role("link", name="Sign out").click()
    expect(page).to_have_url(f"{server.url}/login")
    assert server.ask("GET", "/routes", Cookie=f"waylink_session={old}").status == 303
    assert " 403 " in server.connect(Origin=server.url, Cookie=f"waylink_session={old}")
    page.go_back()
    expect(page.get_by_role("heading", name="Choose a role")).to_be_visible()


def test_first_start_makes_the_administrator(new_server, page, ready, accessible, picture):
    code = re.search(r"One-time code for the first administrator: (\S+)", new_server.log)[1]
    page.goto(new_server.url)
    expect(page.get_by_role("heading", name="First start")).to_be_visible()
    accessible(page)
    picture(page, "first-start")
    page.get_by_label("One-time code").fill("0000-0000-0000")
    page.get_by_label("Account").fill("a.asanova")
    page.get_by_label("Name or function shown on the screen").fill("A. Asanova <img src=x onerror=alert(1)>")
    page.get_by_label("Country of this installation").select_option("KG")
    for label in ("Password", "Password again"):
        page.get_by_label(label, exact=True).fill("correct horse battery staple")
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("alert")).to_contain_text("code")
    page.get_by_label("One-time code").fill(code)
    for label in ("Password", "Password again"):
        page.get_by_label(label, exact=True).fill("correct horse battery staple")
    page.get_by_role("button", name="Create the account").click()
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("Write the six digits").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Take it into use").click()
    recovery = page.locator("ul.codes code").first.inner_text()
    page.get_by_role("link", name="I have written them down").click()
    ready(page)
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar).to_contain_text("A. Asanova <img src=x onerror=alert(1)>")
    expect(sidebar).to_contain_text("Administrator, Kyrgyzstan")
    expect(sidebar).not_to_contain_text("Demonstration")
    page.get_by_role("link", name="Sign out").click()
    page.get_by_label("Account").fill("a.asanova")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Password").fill("correct horse battery staple")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in").click()
    ready(page)
    expect(sidebar).to_contain_text("Administrator")
    assert "horse" not in new_server.log
    assert "Asanova" not in new_server.log


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_sign_in_page_is_accessible_in_every_language(server, page, accessible, picture, scheme, language):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{server.url}/login?lang={language}")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    accessible(page)
    picture(page, f"login-{scheme}-{language}")
