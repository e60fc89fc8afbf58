"""Numbers that may be a range or an estimate, as a person types them."""

from __future__ import annotations

import re
from typing import Any

_NUMBER = r"\d+(?:[.,]\d+)?"
_RANGE = re.compile(rf"^({_NUMBER})\s*[-–]\s*({_NUMBER})$")


def text_of(value: Any) -> str:
    """A span of a case document as text: ``3``, ``15000-18000``, ``2+``, ``-5``, ``~12``."""
    if isinstance(value, int | float):
        return f"{value:g}" if value < 1e6 else str(value)
    if not isinstance(value, dict):
        return ""
    low, high = value.get("min"), value.get("max")
    if low is not None and high is not None:
        text = text_of(low) if low == high else f"{text_of(low)}-{text_of(high)}"
    elif low is not None:
        text = f"{text_of(low)}+"
    else:
        text = f"-{text_of(high)}" if high is not None else ""
    return f"~{text}" if value.get("about") and text else text


def read(text: str, before: Any = None) -> Any:
    """What was typed as a span of a case document; what cannot be read leaves the value before as it was.

    Args:
        text: as typed.
        before: the value that stood there.
    """
    whole = text.strip()
    if not whole:
        return None
    if whole == text_of(before):
        return before
    about = whole.startswith("~")
    bare = whole.lstrip("~ ").replace(" ", "")
    found = _RANGE.match(bare)
    span: dict[str, Any]
    if found:
        span = {"min": _number(found[1]), "max": _number(found[2])}
    elif re.fullmatch(rf"{_NUMBER}\+", bare):
        span = {"min": _number(bare[:-1])}
    elif re.fullmatch(rf"-{_NUMBER}", bare):
        span = {"max": _number(bare[1:])}
    elif re.fullmatch(_NUMBER, bare):
        if not about:
            return _number(bare)
        span = {"min": _number(bare), "max": _number(bare)}
    else:
        return before
    return span | ({"about": True} if about else {})


def _number(text: str) -> int | float:
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value
