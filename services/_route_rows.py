"""The routes of one stored document as rows of plain values: what the explorer's columns are made of.

Read from the document's canonical text, which was validated when it was saved: building 25,000 documents anew only to
draw lines would take a quarter of a minute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from records import dates
from records.base import MISSING
from records.span import Span

_WEAKER = ("alternative", "planned", "alleged", "attempted", "completed")
_SHORTEST_NAME = 3

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop; ``lat`` is ``None`` where it has no place on the map."""

    stop_id: str
    role: str | None
    iso2: str
    admin1: str
    name: str
    precision: str
    status: str | None
    lat: float | None
    lon: float | None
    first: date | None
    last: date | None
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegRow:
    """From one stop to another: positions in the list of the case's stops."""

    start: int
    end: int
    mode: str | None
    crossing: str | None
    via: str | None
    carrier: str | None
    stated: bool
    status: str | None


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route: positions of its stops in the case's list, its legs, how many persons travel."""

    route_id: str
    ordered: bool
    persons: int
    stops: tuple[int, ...]
    legs: tuple[LegRow, ...]


@dataclass(frozen=True, slots=True)
class CaseRows:
    """All of one case: ``genders`` and ``ages`` are those of its victims."""

    stops: tuple[StopRow, ...]
    routes: tuple[RouteRow, ...]
    purposes: tuple[str, ...]
    statuses: tuple[str, ...]
    genders: tuple[str, ...]
    ages: tuple[str, ...]


def rows_of(plain: Plain) -> CaseRows:
    """Rows of one document (:meth:`records.CaseDocument.to_plain`)."""
    case = plain.get("case") or {}
    victims = {entry.get("who") for entry in plain.get("involvements", []) if entry.get("as") == "victim"}
    people = {person.get("id"): person for person in plain.get("persons", [])}
    names = _names(people.values())
    stops: list[StopRow] = []
    at: dict[tuple[str, str], int] = {}
    listed = plain.get("routes", [])
    for route in listed:
        for stop in route.get("stops", []):
            at[(route["id"], stop["id"])] = len(stops)
            stops.append(_stop(stop))
    harmed = [people[who] for who in victims if who in people]
    return CaseRows(
        tuple(stops),
        tuple(_route(route, listed, stops, at, people, names) for route in listed),
        tuple(_texts(case, "purposes") + _texts(case, "purposes_suspected")),
        tuple(_texts(case, "status")),
        tuple(text for person in harmed if (text := _text(person, "gender"))),
        tuple(text for person in harmed if (text := _text(person, "age_band"))),
    )


def _stop(stop: Plain) -> StopRow:
    place = stop.get("location")
    placed = place if isinstance(place, dict) and "lat" in place and "lon" in place else {}
    bounds: tuple[date | None, date | None] = (None, None)
    if text := _text(stop, "date"):
        read = dates.parse(text)
        bounds = read.earliest, read.latest
    return StopRow(
        stop["id"], _text(stop, "role"), _text(stop, "country") or "", _text(placed, "admin1") or "",
        str(placed.get("name") or ""), str(placed.get("precision") or "place"), _text(stop, "status"),
        placed.get("lat"), placed.get("lon"), *bounds, tuple(_texts(stop, "modes")),
    )  # fmt: skip


def _route(
    route: Plain,
    listed: Sequence[Plain],
    stops: Sequence[StopRow],
    at: Mapping[tuple[str, str], int],
    people: Mapping[Any, Plain],
    names: frozenset[str],
) -> RouteRow:
    own = [(at[(route["id"], stop["id"])], stop) for stop in route.get("stops", [])]
    ordered = route.get("ordered", True) is not False
    way = list(own)
    joins = route.get("joins")
    if isinstance(joins, dict):
        other = next((one for one in listed if one["id"] == joins.get("route")), None)
        if other is not None and other.get("ordered", True) is not False:
            way += [(at[(other["id"], one["id"])], one) for one in other["stops"] if one["id"] == joins.get("at")][:1]
    legs: list[LegRow] = []
    if ordered:
        placed = [place for place, (index, _stop_) in enumerate(way) if stops[index].lat is not None]
        for before, after in pairwise(placed):
            start, (end, stop) = way[before][0], way[after]
            told = [status for status in (stops[start].status, stops[end].status) if status]
            modes = stops[end].modes
            legs.append(
                LegRow(
                    start, end, modes[0] if modes else None, _text(stop, "crossing"),
                    _unnamed(_text(stop, "via"), names), _unnamed(_text(stop, "carrier"), names), after == before + 1,
                    min(told, key=_WEAKER.index) if told else None,
                )
            )  # fmt: skip
    travellers = sum(_count(people[who]) if who in people else 1 for who in route.get("travellers", []))
    return RouteRow(route["id"], ordered, max(1, travellers), tuple(index for index, _ in own), tuple(legs))


def _count(person: Plain) -> int:
    if "count" not in person or person["count"] in MISSING:
        return 1
    span = Span.model_validate(person["count"])
    return int(span.min or span.max or 1)


def _names(people: Any) -> frozenset[str]:
    """Every word of every person's names, folded: a sender's own words that hold one are not shown on a map."""
    return frozenset(
        word
        for person in people
        for text in _leaves([person.get("names"), person.get("aliases")])
        for word in text.casefold().split()
        if len(word) >= _SHORTEST_NAME
    )


def _unnamed(text: str | None, names: frozenset[str]) -> str | None:
    if text is None:
        return None
    folded = text.casefold()
    return None if any(word in folded for word in names) else text


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part)


def _text(record: Plain, name: str) -> str | None:
    value = record.get(name)
    return value if isinstance(value, str) and value and value not in MISSING else None


def _texts(record: Plain, name: str) -> list[str]:
    value = record.get(name)
    return [str(part) for part in value] if isinstance(value, list) else []
