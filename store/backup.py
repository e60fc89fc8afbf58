"""A backup: one consistent copy under the store's own key, opened and counted before it counts as one.

Copying the file while it is written tears it; the engine's own copy in a single step does not.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from records import Actor
from store import audit, driver
from store.database import Store
from store.errors import Refused, StoreError, from_driver

_COUNTED = ("case_file", "party", "submission", "match", "judgement", "transmission", "account", "audit")


def write(store: Store, actor: Actor, target: Path, reason: str = "") -> Path:
    """Write a backup to ``target``, which must not exist yet. It opens with the key of the store.

    Raises:
        StoreError: ``not_allowed``, ``backup_exists``, ``backup_failed``, ``disk_full``, ``no_access``.
    """
    with store.write(actor, reason) as tx:
        tx.require("backup.make")
        tx.log("backup.made")
    if target.exists():
        raise StoreError("backup_exists")
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    source = store.connection()
    try:
        copy = store.connection_to(draft)
        try:
            # In one step, inside one snapshot: a copy in portions starts over at every write and may never end.
            source.conn.execute("BEGIN")
            expected = _inventory(source)
            source.conn.backup(copy.conn)
            driver.checkpoint(copy)
            copy.conn.execute("PRAGMA journal_mode = DELETE")
            if _inventory(copy) != expected or copy.conn.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise StoreError("backup_failed")
        finally:
            copy.close()
        _sync(draft)
        os.link(draft, target)
    except driver.EngineError as error:
        raise from_driver(error) from None
    except FileExistsError:
        raise StoreError("backup_exists") from None
    except Refused:
        raise
    except OSError as error:
        raise StoreError("disk_full" if error.errno == 28 else "no_access") from None
    finally:
        source.close()
        for tail in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + tail).unlink(missing_ok=True)
    return target


def _inventory(db: driver.Database) -> tuple[object, ...]:
    counts = tuple(db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED)  # noqa: S608
    return (*counts, *audit.head(db))


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
