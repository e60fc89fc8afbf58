"""Message catalogues: the words of the screen and of the command line in the reader's language.

Catalogues are kept as text (``locale/<lang>/LC_MESSAGES/waylink.po``) and compiled in memory, so that no compiled file
can disagree with its source. English is the message id.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent.parent / "locale"
LANGUAGES = {"en": "English", "ru": "Русский", "ar": "العربية"}
RIGHT_TO_LEFT = frozenset({"ar"})


@lru_cache(maxsize=8)
def translator(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; one that gives the English back where there is none.

    Args:
        language: a key of ``LANGUAGES``; anything else is read as English.
    """
    path = FOLDER / language / "LC_MESSAGES" / "waylink.po"
    if language not in LANGUAGES or not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def best_language(accepted: str) -> str:
    """The first of our languages that an ``Accept-Language`` header asks for; English where it asks for none.

    Args:
        accepted: the header, e.g. ``ru-RU,ru;q=0.9,en;q=0.8``; foreign text, never trusted.
    """
    wishes: list[tuple[float, str]] = []
    for part in accepted[:500].split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        wishes.append((-weight, tag.split("-")[0].casefold()))
    ranked = [tag for _, tag in sorted(wishes, key=lambda wish: wish[0])]
    return next((tag for tag in ranked if tag in LANGUAGES), "en")
