"""The words of a letter: templates, citations, dates, names of languages, forms of country names."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date

from notify.facts import by_country
from records import dates

_TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = ("en", "ru", "ar")
Translate = Callable[[str], str]
CountryName = Callable[[str], str]
_DAY = {"en": "d MMMM y", "ru": "dd.MM.y", "ar": "d MMMM y"}
_MONTH = {"en": "LLLL y", "ru": "LLLL y", "ar": "LLLL y"}


@lru_cache(maxsize=3)
def template(language: str) -> dict[str, str]:
    """Texts of one language.

    Raises:
        ValueError: there is no template for the language.
    """
    if language not in LANGUAGES:
        raise ValueError("no letter template for this language")
    loaded: dict[str, str] = json.loads((_TEMPLATES / f"{language}.json").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def glossary() -> dict[str, dict[str, str]]:
    """Legal-basis id -> how a letter cites it, by language. What is not in it is never cited in a letter."""
    return _listed("glossary")


@lru_cache(maxsize=1)
def reasons() -> dict[str, dict[str, str]]:
    """Code of a link -> how a letter tells it, by language: more formal than the screen, and never half translated."""
    return _listed("reasons")


def _listed(name: str) -> dict[str, dict[str, str]]:
    with (_TEMPLATES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def day_text(value: date | str | None, language: str) -> str:
    """A day, or a partial date in EDTF, as the language's letters write it; an interval stays as it was written."""
    if value is None:
        return ""
    if isinstance(value, date):
        return str(format_date(value, _DAY[language], locale=language))
    read = dates.parse(value)
    if read.uncertain or read.earliest is None or read.precision not in ("day", "month"):
        return value
    shape = _DAY if read.precision == "day" else _MONTH
    return str(format_date(read.earliest, shape[language], locale=language))


def day_in_letter(value: date | str | None, language: str) -> str:
    """A day in a language that has no pattern of its own here is written as ISO 8601."""
    return day_text(value, language) if language in _DAY else str(value or "")


def language_names(codes: tuple[str, ...], language: str) -> str:
    """Names of languages in the letter's language."""
    known = Locale.parse(language).languages
    return ", ".join(str(known.get(code, code)) for code in codes)


def country_form(iso2: str, form: str, language: str, nominative: CountryName) -> str:
    """A country's name in a grammatical form.

    Args:
        iso2: the State.
        form: ``nominative``, ``genitive`` or ``dative``.
        language: Russian has stored forms; elsewhere the name stays as it is.
        nominative: gives the name itself.
    """
    name = nominative(iso2)
    if language != "ru" or form == "nominative":
        return name
    stored = by_country("country_forms_ru").get(iso2)
    # Forms belong to one spelling of the name: for any other spelling a phrase that needs no case is used.
    if stored and stored["nominative"] == name:
        return stored[form]
    return template(language)["receiver"].format(nominative=name)
