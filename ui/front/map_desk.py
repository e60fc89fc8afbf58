"""Map documents on their way to one person's screen: found by an unguessable token, by their owner only."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict

PATH = "/map"
_SECONDS = 3600.0
_MOST_BYTES = 256 * 1024 * 1024
_SECRET = secrets.token_bytes(32)

_documents: OrderedDict[str, tuple[str, str, float]] = OrderedDict()
_lock = threading.Lock()


def keep(owner: str, document: str) -> str:
    """Keep a document for its owner; the same document keeps its token, so that a frame need not load anew.

    Args:
        owner: id of the actor who may see it.
        document: HTML.

    Returns:
        The token that the address carries.
    """
    token = hmac.new(_SECRET, f"{owner}\0{document}".encode(), hashlib.sha256).hexdigest()
    now = time.monotonic()
    with _lock:
        _documents[token] = (owner, document, now + _SECONDS)
        _documents.move_to_end(token)
        for old in [name for name, (_who, _what, until) in _documents.items() if until < now]:
            del _documents[old]
        while len(_documents) > 1 and sum(len(kept[1]) for kept in _documents.values()) > _MOST_BYTES:
            _documents.popitem(last=False)
    return token


def find(token: str, owner: str) -> str | None:
    """The document, where it is this person's and still there."""
    with _lock:
        kept = _documents.get(token)
    if kept is None or kept[0] != owner or kept[2] < time.monotonic():
        return None
    return kept[1]
