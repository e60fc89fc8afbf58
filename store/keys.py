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


def write_whole(path: Path, text: str) -> None:
    """Replace a small file; whoever reads it meanwhile finds all of the old or all of the new one.

    Raises:
        OSError: the file cannot be written; the old one stands.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def checks(folder: Path) -> list[str]:
    """The check values kept beside the store: one, or two while it is being given a new key; none where not there."""
    try:
        return (folder / CHECK_FILE).read_text(encoding="ascii").split()[:2]
    except (OSError, UnicodeDecodeError):
        return []


def write_check(folder: Path, *held: bytes) -> None:
    """Keep the check value of the key, or of two keys, beside the store."""
    write_whole(folder / CHECK_FILE, "".join(check_value(key) + "\n" for key in held))


def claim(folder: Path, key: bytes) -> str:
    """Put down the check value of a store that is about to be made, where nobody has yet; gives the one that counts.

    Two programs that start at once on a new folder have made a key each; the one that was first here goes on.

    Raises:
        StoreError: ``no_access``.
    """
    draft = folder / f"{CHECK_FILE}.{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_text(check_value(key) + "\n", encoding="ascii")
        try:
            os.link(draft, folder / CHECK_FILE)
        except FileExistsError:
            return checks(folder)[0]
        finally:
            draft.unlink()
    except (OSError, IndexError):
        raise StoreError("no_access") from None
    return check_value(key)


def fits(folder: Path, key: bytes) -> bool | None:
    """Whether the key is the one the store was made with; ``None`` where the check value is not there."""
    kept = checks(folder)
    return any(hmac.compare_digest(check, check_value(key)) for check in kept) if kept else None


def is_private(path: Path) -> bool:
    """Whether nobody but the file's owner can read it; always so where the system knows no such rights."""
    return os.name != "posix" or not path.stat().st_mode & 0o077
