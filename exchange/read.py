"""One door for every file: bytes in, case documents and faults out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from exchange import json_in, table_docx, table_xlsx
from exchange.child import run
from exchange.faults import BadRow, Note, Unreadable
from exchange.limits import DEFAULT, Limits
from exchange.mapping import SEARCHED_ROWS, ColumnMapping, find_header, propose
from exchange.mojibake import is_garbled
from exchange.persons import Defaults, FindCountry, read_persons
from exchange.sniff import kind_of
from exchange.table import Cell, Row, Table
from records.base import InvalidDocument
from records.document import CaseDocument, load_document

Remembered = Callable[[str], Mapping[str, str] | None]


@dataclass(slots=True)
class Parsed:
    """What a file gave.

    Attributes:
        kind: ``json``, ``table`` or ``xlsx``, told from the content.
        documents: valid case documents. Empty where a JSON file has any fault: such a file is taken whole or not.
        bad: faults by row, or by path for JSON.
        notes: what the reader should know.
        mapping: the columns' meaning, for tables.
        encoding: of a text file.
    """

    kind: str
    documents: list[CaseDocument] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    mapping: ColumnMapping | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class TablePreview:
    """A table's columns before it is imported, so that a person can mend the mapping.

    Attributes:
        headers: column names as written.
        columns: column name -> field, ``""`` for a column that means nothing here.
        header_row: number of the header's row.
        rows: filled rows below it.
        fingerprint: key under which the mapping is remembered.
        encoding: of a text file.
        notes: as in :class:`Parsed`.
    """

    headers: tuple[str, ...]
    columns: Mapping[str, str]
    header_row: int
    rows: int
    fingerprint: str
    encoding: str | None
    notes: tuple[Note, ...]


def read(
    data: bytes,
    defaults: Defaults | None = None,
    *,
    find_country: FindCountry,
    columns: Mapping[str, str] | None = None,
    remembered: Remembered | None = None,
    encoding: str | None = None,
    limits: Limits = DEFAULT,
) -> Parsed:
    """Read a file of any kind that is known here.

    Args:
        data: the file.
        defaults: the submission's data for tables.
        find_country: name or code of a State -> ISO 3166-1 alpha-2, or ``None``.
        columns: column name -> field, said by a person; otherwise what is remembered, otherwise the header decides.
        remembered: fingerprint of a header -> the columns that a person once said for it.
        encoding: of a text file, said by a person; otherwise found.
        limits: bounds for the file.

    Raises:
        Unreadable: the file as a whole cannot be taken; the message says why and how to mend it.
    """
    kind = kind_of(data, limits)
    if kind == "json":
        return _read_json(data, encoding, limits)
    table, used, notes = _read_table(data, kind, encoding, limits)
    if columns is None and remembered is not None:
        columns = _recall(table, remembered)
        notes += (Note("mapping_remembered"),) if columns else ()
    mapping = _header(table, columns)
    found = read_persons(table, mapping, defaults or Defaults(), find_country, limits)
    return Parsed(kind, found.documents, found.bad, [*notes, *found.notes], mapping, used)


def preview(
    data: bytes,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    limits: Limits = DEFAULT,
) -> TablePreview | None:
    """A table's columns and their proposed meaning; ``None`` for JSON, which has none.

    A table without a header that is known is shown with its first filled row, so that a person can say the columns.

    Raises:
        Unreadable: as :func:`read`.
    """
    kind = kind_of(data, limits)
    if kind == "json":
        return None
    table, used, notes = _read_table(data, kind, encoding, limits)
    mapping = find_header(table, columns) or propose(table.rows[0], columns)
    meanings = {header: mapping.columns.get(place, "") for place, header in enumerate(mapping.headers) if header}
    below = sum(1 for row in table.rows if row.number > mapping.header_row)
    return TablePreview(
        mapping.headers, meanings, mapping.header_row, below, mapping.fingerprint, used, (*notes, *table.notes)
    )


def _read_table(
    data: bytes, kind: str, encoding: str | None, limits: Limits
) -> tuple[Table, str | None, tuple[Note, ...]]:
    if kind == "xlsx":
        package, macros = table_xlsx.check_package(data, limits)
        reader = table_docx if package == "docx" else table_xlsx
        return reader.read(data, limits, macros=macros), None, ()
    found = _in_child("table", data, encoding, limits)
    rows = tuple(Row(number, tuple(Cell(text) for text in cells)) for number, cells in found["rows"])
    return Table(rows), found["encoding"], _notes(found)


def _in_child(kind: str, data: bytes, encoding: str | None, limits: Limits) -> dict[str, Any]:
    told = {"kind": kind, "encoding": encoding}
    return run("text_child.py", told, data, limits, broken="text_broken", slow="file_slow")


def _notes(found: dict[str, Any]) -> tuple[Note, ...]:
    return tuple(Note(code, params) for code, params in found["notes"])


def _recall(table: Table, remembered: Remembered) -> Mapping[str, str] | None:
    """The columns remembered for one of the first rows, where a header may stand."""
    for row in table.rows[:SEARCHED_ROWS]:
        if columns := remembered(propose(row).fingerprint):
            return columns
    return None


def _header(table: Table, columns: Mapping[str, str] | None) -> ColumnMapping:
    mapping = find_header(table, columns)
    if mapping is None:
        if any(is_garbled(cell.text) for row in table.rows[:SEARCHED_ROWS] for cell in row.cells):
            raise Unreadable("garbled_file")
        raise Unreadable("no_header", rows=SEARCHED_ROWS)
    return mapping


def _read_json(data: bytes, encoding: str | None, limits: Limits) -> Parsed:
    found = _in_child("json", data, encoding, limits)
    parsed = Parsed("json", notes=list(_notes(found)), encoding=found["encoding"])
    unknown: list[str] = []
    for raw in (json_in.RawDocument(where, data) for where, data in found["documents"]):
        before = f"{raw.where}." if raw.where else ""
        try:
            document = load_document(raw.data)
        except InvalidDocument as error:
            parsed.bad.extend(
                BadRow(None, f"{before}{problem.path}".rstrip("."), Note("not_taken", {"reason": problem.reason}))
                for problem in error.problems
            )
            continue
        parsed.documents.append(document)
        unknown.extend(before + path for path in document.unknown_paths())
        if garbled := json_in.garbled(raw.data):
            parsed.notes.append(Note("mojibake", {"count": len(garbled), "where": before + garbled[0]}))
    if unknown:
        shown = [path if path.replace(".", "").replace("_", "").isalnum() else "…" for path in unknown[:10]]
        parsed.notes.append(Note("unknown_fields", {"paths": ", ".join(shown)}))
    if parsed.bad:
        parsed.documents = []
    return parsed
