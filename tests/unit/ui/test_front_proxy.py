"""Who a reverse proxy vouches for: only over a unix socket, or with its signature, fresh and once."""

import base64
import hashlib
import hmac
import json

import pytest

from services.errors import Refused
from services.sign_in_file import Proxy
from ui.front import proxy

KEY = b"k" * 32
NOW = 1_800_000_000.0
SIGNED, SOCKET = Proxy(KEY, False, "Proxy"), Proxy(b"", True, "Proxy")


def vouch(key=KEY, **changes):
    said = {"sub": "b.orlova", "groups": ["g"], "iat": NOW, "jti": "1"} | changes
    body = base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()
    made = hmac.new(key, body.encode(), hashlib.sha256).digest()
    return f"{body}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"


def refused(rules, headers, over_socket=False, now=NOW):
    with pytest.raises(Refused) as found:
        proxy.identity(rules, headers, over_socket=over_socket, now=now)
    return found.value.code == "not_vouched"


def test_a_signed_word_is_taken_once():
    header = {proxy.HEADER: vouch(jti="once")}
    told = proxy.identity(SIGNED, header, over_socket=False, now=NOW + 20)
    assert (told.issuer, told.subject, told.groups) == ("proxy", "b.orlova", ("g",))
    assert refused(SIGNED, header)


@pytest.mark.parametrize(
    "value",
    [
        "", ".", "a.b", "é.é", vouch(b"x" * 32, jti="2"), vouch(jti="3", iat=NOW - 31), vouch(jti="4", iat=NOW + 31),
        vouch(jti="", iat=NOW), vouch(jti="5", sub=""), vouch(jti="6", sub=3), vouch(jti="7", iat="x"),
        vouch(jti="8", groups="g"), vouch(jti="9")[:-2], "x" * 9000,
    ],
)  # fmt: skip
def test_anything_else_is_refused(value):
    assert refused(SIGNED, {proxy.HEADER: value})


def test_a_plain_header_counts_over_the_socket_alone():
    plain = {"x-forwarded-user": "b.orlova", "x-forwarded-groups": "g, h"}
    assert refused(SOCKET, plain, over_socket=False)
    assert refused(SOCKET, {}, over_socket=True)
    assert refused(SIGNED, plain, over_socket=True)
    assert proxy.identity(SOCKET, plain, over_socket=True, now=NOW).groups == ("g", "h")
