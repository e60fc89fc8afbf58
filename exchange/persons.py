"""A table of persons becomes case documents: good rows go in, bad rows are told with row, column and reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from exchange.faults import BadRow, Note, Unreadable
from exchange.group import build_document
from exchange.limits import DEFAULT, Limits
from exchange.mapping import ColumnMapping
from exchange.row import Entry, RowReader
from exchange.table import Cell, Row, Table
from records.base import InvalidDocument
from records.document import CaseDocument

FindCountry = Callable[[str], str | None]

#: about the case, not the person: a merged cell there means one value for all its rows
_CASE_FIELDS = frozenset({"case_reference", "case_title", "case_summary", "purpose", "detected"})
#: persons in one document where the table names no case
_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the table itself does not say about its submission.

    Attributes:
        country: the sending State, ISO 3166-1 alpha-2.
        authority: the sending authority.
        reference: the sender's reference of the submission.
        received: EDTF date.
        language: language code of the texts.
        tlp: Traffic Light Protocol label.
        handling: Europol handling codes.
        today: dates of birth after it are refused; ``None`` where no clock is at hand.
    """

    country: str | None = None
    authority: str | None = None
    reference: str | None = None
    received: str | None = None
    language: str | None = None
    tlp: str | None = None
    handling: tuple[str, ...] = ()
    today: date | None = None

    def submission(self) -> dict[str, Any]:
        """The ``submission`` part of a case document."""
        parts = {
            "country": self.country, "authority": self.authority, "reference": self.reference,
            "received": self.received, "language": self.language, "tlp": self.tlp, "handling": list(self.handling),
        }  # fmt: skip
        return {name: value for name, value in parts.items() if value}


@dataclass(slots=True)
class PersonsRead:
    """What a table gave.

    Attributes:
        documents: one for each case reference, or one for the table.
        bad: faults by row; a row with any fault is left out whole.
        notes: what the reader should know.
        good_rows: rows that went into the documents.
    """

    documents: list[CaseDocument] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    good_rows: int = 0


def read_persons(
    table: Table,
    mapping: ColumnMapping,
    defaults: Defaults,
    find_country: FindCountry,
    limits: Limits = DEFAULT,
) -> PersonsRead:
    """Rows below the header to case documents.

    Args:
        table: as a reader gave it.
        mapping: which column is what.
        defaults: the submission's data; ``country`` is needed.
        find_country: name or code of a State in any language -> ISO 3166-1 alpha-2, or ``None``.
        limits: bounds for cells.

    Raises:
        Unreadable: no sending State, or no rows below the header.
    """
    if not defaults.country:
        raise Unreadable("no_country")
    rows = [row for row in table.rows if row.number > mapping.header_row]
    if not rows:
        raise Unreadable("no_rows")
    result = PersonsRead(notes=list(table.notes))
    rows, filled = _fill_merged(rows, table, mapping)
    if filled:
        result.notes.append(Note("merged_filled"))
    merged = _merged_rows(table, mapping)
    reader = RowReader(mapping, find_country, rows, defaults.today, limits)
    entries: list[Entry] = []
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        entry, faults = reader.read(row)
        faults = [BadRow(row.number, name, Note("merged")) for name in merged.get(row.number, ())] + faults
        key = tuple(cell.text.strip() for cell in row.cells)
        if not faults and key in seen:
            faults = [BadRow(row.number, "", Note("same_row", {"other": seen[key]}))]
        seen.setdefault(key, row.number)
        if faults:
            result.bad.extend(faults)
        elif entry is not None:
            entries.append(entry)
    result.notes.extend(reader.notes())
    _assemble(entries, mapping, defaults, result)
    return result


def _assemble(entries: list[Entry], mapping: ColumnMapping, defaults: Defaults, result: PersonsRead) -> None:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.case.get("reference", ""), []).append(entry)
    if "" in groups and "case_reference" not in mapping.columns.values() and len(entries) > 1:
        result.notes.append(Note("one_case"))
    for group in groups.values():
        for start in range(0, len(group), _CHUNK):
            part = group[start : start + _CHUNK]
            try:
                result.documents.append(build_document(part, defaults.submission()))
            except InvalidDocument:
                part = _buildable(part, defaults, result)
                if part:
                    result.documents.append(build_document(part, defaults.submission()))
            result.good_rows += len(part)
    missing = sum(1 for entry in entries if not entry.involvement)
    if missing:
        result.notes.append(Note("roles_missing", {"count": missing}))


def _buildable(part: list[Entry], defaults: Defaults, result: PersonsRead) -> list[Entry]:
    """The rows that make a valid document; the others are told, so that nothing is lost in silence."""
    good = []
    for entry in part:
        try:
            build_document([entry], defaults.submission())
            good.append(entry)
        except InvalidDocument as error:
            note = Note("not_taken", {"reason": error.problems[0].reason})
            result.bad.append(BadRow(entry.row, error.problems[0].path, note))
    return good


def _fill_merged(rows: list[Row], table: Table, mapping: ColumnMapping) -> tuple[list[Row], bool]:
    """Repeat a merged value over its rows in columns about the case."""
    by_number = {row.number: row for row in rows}
    copies: dict[tuple[int, int], Any] = {}
    for merge in table.merges:
        top = by_number.get(merge.top)
        if merge.left != merge.right or mapping.columns.get(merge.left) not in _CASE_FIELDS or top is None:
            continue
        if merge.left < len(top.cells):
            for number in range(merge.top + 1, min(merge.bottom, rows[-1].number) + 1):
                copies[number, merge.left] = top.cells[merge.left]
    if not copies:
        return rows, False
    return [
        Row(row.number, tuple(copies.get((row.number, place), cell) for place, cell in _padded(row, mapping)))
        for row in rows
    ], True


def _padded(row: Row, mapping: ColumnMapping) -> list[tuple[int, Any]]:
    cells = list(row.cells) + [Cell("")] * (len(mapping.headers) - len(row.cells))
    return list(enumerate(cells))


def _merged_rows(table: Table, mapping: ColumnMapping) -> Mapping[int, list[str]]:
    """Rows that a merged region makes uncertain, with the fields it touches."""
    touched: dict[int, list[str]] = {}
    last = table.rows[-1].number
    for merge in table.merges:
        names = [mapping.columns[place] for place in range(merge.left, merge.right + 1) if place in mapping.columns]
        if merge.left == merge.right:
            names = [name for name in names if name not in _CASE_FIELDS]
        for number in range(max(merge.top, mapping.header_row + 1), min(merge.bottom, last) + 1):
            touched.setdefault(number, []).extend(name for name in names if name not in touched.get(number, []))
    return {number: names for number, names in touched.items() if names}
