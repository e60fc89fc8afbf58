"""A new key for a store: copied under the new key, compared, and put in the old one's place in one step."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from store import backup, driver, keys
from store.errors import StoreError, from_driver


def change(path: Path, old: bytes, new: bytes, ready: Callable[[], None]) -> None:
    """Give the store at ``path`` a new key. Nobody else may have it open.

    Args:
        path: the store's file.
        old: its key.
        new: 32 fresh bytes.
        ready: called when the copy is whole and before it takes its place; it must leave both keys findable, so that
            the store opens whichever side of the step a crash falls on.

    Raises:
        StoreError: ``in_use``, ``wrong_key``, ``disk_full``, ``backup_failed``, ``no_access``; the store is as it was.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    source = None
    try:
        source = driver.connect(path, old)
        backup.alone(source)
        backup.copy_into(source, draft, new)
        ready()
        keys.write_check(path.parent, old, new)
        draft.replace(path)
        backup.sync_folder(path.parent)
        keys.write_check(path.parent, new)
    except driver.EngineError as error:
        raise from_driver(error) from None
    except StoreError:
        raise
    except OSError as error:
        raise StoreError("disk_full" if error.errno == 28 else "no_access") from None
    finally:
        if source is not None:
            source.close()
        for tail in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + tail).unlink(missing_ok=True)


def opens(path: Path, key: bytes) -> bool:
    """Whether the key opens the file, as it is now."""
    if not path.exists():
        return False
    try:
        db = driver.connect(path, key)
        try:
            db.conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            db.close()
    except driver.EngineError:
        return False
    return os.access(path, os.R_OK)
