"""Letters of each script in Latin letters: tables from linking/data/letters.json, the longest left side first."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

#: first code point of a run -> script; what lies between known runs is OTHER
_RUNS: list[tuple[int, str]] = [
    (0x0, "LATIN"), (0x250, "OTHER"), (0x370, "GREEK"), (0x400, "CYRILLIC"), (0x530, "ARMENIAN"), (0x590, "HEBREW"),
    (0x600, "ARABIC"), (0x780, "OTHER"), (0x900, "INDIC"), (0xD80, "SINHALA"), (0xE00, "THAI"), (0xE80, "LAO"),
    (0xF00, "OTHER"), (0x1000, "BURMESE"), (0x10A0, "GEORGIAN"), (0x1100, "OTHER"), (0x1780, "KHMER"),
    (0x1800, "OTHER"), (0x1C80, "CYRILLIC"), (0x1C90, "GEORGIAN"), (0x1CC0, "OTHER"), (0x1E00, "LATIN"),
    (0x1F00, "GREEK"), (0x2000, "OTHER"), (0x2D00, "GEORGIAN"), (0x2D30, "OTHER"), (0x2E80, "HAN"), (0x3000, "OTHER"),
    (0x3005, "HAN"), (0x3008, "OTHER"), (0x3041, "KANA"), (0x3100, "OTHER"), (0x31F0, "KANA"), (0x3200, "OTHER"),
    (0x3400, "HAN"), (0xA000, "OTHER"), (0xAC00, "HANGUL"), (0xD7A4, "OTHER"), (0xF900, "HAN"), (0xFB00, "OTHER"),
    (0xFB13, "ARMENIAN"), (0xFB1D, "HEBREW"), (0xFB50, "ARABIC"), (0xFF00, "OTHER"), (0x20000, "HAN"),
    (0x32000, "OTHER"),
]  # fmt: skip
_STARTS = [start for start, _ in _RUNS]


def script(sign: str) -> str:
    """Script of one sign: LATIN, CYRILLIC, ARABIC, HAN, … or OTHER. All scripts of India but Sinhala are INDIC."""
    return _RUNS[bisect_right(_STARTS, ord(sign)) - 1][1]


@dataclass(frozen=True, slots=True)
class Letters:
    """A script's table: groups of letters by pattern, single letters by translation."""

    groups: dict[str, str]
    pattern: re.Pattern[str] | None
    single: dict[str, str]

    def spell(self, text: str) -> str:
        """A text in Latin letters; signs that the table lacks stay if they are ASCII, else they fall out."""
        if self.pattern:
            text = self.pattern.sub(lambda found: self.groups[found.group()], text)
        single = self.single
        return "".join([single.get(sign, sign if sign.isascii() else "") for sign in text])


@lru_cache(maxsize=1)
def tables() -> dict[str, str]:
    """The file as it stands: table name -> text."""
    loaded: dict[str, str] = json.loads((Path(__file__).parent / "data" / "letters.json").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=32)
def letters(name: str) -> Letters:
    """The table of a script, lower case."""
    pairs = dict(pair.partition(":")[::2] for pair in tables()[name].split(" "))
    groups = {left: right for left, right in pairs.items() if len(left) > 1}
    longest = sorted(groups, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest))) if longest else None
    return Letters(groups, pattern, {left: right for left, right in pairs.items() if len(left) == 1})
