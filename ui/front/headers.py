"""Security headers and the content policies: what a document of ours may load, and who may frame it."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)

#: small pages of our own: no script at all
FORM_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), browsing-topics=()"
    ),
}


def inline_hashes(document: str) -> str:
    """The hashes of a document's inline scripts, for ``script-src``: those run, one that was smuggled in does not.

    Args:
        document: HTML as it will be sent.
    """
    digests = (hashlib.sha256(found.encode()).digest() for found in _INLINE_SCRIPT.findall(document))
    return " ".join(dict.fromkeys(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests))


@lru_cache(maxsize=1)
def page_policy() -> str:
    """The policy of the application itself. No foreign host, no ``unsafe-eval``, no unlisted inline script."""
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' blob: {inline_hashes(index.read_text(encoding='utf-8'))}",
            # Streamlit's components write their style rules into the document as they run.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' blob:",
            "connect-src 'self'",
            "frame-src 'self' blob:",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'",
        ]
    )


def map_policy(document: str) -> str:
    """The policy of one map document: its own scripts by hash, our files, a sandbox without our origin.

    Args:
        document: the HTML of the map.
    """
    return (
        f"sandbox allow-scripts; default-src 'none'; script-src 'self' {inline_hashes(document)}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )


def secure(headers: MutableHeaders, path: str, *, https: bool) -> None:
    """Complete the headers of a response; a policy that the route has set stays.

    Args:
        headers: of the response, changed in place.
        path: of the request.
        https: the request came over TLS.
    """
    for name, value in _COMMON.items():
        headers[name] = value
    public = path.startswith("/assets/")
    # A map lives in a sandbox without an origin, so the files it loads must be open to any origin. They are public.
    headers["cross-origin-resource-policy"] = "cross-origin" if public else "same-origin"
    headers.setdefault("content-security-policy", page_policy())
    if "frame-ancestors 'self'" not in headers["content-security-policy"]:
        headers["x-frame-options"] = "DENY"
    if not path.startswith(("/assets/", "/static/")):
        headers["cache-control"] = "no-store"
    if https:
        headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"
    if "server" in headers:
        del headers["server"]
