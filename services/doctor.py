"""Is this installation sound? One line for each thing that was looked at, with the way out where it is not."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from records import Actor
from services import _keyring, audit, backup, keys, retention
from services._witness import second_place, signing_file
from services.desk import Desk
from services.errors import Refused
from store import driver, health
from store import keys as stored
from store.places import on_network

_LOW = 500 * 1024 * 1024
_NONE = 50 * 1024 * 1024
_FIRST_GOOD = (3, 51, 3)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        what: its code, e.g. ``disk``.
        state: good, warn or bad.
        text: an English sentence without any person's data.
    """

    what: str
    state: str
    text: str


def outside(folder: Path, *, demo: bool = False) -> list[Finding]:
    """What can be told without opening the store: program, engine, folder, disk, key."""
    found = [_python(), _engine(), *_folder(folder), _disk(folder)]
    if _keyring.is_made(folder):
        found.append(_key(folder, demo))
    return found


def inside(desk: Desk, actor: Actor) -> list[Finding]:
    """What can be told of the open store: pages, tables, log, signed heads, backups, retention."""
    checks: tuple[Callable[[Desk, Actor], Iterator[Finding]], ...] = (_whole, _log, _signing, _backups, _retention)
    found: list[Finding] = []
    for check in checks:
        try:
            found += check(desk, actor)
        except Refused as error:
            found.append(Finding(check.__name__.lstrip("_"), "bad", error.text()))
    return found


def is_alive(desk: Desk) -> bool:
    """Whether the store answers and the disk takes another write: what a health check asks."""
    try:
        with desk.read(Actor("health", "health")) as reader:
            reader.select("SELECT 1 FROM meta LIMIT 1")
        return shutil.disk_usage(desk.folder).free > _NONE
    except (Refused, OSError):
        return False


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    good = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Finding("python", "good" if good else "bad", f"Python {version}" + ("" if good else "; use 3.11 to 3.13."))


def _engine() -> Finding:
    sqlite, cipher = driver.engine_version()
    good = tuple(int(part) for part in sqlite.split(".")) >= _FIRST_GOOD and bool(cipher)
    return Finding("engine", "good" if good else "bad", f"SQLite {sqlite}, SQLCipher {cipher or 'missing'}"
                   + ("" if good else "; install the packages of the lock file again."))  # fmt: skip


def _folder(folder: Path) -> Iterator[Finding]:
    if not folder.is_dir():
        yield Finding("folder", "warn", "The data folder is not there yet. It is made at the first start.")
        return
    if on_network(folder):
        yield Finding("folder", "bad", "The data folder lies on a network drive. Move it to a local disk.")
    elif not os.access(folder, os.W_OK):
        yield Finding("folder", "bad", "The data folder cannot be written. Give the account the right to.")
    elif os.name == "posix" and folder.stat().st_mode & 0o077:
        yield Finding("folder", "warn", "Other users can look into the data folder: chmod 700.")
    else:
        yield Finding("folder", "good", "The data folder is local, writable and private.")


def _disk(folder: Path) -> Finding:
    place = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(place).free
    told = f"{free // (1024 * 1024)} MB free"
    if free < _NONE:
        return Finding("disk", "bad", f"{told}: free some space; nothing can be saved on a full disk.")
    return Finding("disk", "good" if free > _LOW else "warn", told + ("." if free > _LOW else ": free some space."))


def _key(folder: Path, demo: bool) -> Finding:
    try:
        status = keys.status(folder, demo=demo)
    except Refused as error:
        return Finding("key", "bad", error.text())
    loose = [path for path in (_keyring.loose(check) for check in stored.checks(folder)) if path.exists()]
    if any(not stored.is_private(path) for path in loose):
        return Finding("key", "bad", "Other users can read the key file: chmod 600.")
    if not status.source and not status.sealed:
        return Finding("key", "bad", "The key of the store is not here. Put the key file back.")
    if demo:
        return Finding("key", "good", keys.ADVICE["demonstration"])
    told = " ".join(keys.ADVICE[code] for code in status.advice)
    return Finding("key", "warn" if told else "good", told or "The key is sealed, with a recovery key.")


def _whole(desk: Desk, _actor: Actor) -> Iterator[Finding]:
    faults = health.faults(desk.store)
    for code in faults:
        yield Finding(code, "bad", health.FAULTS[code])
    if not faults:
        yield Finding("store", "good", "Every page, table and reference of the store is whole.")


def _log(desk: Desk, actor: Actor) -> Iterator[Finding]:
    found = audit.verify(desk, actor)
    if found.first_bad is not None:
        yield Finding("log", "bad", audit.WRONG[found.reason].format(seq=found.first_bad))
    else:
        yield Finding("log", "good", f"{found.lines} lines fit; {found.checkpoints} signed heads agree.")


def _signing(desk: Desk, _actor: Actor) -> Iterator[Finding]:
    place = second_place(desk.folder, desk.demo)
    if desk.store.witness is None:
        yield Finding("signing", "bad", f"The log is not signed: the key {signing_file().name} cannot be read or made.")
    elif not desk.store.sign_now():
        yield Finding("signing", "bad", "The second place for signed heads cannot be written; see WAYLINK_CHECKPOINTS.")
    elif not desk.demo and place.exists() and place.stat().st_dev == desk.folder.stat().st_dev:
        yield Finding("signing", "warn", "The second place for signed heads is on the same disk as the store; "
                      "WAYLINK_CHECKPOINTS names another.")  # fmt: skip
    else:
        yield Finding("signing", "good", "The head of the log is signed and kept in a second place.")


def _backups(desk: Desk, _actor: Actor) -> Iterator[Finding]:
    if desk.demo:
        return
    last = next(iter(backup.listing(desk.folder)), None)
    if last is None:
        yield Finding("backup", "warn", "There is no backup yet: waylink backup.")
        return
    age = datetime.now(UTC) - last.at
    days = age.days
    if age > timedelta(days=7):
        yield Finding("backup", "bad", f"The last backup is {days} days old: waylink backup.")
    elif last.folder.stat().st_dev == desk.folder.stat().st_dev:
        yield Finding("backup", "warn", "The backups are on the same disk as the store; WAYLINK_BACKUPS names another.")
    else:
        yield Finding("backup", "good", f"The last backup is {days} days old.")


def _retention(desk: Desk, actor: Actor) -> Iterator[Finding]:
    due = sum(1 for row in retention.listing(desk, actor) if row.days is not None and row.days <= 0)
    text = f"Submissions whose retention date has come: {due}." if due else "No retention date has come."
    yield Finding("retention", "warn" if due else "good", text)
