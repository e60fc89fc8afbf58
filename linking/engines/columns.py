"""Columns of a table as numbers: string work is done once for each distinct value, and once for each distinct pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Levels = npt.NDArray[np.int8]
Kind = Literal["given", "family", "text", "code", "dob", "id"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of both tables.

    Attributes:
        name: of the column.
        kind: given, family, text (addresses, places), code (numbers, states), dob (date of birth), id.
        values: distinct values, folded; the first is the empty one.
        codes: number of the value of each record, left table first; 0 where it is missing.
    """

    name: str
    kind: Kind
    values: list[str]
    codes: Ints

    def text(self, record: int) -> str:
        """Folded value of a record."""
        found: str = self.values[int(self.codes[record])]
        return found


def fold(value: Any) -> str:
    """Lower case without blanks around; an empty text for what is missing (``None`` and not-a-number)."""
    return "" if value is None or value != value else str(value).strip().casefold()


def column(name: str, kind: Kind, cells: Iterable[Any], vocabulary: dict[str, int]) -> Column:
    """Number the cells of a column; columns of one vocabulary can be compared crosswise."""
    codes = np.fromiter((vocabulary.setdefault(fold(cell), len(vocabulary)) for cell in cells), dtype=np.int64)
    return Column(name, kind, list(vocabulary), codes)


Grade = Callable[[Sequence[str], Sequence[str]], Levels]


def graded(values: Sequence[str], left: Ints, right: Ints, grade: Grade) -> Levels:
    """Level of each pair of codes; ``grade`` sees every distinct unordered pair of known values once."""
    low, high = np.minimum(left, right), np.maximum(left, right)
    pairs, back = np.unique(low * len(values) + high, return_inverse=True)
    one, other = pairs // len(values), pairs % len(values)
    levels = np.zeros(len(pairs), dtype=np.int8)
    known = np.flatnonzero((one > 0) & (other > 0))
    levels[known] = grade([values[code] for code in one[known]], [values[code] for code in other[known]])
    result: Levels = levels[back]
    return result
