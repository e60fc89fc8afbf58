"""Whether the store is whole: every page's message code, the tables, the references between them, the log's chain."""

from __future__ import annotations

from collections.abc import Callable

from store import audit, driver
from store.database import Store

#: code -> English sentence (a message id)
FAULTS = {
    "pages": "Pages of the store file are damaged. Keep a copy and restore the latest backup.",
    "tables": "Tables of the store do not fit together. Keep a copy and restore the latest backup.",
    "references": "Rows of the store point at rows that are not there. Keep a copy and ask for help.",
    "log": "The log does not fit its own chain: lines were changed or taken out. Keep a copy and tell the supervisor.",
}


def faults(store: Store) -> list[str]:
    """Codes of what is wrong, as keys of :data:`FAULTS`; empty when all is well. Reads the whole file."""
    db = store.connection()
    found: list[str] = []
    checks: dict[str, Callable[[], bool]] = {
        "pages": lambda: not db.execute("PRAGMA cipher_integrity_check").fetchall(),
        "tables": lambda: db.execute("PRAGMA integrity_check").fetchall() == [("ok",)],
        "references": lambda: not db.execute("PRAGMA foreign_key_check").fetchall(),
        "log": lambda: not audit.verify(db),
    }
    try:
        for code, look in checks.items():
            try:
                whole = look()
            except driver.EngineError:
                whole = False
            if not whole:
                found.append(code)
    finally:
        db.close()
    return found
