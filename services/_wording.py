"""The words of letters: an office's own templates in the data folder before the shipped ones, checked when read."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError

from notify.letter_words import LANGUAGES
from notify.wording import OfficeTexts, TemplateFault, Wording, faults, wording
from services.desk import Desk
from services.errors import Refused

#: folder in the data folder that an office puts its templates in
FOLDER = "letter_templates"
_MOST = 300_000
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """An office's file and what is wrong with it."""

    file: str
    language: str
    faults: tuple[TemplateFault, ...]


def languages(desk: Desk) -> tuple[str, ...]:
    """Languages that a letter can be written in: the shipped ones, then the office's own."""
    return (*LANGUAGES, *(code for code in _own_languages(desk.folder / FOLDER) if code not in LANGUAGES))


def of(desk: Desk, language: str) -> Wording:
    """The words of a language.

    Raises:
        Refused: ``no_template``, ``bad_template`` where the office's own has a fault: no letter is made with it.
    """
    folder = desk.folder / FOLDER
    if language not in LANGUAGES and language not in _own_languages(folder):
        raise Refused(
            "no_template", "There is no letter template for this language; choose one of: {languages}.",
            languages=", ".join(languages(desk)),
        )  # fmt: skip
    try:
        office = _read(folder, language)
        wrong = faults(language, office.texts) if office else []
    except ValueError as error:
        raise _bad(language, str(error)) from None
    if wrong:
        raise _bad(language, f"{_key(wrong[0].key)}: {wrong[0].reason}")
    return wording(language, office)


def own_name(language: str) -> str:
    """A language's name in itself; its code where it is not known."""
    try:
        name = str(Locale.parse(language).get_display_name(language) or language)
        return name[:1].upper() + name[1:]
    except (UnknownLocaleError, ValueError):
        return language


def check(desk: Desk) -> list[TemplateFile]:
    """Every template of the office with its faults."""
    folder, found = desk.folder / FOLDER, []
    for language in _own_languages(folder):
        try:
            office = _read(folder, language)
            wrong = tuple(faults(language, office.texts)) if office else ()
        except ValueError as error:
            wrong = (TemplateFault("", str(error)),)
        found.append(TemplateFile(f"{language}.json", language, wrong))
    return found


def _own_languages(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(path.stem for path in folder.glob("*.json") if _LANGUAGE.fullmatch(path.stem))


def _read(folder: Path, language: str) -> OfficeTexts | None:
    file = folder / f"{language}.json"
    tables = {name: _table(folder / f"{name}.csv", language) for name in ("glossary", "reasons")}
    if not file.is_file() and not any(tables.values()):
        return None
    texts = {}
    if file.is_file():
        try:
            texts = json.loads(_text(file))
        except json.JSONDecodeError as error:
            raise ValueError(f"line {error.lineno}: not valid JSON") from None
        except RecursionError:
            raise ValueError("nested too deeply") from None
        if not isinstance(texts, dict):
            raise ValueError("one JSON object of key and text is needed")
    return OfficeTexts(texts, tables["glossary"], tables["reasons"])


def _table(file: Path, language: str) -> dict[str, str]:
    if not file.is_file():
        return {}
    try:
        rows = list(csv.DictReader(io.StringIO(_text(file)), strict=True))
    except csv.Error:
        raise ValueError(f"{file.name}: not a comma-separated table") from None
    found = {str(row.get("id") or ""): " ".join(str(row.get(language) or "").split())[:1_000] for row in rows}
    return {code: text for code, text in found.items() if code and text}


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > _MOST:
            raise ValueError(f"{file.name}: larger than {_MOST // 1000} kB")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{file.name}: not UTF-8 text") from None
    except OSError:
        raise ValueError(f"{file.name}: cannot be read") from None


def _key(text: str) -> str:
    return re.sub(r"[^\w.: -]", "", text)[:60]


def _bad(language: str, reason: str) -> Refused:
    return Refused(
        "bad_template",
        "The office's letter template {file} has a fault, so no letter is made with it: {reason}. Mend the file in the "
        "folder {folder} of the data folder.",
        file=f"{language}.json", reason=reason, folder=FOLDER,
    )  # fmt: skip
