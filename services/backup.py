"""Backups: made on demand or when due, looked at, taken back; the oldest go when there are enough."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from records import Actor
from services import _keyring, settings
from services.desk import Desk
from services.errors import StoreError
from store import backup as stored
from store import keys, manifest, restoring
from store.checkpoints import Examined
from store.manifest import Manifest

_NAME = re.compile(r"waylink-\d{8}-\d{6}")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup folder and what its signed list says."""

    folder: Path
    made: Manifest

    @property
    def at(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made.at)


def place(folder: Path) -> Path:
    """Where backups of a data folder go: ``WAYLINK_BACKUPS``, else ``backups`` in it. Another disk is better."""
    named = os.environ.get("WAYLINK_BACKUPS")
    return Path(named).expanduser() if named else folder / "backups"


def make(desk: Desk, actor: Actor, target: Path | None = None, reason: str = "") -> Backup:
    """Write a backup, compare it with the store, and let the oldest beyond the number to keep go.

    Args:
        desk: the installation.
        actor: who asks.
        target: the folder to make; ``None`` takes a new one in :func:`place`.
        reason: for the log.

    Raises:
        Refused: ``not_allowed``, ``backup_exists``, ``backup_failed``, ``disk_full``, ``no_access``.
    """
    folder = target or place(desk.folder) / f"waylink-{desk.now():%Y%m%d-%H%M%S}"
    made = stored.bundle(desk.store, actor, folder, reason)
    if target is None:
        _let_go(desk)
    return Backup(folder, made)


def listing(folder: Path) -> list[Backup]:
    """Backups in a data folder's place, newest first; what cannot be read as one is left out."""
    found = []
    for path in place(folder).glob("waylink-*"):
        try:
            found.append(Backup(path, manifest.read(path)[0]))
        except StoreError:
            continue
    return sorted(found, key=lambda one: one.made.at, reverse=True)


def is_due(desk: Desk) -> bool:
    """Whether the last backup is older than the settings allow."""
    hours = int(settings.value(desk, "backup_hours"))
    if not hours:
        return False
    last = next(iter(listing(desk.folder)), None)
    return last is None or desk.now() - last.at >= timedelta(hours=hours)


def verify(folder: Path, ask: _keyring.Ask | None = None) -> tuple[Manifest, Examined]:
    """Look at a backup without changing anything.

    Raises:
        Refused: what is wrong with it, or that its key is not here.
    """
    return restoring.verify(folder, key_of(folder, ask))


def restore(source: Path, target: Path, *, replace: bool, at: datetime, ask: _keyring.Ask | None = None) -> Path | None:
    """Put a backup into a data folder; gives where the earlier store was set aside, if there was one.

    Raises:
        Refused: ``restore_full``, ``in_use``, or what is wrong with the backup. The folder is then as it was.
    """
    aside = f"before-restore-{at:%Y%m%d-%H%M%S}" if replace else ""
    return restoring.put_back(source, key_of(source, ask), target, aside)


def note_restored(desk: Desk, actor: Actor, reason: str) -> None:
    """Write to the restored store's log that it was restored."""
    with desk.write(actor, reason) as tx:
        restoring.note(tx)


def key_of(folder: Path, ask: _keyring.Ask | None = None) -> bytes:
    """The key of a backup: from the usual sources by the backup's own check value, or a demonstration's beside it.

    Raises:
        Refused: ``no_backup``, ``no_key``, ``sealed``, ``wrong_secret``.
    """
    manifest.read(folder)
    beside = folder / "waylink.key"
    return keys.from_file(beside) if beside.exists() else _keyring.key_for(folder, ask)


def _let_go(desk: Desk) -> None:
    keep = int(settings.value(desk, "backup_keep"))
    for old in listing(desk.folder)[keep:]:
        if _NAME.fullmatch(old.folder.name):
            shutil.rmtree(old.folder, ignore_errors=True)
