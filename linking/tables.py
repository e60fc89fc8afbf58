"""Word and letter tables of this room, read once from linking/data."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Particles, titles, legal forms, letters: lists and mappings by name."""
    loaded: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "words.json").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def record_words() -> dict[str, list[str]]:
    """Words of addresses and places that tell nothing apart."""
    loaded: dict[str, list[str]] = json.loads(
        (Path(__file__).parent / "data" / "record_words.json").read_text(encoding="utf-8")
    )
    return loaded
