"""Where the key of a store is looked for: environment first, then a file outside the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import platformdirs

from store import keys
from store.errors import StoreError


def key_for(folder: Path) -> bytes:
    """The key of a real store.

    Looked for in this order: the file named by ``WAYLINK_KEY_FILE`` (made where it is missing and the store is new),
    the 64 hexadecimal digits in ``WAYLINK_KEY``, a file in the user's configuration folder that carries the store's
    check value as its name, so that a data folder may be moved.

    Raises:
        StoreError: ``no_key``, ``bad_key``, ``no_access``.
    """
    named = os.environ.get("WAYLINK_KEY_FILE")
    if named:
        place = Path(named).expanduser()
        return keys.from_file(place) if place.exists() or _is_made(folder) else keys.make_file(place)
    written = os.environ.get("WAYLINK_KEY")
    if written:
        return keys.read_hex(written)
    if _is_made(folder):
        try:
            kept = (folder / keys.CHECK_FILE).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            raise StoreError("no_key") from None
        return keys.from_file(_place(kept))
    key = secrets.token_bytes(32)
    keys.keep(_place(keys.check_value(key)), key)
    return key


def _is_made(folder: Path) -> bool:
    return (folder / "waylink.db").exists() or (folder / keys.CHECK_FILE).exists()


def _place(check: str) -> Path:
    return Path(platformdirs.user_config_dir("waylink", appauthor=False)) / "keys" / f"{check[:16]}.key"
