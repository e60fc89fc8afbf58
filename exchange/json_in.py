"""JSON: one case document, a list of them, or one a line. Bounded before and after parsing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exchange.faults import Unreadable
from exchange.limits import DEFAULT, Limits
from exchange.mojibake import is_garbled

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Parsed JSON that should be a case document, and where in the file it stood (``""``, ``[3]``, ``line 4``)."""

    where: str
    data: Any


class _TwiceError(Exception):
    pass


class _NotANumberError(Exception):
    pass


def read(text: str, limits: Limits = DEFAULT) -> list[RawDocument]:
    """The documents of a file, parsed and not yet validated.

    Raises:
        Unreadable: broken off (with line and column), too deep, too many, an ambiguous key, unreadable characters.
    """
    if text.count("{") + text.count("[") + text.count(",") > limits.nodes:
        raise Unreadable("json_many", limit=limits.nodes)
    documents = _lines(text, limits) if _has_lines(text) else _whole(text)
    if not documents:
        raise Unreadable("json_no_documents")
    if len(documents) > limits.documents:
        raise Unreadable("many_documents", count=len(documents), limit=limits.documents)
    for document in documents:
        _check(document, limits)
    return documents


def garbled(data: Any) -> list[str]:
    """Paths of texts that look as if they were read in a wrong encoding before they came here."""
    return [path for path, value in _walk(data) if isinstance(value, str) and is_garbled(value)]


def _whole(text: str) -> list[RawDocument]:
    data = _parse(text)
    if isinstance(data, list):
        return [RawDocument(f"[{number}]", part) for number, part in enumerate(data)]
    return [RawDocument("", data)]


def _has_lines(text: str) -> bool:
    """Whether the first line is an object of its own and more follow."""
    filled = [line for line in text.strip().splitlines() if line.strip()]
    if len(filled) < 2 or not (filled[0].lstrip().startswith("{") and filled[0].rstrip().endswith("}")):
        return False
    try:
        return isinstance(json.loads(filled[0]), dict)
    except (ValueError, RecursionError):
        return False


def _lines(text: str, limits: Limits) -> list[RawDocument]:
    documents: list[RawDocument] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if len(documents) > limits.documents:
            break
        try:
            documents.append(RawDocument(f"line {number}", _parse(line)))
        except Unreadable as fault:
            if fault.code == "json_broken":
                raise Unreadable("json_line", line=number, column=fault.params["column"]) from None
            raise
    return documents


def _parse(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise Unreadable("json_broken", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Unreadable("json_deep", limit=DEFAULT.depth) from None
    except _TwiceError as error:
        raise Unreadable("json_twice", path=str(error)) from None
    except (_NotANumberError, ValueError, OverflowError):
        raise Unreadable("json_number") from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        doubled = next(key for key in keys if keys.count(key) > 1)
        raise _TwiceError(_known_key(doubled))
    return result


def _known_key(key: str) -> str:
    # A key of the sender's making might hold a person's data; only plain field names are repeated.
    return key if re.fullmatch(r"[a-z_]{1,30}", key) else "…"


def _constant(_: str) -> float:
    raise _NotANumberError


def _check(document: RawDocument, limits: Limits) -> None:
    for path, value in _walk(document.data, limits.depth):
        if isinstance(value, str) and _CONTROL.search(value):
            where = f"{document.where}.{path}" if document.where else path
            raise Unreadable("json_characters", path=where or "…")
        if isinstance(value, int | float) and not isinstance(value, bool) and not abs(value) < 1e15:
            raise Unreadable("json_number")


def _walk(data: Any, depth: int = 10_000) -> Iterator[tuple[str, Any]]:
    """Every key and scalar with its path, without recursion."""
    stack: list[tuple[str, Any, int]] = [("", data, 0)]
    while stack:
        path, value, level = stack.pop()
        if level > depth:
            raise Unreadable("json_deep", limit=depth)
        if isinstance(value, dict):
            for key, part in value.items():
                yield path, key
                name = _known_key(key)
                stack.append((f"{path}.{name}" if path else name, part, level + 1))
        elif isinstance(value, list):
            stack.extend((f"{path}[{number}]", part, level + 1) for number, part in enumerate(value))
        else:
            yield path, value
