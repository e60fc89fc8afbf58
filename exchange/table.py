"""A table as every reader hands it over: text cells with the row numbers a spreadsheet shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from exchange.faults import Note

CellKind = Literal["text", "date", "number", "error"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: what it holds; an ISO date where ``kind`` is ``date``.
        kind: what the file says it is; CSV knows only ``text``.
    """

    text: str
    kind: CellKind = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number from 1 and its cells, blank ones included."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> bool:
        """Whether any cell holds something."""
        return any(cell.text.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged region, inclusive: rows from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """Filled rows in order, merged regions, what the reader noticed."""

    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    notes: tuple[Note, ...] = field(default=())
