"""Words in the reader's language. The language belongs to one run of the script, not to the process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

from geodata import countries
from records import codes, dates
from services.words import LANGUAGES, RIGHT_TO_LEFT, translator

_language: ContextVar[str] = ContextVar("waylink_language", default="en")
_SHORT = {"en": "d MMM y", "ru": "dd.MM.y", "ar": "d MMM y"}
_LONG = {"en": "d MMMM y", "ru": "d MMMM y", "ar": "d MMMM y"}
_MONTH = {"en": "LLLL y", "ru": "LLLL y", "ar": "LLLL y"}
_SEASON_YEAR = re.compile(r"^(\d{4})-(2[1-4])")


def use_language(language: str) -> None:
    """Set the language of this run; an unknown one means English."""
    _language.set(language if language in LANGUAGES else "en")


def language() -> str:
    """The language of this run: a key of ``services.words.LANGUAGES``."""
    return _language.get()


def right_to_left() -> bool:
    """Whether this run's language is written from right to left."""
    return language() in RIGHT_TO_LEFT


def N_(msgid: str) -> str:  # noqa: N802  -- the usual name of the mark for extraction
    """Mark a message for extraction without translating it here."""
    return msgid


def _(msgid: str, /, **params: object) -> str:
    """The message in this run's language, with ``{name}`` places filled.

    Foreign strings among the parameters are not escaped here: where the result goes to an element that reads Markdown,
    pass them through ``ui.text.plain`` first.
    """
    return _fill(translator(language()).gettext(msgid) if msgid else "", msgid, params)


def ngettext(one: str, many: str, n: int, /, **params: object) -> str:
    """The message in the plural form that ``n`` asks for; ``{n}`` is written the way the language writes numbers."""
    return _fill(translator(language()).ngettext(one, many, n), one if n == 1 else many, {"n": number(n)} | params)


def render(msgid: str, params: Mapping[str, object] | None = None, code_lists: Mapping[str, str] | None = None) -> str:
    """A message that a core or a service gave as id and parameters.

    Args:
        msgid: the message id.
        params: values for its places.
        code_lists: parameter -> list of ``records.codes``, for parameters that are codes, e.g.
            ``{"kind": "identifier"}`` for the evidence of a match.
    """
    filled = {str(name): value for name, value in (params or {}).items()}
    for name, list_name in (code_lists or {}).items():
        if name in filled:
            filled[name] = code_label(list_name, str(filled[name]))
    return _(msgid, **filled)


def _fill(text: str, msgid: str, params: Mapping[str, object]) -> str:
    if not params:
        return text
    try:
        return text.format(**params)
    except (KeyError, IndexError, ValueError):
        # A slip in a translation must not take the page down: the English still says it.
        return msgid.format(**params)


def not_recorded() -> str:
    """What stands where a value is missing."""
    return _("not recorded")


def code_label(list_name: str, code: str | None) -> str:
    """The label of a code in this run's language; an unknown code of an open list as it was given.

    Args:
        list_name: a list of ``records.codes``, e.g. ``purpose``.
        code: ``None`` or empty reads "not recorded".
    """
    if not code:
        return not_recorded()
    if code in ("unknown", "not_asked", "refused") and code not in codes.code_lists()[list_name].labels:
        return {"unknown": _("unknown"), "not_asked": _("not asked"), "refused": _("refused")}[code]
    return _(codes.label(list_name, code))


def country_name(iso2: str | None) -> str:
    """Name of a country or area in this run's language; the code itself where it is not known."""
    if not iso2:
        return not_recorded()
    return countries.name(iso2, language()) if iso2 in codes.country_codes() else iso2


def number(value: float, digits: int = 0) -> str:
    """A number the way the language writes it, with a fixed count of decimals."""
    return _number(value, digits, language())


@lru_cache(maxsize=20_000)
def _number(value: float, digits: int, code: str) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=code))


def percent(share: float) -> str:
    """A share between 0 and 1 as a whole percentage."""
    return str(format_percent(share, locale=language()))


def day_text(day: date | None, *, short: bool = False) -> str:
    """A calendar day: "3 September 2025", or short "3 Sep 2025"; Russian short days are written 03.09.2025."""
    return not_recorded() if day is None else _day(day, short, language())


@lru_cache(maxsize=20_000)
def _day(day: date, short: bool, code: str) -> str:
    return str(format_date(day, format=(_SHORT if short else _LONG)[code], locale=code))


def month_text(day: date) -> str:
    """A month, short: "Sep 2025"."""
    return _month(day, language())


@lru_cache(maxsize=5_000)
def _month(day: date, code: str) -> str:
    return str(format_date(day, format="LLL y", locale=code))


def moment_text(moment: datetime | None) -> str:
    """A moment in Coordinated Universal Time, which the text names."""
    if moment is None:
        return not_recorded()
    at = moment.astimezone(UTC) if moment.tzinfo else moment
    return _("{moment} UTC", moment=format_datetime(at, format=f"{_SHORT[language()]}, HH:mm", locale=language()))


def clock_text(moment: datetime) -> str:
    """The time of day in Coordinated Universal Time, for what ends today."""
    at = moment.astimezone(UTC) if moment.tzinfo else moment
    return _("{moment} UTC", moment=format_datetime(at, format="HH:mm", locale=language()))


def date_text(edtf: str | None, *, short: bool = False) -> str:
    """A partial date in words: what is known, and what is not.

    Args:
        edtf: EDTF text such as ``2025-09``, ``1998~``, ``2016/..``; ``None`` or empty reads "not recorded". Text that
            is not EDTF is given back as it stands.
        short: for tables: "Sep 2025" in place of "September 2025, day unknown".
    """
    if not edtf:
        return not_recorded()
    try:
        value = dates.parse(edtf)
    except ValueError:
        return edtf
    if value.precision == "interval":
        left, _slash, right = (part.strip() for part in value.text.partition("/"))
        if left in ("", ".."):
            return _("until {end}", end=date_text(right, short=True))
        if right in ("", ".."):
            return _("from {start}", start=date_text(left, short=True))
        return _("{start} to {end}", start=date_text(left, short=True), end=date_text(right, short=True))
    text = _known_part(value, short)
    if "%" in value.text or ("~" in value.text and "?" in value.text):
        return _("about {date}, uncertain", date=text)
    if "~" in value.text:
        return _("about {date}", date=text)
    if "?" in value.text:
        return _("{date}, uncertain", date=text)
    return text


def _known_part(value: dates.PartialDate, short: bool) -> str:
    first = value.earliest
    if first is None:
        return value.text
    if value.precision == "day":
        return day_text(first, short=short)
    if value.precision == "month":
        month = str(format_date(first, format="LLL y" if short else _MONTH[language()], locale=language()))
        return month if short else _("{month}, day unknown", month=month)
    season = _SEASON_YEAR.match(value.text)
    if season:
        words = {
            "21": N_("spring {year}"), "22": N_("summer {year}"), "23": N_("autumn {year}"), "24": N_("winter {year}"),
        }  # fmt: skip
        return _(words[season[2]], year=season[1])
    if value.precision == "year":
        return f"{first.year}" if short else _("{year}, day and month unknown", year=f"{first.year}")
    if value.latest is not None and value.latest.year != first.year:
        return _("{start} to {end}", start=f"{first.year}", end=f"{value.latest.year}")
    return f"{first.year}"
