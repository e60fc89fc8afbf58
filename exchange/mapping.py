"""Which column is what: proposed from the header, shown to the person, remembered for the next such file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from exchange.table import Row, Table
from exchange.words import fields, fold, header_words

NAME_FIELDS = frozenset({"name", "family", "given", "name_latin", "name_original"})
SEARCHED_ROWS = 20


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The meaning of each column.

    Attributes:
        header_row: number of the row that names the columns, from 1.
        headers: the column names as written.
        columns: place of the column, from 0 -> field of :func:`exchange.words.fields`.
        unknown: places of columns that mean nothing here.
        twice: fields that a second column also claims; the first one is used.
    """

    header_row: int
    headers: tuple[str, ...]
    columns: Mapping[int, str]
    unknown: tuple[int, ...] = field(default=())
    twice: tuple[str, ...] = field(default=())

    @property
    def fingerprint(self) -> str:
        """Key of this header, whatever its letters' case: the same form of the same sender has the same one."""
        joined = "\x1f".join(fold(header) for header in self.headers)
        return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:24]

    @property
    def names_persons(self) -> bool:
        """Whether some column holds names."""
        return bool(NAME_FIELDS & set(self.columns.values()))

    def to_plain(self) -> dict[str, Any]:
        """As it is kept: column name -> field."""
        return {"columns": {self.headers[place]: name for place, name in sorted(self.columns.items())}}


def propose(row: Row, told: Mapping[str, str] | None = None) -> ColumnMapping:
    """The mapping a header row suggests.

    Args:
        row: the row that names the columns.
        told: column name -> field, said by a person or remembered; ``""`` leaves the column out.
    """
    said = {fold(header): name for header, name in (told or {}).items()}
    known = set(fields())
    columns: dict[int, str] = {}
    unknown: list[int] = []
    twice: list[str] = []
    headers = tuple(cell.text.strip() for cell in row.cells)
    for place, header in enumerate(headers):
        word = fold(header)
        meaning = said[word] if word in said else header_words().get(word)
        if not word or meaning in ("", "number"):
            continue
        if meaning is None or meaning not in known:
            unknown.append(place)
        elif meaning in columns.values():
            twice.append(meaning)
        else:
            columns[place] = meaning
    return ColumnMapping(row.number, headers, columns, tuple(unknown), tuple(twice))


def find_header(table: Table, told: Mapping[str, str] | None = None) -> ColumnMapping | None:
    """The mapping of the first rows' best header; ``None`` where no row names a name column.

    Titles and empty rows above the header are passed over.
    """
    best: ColumnMapping | None = None
    for row in table.rows[:SEARCHED_ROWS]:
        mapping = propose(row, told)
        if mapping.names_persons and (best is None or len(mapping.columns) > len(best.columns)):
            best = mapping
    return best
