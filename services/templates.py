"""An office's own letter templates: where they lie, whether they are sound, and a copy to begin with."""

from __future__ import annotations

import json
from pathlib import Path

from notify.letter_words import LANGUAGES, template
from records import Actor
from services._wording import FOLDER, TemplateFile, check, languages
from services.desk import Desk
from services.errors import Refused

__all__ = ["TemplateFile", "check", "copy", "folder", "languages"]


def folder(desk: Desk) -> Path:
    """Where an office puts its templates."""
    return desk.folder / FOLDER


def copy(desk: Desk, actor: Actor, language: str) -> Path:
    """Write the texts of a language into the folder, English ones for a language that is not shipped.

    Raises:
        Refused: ``not_allowed``, ``bad_language``, ``template_exists``, ``no_access``.
    """
    with desk.read(actor) as reader:
        reader.require("settings.change")
    if not (language.isascii() and language.isalpha() and language.islower() and len(language) in (2, 3)):
        raise Refused("bad_language", "Write the language as its code of two or three small letters, such as tr.")
    file = folder(desk) / f"{language}.json"
    if file.exists():
        raise Refused("template_exists", "There is a template for this language already.")
    texts = template(language if language in LANGUAGES else "en")
    try:
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(texts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError:
        words = "The folder cannot be written. Give your account the right to write there."
        raise Refused("no_access", words) from None
    return file
