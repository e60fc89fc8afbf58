"""A line of a letter as stretches: what keeps its own direction, and what is still open. Shared by DOCX and PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: what must keep its own direction inside right-to-left text: numbers, codes, Latin and Cyrillic names
_SIGN = r"A-Za-z0-9\u00c0-\u024f\u0370-\u058f\u10a0-\u10ff\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff"
_LEFT_TO_RIGHT = re.compile(rf"[+#]?[{_SIGN}](?:[{_SIGN}.,:/@+_'’&-]*[{_SIGN}]|[ \u00a0](?=[+{_SIGN}]))*")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. ``open``: a person still has to fill it in; ``ltr``: it runs left to right in Arabic text."""

    text: str
    ltr: bool
    open: bool


def runs(text: str, *, rtl: bool, open_words: frozenset[str] = frozenset()) -> Iterator[Run]:
    """Cut a line.

    Args:
        text: control and direction marks in it are dropped.
        rtl: the letter runs from right to left; else all of a line has one direction.
        open_words: the marked words of its open places, as they stand in it.
    """
    plain = clean(text)
    pattern = "|".join(re.escape(clean(words)) for words in sorted(open_words, key=len, reverse=True))
    pieces = re.split(f"({pattern})", plain) if pattern else [plain]
    for at, piece in enumerate(pieces):
        is_open = bool(pattern) and at % 2 == 1
        end = 0
        for found in _LEFT_TO_RIGHT.finditer(piece) if rtl else ():
            if found.start() > end:
                yield Run(piece[end : found.start()], False, is_open)
            yield Run(found.group(), True, is_open)
            end = found.end()
        if end < len(piece):
            yield Run(piece[end:], False, is_open)


def clean(text: str) -> str:
    """Control signs would make a file unreadable; direction marks from outside could turn a sentence round."""
    kept = (sign for sign in text if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff\x7f\ufdd0"))
    return _TURNING.sub("", "".join(kept))
