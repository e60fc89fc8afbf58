"""Files waiting to be fetched: owned by one person, fetched once, gone after a minute."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass

PATH = "/handout"
_SECONDS = 60.0
_MOST = 200


@dataclass(frozen=True, slots=True)
class File:
    """A finished file.

    Attributes:
        name: file name; carries opaque ids, never a person's name.
        data: its bytes.
        mime: its media type.
    """

    name: str
    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class _Waiting:
    owner: str
    file: File
    until: float


_waiting: dict[str, _Waiting] = {}
_lock = threading.Lock()


def offer(owner: str, file: File, *, seconds: float = _SECONDS) -> str:
    """Keep a file for its owner.

    Args:
        owner: id of the actor who may fetch it.
        file: the finished file.
        seconds: how long it waits.

    Returns:
        The token that the address carries.
    """
    token = secrets.token_urlsafe(24)
    now = time.monotonic()
    with _lock:
        for gone in [name for name, waiting in _waiting.items() if waiting.until < now]:
            del _waiting[gone]
        while len(_waiting) >= _MOST:
            del _waiting[next(iter(_waiting))]
        _waiting[token] = _Waiting(owner, file, now + seconds)
    return token


def take(token: str, owner: str) -> File | None:
    """The file, given once; ``None`` where there is none for this person. A stranger's try leaves it for its owner."""
    with _lock:
        waiting = _waiting.get(token)
        if waiting is None or waiting.owner != owner:
            return None
        del _waiting[token]
    return waiting.file if waiting.until >= time.monotonic() else None
