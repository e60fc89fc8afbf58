"""Settling the places of a document: exact ones are taken, the others become questions, confirmed ones are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from records import CaseDocument
from records.route import Location, Stop
from services import _geo
from services._views import StopQuestion

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer

_CANDIDATES = 5


class Placed(Protocol):
    """Whatever has the list of places: the desk, or the command line without a store."""

    @property
    def gazetteer(self) -> Gazetteer:
        """The list of places."""
        ...


def settle(
    desk: Placed, document: CaseDocument, before: CaseDocument | None = None
) -> tuple[CaseDocument, list[StopQuestion]]:
    """The document with every place settled that needs no person, and what must be asked.

    A place that a person confirmed stays while its text and country stay. Where the sender named a place but no country
    and the place is settled beyond doubt, its country is filled in and marked ``x_country_from: place``. Where only a
    country is named, the stop gets its middle, with precision ``country``.

    Args:
        desk: who has the list of places.
        document: the document to save.
        before: the same case as stored; a place changed since then is settled anew.
    """
    known = {f"{route.id}.{stop.id}": stop for route, stop in before.stops()} if before else {}
    questions: list[StopQuestion] = []
    routes = []
    for route in document.routes:
        stops = [_settled(desk, f"{route.id}.{stop.id}", stop, known, questions) for stop in route.stops]
        routes.append(route.model_copy(update={"stops": stops}))
    return document.model_copy(update={"routes": routes}), questions


def choose(document: CaseDocument, record: str, location: Location, country: str | None) -> CaseDocument:
    """The document with a person's choice at one stop; the stop gets the place's country where it had none."""
    routes = []
    for route in document.routes:
        stops = [
            stop.model_copy(update={"location": location, "country": stop.country or country})
            if f"{route.id}.{stop.id}" == record
            else stop
            for stop in route.stops
        ]
        routes.append(route.model_copy(update={"stops": stops}))
    return document.model_copy(update={"routes": routes})


def _settled(desk: Placed, record: str, stop: Stop, known: dict[str, Stop], questions: list[StopQuestion]) -> Stop:
    earlier = known.get(record)
    same = earlier is not None and (earlier.place, earlier.country) == (stop.place, stop.country)
    if earlier is not None and same and stop.location is None:
        stop = stop.model_copy(update={"location": earlier.location})
    elif earlier is not None and not same and stop.location is not None and stop.location == earlier.location:
        stop = stop.model_copy(update={"location": None})
    if stop.location is not None:
        return stop
    if not stop.place:
        centre = _geo.country_location(stop.country) if stop.country else None
        return stop if centre is None else stop.model_copy(update={"location": centre})
    mode = stop.modes[0] if stop.modes else None
    hits = _geo.resolve(desk.gazetteer, stop.place, stop.country, mode, _CANDIDATES)
    chosen = _geo.settle(hits)
    if chosen is None or (stop.country and chosen.iso2 != stop.country):
        questions.append(StopQuestion(record, stop.place, stop.country, hits))
        return stop
    location = _geo.location(chosen)
    if stop.country is None and chosen.iso2:
        location = location.model_copy(update={"x_country_from": "place"})
        return stop.model_copy(update={"location": location, "country": chosen.iso2})
    return stop.model_copy(update={"location": location})
