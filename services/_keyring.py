"""Where the key of a store comes from: asked of a person, the system's keyring, a file elsewhere, the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

import platformdirs

from store import keys, rekey, slots
from store.errors import StoreError

#: asks a person for a secret; empty means "go on without"
Ask = Callable[[str], str]
SOURCES = ("prompt", "keyring", "file", "environment")
QUESTION = "Passphrase, recovery key, or path of an officer's identity file"
_TRIES = 3
_SERVICE = "waylink"


def key_for(folder: Path, ask: Ask | None = None) -> bytes:
    """The key of a real store; a new one for a folder that has none.

    Looked for in this order, or only where ``WAYLINK_KEY_FROM`` says: asked of a person (where the key is sealed and
    ``ask`` is given), the system's keyring (where it was put there), a file (``WAYLINK_KEY_FILE``, else the one in the
    user's configuration folder that carries the store's check value as its name, so that a data folder may be moved),
    the 64 hexadecimal digits in ``WAYLINK_KEY``.

    Raises:
        StoreError: ``no_key``, ``bad_key``, ``sealed``, ``wrong_secret``, ``key_file_open``, ``key_inside``,
            ``no_access``.
    """
    if not is_made(folder):
        return _new_key(folder)
    only = os.environ.get("WAYLINK_KEY_FROM", "")
    sealed = slots.read(folder)
    for source in (only,) if only in SOURCES else SOURCES:
        found: list[bytes] = []
        if source == "prompt" and sealed and ask is not None:
            found = _asked(sealed, ask)
        elif source == "keyring":
            found = _from_system(folder, sealed, always=only == source)
        elif source == "file":
            found = _from_files(folder)
        elif source == "environment" and (written := os.environ.get("WAYLINK_KEY")):
            found = [keys.read_hex(written)]
        if found:
            return fitting(folder, found)
    raise StoreError("sealed" if sealed else "no_key")


def source_of(folder: Path) -> str:
    """Which of :data:`SOURCES` the key comes from when nobody is asked; empty where none has it."""
    sealed = slots.read(folder)
    if _from_system(folder, sealed):
        return "keyring"
    try:
        if _from_files(folder):
            return "file"
    except StoreError:
        return ""
    return "environment" if os.environ.get("WAYLINK_KEY") else ""


def open_sealed(folder: Path, secret: str, ask: Ask | None = None) -> list[bytes]:
    """The keys that a passphrase, a recovery key or the path of an identity file opens.

    Raises:
        StoreError: ``bad_slots``, ``bad_identity``.
    """
    return _by_secret(slots.read(folder), secret, ask)


def keep_loose(key: bytes) -> Path:
    """Keep a key in the user's configuration folder; gives the file."""
    place = loose(keys.check_value(key))
    keys.keep(place, key)
    return place


def loose(check: str) -> Path:
    """The file in the user's configuration folder for a key with this check value."""
    return config_folder() / "keys" / f"{check[:16]}.key"


def config_folder() -> Path:
    """The user's configuration folder for Waylink; never in the data folder."""
    return Path(platformdirs.user_config_dir("waylink", appauthor=False))


def to_system(key: bytes) -> bool:
    """Put a key into the system's keyring; gives whether there is one that took it."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, keys.check_value(key), key.hex())
    except (KeyringError, RuntimeError, OSError):
        return False
    return True


def is_made(folder: Path) -> bool:
    """Whether there is a store in the folder, or one is being made."""
    return (folder / "waylink.db").exists() or (folder / keys.CHECK_FILE).exists()


def _new_key(folder: Path) -> bytes:
    """The key of a store that is about to be made; programs that start at once agree on one."""
    named = os.environ.get("WAYLINK_KEY_FILE")
    if named:
        place = Path(named).expanduser()
        key = keys.from_file(_outside(folder, place)) if place.exists() else keys.make_file(_outside(folder, place))
    elif written := os.environ.get("WAYLINK_KEY"):
        key = keys.read_hex(written)
    else:
        key = secrets.token_bytes(32)
        mine = keep_loose(key)
        if keys.claim(folder, key) == keys.check_value(key):
            return key
        mine.unlink(missing_ok=True)
        return key_for(folder)
    return key


def fitting(folder: Path, found: list[bytes]) -> bytes:
    """The one that opens the store: while it is being given a new key, two are known."""
    known = keys.checks(folder)
    if len(known) < 2:
        return next((key for key in found if keys.check_value(key) in known), found[0])
    return next((key for key in found if rekey.opens(folder / "waylink.db", key)), found[0])


def _asked(sealed: list[slots.Slot], ask: Ask) -> list[bytes]:
    for _ in range(_TRIES):
        secret = ask(QUESTION).strip()
        if not secret:
            return []
        if found := _by_secret(sealed, secret, ask):
            return found
    raise StoreError("wrong_secret")


def _by_secret(sealed: list[slots.Slot], secret: str, ask: Ask | None) -> list[bytes]:
    path = Path(secret).expanduser()
    try:
        is_file = len(secret) < 1_000 and path.is_file()
    except (OSError, ValueError):
        is_file = False
    if is_file:
        return slots.open_with_identity(sealed, slots.read_identity(path, ask))
    return slots.open_with(sealed, secret)


def _from_system(folder: Path, sealed: list[slots.Slot], *, always: bool = False) -> list[bytes]:
    """The system's keyring is asked only where the key was put there: looking for one takes a tenth of a second."""
    if not always and not (folder / "waylink.keyring").exists():
        return []
    import keyring
    from keyring.errors import KeyringError

    found = []
    for check in dict.fromkeys([*keys.checks(folder), *(slot.check for slot in sealed)]):
        try:
            written = keyring.get_password(_SERVICE, check)
        except (KeyringError, RuntimeError, OSError):
            return []
        if written:
            found.append(keys.read_hex(written))
    return found


def _from_files(folder: Path) -> list[bytes]:
    named = os.environ.get("WAYLINK_KEY_FILE")
    if named:
        return [keys.from_file(_outside(folder, Path(named).expanduser()))]
    places = [loose(check) for check in keys.checks(folder)]
    return [keys.from_file(_private(place)) for place in places if place.exists()]


def _outside(folder: Path, place: Path) -> Path:
    if place.exists() and place.resolve().is_relative_to(folder.resolve()):
        raise StoreError("key_inside")
    return _private(place)


def _private(place: Path) -> Path:
    if place.exists() and not keys.is_private(place):
        raise StoreError("key_file_open")
    return place
