"""The tables: numbered migrations, applied in order, each in one transaction.

Each is a file of SQL in ``store/migrations``; the order is that of their names. A migration that has been released is
never edited; a change is a new file.
"""

from __future__ import annotations

from pathlib import Path

from store.driver import Database

#: marks a file as ours in its header ("WAYL")
APPLICATION_ID = 0x5741594C

MIGRATIONS: tuple[str, ...] = tuple(
    file.read_text(encoding="utf-8") for file in sorted((Path(__file__).parent / "migrations").glob("*.sql"))
)

#: what ``user_version`` of an up-to-date file says
VERSION = len(MIGRATIONS)


def version_of(db: Database) -> tuple[int, int]:
    """(application_id, user_version) of an open file."""
    application = db.conn.execute("PRAGMA application_id").fetchone()[0]
    return int(application), int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: Database) -> int:
    """Bring the file to :data:`VERSION`; a file of an older version keeps its rows. Returns how many steps ran."""
    done = 0
    while True:
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            _, version = version_of(db)
            if version >= VERSION:
                db.conn.execute("ROLLBACK")
                return done
            db.executescript(MIGRATIONS[version])
            db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.conn.execute(f"PRAGMA user_version = {version + 1}")
            db.conn.execute("COMMIT")
            done += 1
        except BaseException:
            if db.conn.in_transaction:
                db.conn.execute("ROLLBACK")
            raise
