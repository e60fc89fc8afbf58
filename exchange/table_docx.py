"""Tables of a Word document (DOCX): persons are often sent that way. Only cells' text is read; nothing is run."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from exchange.child import run
from exchange.faults import Note, Unreadable
from exchange.limits import Limits
from exchange.mapping import find_header
from exchange.table import Cell, Merge, Row, Table

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_TABLES = 200
_PART = "word/document.xml"


def read(data: bytes, limits: Limits, *, macros: bool = False) -> Table:
    """The first table that has a row naming its columns, else the first one with rows.

    Raises:
        Unreadable: no table, too large, too slow, or beyond repair.
    """
    found = run("text_child.py", {"kind": "docx", "encoding": None}, data, limits,
                broken="document_broken", slow="file_slow")  # fmt: skip
    tables = [_table(rows) for rows in found["tables"]]
    filled = [(number, table) for number, table in enumerate(tables, 1) if table.rows]
    if not filled:
        raise Unreadable("document_no_table")
    with_persons = [(number, table) for number, table in filled if find_header(table)]
    notes: list[Note] = [Note("macros")] if macros else []
    if len(with_persons) > 1:
        notes.append(Note("other_tables", {"tables": ", ".join(str(number) for number, _ in with_persons[1:])}))
    chosen = (with_persons or filled)[0][1]
    return Table(chosen.rows, chosen.merges, tuple(notes))


def tables(data: bytes, limits: Limits) -> list[list[Any]]:
    """In the child: rows of every table as ``[[text, span, continues], …]``; a table in a cell is read as its text.

    Raises:
        Unreadable: damaged, or larger than is taken.
    """
    found: list[list[Any]] = []
    counts = {"rows": 0, "cells": 0}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(_PART) as part:
            depth = 0
            for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
                if element.tag == f"{_W}tbl":
                    depth += 1 if event == "start" else -1
                    if event == "start" and depth == 1:
                        found.append([])
                        if len(found) > _MOST_TABLES:
                            raise Unreadable("table_rows", limit=limits.rows)
                elif event == "end" and depth == 1 and element.tag == f"{_W}tr":
                    found[-1].append(_row(element, limits, counts))
                    element.clear()
                elif event == "end" and depth == 0 and element.tag == f"{_W}p":
                    element.clear()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, ParseError, DefusedXmlException,
            NotImplementedError, ValueError) as error:  # fmt: skip
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("document_broken") from None
    return found


def _row(element: Element, limits: Limits, counts: dict[str, int]) -> list[list[Any]]:
    cells = [_cell(cell, limits) for cell in element.findall(f"{_W}tc")]
    counts["rows"] += 1
    counts["cells"] += sum(1 for text, _, _ in cells if text)
    if sum(span for _, span, _ in cells) > limits.columns:
        raise Unreadable("table_columns", limit=limits.columns)
    for name in ("rows", "cells"):
        limit = getattr(limits, name)
        if counts[name] > limit:
            raise Unreadable(f"table_{name}", limit=limit)
    return cells


def _cell(element: Element, limits: Limits) -> list[Any]:
    parts: list[str] = []
    for child in element.iter():
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in (f"{_W}p", f"{_W}br", f"{_W}cr", f"{_W}tab"):
            parts.append(" ")
    properties = element.find(f"{_W}tcPr")
    span, continues = 1, False
    if properties is not None:
        wide, down = properties.find(f"{_W}gridSpan"), properties.find(f"{_W}vMerge")
        told = wide.get(f"{_W}val", "1") if wide is not None else "1"
        span = min(int(told), limits.columns + 1) if told.isdecimal() and len(told) < 6 and int(told) else 1
        continues = down is not None and down.get(f"{_W}val", "continue") != "restart"
    # One character more than is taken, so that the parent sees that it is too long.
    return [" ".join("".join(parts).split())[: limits.cell + 1], span, continues]


def _table(rows: list[list[list[Any]]]) -> Table:
    made: list[Row] = []
    merges: list[Merge] = []
    open_merges: dict[int, tuple[int, int]] = {}
    for number, cells in enumerate(rows, 1):
        row: list[Cell] = []
        running: dict[int, tuple[int, int]] = {}
        for text, span, continues in cells:
            left = len(row)
            if continues and left in open_merges:
                running[left] = open_merges[left]
            else:
                running[left] = (number, left + span - 1)
            row += [Cell(str(text)), *(Cell("") for _ in range(span - 1))]
        for left, (top, right) in open_merges.items():
            if running.get(left) != (top, right):
                merges += _merge(top, left, number - 1, right)
        open_merges = running
        if any(cell.text for cell in row):
            made.append(Row(number, tuple(row)))
    for left, (top, right) in open_merges.items():
        merges += _merge(top, left, len(rows), right)
    return Table(tuple(made), tuple(merges))


def _merge(top: int, left: int, bottom: int, right: int) -> list[Merge]:
    return [Merge(top, left, bottom, right)] if bottom > top or right > left else []
