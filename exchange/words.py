"""Words that people put into tables, as data: column names, genders, roles, months; read once and checked."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"
_SPACES = re.compile(r"[\s_\u00a0]+")


def fold(text: str) -> str:
    """Text as it is compared: compatibility form, lower case, single spaces, no trailing colon or asterisk."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace("ʻ", "'").replace("’", "'")
    return _SPACES.sub(" ", folded).strip(" :*\"'\u200f\u200e\ufeff")


@lru_cache(maxsize=1)
def header_words() -> dict[str, str]:
    """Folded column name -> field."""
    lists: dict[str, list[str]] = json.loads((_DATA / "headers.json").read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    for field, names in lists.items():
        for name in (*names, field):
            words.setdefault(fold(name), field)
    return words


@lru_cache(maxsize=1)
def fields() -> tuple[str, ...]:
    """Every field a column can be, in the order of the file."""
    return tuple(json.loads((_DATA / "headers.json").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((_DATA / "words.json").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=40)
def code_words(name: str) -> dict[str, str]:
    """Folded word -> code of the list ``name``; the codes and their English labels are words too."""
    words = {fold(word): code for code, entries in _lists().get(name, {}).items() for word in entries}
    # Only here: the process that reads a file needs column names, not the code lists and the model behind them.
    from records.codes import code_lists

    if name in code_lists():
        for code, label in code_lists()[name].labels.items():
            words.setdefault(fold(code), code)
            words.setdefault(fold(label), code)
    return words


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Folded month name -> number."""
    return {fold(word): int(number) for number, entries in _lists()["months"].items() for word in entries}


def is_empty(text: str) -> bool:
    """Whether a cell says that there is nothing: blank, a dash, n/a, нет данных."""
    return fold(text) in _empty()


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(fold(word) for word in _lists()["empty"])


def absence(text: str) -> str | None:
    """``not_asked`` or ``refused`` where a cell says so."""
    return code_words("missing").get(fold(text))
