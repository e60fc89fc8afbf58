import pytest
from starlette.datastructures import Headers, MutableHeaders

from ui.front import rules
from ui.front.gate import same_origin
from ui.front.headers import FORM_POLICY, inline_hashes, map_policy, page_policy, secure
from ui.front.sessions import cookie_name, read_token


@pytest.mark.parametrize(
    "path",
    [
        "/login",
        "/logout",
        "/first-start",
        "/assets/app.css",
        "/_stcore/health",
        "/presence",
        "/login/code",
        "/login/enrol",
        "/oidc/start",
        "/oidc/callback",
        "/proxy-sign-in",
    ],
)
def test_open_paths(path):
    assert rules.access(path) == "open"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/cases",
        "/_stcore/stream",
        "/_stcore/host-config",
        "/_stcore/upload_file/a/b",
        "/media/x.png",
        "/static/js/i.js",
        "/component/x/y.js",
        "/map/t",
        "/handout/t",
        "/login/",
        "/login/codex",
        "/oidc/",
        "/second-factor",
        "/loginx",
        "/assets",
        "/x/login",
        "/anything/new",
    ],
)
def test_everything_else_needs_a_person(path):
    assert rules.access(path) == "signed_in"


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/_stcore/agent",
        "/cases/_stcore/metrics",
        "/cases/_stcore/agent/openapi.json",
    ],
)
def test_paths_that_do_not_exist(path):
    assert rules.access(path) == "absent"


@pytest.mark.parametrize(
    ("wished", "taken"),
    [
        ("/cases?case=C-7K2M9QX4", "/cases?case=C-7K2M9QX4"),
        ("/routes", "/routes"),
        (None, "/"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("/a\r\nset-cookie: x", "/"),
        ("javascript:alert(1)", "/"),
        ("/logout", "/"),
        ("/login?next=/login", "/"),
        ("/handout/abc", "/"),
        ("/_stcore/metrics", "/"),
        ("/" + "a" * 400, "/"),
    ],
)
def test_after_sign_in_only_pages_of_our_own(wished, taken):
    assert rules.safe_next(wished) == taken


def test_silence_and_foreign_origins_are_not_ours():
    host = {"host": "localhost:8501"}
    assert same_origin(Headers({**host, "origin": "http://localhost:8501"}))
    assert not same_origin(Headers(host))
    assert not same_origin(Headers({**host, "origin": "null"}))
    assert not same_origin(Headers({**host, "origin": "http://evil.example"}))
    assert not same_origin(Headers({**host, "origin": "http://localhost:8502"}))


def test_the_page_policy_names_no_host_and_lets_no_text_become_code():
    policy = page_policy()
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "http" not in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert "unsafe-inline" not in script
    assert "'sha256-" in script
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in FORM_POLICY


def test_a_map_runs_its_own_scripts_only_and_without_our_origin():
    policy = map_policy("<html><script>own()</script><script src='/a.js'></script></html>")
    assert policy.startswith("sandbox allow-scripts;")
    assert "allow-same-origin" not in policy
    assert policy.count("'sha256-") == 1
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert inline_hashes("<script>a</script>") != inline_hashes("<script>b</script>")


def test_every_answer_is_secured_and_public_files_may_be_kept():
    page, asset, mapped = (
        MutableHeaders(),
        MutableHeaders(),
        MutableHeaders({"content-security-policy": map_policy("")}),
    )
    secure(page, "/cases", https=True)
    secure(asset, "/assets/app.css", https=False)
    secure(mapped, "/map/x", https=False)
    assert page["cache-control"] == "no-store"
    assert page["x-frame-options"] == "DENY"
    assert page["x-content-type-options"] == "nosniff"
    assert "strict-transport-security" in page
    assert "cache-control" not in asset
    assert "strict-transport-security" not in asset
    assert "x-frame-options" not in mapped
    assert "frame-ancestors 'self'" in mapped["content-security-policy"]


def test_the_cookie_is_bound_to_the_host_over_tls():
    assert cookie_name(True).startswith("__Host-")
    assert read_token({cookie_name(False): "a" * 43}, False) == "a" * 43
    assert read_token({cookie_name(False): "a" * 43}, True) is None
    assert read_token({cookie_name(False): "short"}, False) is None
    assert read_token({cookie_name(False): "a" * 5000}, False) is None
    assert read_token({}, False) is None
