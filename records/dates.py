"""Partial dates in the Extended Date/Time Format (EDTF), read by the ``edtf`` library.

Source: Library of Congress, EDTF specification, levels 0 to 2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import edtf

_PLAIN = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)$")
_LONGEST = 60
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as it was written, with the earliest and latest day it can mean.

    Attributes:
        text: the EDTF text, unchanged.
        earliest: first possible day; ``None`` where the start is open or unknown.
        latest: last possible day; ``None`` where the end is open or unknown.
        precision: ``day``, ``month``, ``season``, ``year``, ``interval`` or ``vague``.
        uncertain: the text carries ``~``, ``?`` or ``%``.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: str
    uncertain: bool

    def may_precede(self, day: date) -> bool:
        """Whether some day this date can mean lies on or before ``day``."""
        return self.earliest is None or self.earliest <= day

    def overlaps(self, start: date | None, end: date | None) -> bool:
        """Whether some day this date can mean lies in the closed range; ``None`` leaves that side open."""
        after = end is None or self.earliest is None or self.earliest <= end
        before = start is None or self.latest is None or self.latest >= start
        return after and before


@lru_cache(maxsize=20_000)
def parse(text: str) -> PartialDate:
    """Read one EDTF text.

    Raises:
        ValueError: the text is not EDTF. The message does not repeat it.
    """
    clean = text.strip()
    if not clean or len(clean) > _LONGEST:
        raise ValueError("not a date; write 2025-09-03, 2025-09, 2025, 1998~ (about) or 2010-21 (spring)")
    plain = _PLAIN.match(clean)
    if plain and plain[2] is None:
        year = int(plain[1])
        if year > 0:
            return PartialDate(clean, date(year, 1, 1), date(year, 12, 31), "year", bool(plain[4]))
    if plain and plain[2] is not None and not plain[4]:
        # Whole dates and months are most of what a store holds; the grammar takes milliseconds for each.
        read = _calendar(clean, int(plain[1]), int(plain[2]), plain[3])
        if read is not None:
            return read
    if "/" in clean:
        return _interval(clean)
    return _single(clean)


def _calendar(clean: str, year: int, month: int, day: str | None) -> PartialDate | None:
    """A whole date or a month of the calendar; ``None`` where the numbers are none (21 to 24 are seasons)."""
    try:
        first = date(year, month, int(day or 1))
    except ValueError:
        return None
    last = first if day else _month_end(year, month) if (year, month) < (9999, 12) else None
    return PartialDate(clean, first, last, "day" if day else "month", False) if last else None


def _single(clean: str) -> PartialDate:
    try:
        value: Any = edtf.parse_edtf(clean)
        earliest, latest = _day(value.lower_strict()), _day(value.upper_strict())
    except Exception as error:  # the grammar, the calendar and the library's own arithmetic all raise differently
        raise ValueError("not a date; write 2025-09-03, 2025-09, 2025, 1998~ (about) or 2010-21 (spring)") from error
    uncertain = any(mark in clean for mark in "~?%")
    season = re.match(r"^\d{4}-(2[1-4])", clean)
    if season and earliest is not None:
        # Winter runs into the next year; a season is a hint, so its bounds are whole months.
        first, last = _SEASONS[season[1]]
        year = int(clean[:4])
        end_year = year + (1 if last < first else 0)
        earliest, latest = date(year, first, 1), _month_end(end_year, last)
        return PartialDate(clean, earliest, latest, "season", uncertain)
    if "X" in clean.upper():
        return PartialDate(clean, earliest, latest, "vague", uncertain)
    dashes = re.sub(r"[~?%]", "", clean).count("-")
    precision = {0: "year", 1: "month", 2: "day"}.get(dashes, "vague")
    return PartialDate(clean, earliest, latest, precision, uncertain)


def _interval(clean: str) -> PartialDate:
    left, right = (part.strip() for part in clean.split("/", 1))
    start = None if left in ("", "..") else parse(left)
    end = None if right in ("", "..") else parse(right)
    if start is None and end is None:
        raise ValueError("an interval needs at least one end, e.g. 2016/2018, ../2016 or 2016/..")
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if earliest and latest and earliest > latest:
        raise ValueError("the interval ends before it begins")
    uncertain = bool((start and start.uncertain) or (end and end.uncertain))
    return PartialDate(clean, earliest, latest, "interval", uncertain)


def _day(moment: Any) -> date | None:
    try:
        return date(moment[0], moment[1], moment[2])
    except (TypeError, ValueError, IndexError):
        return None


def _month_end(year: int, month: int) -> date:
    following = date(year + (month == 12), month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
