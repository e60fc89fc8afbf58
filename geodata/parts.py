"""Reading a place as people write it: names in two scripts, a place with its province and State, several places."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

from geodata import countries, decor
from geodata.gazetteer import Gazetteer
from geodata.hits import PlaceHit, exact
from geodata.keys import ascii_key, fold

_INSIDE = re.compile(r"[(\[（]([^)\]）]*)[)\]）]")
_BORDER = re.compile(
    r"\b(?:border|borders|frontier|границ\w*|sınır\w*|sinir\w*|chegara\w*|шекара\w*)\b|حدود|الحدود|مرز|边境|边界|ชายแดน"
)
_AGREE_DEGREES = 1.0
#: what is read from a part of the text, and what is read from one of several places named together
_PART, _ONE_OF_MANY = 0.98, 0.88
_MOST_PARTS = 8


def read(gazetteer: Gazetteer, text: str, hint: str | None) -> list[PlaceHit]:
    """Exact candidates of the whole text; else of its parts, each of which narrows the others."""
    if hits := _whole(gazetteer, text, hint):
        return hits
    if hits := _on_a_border(gazetteer, text, hint):
        return hits
    outside = _INSIDE.sub(" ", text)
    names = [part for part in re.split(r"\s*[/|;]\s*|\s+[–—→]\s+|\s-\s", outside) if part.strip()]
    if len(names) > 1 and (hits := _names(gazetteer, names[:_MOST_PARTS], hint)):
        return hits
    commas = [part for part in re.split(r"\s*[,،、]\s*", outside) if part.strip()]
    inner = [part for found in _INSIDE.findall(text) for part in re.split(r"\s*[,،、/;]\s*", found) if part.strip()]
    if len(commas) + len(inner) > 1 or inner:
        hits = _narrowed(gazetteer, [*commas, *inner][:_MOST_PARTS], hint)
    if not hits:
        several = [part for part in re.split(r"\s+(?:and|и|or|или|et|و|y|und|ve)\s+|[–—→]", outside) if part.strip()]
        hits = _names(gazetteer, several[:_MOST_PARTS], hint, _ONE_OF_MANY) if len(several) > 1 else []
    return hits


def _on_a_border(gazetteer: Gazetteer, text: str, hint: str | None) -> list[PlaceHit]:
    """On the Nepal–India border: only the State is known, and that only where it is said."""
    if not _BORDER.search(fold(text)):
        return []
    pieces = [fold(piece) for piece in re.split(r"[-–—/,،]|\s+(?:and|и|و|ve)\s+", _BORDER.sub(" ", text.casefold()))]
    lands = [hit for piece in pieces for hit in exact(gazetteer, piece, hint) if hit.precision == "country"]
    return [replace(hit, score=0.95 if hint == hit.iso2 else 0.88) for hit in lands if hint in (None, hit.iso2)]


def longest(text: str) -> str:
    """The part of a text that a near name is looked for: without brackets, decorations and what follows a comma."""
    key = fold(re.split(r"[/|;,،]", _INSIDE.sub(" ", text))[0]) or fold(text)
    return decor.bare(decor.airport(key) or decor.area(key) or key)


def _whole(gazetteer: Gazetteer, text: str, hint: str | None) -> list[PlaceHit]:
    key = fold(text)
    for form in dict.fromkeys((key, decor.bare(key))):
        if len(form) > 1 and (hits := exact(gazetteer, form, hint)):
            return hits
    return []


def _names(gazetteer: Gazetteer, names: list[str], hint: str | None, weight: float = _PART) -> list[PlaceHit]:
    """Names side by side: one place in two scripts where they agree, several places, which are asked, where not."""
    read_ = [hits for name in names if (hits := _whole(gazetteer, name, hint))]
    if not read_:
        return []
    one = all(_agreeing(first, second) for first, second in combinations(read_, 2))
    weight = weight if one else _ONE_OF_MANY
    return [replace(hit, score=round(hit.score * weight, 4)) for hits in (read_[:1] if one else read_) for hit in hits]


def _narrowed(gazetteer: Gazetteer, pieces: list[str], hint: str | None) -> list[PlaceHit]:
    """A place with what it lies in: the State and the province choose among places of the name."""
    lands = [found[0] for piece in pieces if len(found := countries.named(fold(piece))) == 1]
    if hint is None and len(set(lands)) == 1 and len(pieces) > len(lands):
        hint = lands[0]
    named = [(piece, hits) for piece in pieces if (hits := _whole(gazetteer, piece, hint))]
    spots = [hits for piece, hits in named if not (hint and _is_land(piece, hint))]
    if not spots:
        return [replace(hit, score=round(hit.score * _PART, 4)) for _, hits in named for hit in hits]
    if len(spots) == 1:
        chosen = spots[0]
    elif len(spots) == 2 and _agreeing(*spots):
        chosen = _inmost(*spots)
    else:
        chosen = _around(spots)
    if chosen:
        # Where the first name is on no list, what is known is only what it lies in: shown, and asked.
        weight = _PART if named[0][0] == pieces[0] else _ONE_OF_MANY
        return [replace(hit, score=round(hit.score * weight, 4)) for hit in chosen]
    return [replace(hit, score=round(hit.score * _ONE_OF_MANY, 4)) for hits in spots for hit in hits]


def _is_land(piece: str, hint: str) -> bool:
    return hint in countries.named(fold(piece))


def _inmost(first: list[PlaceHit], second: list[PlaceHit]) -> list[PlaceHit]:
    """Of a place and what it lies in the place, and of places of its name the one that lies there."""
    inner, outer = second, first
    if _size(first) < _size(second):
        inner, outer = first, second
    return [hit for hit in inner if any(_near(hit, other) for other in outer)]


def _size(hits: list[PlaceHit]) -> tuple[bool, int]:
    return any(hit.precision == "admin1" for hit in hits), max(hit.population for hit in hits)


def _around(spots: list[list[PlaceHit]]) -> list[PlaceHit]:
    """Of a province and several places in it the province; nothing where the places do not share one."""
    for at, hits in enumerate(spots):
        others = [{ascii_key(hit.admin1) for hit in listed} for other, listed in enumerate(spots) if other != at]
        for area in hits:
            if area.precision == "admin1" and all(ascii_key(area.name) in named for named in others):
                return [replace(area, score=0.97)]
    return []


def _agreeing(first: list[PlaceHit], second: list[PlaceHit]) -> bool:
    return any(_near(one, other) for one in first for other in second)


def _near(one: PlaceHit, other: PlaceHit) -> bool:
    if one.precision == "country" or other.precision == "country":
        return one.iso2 == other.iso2
    if one.iso2 != other.iso2:
        return False
    away = abs(one.lat - other.lat) + abs(one.lon - other.lon)
    same = ascii_key(one.admin1) == ascii_key(other.admin1)
    if "admin1" in (one.precision, other.precision):
        return same or (away <= _AGREE_DEGREES and not (one.admin1 and other.admin1))
    return away <= _AGREE_DEGREES and (same or not (one.admin1 and other.admin1))
