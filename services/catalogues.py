"""Building the message catalogues: every English text that a person can meet, from code, templates and data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from exchange import messages
from linking.blocking import COMPARING
from linking.compare import WORDS
from notify import labels
from records.codes import code_lists
from services.words import FOLDER, LANGUAGES
from store import errors

ROOT = FOLDER.parent
_CODE = ("records", "app.py", "ui", "pages", "services", "cli", "store", "exchange", "access", "notify", "linking")
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "Refused": (2,),
}
#: what a record says of a value it refuses
_FAULTS: dict[str, tuple[int, ...] | None] = {"ValueError": (1,)}
_CHANGING = (
    '"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Generated-By', '"Report-Msgid', '"Language-Team'
)  # fmt: skip
_PLACE = re.compile(r"\{[a-z_]+\}")


def template() -> Catalog:
    """All message ids with the places they come from, without line numbers: a moved line is not a change."""
    comment = "# Message ids of Waylink. Built by scripts/build_messages."
    made = Catalog(project="Waylink", charset="utf-8", header_comment=comment, fuzzy=False)
    found: dict[Any, set[str]] = {}
    for msgid, where in (*_from_code(), *_from_templates(), *_from_data()):
        if msgid and msgid != ("", ""):
            found.setdefault(msgid, set()).add(where)
    for msgid in sorted(found, key=lambda key: key if isinstance(key, str) else key[0]):
        text = msgid if isinstance(msgid, str) else msgid[0]
        flags = ["python-brace-format"] if _PLACE.search(text) else []
        made.add(msgid, locations=[(where, 0) for where in sorted(found[msgid])], flags=flags)
    return made


def build(*, write: bool = True) -> list[str]:
    """Bring the template and the catalogues up to date.

    Args:
        write: ``False`` only tells what would change.

    Returns:
        Names of the files that changed, or would.
    """
    made = template()
    changed = _put(FOLDER / "waylink.pot", made, write)
    for language in LANGUAGES:
        if language == "en":
            continue
        path = FOLDER / language / "LC_MESSAGES" / "waylink.po"
        catalogue = read(path, language)
        catalogue.update(made, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        changed += _put(path, catalogue, write)
    return changed


def read(path: Path, language: str) -> Catalog:
    """A catalogue from its file; an empty one where there is no file yet."""
    if path.is_file():
        with path.open("rb") as file:
            return read_po(file, locale=language)
    comment = f"# Waylink, {LANGUAGES[language]}"
    return Catalog(locale=language, project="Waylink", charset="utf-8", header_comment=comment, fuzzy=False)


def _put(path: Path, catalogue: Catalog, write: bool) -> list[str]:
    buffer = BytesIO()
    write_po(buffer, catalogue, width=110, omit_header=False, include_previous=False)
    # Dates and tool versions would make every build a change.
    lines = [line for line in buffer.getvalue().decode().splitlines() if not line.startswith(_CHANGING)]
    text = "\n".join(lines).rstrip() + "\n"
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return []
    if write:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [str(path.relative_to(ROOT))]


def _from_code() -> Iterator[tuple[Any, str]]:
    for name in _CODE:
        start = ROOT / name
        for path in sorted(start.rglob("*.py")) if start.is_dir() else [start]:
            if path.is_file():
                keywords = _KEYWORDS | (_FAULTS if name == "records" else {})
                for _line, msgid, _comments, _context in extract_from_file("python", path, keywords=keywords):
                    yield msgid, str(path.relative_to(ROOT))
                for msgid in _in_formatted(path.read_text(encoding="utf-8")):
                    yield msgid, str(path.relative_to(ROOT))


def _in_formatted(source: str) -> Iterator[Any]:
    """Messages inside formatted strings, which a reader of tokens does not see before Python 3.12."""
    for text in ast.walk(ast.parse(source)):
        if not isinstance(text, ast.JoinedStr):
            continue
        for call in ast.walk(text):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            words = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if call.func.id == "_" and words:
                yield words[0]
            elif call.func.id == "ngettext" and len(words) > 1:
                yield tuple(words[:2])


def _from_templates() -> Iterator[tuple[Any, str]]:
    for path in sorted((ROOT / "ui" / "front" / "templates").glob("*.html")):
        for _line, msgid, _comments, _context in extract_from_file(
            "jinja2.ext:babel_extract", path, keywords=_KEYWORDS
        ):
            yield msgid, str(path.relative_to(ROOT))


def _from_data() -> Iterator[tuple[Any, str]]:
    for codes in code_lists().values():
        for label in codes.labels.values():
            # Traffic-light labels stay Latin in every language, and numbers need no translation.
            if codes.name != "tlp" and any(char.isalpha() for char in label):
                yield label, "records/data/codes.json"
    for sentence in errors.sentences().values():
        yield sentence, "store/errors.py"
    for text in labels.message_ids():
        yield text, "notify/labels.py"
    for text in (*WORDS.values(), COMPARING):
        yield text, "linking/compare.py"
    for text in messages.MESSAGES.values():
        yield text, "exchange/messages.py"
