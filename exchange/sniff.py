"""What a file is, told from its content; its name is not asked."""

from __future__ import annotations

from typing import Literal

from exchange.faults import Unreadable
from exchange.limits import DEFAULT, MEGABYTE, Limits

Kind = Literal["json", "table", "xlsx"]

#: first bytes of what people send by mistake
_FOREIGN = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"{\\rtf": "RTF",
    b"\x1f\x8b": "GZIP", b"7z\xbc\xaf": "7-Zip", b"Rar!": "RAR", b"SQLite format 3": "SQLite", b"MZ": "program",
    b"\x7fELF": "program", b"BZh": "BZIP2", b"\xfd7zXZ": "XZ",
}  # fmt: skip
_MARKUP = (b"<?xml", b"<!doctype", b"<html", b"<svg")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(data: bytes, limits: Limits = DEFAULT) -> Kind:
    """Which reader the bytes are for.

    Raises:
        Unreadable: empty, too large, or a kind that no reader takes.
    """
    if len(data) > limits.size:
        raise Unreadable("too_large", size=round(len(data) / MEGABYTE), limit=round(limits.size / MEGABYTE))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty_file")
    if data.startswith(b"PK\x03\x04"):
        return "xlsx"
    if data.startswith(_OLE):
        raise Unreadable("old_workbook")
    for start, kind in _FOREIGN.items():
        if data.startswith(start):
            raise Unreadable("foreign_kind", kind=kind)
    head = data[:400].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.lower().startswith(_MARKUP):
        raise Unreadable("foreign_kind", kind="HTML/XML")
    return "json" if head[:1] in (b"{", b"[") else "table"
