"""The open store: connections, read and write blocks, the row filter that goes with the actor."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from records import Actor, Marking
from store import audit, driver
from store.checkpoints import Witness
from store.driver import Database
from store.errors import StoreError, from_driver

Connect = Callable[..., Database]
Clock = Callable[[], datetime]

_RELATIONS = ("own", "assigned", "shared", "none")
_LABELS = (None, "TLP:RED")
_IDLE = 8


class Verdict(Protocol):
    """What the access rules answer."""

    @property
    def allow(self) -> bool:
        """Whether the action may be done."""
        ...


class Decide(Protocol):
    """The access rules, given when the store is opened (``access.decide.decide``)."""

    def __call__(
        self, role: str, action: str, relation: str = ..., marking: Marking | None = ..., state: str = ...
    ) -> Verdict:
        """Whether ``role`` may do ``action``."""
        ...


class Reader:
    """One snapshot of the store for one actor.

    Attributes:
        db: the connection, for repository functions only.
        actor: who reads.
    """

    def __init__(self, db: Database, actor: Actor, store: Store) -> None:
        self.db = db
        self.actor = actor
        self._store = store
        self._emergencies: frozenset[str] | None = None

    def now(self) -> datetime:
        """The store's clock, UTC."""
        return self._store.clock()

    def may(self, action: str, relation: str = "none", marking: Marking | None = None, state: str = "open") -> bool:
        """Whether the actor may do this."""
        return self._store.decide(self.actor.role, action, relation, marking, state).allow

    def other_may(self, role: str, action: str, relation: str = "none") -> bool:
        """Whether somebody with another role may do this: for choosing whom to ask or to tell."""
        return self._store.decide(role, action, relation, None, "open").allow

    def emergencies(self) -> frozenset[str]:
        """Ids of the cases that this actor has opened in an emergency that still runs."""
        if self._emergencies is None:
            found = self.select(
                "SELECT case_id FROM emergency WHERE account = :me AND until > :now", now=self.now().isoformat()
            )
            self._emergencies = frozenset(row["case_id"] for row in found)
        return self._emergencies

    def forget_emergencies(self) -> None:
        """One has begun or ended in this block: ask again."""
        self._emergencies = None

    def require(self, action: str, relation: str = "none", marking: Marking | None = None) -> None:
        """Refuse what the actor may not do.

        Raises:
            StoreError: ``not_allowed``.
        """
        if not self.may(action, relation, marking):
            refusal = StoreError("not_allowed")
            refusal.action = action
            raise refusal

    def relation_sql(self, table: str = "case_file") -> str:
        """An SQL expression for how the actor stands to a case; needs the parameter ``:me``."""
        if self._store.open_to_all:
            return "'assigned'"
        return (
            f"CASE WHEN {table}.created_by = :me THEN 'own' "  # noqa: S608
            f"WHEN EXISTS (SELECT 1 FROM case_grant g WHERE g.case_id = {table}.case_id AND g.account = :me) "
            f"THEN 'assigned' WHEN {table}.restricted = 0 THEN 'shared' ELSE 'none' END"
        )

    def visible_sql(self, action: str, table: str = "case_file") -> str:
        """An SQL condition that keeps the cases this actor may do ``action`` with; needs the parameter ``:me``."""
        parts = []
        for label in _LABELS:
            marking = Marking(label)
            granted = [relation for relation in _RELATIONS if self.may(action, relation, marking)]
            if granted:
                names = ", ".join(f"'{relation}'" for relation in granted)
                mark = f"{table}.tlp IS {'NOT ' if label is None else ''}'TLP:RED'"
                parts.append(f"({mark} AND ({self.relation_sql(table)}) IN ({names}))")
        if self.may(action, "none", Marking("TLP:RED"), "emergency") and self.emergencies():
            # Ids are our own and opaque (store.ids), so they can stand in the text of the query.
            names = ", ".join(f"'{case_id}'" for case_id in sorted(self.emergencies()))
            parts.append(f"{table}.case_id IN ({names})")
        return f"({' OR '.join(parts)})" if parts else "(0)"

    def select(self, sql: str, **params: Any) -> list[dict[str, Any]]:
        """All rows of a query, as dictionaries; ``:me`` is the actor's id."""
        try:
            return list(self.db.query(sql, _storable({"me": self.actor.id, **params})))
        except driver.EngineError as error:
            raise from_driver(error) from None


class Tx(Reader):
    """A write in progress. It commits when its block ends and rolls back on any exception."""

    def __init__(self, db: Database, actor: Actor, store: Store, reason: str) -> None:
        super().__init__(db, actor, store)
        self.reason = reason
        self.logged = 0

    def log(self, action: str, objects: Sequence[str] = (), **detail: Any) -> None:
        """Add a line to the audit log: ids, field names, codes and counts; never a stored value."""
        audit.append(self.db, self.now(), self.actor, action, self.reason, objects, detail)
        self.logged += 1

    def quiet(self) -> None:
        """Say that this change needs no line in the log (a session's last use, for one)."""
        self.logged += 1

    def run(self, sql: str, **params: Any) -> int:
        """Carry out one statement; gives the number of rows that changed."""
        return int(self.db.execute(sql, _storable({"me": self.actor.id, **params})).rowcount)

    def insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        """Insert rows that all have the same columns."""
        if rows:
            names = list(rows[0])
            columns = ", ".join(f'"{name}"' for name in names)
            marks = ", ".join("?" for _ in names)
            values = [tuple(_whole(row[name]) for name in names) for row in rows]
            self.db.conn.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', values)  # noqa: S608


