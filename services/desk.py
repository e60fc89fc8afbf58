"""The desk: the open store, the gazetteer and the clock that every use case is given."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from access.decide import decide
from records import Actor
from services import _geo
from services._keyring import Ask, key_for
from services._witness import witness_for
from services.errors import StoreError
from store import Reader, Store, Tx, open_store

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer

Progress = Callable[[str, float], None]

_OPENING = timedelta(minutes=10)
_MOST_OPENINGS = 5_000


class Desk:
    """One installation at work.

    Attributes:
        store: the open store.
        folder: the data folder.
        demo: a demonstration store: invented and published cases, open to every role.
    """

    def __init__(self, store: Store, folder: Path, demo: bool, progress: Progress | None = None) -> None:
        self.store = store
        self.folder = folder
        self.demo = demo
        self._progress = progress
        self._gazetteer: Gazetteer | None = None
        self._guard = threading.Lock()
        self._opened: dict[tuple[str, str, str], datetime] = {}
        self._watchers: list[Callable[[str], None]] = []

    @property
    def gazetteer(self) -> Gazetteer:
        """The places, opened on first use: the full list where it has been built, else the small one, built at once."""
        with self._guard:
            if self._gazetteer is None:
                self._gazetteer = _geo.open_gazetteer(self.folder, self._progress)
            return self._gazetteer

    def forget_gazetteer(self) -> None:
        """Open the places anew at their next use, after they were built."""
        with self._guard:
            self._gazetteer = None

    def now(self) -> datetime:
        """Aware time in UTC."""
        return self.store.clock()

    def note_opening(self, actor: Actor, case_id: str, action: str) -> None:
        """Log that a case was consulted: one line for all that a page asks for within ten minutes.

        Inside a write block of this thread the block's own line speaks for it.

        Raises:
            Refused: the line cannot be written; what cannot be logged is not shown.
        """
        key, now = (actor.id, case_id, action), self.now()
        with self._guard:
            last = self._opened.get(key)
        if self.store.is_writing_here() or (last is not None and timedelta(0) <= now - last < _OPENING):
            return
        with self.store.write(actor) as tx:
            tx.log(action, [case_id])
        with self._guard:
            if len(self._opened) > _MOST_OPENINGS:
                self._opened = {one: at for one, at in self._opened.items() if now - at < _OPENING}
            self._opened[key] = now

    def is_first(self, what: str, account: str, text: str) -> bool:
        """Whether somebody does this for the first time in ten minutes: a page asks anew whenever it is drawn."""
        key, now = (account, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), what), self.now()
        with self._guard:
            last = self._opened.get(key)
            self._opened[key] = now
        return last is None or not timedelta(0) <= now - last < _OPENING

    def watch_sessions(self, watcher: Callable[[str], None]) -> None:
        """Call ``watcher`` with the account whenever this process ends all sessions of an account."""
        if watcher not in self._watchers:
            self._watchers.append(watcher)

    def tell_sessions_ended(self, account: str) -> None:
        """All sessions of an account have just ended."""
        for watcher in self._watchers:
            watcher(account)

    @contextmanager
    def read(self, actor: Actor) -> Iterator[Reader]:
        """A snapshot of the store for one actor."""
        try:
            with self.store.read(actor) as reader:
                yield reader
        except StoreError as refusal:
            self._note_refusal(actor, refusal)
            raise

    @contextmanager
    def write(self, actor: Actor, reason: str = "") -> Iterator[Tx]:
        """All or nothing, with its lines in the log."""
        try:
            with self.store.write(actor, reason) as tx:
                yield tx
        except StoreError as refusal:
            self._note_refusal(actor, refusal)
            raise

    def _note_refusal(self, actor: Actor, refusal: StoreError) -> None:
        """Log what somebody tried without the right to it; once in ten minutes, and never in place of the refusal."""
        if refusal.action and not self.store.is_writing_here() and self.is_first("refused", actor.id, refusal.action):
            with suppress(StoreError), self.store.write(actor) as tx:
                tx.log("access.refused", [], tried=refusal.action)

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def data_folder(demo: bool = False) -> Path:
    """``WAYLINK_DATA``, else the user's data folder; a demonstration has the folder ``demonstration`` in it."""
    named = os.environ.get("WAYLINK_DATA")
    folder = Path(named).expanduser() if named else Path(platformdirs.user_data_dir("waylink", appauthor=False))
    return folder / "demonstration" if demo else folder


def open_desk(
    folder: Path | None = None,
    *,
    demo: bool = False,
    progress: Progress | None = None,
    clock: Callable[[], datetime] | None = None,
    ask: Ask | None = None,
) -> Desk:
    """Open an installation, and make it where there is none.

    Args:
        folder: the data folder itself; ``None`` takes :func:`data_folder`.
        demo: a demonstration store, whose key lies beside it.
        progress: told of long steps, as (what, share done).
        clock: aware time in UTC; the system's by default.
        ask: asks the person at the terminal for a passphrase, where the store's key is sealed.

    Raises:
        Refused: the store cannot be opened, with the way out.
    """
    place = data_folder(demo) if folder is None else Path(folder)
    key = None if demo else key_for(place, ask)
    store = open_store(place, key=key, decide=decide, open_to_all=demo, clock=clock, witness=witness_for(place, demo))
    return Desk(store, place, demo, progress)


_current: Desk | None = None
_lock = threading.Lock()


def current(ask: Ask | None = None) -> Desk:
    """The desk of this process, made from ``WAYLINK_DATA`` and ``WAYLINK_DEMO=1`` at first use."""
    global _current
    with _lock:
        if _current is None:
            _current = open_desk(demo=os.environ.get("WAYLINK_DEMO") == "1", ask=ask)
        return _current


def in_use() -> Desk | None:
    """The desk of this process where one is open; nothing is opened for the asking."""
    with _lock:
        return _current


def reset_current() -> None:
    """Close the desk of this process, so that the next use reads the environment again."""
    global _current
    with _lock:
        if _current is not None:
            _current.close()
            _current = None
