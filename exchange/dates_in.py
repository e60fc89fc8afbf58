"""Dates as people write them in tables, to EDTF. What cannot be read for certain is refused with a reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from exchange.words import fold, months
from records import dates

SlashOrder = Literal["day", "month", "unknown", "mixed"]

_ISO_TIME = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
_NUMBERS = re.compile(r"^(\d{1,4})([./\-\\])(\d{1,2})\2(\d{1,4})\s*(?:г\.?|года|й\.?)?$")
_MONTH_YEAR = re.compile(r"^(\d{1,2})[./](\d{4})$")
_WORDS = re.compile(
    r"^(?:(\d{1,2})(?:st|nd|rd|th)?[\s.]+)?([^\W\d_]{3,}(?: [^\W\d_]+)?)\.?,?\s+(\d{4})\s*(?:г\.?|года|year|م)?$"
)
_AMERICAN = re.compile(r"^([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
_YEAR = re.compile(r"^(\d{4})\s*(?:г\.?\s?р?\.?|года)?$")
_HIJRI = range(1300, 1500)


class BadDate(ValueError):  # noqa: N818  -- it names the cell's state
    """A cell that is no certain date; ``code`` is the reason's key."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date that was read: its EDTF text, and whether a day or month written as 00 was left open."""

    edtf: str
    opened: bool = False


def ascii_digits(text: str) -> str:
    """Digits of every script as ASCII digits; the rest as it is, direction marks left out."""
    return "".join(
        str(unicodedata.decimal(sign)) if not sign.isascii() and unicodedata.decimal(sign, None) is not None else sign
        for sign in text
        if sign not in "\u200e\u200f\u202a\u202b\u202c"
    )


def slash_order(values: Iterable[str]) -> SlashOrder:
    """Whether a column writes 31/12/2025 or 12/31/2025: a number above 12 tells; none leaves it unknown."""
    day = month = seen = False
    for value in values:
        match = _NUMBERS.match(ascii_digits(value).strip())
        if not match or match[2] != "/" or len(match[1]) > 2:
            continue
        seen = True
        day = day or int(match[1]) > 12
        month = month or int(match[3]) > 12
    if day and month:
        return "mixed"
    return "month" if month else "day" if day or not seen else "unknown"


def read_date(text: str, kind: str = "text", order: SlashOrder = "day", today: date | None = None) -> ReadDate:
    """One cell to EDTF.

    Args:
        text: the cell.
        kind: ``date`` where the file itself says it is one, ``number`` where it says it is a number.
        order: what :func:`slash_order` found for the column.
        today: dates after it are refused; ``None`` lets them pass.

    Raises:
        BadDate: with the reason's code.
    """
    clean = " ".join(ascii_digits(text).split())
    found = ReadDate(_iso_day(clean)) if kind == "date" else _read(clean, kind, order)
    try:
        value = dates.parse(found.edtf)
    except ValueError:
        raise BadDate("bad_date") from None
    if value.earliest is not None and value.earliest.year in _HIJRI:
        raise BadDate("hijri_date")
    if today is not None and value.earliest is not None and value.earliest > today:
        raise BadDate("future_date")
    return found


def _iso_day(clean: str) -> str:
    return clean.split(" ")[0]


def _read(clean: str, kind: str, order: SlashOrder) -> ReadDate:
    if year := _YEAR.match(clean):
        return ReadDate(year[1])
    if kind == "number":
        raise BadDate("date_is_number")
    if moment := _ISO_TIME.match(clean):
        return ReadDate(moment[1])
    if numbers := _NUMBERS.match(clean):
        return _from_numbers(numbers, order)
    if short := _MONTH_YEAR.match(clean):
        return ReadDate(f"{short[2]}-{int(short[1]):02}" if int(short[1]) else short[2], int(short[1]) == 0)
    if words := _WORDS.match(clean):
        return _from_words(words[1], words[2], words[3])
    if american := _AMERICAN.match(clean):
        return _from_words(american[2], american[1], american[3])
    return ReadDate(clean)


def _from_words(day: str | None, name: str, year: str) -> ReadDate:
    month = months().get(fold(name))
    if month is None:
        raise BadDate("bad_date")
    return ReadDate(f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}")


def _from_numbers(match: re.Match[str], order: SlashOrder) -> ReadDate:
    first, sign, second, third = match[1], match[2], match[3], match[4]
    if len(first) == 4 and len(third) <= 2:
        return _compose(first, int(second), int(third))
    if len(first) > 2 or len(third) == 3:
        raise BadDate("bad_date")
    if len(third) <= 2:
        raise BadDate("short_year")
    day, month = int(first), int(second)
    if sign == "/" and day and month:
        if order == "mixed" and day <= 12 and month <= 12 and day != month:
            raise BadDate("day_or_month")
        if month > 12 or (order == "month" and day <= 12):
            day, month = month, day
    return _compose(third, month, day)


def _compose(year: str, month: int, day: int) -> ReadDate:
    if month == 0:
        return ReadDate(year, True)
    if day == 0:
        return ReadDate(f"{year}-{month:02}", True)
    return ReadDate(f"{year}-{month:02}-{day:02}")
