"""The scripts that look after the project itself."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def secrets():
    loader = importlib.machinery.SourceFileLoader("check_secrets", str(ROOT / "scripts" / "check_secrets"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("check_secrets", loader))
    loader.exec_module(module)
    return module


@pytest.mark.parametrize(("kind", "text"), [
    ("private key", "-----BEGIN " + "OPENSSH PRIVATE KEY-----"),
    ("age identity", "AGE-SECRET-KEY" + "-1" + "Q" * 58),
    ("cloud key", "AK" + "IA" + "Z" * 16),
    ("token", "gh" + "p_" + "a" * 36),
    ("web token", "ey" + "J" + "a" * 20 + ".ey" + "J" + "b" * 20 + "." + "c" * 20),
    ("password in an address", "postgres://user" + ":hunter22" + "@db.example/x"),
    ("key of a store", 'WAYLINK_KEY = "' + "ab" * 32 + '"'),
    ("key file", "cd" * 32 + "\n"),
])  # fmt: skip
def test_a_secret_is_found_and_not_printed(secrets, kind, text):
    before = "" if kind == "key file" else "one\ntwo\n"
    (found,) = secrets.finds("some/file.txt", (before + text).encode())
    assert found == f"some/file.txt:{1 + before.count(chr(10))}: {kind}"


def test_hashes_and_addresses_are_none(secrets):
    text = f"sha256:{'ab' * 32}\nhttps://example.org/a@b\nkey: value\nfile hash {'cd' * 32}\n"
    assert secrets.finds("some/file.txt", text.encode()) == []


def test_every_allowed_file_is_there_with_its_reason(secrets):
    assert all((ROOT / name).is_file() and len(reason) > 20 for name, reason in secrets.ALLOWED.items())


def test_every_locked_file_has_its_hash():
    """What is installed is what was locked: no package without a SHA-256, none from a folder or an address."""
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")
    files = re.findall(r"\{ url = \"[^\"]+\"([^}]*)\}", text)
    assert len(files) > 500
    assert [one for one in files if 'hash = "sha256:' not in one] == []
    sources = set(re.findall(r"source = \{ (\w+) = ", text))
    assert sources == {"registry", "editable"}


def test_the_deployment_examples_hold_what_they_promise():
    unit = (ROOT / "deploy" / "waylink.service").read_text(encoding="utf-8")
    for line in (
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "IPAddressDeny=any",
        "UMask=0077",
        "--address 127.0.0.1",
    ):
        assert line in unit
    nginx = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for line in ("proxy_set_header X-Waylink-Role", "$waylink_connection", "client_max_body_size 21m", "ssl_protocols"):
        assert line in nginx
