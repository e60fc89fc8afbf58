"""Taking a backup back: looked at first, then put in place in one step; what stood there is set aside, not deleted."""

from __future__ import annotations

import shutil
from pathlib import Path

from store import backup, checkpoints, driver, keys, manifest, schema, slots
from store.database import Tx
from store.errors import StoreError, from_driver

#: start and length of the bytes that SQLite locks: pending, reserved, shared
_LOCKED = (0x40000000, 512)
_OURS = ("waylink.db", keys.CHECK_FILE, slots.FILE)


def verify(folder: Path, key: bytes) -> tuple[manifest.Manifest, checkpoints.Examined]:
    """Look at a backup without changing anything: signature, hashes, key, pages, counts, head and chain of the log.

    Raises:
        StoreError: ``no_backup``, ``backup_list``, ``backup_file``, ``backup_pages``, ``backup_rows``, ``backup_log``,
             ``wrong_key``, ``newer``.
    """
    made, signed = manifest.read(folder)
    if made.public_key and not signed:
        raise StoreError("backup_list")
    if "waylink.db" not in made.files or any("/" in name or name.startswith(".") for name in made.files):
        raise StoreError("backup_list")
    for name, digest in made.files.items():
        if not (folder / name).is_file() or manifest.file_hash(folder / name) != digest:
            raise StoreError("backup_file")
    if keys.fits(folder, key) is False:
        raise StoreError("wrong_key")
    return made, _look_inside(folder / "waylink.db", key, made)


def put_back(source: Path, key: bytes, target: Path, aside: str) -> Path | None:
    """Put a verified backup into a data folder; gives the folder in which the earlier store was set aside, if any.

    Args:
        source: the backup.
        key: its key.
        target: the data folder.
        aside: name of the folder for the earlier store; empty refuses to replace one.

    Raises:
        StoreError: ``restore_full``, ``in_use``, ``disk_full``, ``no_access``, or as :func:`verify`.
    """
    verify(source, key)
    path = target / "waylink.db"
    earlier = path.exists()
    if earlier and not aside:
        raise StoreError("restore_full")
    try:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = target / "waylink.restore"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        for name in _OURS:
            if (source / name).exists():
                shutil.copyfile(source / name, draft / name)
                (draft / name).chmod(0o600)
                backup.sync(draft / name)
        if earlier:
            _nobody_has(path)
            kept = target / aside
            kept.mkdir(mode=0o700)
            for file in [*(target / name for name in _OURS), *target.glob("waylink.db-*")]:
                if file.exists():
                    file.rename(kept / file.name)
        # The store's file comes last: until it is there, the folder holds no store that could be opened half.
        for name in reversed(_OURS):
            if (draft / name).exists():
                (draft / name).rename(target / name)
        draft.rmdir()
        backup.sync_folder(target)
    except FileExistsError:
        raise StoreError("backup_exists") from None
    except OSError as error:
        raise StoreError("disk_full" if error.errno == 28 else "no_access") from None
    return target / aside if earlier else None


def note(tx: Tx) -> None:
    """Write to the restored store's log that it was restored, and give it a new name.

    Its lines and those that the earlier store went on to write would otherwise be taken for one log.

    Raises:
        StoreError: ``not_allowed``.
    """
    tx.require("backup.make")
    tx.log("backup.restored", before=checkpoints.store_id(tx.db))
    tx.run("UPDATE meta SET value = lower(hex(randomblob(8))) WHERE name = 'store_id'")


def _look_inside(path: Path, key: bytes, made: manifest.Manifest) -> checkpoints.Examined:
    db = None
    try:
        # Read where it lies and nothing written beside it: a backup may stand on a medium that cannot be written.
        db = driver.connect_to_look(path, key)
        application, version = schema.version_of(db)
        if application != schema.APPLICATION_ID:
            raise StoreError("foreign")
        if version > schema.VERSION:
            raise StoreError("newer")
        damaged = db.conn.execute("PRAGMA cipher_integrity_check").fetchall()
        if damaged or db.conn.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StoreError("backup_pages")
        if backup.inventory(db) != (made.counts, made.head):
            raise StoreError("backup_rows")
        if not checkpoints.store_id(db):  # written before heads were signed
            return checkpoints.Examined(made.head[0], made.head[1], 0, 0)
        found = checkpoints.examine(db)
        if found.first_bad is not None:
            raise StoreError("backup_log")
        return found
    except driver.EngineError as error:
        told = from_driver(error)
        raise (StoreError("wrong_key") if told.code == "unreadable" else told) from None
    finally:
        if db is not None:
            db.close()


def _nobody_has(path: Path) -> None:
    """Refuse while a program works with the store: the engine locks these bytes while it has the file open."""
    try:
        import fcntl
    except ImportError:
        if path.with_name(path.name + "-shm").exists():
            raise StoreError("in_use") from None
        return
    with path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKED[1], _LOCKED[0])
        except OSError:
            raise StoreError("in_use") from None
        fcntl.lockf(file, fcntl.LOCK_UN, _LOCKED[1], _LOCKED[0])