class Store:
    """An open store. Connections are lent to one thread at a time; writes of a process wait for each other.

    Attributes:
        path: the store's file.
        decide: the access rules.
        open_to_all: a demonstration store, whose invented cases everyone with a role is assigned to.
        witness: signs the log's head now and then; ``None`` leaves the log unsigned.
    """

    def __init__(
        self,
        path: Path,
        connect: Connect,
        decide: Decide,
        *,
        open_to_all: bool = False,
        clock: Clock | None = None,
        witness: Witness | None = None,
    ) -> None:
        self.path = path
        self.witness = witness
        self.decide = decide
        self.open_to_all = open_to_all
        self.clock: Clock = clock or (lambda: datetime.now(UTC))
        self._connect = connect
        self._idle: list[Database] = []
        self._guard = threading.Lock()
        self._writer = threading.Lock()
        self._writing: int | None = None
        self._closed = False
        self._purge_due = False

    @contextmanager
    def _lent(self) -> Iterator[Database]:
        with self._guard:
            if self._closed:
                raise StoreError("closed")
            db = self._idle.pop() if self._idle else None
        try:
            db = db or self._connect(self.path)
        except driver.EngineError as error:
            raise from_driver(error) from None
        try:
            yield db
        except BaseException:
            # A connection that met an error may hold half-read statements; a fresh one costs a fifth of a millisecond.
            db.close()
            raise
        with self._guard:
            if self._closed or len(self._idle) >= _IDLE:
                db.close()
            else:
                self._idle.append(db)

    @contextmanager
    def read(self, actor: Actor) -> Iterator[Reader]:
        """A snapshot: what others write meanwhile is not seen.

        Raises:
            StoreError: the store cannot be read.
        """
        with self._lent() as db:
            db.conn.execute("BEGIN")
            try:
                yield Reader(db, actor, self)
            except driver.EngineError as error:
                raise from_driver(error) from None
            finally:
                if db.conn.in_transaction:
                    db.conn.execute("ROLLBACK")

    @contextmanager
    def write(self, actor: Actor, reason: str = "") -> Iterator[Tx]:
        """All or nothing: everything done in the block and its audit lines, or none of it.

        Raises:
            StoreError: the store cannot be written; nothing was saved.
            RuntimeError: this thread is already writing; hand the open ``tx`` on instead.
        """
        if self.is_writing_here():
            raise RuntimeError("a write is open in this thread; pass its tx on")
        with self._writer, self._lent() as db:
            self._writing = threading.get_ident()
            try:
                db.conn.execute("BEGIN IMMEDIATE")
                before = db.conn.total_changes
                tx = Tx(db, actor, self, reason)
                yield tx
                if not tx.logged and db.conn.total_changes != before:
                    tx.log("store.changed")
                signed = self.witness is not None and self.witness.sign_if_due(db, self.clock())
                db.conn.execute("COMMIT")
                if signed and self.witness is not None:
                    self.witness.keep(db)
                if self._purge_due:
                    self._purge(db)
            except driver.EngineError as error:
                raise from_driver(error) from None
            finally:
                self._writing = None
                if db.conn.in_transaction:
                    db.conn.execute("ROLLBACK")

    def sign_now(self) -> bool:
        """Sign the log's head where it has moved, and bring the second place up to date.

        Returns:
            Whether the second place now has every signed head; false also where nobody signs.
        """
        if self.witness is None:
            return False
        with self._writer, self._lent() as db:
            try:
                db.conn.execute("BEGIN IMMEDIATE")
                self.witness.sign(db, self.clock())
                db.conn.execute("COMMIT")
                return self.witness.keep(db)
            except driver.EngineError as error:
                raise from_driver(error) from None
            finally:
                if db.conn.in_transaction:
                    db.conn.execute("ROLLBACK")

    def is_writing_here(self) -> bool:
        """Whether this thread is inside a write block."""
        return self._writing == threading.get_ident()

    def purge(self) -> bool:
        """After an erasure: empty the log file, so that what was deleted leaves no bytes behind.

        Returns:
            Whether it was emptied. While somebody still reads an older snapshot it cannot be; it is then tried again
            after the next write, and when the store is closed.
        """
        with self._writer, self._lent() as db:
            return self._purge(db)

    def _purge(self, db: Database) -> bool:
        try:
            self._purge_due = not driver.checkpoint(db)
        except driver.EngineError as error:
            raise from_driver(error) from None
        return not self._purge_due

    def connection(self) -> Database:
        """A connection of the caller's own, who closes it (backup, health check)."""
        return self._connect(self.path)

    @property
    def key(self) -> bytes:
        """The key, for a copy under the same one (backup)."""
        held: bytes = self._connect.keywords["key"] if isinstance(self._connect, partial) else b""
        return held

    def close(self) -> None:
        """Close idle connections; those in use close when their block ends."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()


def _storable(params: dict[str, Any]) -> dict[str, Any]:
    return {name: _whole(value) for name, value in params.items()}


def _whole(value: Any) -> Any:
    """Half a surrogate pair (a broken file name, a cut address) is no text: it becomes a question mark."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode()
    return value
