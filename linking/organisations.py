"""Organisations' names made ready: legal forms taken off, words of kind (bank, ministry) known."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from linking import han, spoken
from linking.letters import script
from linking.name_parts import Part, latin, written
from linking.sound import keys
from linking.tables import words
from linking.writing import romanised, script_of

_DATA = Path(__file__).parent / "data"
_UNSPACED = frozenset({"HAN", "HANGUL", "KANA", "THAI", "LAO", "KHMER", "BURMESE"})
_LONGEST_FORM = 7
_FIGURES = re.compile(r"\d+")
#: words that tell sister bodies apart as numbers do
_APART = {
    **{roman: str(number) for number, roman in enumerate(("ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), 2)},
    **dict.fromkeys(("first", "1st"), "1"),
    **dict.fromkeys(("second", "2nd"), "2"), **dict.fromkeys(("third", "3rd"), "3"),
    **dict.fromkeys(("north", "northern", "nord", "norte", "северный", "северная", "shimoliy"), "north"),
    **dict.fromkeys(("south", "southern", "sud", "sur", "южный", "южная", "janubiy", "pivdenny"), "south"),
    **dict.fromkeys(("east", "eastern", "est", "oriental", "восточный", "восточная", "sharqiy"), "east"),
    **dict.fromkeys(("west", "western", "ouest", "oeste", "occidental", "западный", "западная", "gʻarbiy"), "west"),
}  # fmt: skip
KIND_WEIGHT = 0.35
_HAN_LANGUAGES = (han.MANDARIN, han.CANTONESE, han.JAPANESE, han.KOREAN)


@dataclass(frozen=True, slots=True, eq=False)
class Organisation:
    """A name made ready.

    Attributes:
        parts: telling words and words of kind, in the order written; legal forms are left out.
        script: of most letters.
        kinds: meanings of the words of kind: bank, ministry, …
        legal: kinds of its legal forms: LLC, JSC, …
        figures: numbers in it.
        initials: first letters of its words.
        whole: all words run together.
        core: telling words run together; all where there is none.
        folded: ``whole`` and ``core`` with their vowels folded.
        said: ``core`` and the other ways in which it is said.
    """

    parts: tuple[Part, ...]
    script: str
    kinds: frozenset[str]
    legal: frozenset[str]
    figures: frozenset[str]
    initials: str
    whole: str
    core: str
    folded: tuple[str, str]
    said: tuple[str, ...]


@lru_cache(maxsize=1)
def _legal() -> dict[tuple[str, ...], str]:
    made: dict[tuple[str, ...], str] = {(form,): "" for form in words()["legal_forms"]}
    for line in gzip.decompress((_DATA / "legal_forms.tsv.gz").read_bytes()).decode().splitlines():
        form, _, kind = line.partition("\t")
        split = tuple(written(form.replace(".", "")))
        if split and kind in _LEGAL_KINDS and not (len(split) == 1 and len(split[0]) < 2):
            made[split] = kind
    for line in (_DATA / "legal_words.txt").read_text(encoding="utf-8").splitlines():
        kind, colon, forms = line.partition(": ")
        if colon and not line.startswith("#"):
            made.update({tuple(written(form)): kind for form in forms.split(", ")})
    return made


_LEGAL_KINDS = frozenset({"LLC", "JSC", "LP", "LLP", "GP", "SP", "SOE", ""})


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """Word as written, lower case -> its meaning."""
    made: dict[str, str] = {}
    listed = json.loads(gzip.decompress((_DATA / "organisation_words.json.gz").read_bytes()))
    for meaning, forms in listed.items():
        made.update({form: meaning for form in forms if " " not in form})
    for line in (_DATA / "organisation_terms.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            meaning, _, forms = line.partition(": ")
            made.update({form: meaning for form in forms.split(", ") if " " not in form})
    return made


@lru_cache(maxsize=1)
def _lands() -> dict[str, str]:
    """Word as written, lower case -> the English word for that land."""
    made: dict[str, str] = {}
    for line in (_DATA / "organisation_lands.txt").read_text(encoding="utf-8").splitlines():
        land, colon, forms = line.partition(": ")
        if colon and not line.startswith("#"):
            made.update({form: land for told in forms.split(", ") for form in written(told)[-1:]})
    return made


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    """Words of kind and legal forms of scripts that write without spaces, the longest first."""
    found = {word for word in _kinds() if len(word) > 1 and script_of(word) in _UNSPACED}
    found |= {word for word in _lands() if script_of(word) in _UNSPACED}
    found |= {form[0] for form in _legal() if len(form) == 1 and len(form[0]) > 1 and script_of(form[0]) in _UNSPACED}
    return re.compile("(" + "|".join(map(re.escape, sorted(found, key=len, reverse=True))) + ")")


def _words(name: str) -> list[str]:
    found = []
    for word in written(name.replace(".", "").replace("&", " ").replace("'s ", "s ")):
        if word.isascii():
            found.append(word)
            continue
        for run in _runs(word):
            if script_of(run) in _UNSPACED:
                found += [piece for piece in _unspaced().split(run) if piece]
            else:
                found.append(run)
    return found


def _runs(word: str) -> list[str]:
    """A word cut where unspaced writing meets other letters or figures: Bank有限公司, 109シネマズ."""
    made: list[str] = []
    was = None
    for sign in word:
        # Marks and signs of length belong to what stands before them.
        unspaced = script(sign) in _UNSPACED or not sign.isalnum() if was is not False else script(sign) in _UNSPACED
        if unspaced == was:
            made[-1] += sign
        else:
            made.append(sign)
        was = unspaced
    return made


def _without_forms(found: list[str]) -> tuple[list[str], frozenset[str]]:
    legal, kept, seen = _legal(), [], set()
    place = 0
    while place < len(found):
        for length in range(min(_LONGEST_FORM, len(found) - place), 0, -1):
            piece = tuple(found[place : place + length])
            kind = legal.get(piece)
            if kind is None and length == 1:
                kind = legal.get((romanised(piece[0]),)) if len(piece[0]) > 1 else None
            if kind is not None:
                seen.add(kind)
                place += length
                break
        else:
            kept.append(found[place])
            place += 1
    return (kept or found), frozenset(seen - {""})


@lru_cache(maxsize=100_000)
def prepared(name: str) -> Organisation:
    """A name made ready once for many comparisons."""
    kept, legal = _without_forms(_words(name))
    kinds = _kinds()
    made: list[Part] = []
    meanings = set()
    for word in kept:
        written_in = script_of(word)
        plain = word[2:] if written_in == "ARABIC" and word.startswith("ال") and len(word) > 4 else word
        text = latin(plain, written_in)
        if not text:
            continue
        meaning = kinds.get(word) or kinds.get(plain)
        if meaning:
            meanings.add(meaning)
        views = keys(text)
        made.append(
            Part(text, "particle" if meaning else "plain", views.classes or text[:1], views.vowels, meaning or word,
                 _readings(word, text), (), KIND_WEIGHT if meaning else 1.0)
        )  # fmt: skip
    whole = "".join(part.text for part in made)
    core = "".join(part.text for part in made if part.weight == 1.0) or whole
    scripts = [script_of(word) for word in kept]
    return Organisation(
        tuple(made), max(scripts, key=scripts.count) if scripts else "LATIN", frozenset(meanings), legal,
        frozenset(_FIGURES.findall(" ".join(kept))) | {_APART[word] for word in kept if word in _APART},
        "".join(part.text[0] for part in made), whole, core,
        (keys(whole).vowels, keys(core).vowels), _said(made, core),
    )  # fmt: skip


def _said(made: list[Part], core: str) -> tuple[str, ...]:
    """The core in every way its words are said, all words in the same way."""
    told = [part for part in made if part.weight == 1.0] or made
    if any(script_of(part.native) == "HAN" and part.native not in _lands() for part in told):
        spelled = ([_in(part, language) for part in told] for language in _HAN_LANGUAGES)
        return tuple(dict.fromkeys([core, *("".join(one) for one in spelled if all(one))]))
    ways = max((len(part.readings) for part in told), default=0)
    if ways < 2:
        return (core,)
    other = ("".join(part.readings[min(way, len(part.readings) - 1)] for part in told) for way in range(1, ways))
    return tuple(dict.fromkeys((core, *other)))


def _in(part: Part, language: int) -> str:
    """A word as one language says it; empty where the language has no reading."""
    if part.native in _lands():
        return part.readings[-1]
    return next(iter(han.spell(part.native, language)), "") if script_of(part.native) == "HAN" else part.text


def _readings(word: str, text: str) -> tuple[str, ...]:
    if land := _lands().get(word):
        return (text, land)
    if script_of(word) != "HAN":
        return (text, *spoken.ways(text, script_of(word)))
    read = [one for language in _HAN_LANGUAGES for one in han.spell(word, language)[:1]]
    return tuple(dict.fromkeys([text, *read]))


@lru_cache(maxsize=50_000)
def parts(name: str) -> tuple[Part, ...]:
    """Parts of an organisation's name that tell it from others; all parts where nothing else is left."""
    made = prepared(name).parts
    return tuple(part for part in made if part.weight == 1.0) or tuple(
        Part(part.text, "plain", part.skeleton, part.sound, part.native, part.readings) for part in made
    )
