"""Countries and areas: codes, names in many languages, and what a name or nationality word means."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale
from rapidfuzz import fuzz, process

from geodata.country_words import readings
from geodata.keys import ascii_key

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Country:
    """A State or area with an ISO 3166-1 code.

    Attributes:
        iso2: two-letter code; XK for Kosovo.
        iso3: three-letter code.
        numeric: three digits.
        names: official short names by language (en, ru, ar).
        languages: official languages, largest first.
        kind: member, observer, other_state or territory.
        region: UN M49 region.
        lat: label point in degrees; ``None`` where no outline is on file.
        lon: see ``lat``.
        as_of: month of the data.
        confidence: how sure the row is.
        source: where it comes from.
    """

    iso2: str
    iso3: str
    numeric: str
    names: dict[str, str]
    languages: tuple[str, ...]
    kind: str
    region: str
    lat: float | None
    lon: float | None
    as_of: str
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class CountryHit:
    """What a name may mean: ``score`` in [0, 1], ``method`` code, name, alias, nationality or fuzzy."""

    iso2: str
    score: float
    method: str


@lru_cache(maxsize=1)
def _all() -> dict[str, Country]:
    labels = _label_points()
    result = {}
    with (DATA / "countries.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            at = labels.get(row["iso2"])
            result[row["iso2"]] = Country(
                row["iso2"], row["iso3"], row["numeric"], {lang: row[lang] for lang in ("en", "ru", "ar")},
                tuple(part for part in row["languages"].split("|") if part), row["kind"], row["region"],
                at[0] if at else None, at[1] if at else None, row["as_of"], row["confidence"], row["sources"],
            )  # fmt: skip
    return result


def _label_points() -> dict[str, tuple[float, float]]:
    points = {"XK": "kosovo", "EH": "western_sahara"}
    shapes = json.loads((DATA / "world.geojson").read_text())["features"]
    labels = {shape["properties"]["area"]: tuple(shape["properties"]["label"]) for shape in shapes}
    return labels | {code: labels[area] for code, area in points.items() if area in labels}


def get(iso2: str) -> Country | None:
    """The country of a two-letter code, or ``None``."""
    return _all().get(iso2.upper())


def all_countries() -> list[Country]:
    """Every country and area, by code."""
    return list(_all().values())


@lru_cache(maxsize=20_000)
def name(iso2: str, lang: str = "en") -> str:
    """Short name in a language: official names for en, ru and ar, else Unicode CLDR; the code where there is none."""
    country = get(iso2)
    if country and country.names.get(lang):
        return country.names[lang]
    try:
        return Locale.parse(lang).territories.get(iso2.upper()) or (country.names["en"] if country else iso2)
    except Exception:  # Babel raises several kinds for a language it does not know
        return country.names["en"] if country else iso2


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, list[tuple[str, str]]], list[str]]:
    index: dict[str, list[tuple[str, str]]] = {}
    with (DATA / "country_keys.csv").open(encoding="utf-8", newline="") as file:
        for key, iso2, method in csv.reader(file):
            index.setdefault(key, []).append((iso2, method))
    return index, [key for key in index if len(key) >= 4]


@lru_cache(maxsize=20_000)
def _find(text: str) -> tuple[CountryHit, ...]:
    clean = " ".join(text[:200].split())
    if len(clean) == 2 and clean.isascii() and clean.upper() in _all():
        return (CountryHit(clean.upper(), 1.0, "code"),)
    index, keys = _index()
    for key in readings(clean):
        if key in index:
            return tuple(CountryHit(iso2, 1.0, method) for iso2, method in index[key])
    key = ascii_key(clean)
    if len(key) < 4:
        return ()
    near = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=80, limit=8)
    best: dict[str, CountryHit] = {}
    for found, score, _position in near:
        for iso2, _method in index[found]:
            if iso2 not in best:
                best[iso2] = CountryHit(iso2, round(score / 100 * 0.94, 3), "fuzzy")
    return tuple(best.values())


def named(key: str) -> list[str]:
    """Codes of the countries that have exactly this folded name or abbreviation; nationality words do not count."""
    index, _ = _index()
    return [iso2 for iso2, method in index.get(key) or index.get(ascii_key(key)) or [] if method in ("name", "alias")]


def find(text: str, limit: int = 5) -> list[CountryHit]:
    """What a country name, abbreviation or nationality word means, best first.

    Args:
        text: in any language and script.
        limit: most answers.
    """
    return list(_find(text)[:limit])


@lru_cache(maxsize=1)
def _borders() -> dict[str, frozenset[str]]:
    import shapely

    from geodata.borders import shapes

    areas = shapes(fine=True)
    names = [area for area, contested, _ in areas]
    grown = [shapely.buffer(shape, 0.02) for _, _, shape in areas]
    tree = shapely.STRtree(grown)
    left, right = tree.query(grown, predicate="intersects")
    result: dict[str, set[str]] = {}
    for one, other in zip(left, right, strict=True):
        if one != other and len(names[one]) == 2 and len(names[other]) == 2:
            result.setdefault(names[one], set()).add(names[other])
    return {area: frozenset(others) for area, others in result.items()}


def neighbours(iso2: str) -> frozenset[str]:
    """Countries that touch by land in the outlines on file; contested areas belong to nobody here."""
    return _borders().get(iso2.upper(), frozenset())
