"""Case documents to JSON, as they are read back."""

from __future__ import annotations

import json
from collections.abc import Iterable

from records.document import CaseDocument


def write(documents: CaseDocument | Iterable[CaseDocument]) -> bytes:
    """One document as one object, several as a list; UTF-8, indented, keys in the order of the format."""
    if isinstance(documents, CaseDocument):
        plain: object = documents.to_plain()
    else:
        plain = [document.to_plain() for document in documents]
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def write_lines(documents: Iterable[CaseDocument]) -> bytes:
    """One document a line."""
    lines = (json.dumps(document.to_plain(), ensure_ascii=False) + "\n" for document in documents)
    return "".join(lines).encode("utf-8")
