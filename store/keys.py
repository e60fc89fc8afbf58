"""The 32-byte key of a store: where it comes from, how it is made, how a wrong one is told from a damaged file."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from store.errors import StoreError

CHECK_FILE = "waylink.check"
_LENGTH = 32


def read_hex(text: str) -> bytes:
    """A key written as 64 hexadecimal digits.

    Raises:
        StoreError: ``bad_key``.
    """
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        raise StoreError("bad_key") from None
    if len(key) != _LENGTH:
        raise StoreError("bad_key")
    return key


def from_file(path: Path) -> bytes:
    """The key in a file.

    Raises:
        StoreError: ``no_key``, ``bad_key``.
    """
    try:
        return read_hex(path.read_text(encoding="ascii"))
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError("bad_key" if isinstance(error, UnicodeDecodeError) else "no_key") from None


def make_file(path: Path) -> bytes:
    """A new random key, in a new file that only its owner can read; the key already there, if there is one.

    Raises:
        StoreError: ``no_access``.
    """
    return keep(path, secrets.token_bytes(_LENGTH))


def keep(path: Path, key: bytes) -> bytes:
    """Write a key to a new file that only its owner can read; gives the key that the file now holds.

    Raises:
        StoreError: ``no_access``.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written whole under another name first: two programs that start at once must agree on one key.
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return from_file(path)
        finally:
            draft.unlink()
    except OSError:
        raise StoreError("no_access") from None
    return key


def check_value(key: bytes) -> str:
    """What is kept beside the store so that a wrong key can be told from a damaged file. It says nothing of the key."""
    return hmac.new(key, b"waylink store, key check 1", hashlib.sha256).hexdigest()[:32]


def write_check(folder: Path, key: bytes) -> None:
    """Keep the check value beside the store; whoever reads it meanwhile finds all of it or none."""
    draft = folder / f"{CHECK_FILE}.{secrets.token_hex(4)}"
    draft.write_text(check_value(key) + "\n", encoding="ascii")
    draft.replace(folder / CHECK_FILE)


def fits(folder: Path, key: bytes) -> bool | None:
    """Whether the key is the one the store was made with; ``None`` where the check value is not there."""
    try:
        kept = (folder / CHECK_FILE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return hmac.compare_digest(kept, check_value(key))
