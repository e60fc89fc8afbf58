"""Han characters in every reading: Mandarin, Cantonese, Korean, Vietnamese, Japanese and southern ones."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path

from linking import hangul
from linking.letters import letters

_DATA = Path(__file__).parent / "data"
MANDARIN, CANTONESE, KOREAN, VIETNAMESE, JAPANESE, SOUTHERN = range(6)
_LANGUAGES = 6
_INITIAL = re.compile("^(zh|ch|sh|z|c|q|x|j)")
_JYUTPING = re.compile("^(jy|j|z|c)")
_SPOKEN = {"jy": "y", "j": "y", "z": "j", "c": "ch"}
Options = tuple[str, ...]


def pinyin(syllable: str) -> str:
    """A Mandarin syllable as it sounds rather than as it is spelled: q is ch, x is sh, c is ts."""
    table = letters("pinyin")
    return _INITIAL.sub(lambda found: table.groups.get(found.group()) or table.single[found.group()], syllable)


def _cantonese(syllable: str) -> str:
    return _JYUTPING.sub(lambda found: _SPOKEN[found.group()], syllable).replace("aa", "a")


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    made = {}
    for line in gzip.decompress((_DATA / "han.tsv.gz").read_bytes()).decode().splitlines():
        sign, *read = line.split("\t")
        made[sign] = read + [""] * (_LANGUAGES - len(read))
    return made


@lru_cache(maxsize=30_000)
def readings(sign: str) -> tuple[Options, ...]:
    """Spellings of a sign in each language, by the numbers above; empty where a language has none."""
    row = _table().get(sign)
    if row is None:
        return ((),) * _LANGUAGES
    korean = tuple(hangul.syllable(one) for one in row[KOREAN])
    return (
        tuple(dict.fromkeys((pinyin(row[MANDARIN]), row[MANDARIN]))) if row[MANDARIN] else (),
        (_cantonese(row[CANTONESE]),) if row[CANTONESE] else (),
        korean,
        (row[VIETNAMESE],) if row[VIETNAMESE] else (),
        (row[JAPANESE],) if row[JAPANESE] else (),
        tuple(row[SOUTHERN].split(" ")) if row[SOUTHERN] else (),
    )


def spell(text: str, language: int) -> Options:
    """Spellings of a text in one language, at most three; empty where a sign has no reading there."""
    read = [readings(sign)[language] for sign in text]
    if language == SOUTHERN:
        # The list holds the signs that names use most; the rest is filled from Cantonese, its nearest kin.
        read = [found or readings(sign)[CANTONESE] for found, sign in zip(read, text, strict=True)]
    if not text or not all(read):
        return ()
    most = min(3, max(map(len, read)))
    return tuple(dict.fromkeys("".join(one[min(place, len(one) - 1)] for one in read) for place in range(most)))


def family(sign: str, language: int) -> Options:
    """Spellings of a family name; Korean ones as customary (Lee, Park)."""
    if language == KOREAN and len(sign) == 1 and (row := _table().get(sign)):
        return tuple(
            dict.fromkeys(s for one in row[KOREAN] for s in (hangul.syllable(one), *hangul.families().get(one, ())))
        )
    if language == SOUTHERN:
        return readings(sign)[SOUTHERN] if len(sign) == 1 else ()
    return spell(sign, language)


LANGUAGES = range(_LANGUAGES)
