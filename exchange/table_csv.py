"""CSV and TSV: text to a table. The separator is found, not asked."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from exchange.faults import Unreadable
from exchange.limits import DEFAULT, Limits
from exchange.mapping import SEARCHED_ROWS, find_header
from exchange.table import Cell, Row, Table

SEPARATORS = (",", ";", "\t", "|")
#: a spreadsheet has no more; empty rows count here, so that a file of line ends takes no time
_LAST_ROW = 1_048_576


def read(text: str, limits: Limits = DEFAULT) -> Table:
    """Rows of a separated table.

    A first line ``sep=;`` (as spreadsheets write it) is obeyed. Otherwise the separator is the one under which most
    column names are known, then the one that gives the most even rows.

    Raises:
        Unreadable: quotation marks that do not close, too many rows, columns or cells.
    """
    skipped = 0
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text, skipped = first.strip()[4], rest, 1
    else:
        separator = _separator(text)
    rows: list[Row] = []
    cells = 0
    for number, values in _strict(text, separator, skipped, limits):
        if len(values) > limits.columns:
            raise Unreadable("table_columns", limit=limits.columns)
        if number > _LAST_ROW:
            raise Unreadable("table_rows", limit=limits.rows)
        filled = sum(1 for value in values if value.strip())
        if not filled:
            continue
        row = Row(number, tuple(Cell(value) for value in values))
        cells += filled
        if len(rows) >= limits.rows:
            raise Unreadable("table_rows", limit=limits.rows)
        if cells > limits.cells:
            raise Unreadable("table_cells", limit=limits.cells)
        rows.append(row)
    if not rows:
        raise Unreadable("empty_file")
    return Table(tuple(rows))


def _strict(text: str, separator: str, skipped: int, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1 + skipped
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field larger" in str(error):
                raise Unreadable("table_cells", limit=limits.cells) from None
            raise Unreadable("quotes_broken", line=start) from None
        yield start, values
        # The row's number is that of its first line: cells may hold line ends.
        start = reader.line_num + 1 + skipped


def _separator(text: str) -> str:
    head = "\n".join(text[:200_000].splitlines()[: 3 * SEARCHED_ROWS])
    return max(SEPARATORS, key=lambda separator: _fit(head, separator))


def _fit(head: str, separator: str) -> tuple[int, int, int]:
    rows: list[Row] = []
    try:
        for number, values in enumerate(csv.reader(io.StringIO(head, newline=""), delimiter=separator), 1):
            if any(value.strip() for value in values):
                rows.append(Row(number, tuple(Cell(value) for value in values)))
    except csv.Error:
        return (0, 0, 0)
    mapping = find_header(Table(tuple(rows)))
    widths = [len(row.cells) for row in rows]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
    return (len(mapping.columns) if mapping else 0, widths.count(usual) if usual > 1 else 0, usual)
