"""Settings of the installation, and small facts about the store itself."""

from __future__ import annotations

import json
from typing import Any

from store.database import Reader, Tx


def all_values(reader: Reader) -> dict[str, Any]:
    """All settings that have been changed.

    Raises:
        StoreError: ``not_allowed``.
    """
    reader.require("settings.read")
    return {row["name"]: json.loads(row["value"]) for row in reader.select("SELECT name, value FROM setting")}


def put(tx: Tx, name: str, value: Any) -> None:
    """Change a setting.

    Raises:
        StoreError: ``not_allowed``.
    """
    tx.require("settings.change")
    tx.run(
        "INSERT INTO setting (name, value, changed_at, changed_by) VALUES (:name, :value, :at, :me) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, "
        "changed_by = excluded.changed_by",
        name=name,
        value=json.dumps(value, ensure_ascii=False),
        at=tx.now().isoformat(),
    )
    tx.log("settings.changed", [], name=name)


def fact(reader: Reader, name: str) -> str | None:
    """A fact about the store, such as the hash of the first-start code."""
    reader.require("fact.keep")
    found = reader.select("SELECT value FROM meta WHERE name = :name", name=name)
    return str(found[0]["value"]) if found else None


def put_fact(tx: Tx, name: str, value: str | None) -> None:
    """Keep or forget a fact about the store."""
    tx.require("fact.keep")
    if value is None:
        tx.run("DELETE FROM meta WHERE name = :name", name=name)
    else:
        tx.run(
            "INSERT INTO meta (name, value) VALUES (:name, :value) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            name=name,
            value=value,
        )
