"""Second step, single sign-on and sign-out in a real browser, against a provider that really runs."""

import contextlib
import datetime
import json
import re
import socket
import subprocess
import sys
import time
import urllib.request

import pyotp
import pytest
from playwright.sync_api import expect

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    """An OpenID Connect provider in a process of its own, on another host name than ours."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    people = [
        {"sub": "s-17", "preferred_username": "b.orlova", "name": "B. Orlova <b>", "groups": ["wl-inv", "other"]},
        {"sub": "s-18", "preferred_username": "stranger", "name": "Stranger", "groups": ["other"]},
    ]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"]
    for one in people:
        command += ["--user-claims", json.dumps(one)]
    log = (tmp_path_factory.mktemp("provider") / "log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    for _ in range(150):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{url}/.well-known/openid-configuration", timeout=2).close()
            break
        time.sleep(0.2)
    yield url
    process.terminate()
    process.wait(10)
    log.close()


@pytest.fixture(scope="module")
def office(own_server, tmp_path_factory, provider):
    """An installation whose administrator has been made, and that knows the provider."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "secret").write_text("s3cret")
    (folder / "data").mkdir()
    (folder / "data" / "sign-in.toml").write_text(
        f'country = "KG"\n[roles]\n"wl-inv" = "investigator"\n[oidc]\nissuer = "{provider}"\nclient_id = "waylink"\n'
        f'client_secret_file = "{folder / "secret"}"\nlabel = "Ministry account"\n'
    )
    return own_server(folder)


@pytest.fixture(autouse=True)
def _provider_is_not_ours(watch, provider):
    watch.not_ours = provider


def code_of(secret, steps=0):
    return pyotp.TOTP(secret).at(datetime.datetime.now(datetime.UTC) + steps * datetime.timedelta(seconds=30))


def first_start(server, page):
    code = re.search(r"One-time code for the first administrator: (\S+)", server.log)[1]
    page.goto(f"{server.url}/first-start")
    page.get_by_label("One-time code").fill(code)
    page.get_by_label("Account").fill("root.one")
    page.get_by_label("Name or function shown on the screen").fill("Root")
    page.get_by_label("Country of this installation").select_option("KG")
    for label in ("Password", "Password again"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()


def sign_in_with_password(server, page, account="root.one"):
    page.goto(f"{server.url}/login")
    page.get_by_label("Account").fill(account)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_the_administrator_sets_up_a_phone_and_signs_in_with_it(office, page, ready, accessible, picture):
    first_start(office, page)
    expect(page.get_by_role("heading", name="Set up the code app")).to_be_visible()
    cookie = next(one["value"] for one in page.context.cookies() if one["name"] == "waylink_session")
    assert " 403 " in office.connect(Origin=office.url, Cookie=f"waylink_session={cookie}")
    assert office.ask("GET", "/accounts", Cookie=f"waylink_session={cookie}").status == 303
    accessible(page)
    picture(page, "totp-enrol")
    assert page.locator(".qr svg").get_attribute("viewBox")
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("Write the six digits").fill("000000")
    page.get_by_role("button", name="Take it into use").click()
    expect(page.get_by_role("alert")).to_contain_text("not the code")
    assert page.locator("code.secret").inner_text().replace(" ", "") == secret
    page.get_by_label("Write the six digits").fill(code_of(secret, -1))
    page.get_by_role("button", name="Take it into use").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    accessible(page)
    picture(page, "totp-recovery")
    recovery = page.locator("ul.codes code").all_inner_texts()
    assert len(recovery) == 10
    fresh = next(one["value"] for one in page.context.cookies() if one["name"] == "waylink_session")
    assert fresh != cookie
    page.get_by_role("link", name="I have written them down").click()
    ready(page)
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Administrator, Kyrgyzstan")
    page.get_by_role("link", name="Sign out").click()

    sign_in_with_password(office, page)
    expect(page.get_by_role("heading", name="Second step: your code")).to_be_visible()
    accessible(page)
    picture(page, "totp-code")
    page.goto(f"{office.url}/accounts")
    assert "/login" in page.url
    page.goto(f"{office.url}/login/code")
    page.get_by_label("Code").fill("123 456")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("not the code")
    picture(page, "totp-code-wrong")
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in").click()
    ready(page)
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Administrator")
    page.get_by_role("link", name="Sign out").click()

    sign_in_with_password(office, page)
    page.get_by_label("Code").fill(recovery[0].lower())
    page.get_by_role("button", name="Sign in").click()
    ready(page)
    page.get_by_role("link", name="My account").click()
    ready(page)
    expect(page.get_by_text("9 recovery codes left")).to_be_visible()


def test_sign_in_with_a_provider(office, page, ready, picture, accessible):
    page.goto(f"{office.url}/account")
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    accessible(page)
    picture(page, "sign-in-with-provider")
    page.get_by_role("button", name="Sign in with Ministry account").click()
    expect(page.get_by_role("heading", name="Authorize Client")).to_be_visible()
    asked = dict(part.split("=") for part in page.url.split("?")[1].split("&"))
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) > 40
    assert len(asked["nonce"]) > 40
    page.get_by_role("button", name="s-17").click()
    ready(page)
    expect(page).to_have_url(f"{office.url}/account")
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar).to_contain_text("B. Orlova <b>")
    expect(sidebar).to_contain_text("Investigator, Kyrgyzstan")
    cookies = {one["name"]: one for one in page.context.cookies()}
    assert cookies["waylink_session"]["sameSite"] == "Strict"
    assert "waylink_attempt" not in cookies
    page.get_by_role("link", name="Sign out").click()
    expect(page).to_have_url(f"{office.url}/login")


def test_a_person_without_a_fitting_group_stays_out(office, page, picture):
    page.goto(f"{office.url}/login")
    page.get_by_role("button", name="Sign in with Ministry account").click()
    page.get_by_role("button", name="s-18").click()
    expect(page.get_by_role("alert")).to_contain_text("None of your groups")
    picture(page, "sign-in-refused")
    assert "waylink_session" not in {one["name"] for one in page.context.cookies()}


def test_answers_that_were_not_asked_for_are_not_taken(office, provider, page):
    """A code without our cookie, with another state, used twice, or an error in place of a code."""
    assert office.ask("GET", "/oidc/callback?code=x&state=y").status == 403
    assert office.ask("GET", "/oidc/callback?code=x&state=y", Cookie="waylink_attempt=" + "a" * 43).status == 403
    page.goto(f"{office.url}/login")
    page.get_by_role("button", name="Sign in with Ministry account").click()
    expect(page.get_by_role("heading", name="Authorize Client")).to_be_visible()
    attempt = next(one["value"] for one in page.context.cookies() if one["name"] == "waylink_attempt")
    state = re.search(r"state=([^&]+)", page.url)[1]
    wrong = office.ask("GET", f"/oidc/callback?code=x&state={state[:-2]}zz", Cookie=f"waylink_attempt={attempt}")
    assert wrong.status == 403
    page.get_by_role("button", name="s-17").click()
    expect(page.get_by_role("alert")).to_contain_text("did not come to an end")
    assert office.ask("POST", "/oidc/start", "next=/", Origin=office.url).status == 403
    assert office.ask("POST", "/oidc/start", "next=/", Origin="http://evil.example").status == 403
    assert office.ask("GET", "/oidc/start").status == 303
