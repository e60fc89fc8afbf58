"""A candidate for a place, and the candidates that one reading of a name gives exactly."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from geodata import airports, countries, decor, specials
from geodata.gazetteer import Area, Gazetteer, Place
from geodata.keys import ascii_key

#: below this many inhabitants a town of a State's name does not stand in the State's way
TOWN = 15_000
_CITY = 100_000
_LARGE = 50_000
_HAMLET = 1_000
_WITHIN_DEGREES = 3.0
#: by rank of the name: the main name, another as written, only its ASCII form; through ASCII from another script below
_OWN = {2: 1.0, 1: 0.96, 0: 0.92}
_THROUGH = {2: 0.97, 1: 0.91, 0: 0.9}
_SIGNS = 0.86


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """One candidate.

    Attributes:
        name: the place's main name.
        iso2: country; empty where unknown.
        admin1: English name of the first-level area, or empty.
        lat: degrees, WGS 84, a centroid.
        lon: see ``lat``.
        score: in [0, 1].
        method: exact, transliterated, alias, crossing, airport, admin1, country or fuzzy.
        place_id: stable id, e.g. ``geonames:1512569``.
        precision: place, admin1 or country.
        population: inhabitants, 0 where not known.
        main: what was asked is the main name, in whatever script, not one of many others.
    """

    name: str
    iso2: str
    admin1: str
    lat: float
    lon: float
    score: float
    method: str
    place_id: str
    precision: str = "place"
    population: int = 0
    main: bool = False


def of_place(place: Place, score: float, method: str, *, main: bool = False) -> PlaceHit:
    """A place of the list as a candidate."""
    return PlaceHit(
        place.name, place.iso2, place.admin1, place.lat, place.lon, round(score, 4), method, f"geonames:{place.id}",
        "place", place.population, main,
    )  # fmt: skip


def exact(gazetteer: Gazetteer, key: str, hint: str | None) -> list[PlaceHit]:
    """Every place, crossing, area and country that has exactly this folded name, or its ASCII form."""
    special = _specials(key, hint)
    inside = decor.area(key)
    areas = _areas(gazetteer, key, hint, whole=bool(inside))
    if inside and not areas:
        areas = _areas(gazetteer, inside, hint, whole=True)
    lands = _countries(key, hint)
    places = _places(gazetteer, key, hint)
    if not places and not inside:
        places = [hit for area in areas for hit in _eponym(gazetteer, area)]
    if inside and not places:
        # Said to be a province or district: a town of the name is not it, and is never taken without asking.
        places = [
            replace(hit, score=round(hit.score * 0.88, 4)) for hit in _places(gazetteer, decor.bare(inside), hint)
        ]
    if any(hit.main and hit.population >= _LARGE for hit in places):
        special = [replace(hit, score=min(hit.score, 0.96)) for hit in special]
    elif special:
        places = [replace(hit, score=round(hit.score * 0.97, 4)) for hit in places]
    if any(land.iso2 == hint for land in lands):
        # The State's own name where the State is known: its capital may be meant, a hamlet called after it is not.
        places = [hit if hit.population >= TOWN else replace(hit, score=0.7) for hit in places]
    areas = [replace(area, score=0.97 if inside or _leads(area, places) else 0.9) for area in areas]
    return [*special, *places, *areas, *lands]


def elsewhere(gazetteer: Gazetteer, key: str) -> list[PlaceHit]:
    """Places of the name in other countries than was said: shown, never settled."""
    return [replace(hit, score=0.7) for hit in _places(gazetteer, key, None)[:5]]


def _leads(area: PlaceHit, places: list[PlaceHit]) -> bool:
    """Whether a name common to an area and places rather means the area: it is its own, and no town's beside it."""
    if not places:
        return True
    same = ascii_key(area.name)
    return area.main and not any(
        hit.population >= _CITY
        or (
            hit.iso2 == area.iso2
            and hit.population >= _HAMLET
            and ascii_key(hit.name) == same
            and math.hypot(hit.lat - area.lat, hit.lon - area.lon) < _WITHIN_DEGREES
        )
        for hit in places
        if hit.score > _SIGNS
    )


