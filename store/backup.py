"""A backup: one consistent copy, opened and counted before it counts as one, with a signed list of what it holds.

Copying the file while it is written tears it; the engine's own copy in a single step does not.
"""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from records import Actor
from store import audit, driver, keys, manifest, schema, slots
from store.database import Store
from store.errors import Refused, StoreError, from_driver

_COUNTED = ("case_file", "party", "submission", "match", "judgement", "transmission", "account", "audit")


def write(store: Store, actor: Actor, target: Path, reason: str = "") -> Path:
    """Write a backup of the store's file to ``target``, which must not exist yet. It opens with the store's key.

    Raises:
        StoreError: ``not_allowed``, ``backup_exists``, ``backup_failed``, ``disk_full``, ``no_access``.
    """
    _log(store, actor, reason)
    if target.exists():
        raise StoreError("backup_exists")
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        _copy(store, draft)
        os.link(draft, target)
    except FileExistsError:
        raise StoreError("backup_exists") from None
    except OSError as error:
        raise StoreError("disk_full" if error.errno == 28 else "no_access") from None
    finally:
        _drop(draft)
    return target


def bundle(store: Store, actor: Actor, target: Path, reason: str = "") -> manifest.Manifest:
    """Write a backup folder: the store's file, its check value, its sealed key, and the signed list of what they are.

    The folder gets its name when all of it is written and compared; before that it has another one.

    Raises:
        StoreError: as :func:`write`.
    """
    _log(store, actor, reason)
    store.sign_now() if store.witness else None
    if target.exists():
        raise StoreError("backup_exists")
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        draft.mkdir(parents=True, mode=0o700)
        counts, head = _copy(store, draft / "waylink.db")
        for name in (keys.CHECK_FILE, slots.FILE):
            if (store.path.parent / name).exists():
                shutil.copyfile(store.path.parent / name, draft / name)
                sync(draft / name)
        made = manifest.make(draft, store.clock(), counts, head, schema.VERSION, store.witness)
        sync(draft / manifest.FILE)
        sync_folder(draft)
        if target.exists():
            raise StoreError("backup_exists")
        draft.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise StoreError("disk_full" if error.errno == 28 else "no_access") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return made


def copy_into(source: driver.Database, draft: Path, key: bytes) -> tuple[dict[str, int], tuple[int, str]]:
    """Copy an open store into a new file under ``key`` in one step and compare; gives its counts and head of the log.

    Raises:
        EngineError: the copy could not be made.
        StoreError: ``backup_failed`` where it does not hold what the source holds.
    """
    copy = driver.connect(draft, key, create=True)
    try:
        # In one step, inside one snapshot: a copy in portions starts over at every write and may never end.
        source.conn.execute("BEGIN")
        try:
            expected = inventory(source)
            source.conn.backup(copy.conn)
        finally:
            source.conn.execute("ROLLBACK")
        driver.checkpoint(copy)
        copy.conn.execute("PRAGMA journal_mode = DELETE")
        if inventory(copy) != expected or copy.conn.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StoreError("backup_failed")
    finally:
        copy.close()
    draft.chmod(0o600)
    sync(draft)
    return expected


def alone(db: driver.Database) -> None:
    """Keep everybody else out of the file until the connection is closed.

    Raises:
        StoreError: ``in_use`` where another connection has it open.
    """
    try:
        db.conn.execute("PRAGMA busy_timeout = 500")
        db.conn.execute("PRAGMA journal_mode = DELETE")
        db.conn.execute("PRAGMA locking_mode = EXCLUSIVE")
        # The lock that a write takes is kept in this mode when the write has ended.
        db.conn.execute("BEGIN EXCLUSIVE")
        db.conn.execute("COMMIT")
    except driver.EngineError as error:
        told = from_driver(error)
        raise StoreError("in_use") if told.code == "busy" else told from None


def inventory(db: driver.Database) -> tuple[dict[str, int], tuple[int, str]]:
    """How many rows the main tables hold, and the head of the log."""
    counts = {table: int(db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in _COUNTED}  # noqa: S608
    return counts, audit.head(db)


def sync(path: Path) -> None:
    """Wait until a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a folder's list of names is on the disk, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _log(store: Store, actor: Actor, reason: str) -> None:
    with store.write(actor, reason) as tx:
        tx.require("backup.make")
        tx.log("backup.made")


def _copy(store: Store, draft: Path) -> tuple[dict[str, int], tuple[int, str]]:
    source = store.connection()
    try:
        return copy_into(source, draft, store.key)
    except driver.EngineError as error:
        raise from_driver(error) from None
    except Refused:
        raise
    finally:
        source.close()
        for tail in ("-wal", "-shm", "-journal"):
            draft.with_name(draft.name + tail).unlink(missing_ok=True)


def _drop(draft: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + tail).unlink(missing_ok=True)
