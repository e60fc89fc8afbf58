"""Routes of one case and of all cases: itineraries, corridors, filters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from records import Actor, CaseDocument, dates
from records.route import Stop
from services import cases
from services.desk import Desk
from store import cases as stored
from store.rows import CaseFilter

if TYPE_CHECKING:
    import geopandas
    import pandas

    from geodata.gazetteer import Gazetteer
    from geodata.routes import Itinerary, Spot

Level = Literal["country", "admin1", "place"]
Weight = Literal["cases", "persons"]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which routes. Empty sets do not filter; a date range keeps what can have happened inside it."""

    roles: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    date_from: date | None = None
    date_to: date | None = None
    purposes: frozenset[str] = frozenset()
    genders: frozenset[str] = frozenset()
    age_bands: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    submissions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ExplorerView:
    """Corridors and stops of the cases that fit.

    Attributes:
        corridors: frame of :func:`geodata.corridors.corridors`.
        stops: frame of :func:`geodata.routes.stops_frame`.
        not_drawn: corridors beyond the limit.
        cases: number of cases that fit.
        without_place: stops that have no place on the map.
        unordered: routes without an order, which draw no line.
    """

    corridors: geopandas.GeoDataFrame
    stops: geopandas.GeoDataFrame
    not_drawn: int
    cases: int
    without_place: int
    unordered: int


@dataclass(frozen=True, slots=True)
class CaseRoutes:
    """The routes of one case; ``gaps`` are records of stops that have no place."""

    case_id: str
    reference: str
    itineraries: tuple[Itinerary, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Places:
    gazetteer: Gazetteer


def case_routes(desk: Desk, actor: Actor, case_id: str) -> CaseRoutes:
    """The routes of a stored case with their great-circle legs."""
    case = cases.get(desk, actor, case_id)
    made, gaps = itineraries(case.document)
    return CaseRoutes(case.case_id, case.document.case.reference or case.case_id, tuple(made), tuple(gaps))


def document_routes(gazetteer: Gazetteer, document: CaseDocument) -> CaseRoutes:
    """The same for a document that is not stored; its places are settled where no person is needed."""
    from services import _settle

    settled, _ = _settle.settle(_Places(gazetteer), document)
    made, gaps = itineraries(settled)
    return CaseRoutes("", document.case.reference or "", tuple(made), tuple(gaps))


def itineraries(document: CaseDocument) -> tuple[list[Itinerary], list[str]]:
    """Itineraries of a document by the places its stops carry, and the records of stops that carry none."""
    from geodata.routes import itinerary

    spots = {f"{route.id}.{stop.id}": spot for route, stop in document.stops() if (spot := _spot(stop))}
    gaps = [f"{route.id}.{stop.id}" for route, stop in document.stops() if f"{route.id}.{stop.id}" not in spots]
    made = []
    for route in document.routes:
        own = {key: spot for key, spot in spots.items() if key.split(".")[0] in (route.id, _joined(document, route.id))}
        made.append(itinerary(route, own, document.routes))
    return made, gaps


def _joined(document: CaseDocument, route_id: str) -> str:
    route = next(route for route in document.routes if route.id == route_id)
    return route.joins.route if route.joins else ""


def _spot(stop: Stop) -> Spot | None:
    from geodata.routes import Spot

    if stop.location is None:
        return None
    place = stop.location
    return Spot(place.name, stop.country or "", place.admin1 or "", place.lat, place.lon, place.precision)


def explorer(
    desk: Desk,
    actor: Actor,
    filters: Filters | None = None,
    level: Level = "country",
    weight: Weight = "cases",
) -> ExplorerView:
    """Corridors of all cases that fit."""
    from geodata import corridors, routes

    wanted = filters or Filters()
    with desk.read(actor) as reader:
        records = stored.records(reader, CaseFilter())
    chosen = [record for record in records if _case_fits(record.document, record.submission_id, wanted)]
    made: list[tuple[str, Itinerary, int]] = []
    gaps = unordered = kept = 0
    for record in chosen:
        own, missing = itineraries(record.document)
        fitting = [one for one in own if _route_fits(one.stops, wanted)]
        kept += bool(fitting)
        gaps += len(missing) if fitting else 0
        unordered += sum(not one.ordered for one in fitting)
        made += [(record.case_id, one, _travellers(record.document, one.route_id)) for one in fitting]
    frame = routes.legs_frame(made, geometry=False)
    lines, beyond = corridors.corridors(frame, level, weight)
    stops = routes.stops_frame((case_id, one) for case_id, one, _ in made)
    return ExplorerView(lines, stops, beyond, kept, gaps, unordered)


def _travellers(document: CaseDocument, route_id: str) -> int:
    route = next(route for route in document.routes if route.id == route_id)
    persons = {person.id: person for person in document.persons}
    total = 0
    for who in route.travellers:
        span = persons[who].count if who in persons else None
        total += int((span.min or span.max or 1) if span else 1)
    return max(1, total)


def _case_fits(document: CaseDocument, submission_id: str, wanted: Filters) -> bool:
    case = document.case
    if wanted.purposes and not wanted.purposes & {*case.purposes, *case.purposes_suspected}:
        return False
    if wanted.statuses and not wanted.statuses & set(case.status):
        return False
    if wanted.submissions and submission_id not in wanted.submissions:
        return False
    if wanted.genders and not any(person.gender in wanted.genders for person in document.victims()):
        return False
    return not wanted.age_bands or any(person.age_band in wanted.age_bands for person in document.victims())


def _route_fits(stops: Iterable[Stop], wanted: Filters) -> bool:
    listed = list(stops)
    if wanted.roles or wanted.countries:
        fits = [
            stop
            for stop in listed
            if (not wanted.roles or stop.role in wanted.roles)
            and (not wanted.countries or stop.country in wanted.countries)
        ]
        if not fits:
            return False
    if wanted.modes and not any(wanted.modes & set(stop.modes) for stop in listed):
        return False
    if wanted.date_from or wanted.date_to:
        dated = [dates.parse(stop.date) for stop in listed if stop.date]
        return any(one.overlaps(wanted.date_from, wanted.date_to) for one in dated)
    return True


def corridor_cases(desk: Desk, actor: Actor, view: ExplorerView, corridor_id: str) -> list[cases.CaseRow]:
    """The cases behind a corridor, as the listing shows them."""
    found = view.corridors[view.corridors["corridor_id"] == corridor_id]
    wanted = set(found.iloc[0]["case_ids"]) if len(found) else set()
    return [row for row in cases.listing(desk, actor, limit=10_000) if row.case_id in wanted]


def table(view: ExplorerView) -> pandas.DataFrame:
    """The corridors without geometry: the same content as the map."""
    import pandas

    return pandas.DataFrame(view.corridors.drop(columns=["geometry"]))
