"""XLSX workbooks: the package is looked at first, the sheets are read by a child process with limits on it."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from exchange.child import run
from exchange.faults import Note, Unreadable
from exchange.limits import DEFAULT, MEGABYTE, Limits
from exchange.mapping import find_header
from exchange.table import Cell, Merge, Row, Table

_RATIO = 200
_SMALL = MEGABYTE


def check_package(data: bytes, limits: Limits = DEFAULT) -> tuple[str, bool]:
    """Look at the zip directory before anything is unpacked.

    Returns:
        Whether it is a workbook or a Word document, and whether it carries macros (they are never looked at).

    Raises:
        Unreadable: not a workbook, encrypted, damaged, or made to unpack to much more than it is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, OverflowError):
        raise Unreadable("workbook_broken") from None
    names = {part.filename for part in parts}
    if len(parts) > limits.parts:
        raise Unreadable("workbook_parts", limit=limits.parts)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("workbook_locked")
    if not any(name.lower() == "xl/workbook.xml" or name == "word/document.xml" for name in names):
        kind = "OpenDocument" if "mimetype" in names else "ZIP"
        raise (
            Unreadable("workbook_broken")
            if "[Content_Types].xml" in names and kind == "ZIP"
            else Unreadable("foreign_kind", kind=kind)
        )
    unpacked = sum(part.file_size for part in parts)
    greedy = any(part.file_size > _SMALL and part.file_size > _RATIO * max(1, part.compress_size) for part in parts)
    if unpacked > limits.unpacked or greedy or len(names) != len(parts):
        raise Unreadable("workbook_bomb", limit=round(limits.unpacked / MEGABYTE))
    kind = "docx" if "word/document.xml" in names else "xlsx"
    return kind, any(name.lower().endswith("vbaproject.bin") for name in names)


def read(data: bytes, limits: Limits = DEFAULT, *, macros: bool | None = None) -> Table:
    """The first visible sheet that has a row naming its columns, else the first visible sheet.

    Raises:
        Unreadable: as :func:`check_package`, or too large, too slow, or beyond repair.
    """
    if macros is None:
        macros = check_package(data, limits)[1]
    sheets = [
        _table(sheet)
        for sheet in run("xlsx_child.py", {}, data, limits, broken="workbook_broken", slow="workbook_slow")["sheets"]
    ]
    filled = [(number, table) for number, table in enumerate(sheets, 1) if table.rows]
    if not filled:
        raise Unreadable("empty_file")
    with_persons = [(number, table) for number, table in filled if find_header(table)]
    chosen = (with_persons or filled)[0]
    notes: list[Note] = [Note("macros")] if macros else []
    if len(with_persons) > 1:
        notes.append(Note("other_sheets", {"sheets": ", ".join(str(number) for number, _ in with_persons[1:])}))
    return Table(chosen[1].rows, chosen[1].merges, tuple(notes))


def _table(sheet: dict[str, Any]) -> Table:
    rows = tuple(Row(number, tuple(Cell(text, kind) for text, kind in cells)) for number, cells in sheet["rows"])
    return Table(rows, tuple(Merge(*merge) for merge in sheet["merges"]))
