"""Evidence of dates of birth: exact, swapped, partial, placeholder, near, or a contradiction."""

from __future__ import annotations

from functools import lru_cache

from records import dates


@lru_cache(maxsize=100_000)
def level(left: str | None, right: str | None) -> str | None:
    """How two EDTF dates of birth compare; ``None`` where one is unknown.

    Levels: same_day, swapped, one_digit, year_off, other_day, same_month, same_year, placeholder, near_year, overlaps,
    differs. A day apart counts as one sign: calendars are converted with that error.
    """
    if not left or not right:
        return None
    try:
        one, other = dates.parse(left), dates.parse(right)
    except ValueError:
        return None
    if one.earliest is None or other.earliest is None or one.latest is None or other.latest is None:
        return "overlaps" if one.overlaps(other.earliest, other.latest) else "differs"
    a, b = one.earliest, other.earliest
    days = one.precision == "day" and other.precision == "day"
    if days:
        if a == b:
            return "placeholder" if (a.month, a.day) == (1, 1) else "same_day"
        if a.year == b.year and (a.month, a.day) == (b.day, b.month):
            return "swapped"
        if a.year == b.year and (1, 1) in ((a.month, a.day), (b.month, b.day)):
            return "placeholder"
        if abs((a - b).days) <= 1:
            return "one_digit"
        if sum(x != y for x, y in zip(a.isoformat(), b.isoformat(), strict=True)) == 1:
            return "one_digit"
        if (a.month, a.day) == (b.month, b.day) and abs(a.year - b.year) == 1:
            return "year_off"
        if (a.year, a.month) == (b.year, b.month):
            return "other_day"
        if abs(a.year - b.year) <= 1 and (1, 1) in ((a.month, a.day), (b.month, b.day)):
            return "near_year"
    if one.overlaps(other.earliest, other.latest):
        if one.precision == other.precision == "month" or {one.precision, other.precision} == {"day", "month"}:
            return "same_month"
        return "same_year" if "year" in (one.precision, other.precision) else "overlaps"
    unsure = one.uncertain or other.uncertain
    if abs(a.year - b.year) <= (2 if unsure else 1) and (unsure or not days):
        return "near_year"
    return "differs"
