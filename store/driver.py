"""The one place that knows the database engine: SQLCipher, opened with the store's pragmas.

The interpreter's own SQLite may be one of the releases with the WAL reset fault (3.7.0 to 3.51.2), and plain files let
a flipped bit through unseen; SQLCipher brings a current engine and a message code per page. ``sqlite_utils`` looks for
``pysqlite3`` first, so that name is given to SQLCipher before it is imported.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

import sqlite_utils.db  # noqa: E402  -- only after the engine has its name
from sqlite_utils import Database  # noqa: E402

if vars(sqlite_utils.db)["sqlite3"] is not sqlcipher3:  # pragma: no cover -- another module was faster
    raise ImportError("sqlite_utils was imported before store.driver and uses another SQLite engine")

__all__ = ["Database", "EngineError", "checkpoint", "connect", "engine_version"]

#: every error of the engine
EngineError: type[Exception] = dbapi2.Error

PAGE = 4096
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
    "cell_size_check=ON",
    "journal_size_limit=0",
)


def engine_version() -> tuple[str, str]:
    """Versions of SQLite and of SQLCipher."""
    connection = dbapi2.connect(":memory:")
    try:
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return str(dbapi2.sqlite_version), str(cipher[0]) if cipher else ""


def connect(path: Path, key: bytes | None, *, create: bool = False) -> Database:
    """Open the file. ``key`` is 32 raw bytes; ``None`` opens plain SQLite, which only tools that look at bytes want.

    Raises:
        EngineError: wrong key, no rights, damaged file.
    """
    return _connect(f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}", key, _PRAGMAS)


def connect_to_look(path: Path, key: bytes) -> Database:
    """Open a file that nobody writes, without writing anything beside it: a backup, maybe on a read-only medium.

    Raises:
        EngineError: wrong key, damaged file.
    """
    return _connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", key, ("trusted_schema=OFF", "temp_store=MEMORY"))


def _connect(address: str, key: bytes | None, pragmas: tuple[str, ...]) -> Database:
    connection: Any = dbapi2.connect(
        address,
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=10.0,
        cached_statements=256,
    )
    try:
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA cipher_log_level = NONE")
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def checkpoint(db: Database) -> bool:
    """Move the log into the file and empty it, so that nothing that was deleted stays in the log's bytes.

    Returns:
        Whether it was emptied; not while another connection reads an older snapshot, which is waited for only shortly.
    """
    db.conn.execute("PRAGMA busy_timeout = 500")
    try:
        busy = db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0]
    finally:
        db.conn.execute("PRAGMA busy_timeout = 10000")
    return not busy
