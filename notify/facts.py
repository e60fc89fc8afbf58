"""The fact tables, read once. NA is Namibia: tables are read as text, never guessed into missing values."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the engine: what a link or caution of this code does, and how much it weighs (0 to 9)."""

    code: str
    rule: str
    effect: str
    strength: int
    label: str
    reference: str


@lru_cache(maxsize=20)
def table(name: str) -> tuple[Row, ...]:
    """All rows of a table under notify/data."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache(maxsize=20)
def by_country(name: str) -> dict[str, Row]:
    """Rows of a table with one row for each country, by ISO code."""
    return {row["iso2"]: row for row in table(name)}


@lru_cache(maxsize=20)
def by_key(name: str, column: str) -> dict[str, Row]:
    """Rows of a table by the value of one column."""
    return {row[column]: row for row in table(name)}


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """Every rule by code."""
    return {
        row["code"]: Rule(
            row["code"], row["rule"], row["effect"], int(row["strength"]), row["label"], row["reference"] or ""
        )
        for row in table("rules")
    }


@lru_cache(maxsize=1)
def members() -> dict[str, dict[str, Row]]:
    """Network id -> country -> membership row."""
    result: dict[str, dict[str, Row]] = {}
    for row in table("network_members"):
        result.setdefault(row["network_id"], {})[row["iso2"]] = row
    return result


def day(text: str) -> date | None:
    """An ISO date, or ``None`` for an empty or partial one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
