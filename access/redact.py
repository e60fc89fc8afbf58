"""A case document as it may be shown before anything is revealed: protected names and numbers taken out everywhere."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from access.masking import is_protected, pseudonym
from records import CaseDocument, dates
from records.base import MISSING, Record
from records.person import Person

#: stands for a value that is there but not shown
HIDDEN = "•••"
_SHORTEST = 2
#: fields that hold a sender's own words
_FREE = frozenset(
    {"title", "titles", "summary", "summaries", "note", "quote", "handling_note", "occupation", "reference", "url",
     "body", "address", "registration", "carrier", "via", "other_offences"}
)  # fmt: skip
#: what is kept of a protected person, beside the pseudonym
_PERSON = frozenset(
    {"id", "gender", "birth", "age_band", "minor", "citizenships", "among", "residence", "present_in", "occupation",
     "whereabouts", "count"}
)  # fmt: skip


def masked(document: CaseDocument, case_id: str) -> CaseDocument:
    """The document with protected persons under their pseudonyms.

    Names, numbers of documents and accounts they hold, place of birth, day and month of birth, notes on them and fields
    we do not know are taken out; their names are also taken out of every text that a sender wrote in his own words.
    Codes, countries, dates and places stay: what routes and suggestions rest on.

    Args:
        document: the whole document.
        case_id: opaque id of the case, part of the pseudonyms.
    """
    protected = {person.id: person for person in document.persons if is_protected(document, person)}
    if not protected:
        return document
    plain = document.to_plain()
    shown = {key: pseudonym(case_id, key) for key in protected}
    plain["persons"] = [
        _person(entry, protected[entry["id"]], shown[entry["id"]]) if entry["id"] in protected else entry
        for entry in plain.get("persons", [])
    ]
    for entry in plain.get("identifiers", []):
        if "value" in entry and protected.keys() & set(entry.get("holders", [])):
            entry["value"] = HIDDEN
    patterns = [(_pattern(person), shown[key]) for key, person in protected.items()]
    words = [(pattern, stand_in) for pattern, stand_in in patterns if pattern is not None]
    whole = [(_pattern(person, parts=False), shown[key]) for key, person in protected.items()]
    for entry in plain.get("routes", []):
        for stop in entry.get("stops", []):
            # Given names are towns too (Тараз): in a place only a name of several words is taken out.
            if isinstance(stop.get("place"), str):
                stop["place"] = _replaced(stop["place"], [(found, word) for found, word in whole if found is not None])
    return CaseDocument.model_validate(_walk(plain, words, _known_fields(), False))


def masked_text(document: CaseDocument, text: str, case_id: str) -> str:
    """A text with the names of protected persons replaced by their pseudonyms."""
    for person in document.persons:
        pattern = _pattern(person) if is_protected(document, person) else None
        if pattern is not None:
            text = pattern.sub(pseudonym(case_id, person.id), text)
    return text


def names_in(document: CaseDocument, text: str) -> bool:
    """Whether a text names a person of the case: reasons for the log must not."""
    patterns = (_pattern(person) for person in document.persons)
    return any(pattern.search(text) for pattern in patterns if pattern is not None)


def _person(entry: dict[str, Any], person: Person, stand_in: str) -> dict[str, Any]:
    kept = {name: value for name, value in entry.items() if name in _PERSON and name != "birth"}
    if person.names:
        kept["names"] = [{"full": stand_in}]
    if person.birth:
        read = dates.parse(person.birth)
        if read.earliest and read.latest and read.earliest.year == read.latest.year:
            kept["birth"] = str(read.earliest.year)
    return kept


def _pattern(person: Person, *, parts: bool = True) -> re.Pattern[str] | None:
    """Matches each name and each of its parts, with a few letters of ending: Гульнара, Гульнары, Гульнарой."""
    found: set[str] = set()
    for name in person.names:
        if parts:
            for text in (name.display, name.family, name.given, name.patronymic):
                if text:
                    found |= {text, *re.split(r"[\s,;/()]+", text)}
        elif len(name.display.split()) > 1:
            found.add(name.display)
    stems = sorted({_stem(part) for part in found if len(part) >= _SHORTEST}, key=lambda stem: (-len(stem), stem))
    return re.compile("|".join(stems), re.IGNORECASE) if stems else None


def _stem(part: str) -> str:
    # Scripts without spaces and case have no word ends to look for.
    if not re.fullmatch(r"[\w'’\-. ]+", part) or not any(sign.lower() != sign.upper() for sign in part):
        return re.escape(part)
    if len(part) < 4:
        return rf"\b{re.escape(part)}\b"
    kept = part[:-1] if len(part) > 4 else part
    return rf"\b{re.escape(kept)}\w{{0,4}}\b"


@lru_cache(maxsize=1)
def _known_fields() -> frozenset[str]:
    """Names of all fields of the case document, as they are written."""
    names: set[str] = set()
    waiting: list[type[Record]] = [Record]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        names |= {field.alias or name for name, field in model.model_fields.items()}
    return frozenset(names)


def _walk(value: Any, words: list[tuple[re.Pattern[str], str]], known: frozenset[str], free: bool) -> Any:
    if isinstance(value, dict):
        return {
            name: _walk(part, words, known, free or name in _FREE or name not in known) for name, part in value.items()
        }
    if isinstance(value, list):
        return [_walk(part, words, known, free) for part in value]
    if isinstance(value, str) and free and value not in MISSING:
        return _replaced(value, words)
    return value


def _replaced(text: str, words: list[tuple[re.Pattern[str], str]]) -> str:
    for pattern, stand_in in words:
        text = pattern.sub(stand_in, text)
    return text