def _eponym(gazetteer: Gazetteer, area: PlaceHit) -> list[PlaceHit]:
    """The town an area is called after: languages that have a name for the area call the town so too."""
    named = [place for place, own in gazetteer.by_key(ascii_key(area.name), area.iso2) if own == 2]
    return [of_place(place, 0.93, "transliterated", main=True) for place in named[:1] if place.population >= TOWN]


def _places(gazetteer: Gazetteer, key: str, hint: str | None) -> list[PlaceHit]:
    plain = ascii_key(key)
    found: dict[int, tuple[Place, float, str, bool]] = {}
    for place, own in gazetteer.by_key(key, hint):
        found[place.id] = (place, _OWN[own], "exact" if own or key.isascii() else "transliterated", own == 2)
    if len(plain) > 2 and plain != key:
        signs = any("\u3040" <= sign <= "\u9fff" for sign in key)
        for place, own in gazetteer.by_key(plain, hint):
            known = found.get(place.id)
            if known is None:
                found[place.id] = (place, _SIGNS if signs else _THROUGH[own], "transliterated", own == 2)
            elif own == 2:
                found[place.id] = (place, max(known[1], _THROUGH[2]), known[2], True)
    largest = max((place.population for place, *_ in found.values()), default=0)
    return [
        of_place(place, base * _size(place.population, largest, main), method, main=main)
        for place, base, method, main in found.values()
    ]


def _size(population: int, largest: int, main: bool) -> float:
    # A namesake's size counts less against a place's main name than against one of many others.
    weight = 0.1 if main else 0.2
    return 1 - weight + weight * math.sqrt(math.sqrt((population + 1) / (largest + 1)))


def _specials(key: str, hint: str | None) -> list[PlaceHit]:
    plain = ascii_key(key)
    found = dict.fromkeys([*specials.by_key(key), *(specials.by_key(plain) if plain != key else ())])
    hits = []
    for item in found:
        sides = item.sides_of(key) or item.countries
        for iso2 in (hint,) if hint in item.countries else sides:
            score = 0.99 if hint in (None, iso2) else 0.6
            precision = "admin1" if item.precision_km >= 25 else "place"
            hits.append(
                PlaceHit(
                    item.name_at(iso2),
                    iso2 or "",
                    item.admin1,
                    item.lat,
                    item.lon,
                    score,
                    item.kind,
                    item.id,
                    precision,
                )
            )
    return hits


def _areas(gazetteer: Gazetteer, key: str, hint: str | None, *, whole: bool) -> list[PlaceHit]:
    found: dict[str, Area] = {}
    for form in dict.fromkeys((key, ascii_key(key))):
        for area in gazetteer.areas(form, hint) if form else ():
            found[area.id] = area
    # "Kyiv region" is the province around the city, which is an area of its own.
    wider = [area for area in found.values() if not area.city]
    kept = wider if whole and wider else list(found.values())
    return [
        PlaceHit(
            area.name,
            area.iso2,
            area.name,
            area.lat,
            area.lon,
            0.95,
            "admin1",
            area.id,
            "admin1",
            main=ascii_key(area.name) == ascii_key(key),
        )
        for area in kept
    ]


def _countries(key: str, hint: str | None) -> list[PlaceHit]:
    hits = []
    for found in countries.named(key):
        land = countries.get(found)
        if land and land.lat is not None and land.lon is not None:
            score = 1.0 if hint in (None, found) else 0.6
            name = countries.name(found)
            hits.append(PlaceHit(name, found, "", land.lat, land.lon, score, "country", f"country:{found}", "country"))
    return hits


def codes(text: str, hint: str | None) -> list[PlaceHit]:
    """Airports whose code stands in a text, in capitals or alone."""
    hits = []
    for word in re.findall(r"\b[A-Za-z]{3,4}\b", text):
        found = airports.airport(word) if word.isupper() or len(text) <= 4 else None
        if found and hint in (None, found.iso2):
            hits.append(_flight(found, 0.99))
    return hits


def flights(text: str, hint: str | None) -> list[PlaceHit]:
    """Airports by name."""
    return [_flight(found, score) for found, score in airports.named(text, hint)]


def _flight(found: airports.Airport, score: float) -> PlaceHit:
    name = found.name if found.name.lower().endswith("airport") else f"{found.name} Airport"
    return PlaceHit(name, found.iso2, "", found.lat, found.lon, score, "airport", f"airport:{found.code}")
