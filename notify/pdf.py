"""A letter as PDF, set by Typst with bundled fonts; nothing of the system is used, nothing is fetched.

The text of a letter is handed over as data: what stands in a record is set as it is and never read as Typst code.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from notify.letter_content import LetterContent
from notify.letter_runs import clean, runs

_ROOM = Path(__file__).parent
_FONTS = _ROOM / "fonts"
_TEMPLATE = _ROOM / "templates" / "letter.typ"
#: 1 January 2000: the moment of writing tells when an office works on a case
_NO_MOMENT = 946_684_800
_ISOLATE, _POP = "\u2066", "\u2069"


def write(content: LetterContent) -> bytes:
    """The letter as the bytes of a PDF file, the same for the same letter."""
    return _compiled(content, "pdf")[0]


def pictures(content: LetterContent, dots: int = 110) -> list[bytes]:
    """The pages as PNG, to look at before anything is signed.

    Args:
        content: the letter.
        dots: for each inch.
    """
    return _compiled(content, "png", dots)


def not_in_fonts(content: LetterContent) -> frozenset[str]:
    """Signs that the bundled fonts cannot set: the Word file shows them, the PDF does not."""
    texts = [content.title, content.subtitle, content.marking, *(one.text for one in content.paragraphs)]
    texts += [cell for annex in content.annexes for row in annex.rows for cell in row.cells]
    signs = {sign for text in texts for sign in clean(text)}
    return frozenset(sign for sign in signs if sign not in "\t\n" and ord(sign) not in _covered())


def _compiled(content: LetterContent, kind: str, dots: int = 110) -> list[bytes]:
    import typst

    make: Any = typst.compile
    result = make(
        str(_TEMPLATE), root=str(_ROOM), font_paths=[str(_FONTS)], ignore_system_fonts=True, format=kind,
        ppi=float(dots), sys_inputs={"letter": json.dumps(_data(content), ensure_ascii=False)}, timestamp=_NO_MOMENT,
    )  # fmt: skip
    return list(result) if isinstance(result, list) else [bytes(result)]


def _data(content: LetterContent) -> dict[str, Any]:
    open_words = frozenset(place.words for place in content.open_places)

    def pieces(text: str) -> list[list[Any]]:
        return [
            [f"{_ISOLATE}{run.text}{_POP}" if run.ltr else run.text, run.open]
            for run in runs(text, rtl=content.rtl, open_words=open_words)
        ]

    above = [clean(line) for line in (content.draft, content.courtesy) if line]
    return {
        "lang": content.language, "rtl": content.rtl, "title": clean(content.title),
        "subtitle": pieces(content.subtitle), "above": above,
        "marking": pieces(content.marking), "day": pieces(content.day_words),
        "paragraphs": [[str(one.number), pieces(one.text)] for one in content.paragraphs],
        "annexes": [
            {
                "title": pieces(annex.heading),
                "headings": [pieces(text) for text in annex.headings],
                "rows": [
                    [pieces(text) for text in (str(number), *row.cells)] for number, row in enumerate(annex.rows, 1)
                ],
            }
            for annex in content.annexes
        ],
    }  # fmt: skip


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    spans = [line.split("-") for line in (_FONTS / "coverage.txt").read_text(encoding="ascii").split()]
    return frozenset(code for start, end in spans for code in range(int(start, 16), int(end, 16) + 1))
