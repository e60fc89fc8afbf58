"""Opening the store: every way in which the file can be wrong has a sentence that says what to do."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from records import Marking
from store import backup, driver, keys, schema
from store.checkpoints import Witness
from store.database import Decide, Store, Verdict
from store.driver import Database
from store.errors import StoreError, from_driver
from store.places import on_network

FILE = "waylink.db"
_PLAIN = b"SQLite format 3\x00"


class _Closed:
    allow = False


def nobody(
    role: str,  # noqa: ARG001
    action: str,  # noqa: ARG001
    relation: str = "none",  # noqa: ARG001
    marking: Marking | None = None,  # noqa: ARG001
    state: str = "open",  # noqa: ARG001
) -> Verdict:
    """Access rules that refuse everything: what a store has until it is given others."""
    return _Closed()


def open_store(
    folder: Path,
    *,
    key: bytes | None = None,
    create: bool = True,
    decide: Decide = nobody,
    open_to_all: bool = False,
    clock: Callable[[], datetime] | None = None,
    witness: Witness | None = None,
) -> Store:
    """Open the store of a data folder, and make it where there is none.

    Args:
        folder: the data folder; the store is the file ``waylink.db`` in it.
        key: 32 bytes; ``None`` reads ``waylink.key`` in the folder, and makes it for a new store.
        create: make folder and store where they are missing.
        decide: access rules; without them nothing may be read or written.
        open_to_all: everyone is assigned to every case: for a demonstration store.
        clock: aware time in UTC; the system's clock by default.
        witness: signs the log's head now and then and keeps what it signed elsewhere.

    Raises:
        StoreError: with what is wrong and the way out.
    """
    path = folder / FILE
    _check_folder(folder, create)
    fresh = not path.exists()
    if fresh and not create:
        raise StoreError("missing")
    if fresh and any(path.with_name(FILE + tail).exists() for tail in ("-wal", "-shm")):
        raise StoreError("incomplete")
    if not fresh:
        _check_file(path)
    key = key if key is not None else _key_beside(folder, fresh)
    if len(key) != 32:
        raise StoreError("bad_key")
    if fresh:
        _make(path, key)
    _check_open(path, key)
    connect = partial(driver.connect, key=key)
    return Store(path, connect, decide, open_to_all=open_to_all, clock=clock, witness=witness)


def _check_folder(folder: Path, create: bool) -> None:
    try:
        if create:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        elif not folder.is_dir():
            raise StoreError("missing")
    except OSError:
        raise StoreError("no_access") from None
    if on_network(folder):
        raise StoreError("network_folder")


def _check_file(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(driver.PAGE)
    except OSError:
        raise StoreError("no_access") from None
    if not head:
        raise StoreError("empty")
    if head.startswith(_PLAIN):
        raise StoreError("foreign")
    if len(head) < driver.PAGE:
        raise StoreError("corrupt" if (path.parent / keys.CHECK_FILE).exists() else "foreign")
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StoreError("read_only")


def _try_to_write(db: Database) -> None:
    """Find out now whether the store can only be read. Where somebody else is writing, it can be written."""
    try:
        db.conn.execute("PRAGMA busy_timeout = 500")
        db.conn.execute("BEGIN IMMEDIATE")
        db.conn.execute("ROLLBACK")
    except driver.EngineError as error:
        if from_driver(error).code != "busy":
            raise


def _key_beside(folder: Path, fresh: bool) -> bytes:
    place = folder / "waylink.key"
    return keys.make_file(place) if fresh and not place.exists() else keys.from_file(place)


def _make(path: Path, key: bytes) -> None:
    """Make the store whole under another name, then give it its own: a crash leaves nothing or all of it."""
    draft = path.with_name(f"{FILE}.{secrets.token_hex(4)}.new")
    try:
        db = driver.connect(draft, key, create=True)
        try:
            schema.migrate(db)
            driver.checkpoint(db)
        finally:
            db.close()
        draft.chmod(0o600)
        keys.write_check(path.parent, key) if not path.exists() else None
        try:
            os.link(draft, path)
        except FileExistsError:  # another program was faster; its store is as good as ours
            return
        backup.sync_folder(path.parent)
    except driver.EngineError as error:
        raise from_driver(error) from None
    except PermissionError:
        raise StoreError("no_access") from None
    except OSError as error:
        raise StoreError("disk_full" if error.errno == 28 else "no_access") from None
    finally:
        for tail in ("", "-wal", "-shm"):
            draft.with_name(draft.name + tail).unlink(missing_ok=True)


def _check_open(path: Path, key: bytes) -> None:
    fits = keys.fits(path.parent, key)
    if fits is False:
        raise StoreError("wrong_key")
    db: Database | None = None
    try:
        db = driver.connect(path, key)
        application, version = schema.version_of(db)
        if application != schema.APPLICATION_ID:
            raise StoreError("foreign")
        if version > schema.VERSION:
            raise StoreError("newer")
        if version < schema.VERSION:
            schema.migrate(db)
        _try_to_write(db)
    except driver.EngineError as error:
        told = from_driver(error)
        if told.code == "unreadable" and fits:
            told = StoreError("corrupt")
        raise told from None
    finally:
        if db is not None:
            db.close()
    if fits is None or len(keys.checks(path.parent)) > 1:
        # A crash while the store was given a new key has left both check values; the key that opened it counts.
        keys.write_check(path.parent, key)
