"""A reverse proxy that has signed a person in: believed over a unix socket that only it can open, or by its signature.

A plain header is never believed: whoever reaches the port can send one. The signed header ``X-Waylink-Vouch`` is
``BODY.SIGNATURE``: BODY is base64url of JSON ``{"sub", "name", "display", "groups", "iat", "jti"}``, SIGNATURE the
base64url of HMAC-SHA256 over BODY under the shared key. It is good for 30 seconds and once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Mapping
from typing import Any

from services.errors import Refused
from services.sign_in_file import Proxy
from services.single_sign_on import Identity

HEADER = "x-waylink-vouch"
_SECONDS = 30
_used: dict[str, float] = {}
_lock = threading.Lock()


def identity(proxy: Proxy, headers: Mapping[str, str], *, over_socket: bool, now: float) -> Identity:
    """Who the proxy vouches for.

    Args:
        proxy: of ``sign-in.toml``.
        headers: of the request, names in small letters, as they came in.
        over_socket: the request came over a unix socket.
        now: seconds since 1970.

    Raises:
        Refused: ``not_vouched``.
    """
    if proxy.unix_socket:
        if not over_socket or not headers.get("x-forwarded-user"):
            raise _refused()
        user = headers["x-forwarded-user"]
        groups = tuple(one.strip() for one in headers.get("x-forwarded-groups", "").split(",") if one.strip())
        return Identity("proxy", user[:255], user[:200], headers.get("x-forwarded-name", user)[:200], groups)
    said = _verified(proxy.key, headers.get(HEADER, ""), now)
    groups = tuple(one for one in said.get("groups", []) if isinstance(one, str))
    subject = str(said["sub"])[:255]
    return Identity(
        "proxy", subject, str(said.get("name") or subject)[:200], str(said.get("display") or "")[:200], groups
    )


def _verified(key: bytes, value: str, now: float) -> dict[str, Any]:
    body, _, signature = value.partition(".")
    made = base64.urlsafe_b64encode(hmac.new(key, body.encode("utf-8", "replace"), hashlib.sha256).digest())
    if len(value) > 8_000 or not key or not hmac.compare_digest(made.rstrip(b"="), signature.encode().rstrip(b"=")):
        raise _refused()
    try:
        said = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        at, once = float(said["iat"]), str(said["jti"])
        fits = isinstance(said["sub"], str) and said["sub"] and isinstance(said.get("groups", []), list)
    except (ValueError, TypeError, KeyError):
        raise _refused() from None
    if not fits or not once or abs(now - at) > _SECONDS:
        raise _refused()
    with _lock:
        for gone in [name for name, until in _used.items() if until < time.monotonic()]:
            del _used[gone]
        if once in _used:
            raise _refused()
        _used[once] = time.monotonic() + 3 * _SECONDS
    return dict(said)


def _refused() -> Refused:
    return Refused("not_vouched", "The reverse proxy did not vouch for you. Sign in with your account.")
