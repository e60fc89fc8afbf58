"""Routes of one case and of all cases: itineraries, corridors, filters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from access import redact
from records import Actor, CaseDocument
from records.route import Route, Stop
from services import _geo, _route_columns, _route_filter, _show, cases
from services._route_filter import Filters, Selection
from services.desk import Desk
from store import cases as stored
from store import submissions as stored_submissions
from store.rows import CaseFilter, SubmissionRow

if TYPE_CHECKING:
    import geopandas
    import pandas

    from geodata.corridors import Box
    from geodata.gazetteer import Gazetteer
    from geodata.routes import Itinerary, Spot

__all__ = [
    "CaseRoutes", "ExplorerView", "Filters", "Level", "Selection", "Weight", "case_routes", "case_rows",
    "corridor_cases", "corridor_legs", "document_routes", "draft_routes", "explorer", "itineraries", "months",
    "selection", "settled_place", "submissions", "table",
]  # fmt: skip

Level = Literal["country", "admin1", "place"]
Weight = Literal["cases", "persons"]


@dataclass(frozen=True, slots=True)
class ExplorerView:
    """Corridors and stops of the cases that fit.

    Attributes:
        chosen: the routes that fit, as columns.
        level: what the ends of a corridor are.
        corridors: frame of :func:`geodata.corridors.corridors`.
        ends: frame of :func:`geodata.corridors.end_roles`.
        not_drawn: corridors beyond the limit.
        cases: number of cases that fit.
        without_place: stops that have no place on the map.
        unordered: routes without an order, which draw no line.
        staying: legs that stay inside one end, which draw no line.
        outside: legs with no end in the part of the world that was asked for.
    """

    chosen: Selection
    level: Level
    corridors: geopandas.GeoDataFrame
    ends: pandas.DataFrame
    not_drawn: int
    cases: int
    without_place: int
    unordered: int
    staying: int
    outside: int


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
    """The routes of a stored case with their great-circle legs, protected names taken out of what senders wrote."""
    case = cases.get(desk, actor, case_id)
    made, gaps = itineraries(redact.masked(case.document, case.case_id))
    return CaseRoutes(case.case_id, case.document.case.reference or case.case_id, tuple(made), tuple(gaps))


def document_routes(gazetteer: Gazetteer, document: CaseDocument) -> CaseRoutes:
    """The same for a document that is not stored; its places are settled where no person is needed."""
    from services import _settle

    settled, _ = _settle.settle(_Places(gazetteer), document)
    made, gaps = itineraries(settled)
    return CaseRoutes("", document.case.reference or "", tuple(made), tuple(gaps))


def draft_routes(
    plain: Sequence[Mapping[str, Any]], placed: Callable[[str | None, str | None, str | None], dict[str, Any] | None]
) -> CaseRoutes:
    """The routes of a case while it is typed; what cannot be read yet is left out.

    Args:
        plain: routes as a case document writes them.
        placed: place text, country and mode of a stop -> its location, where it is beyond doubt
            (:func:`settled_place`, remembered).
    """
    read: list[Route] = []
    for entry in plain:
        stops = []
        for stop in entry.get("stops", []):
            modes = stop.get("modes") or [None]
            found = stop.get("location") or placed(stop.get("place"), stop.get("country"), modes[0])
            stops.append(stop | ({"location": found} if found else {}))
        try:
            read.append(Route.model_validate({**entry, "stops": stops}))
        except ValueError:
            continue
    made, gaps = _itineraries(read)
    return CaseRoutes("", "", tuple(made), tuple(gaps))


def settled_place(desk: Desk, place: str | None, country: str | None, mode: str | None) -> dict[str, Any] | None:
    """Where saving would put a stop without asking: an exact place, or the middle of a country that stands alone."""
    if not place:
        centre = _geo.country_location(country) if country else None
        return centre.to_plain() if centre else None
    chosen = _geo.settle(_geo.resolve(desk.gazetteer, place, country, mode, 5))
    if chosen is None or (country and chosen.iso2 != country):
        return None
    return _geo.location(chosen).to_plain()


def itineraries(document: CaseDocument) -> tuple[list[Itinerary], list[str]]:
    """Itineraries of a document by the places its stops carry, and the records of stops that carry none."""
    return _itineraries(document.routes)


def _itineraries(listed: Sequence[Route]) -> tuple[list[Itinerary], list[str]]:
    from geodata.routes import itinerary

    named = [(f"{route.id}.{stop.id}", stop) for route in listed for stop in route.stops]
    spots = {name: spot for name, stop in named if (spot := _spot(stop))}
    gaps = [name for name, _stop in named if name not in spots]
    made = []
    for route in listed:
        ends = (route.id, route.joins.route if route.joins else "")
        own = {key: spot for key, spot in spots.items() if key.split(".")[0] in ends}
        made.append(itinerary(route, own, listed))
    return made, gaps


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
    within: Box | None = None,
) -> ExplorerView:
    """Corridors of all cases that fit.

    Args:
        desk: the installation.
        actor: who looks; only what this person may read is counted.
        filters: which routes.
        level: what the ends of a corridor are.
        weight: what orders and widens them.
        within: only legs with an end in this part of the world (south, west, north, east).
    """
    from geodata import corridors

    chosen = selection(desk, actor, filters)
    legs = corridors.in_view(chosen.legs, within)
    lines, beyond = corridors.corridors(legs, level, weight, geometry=False)
    return ExplorerView(
        chosen, level, lines, corridors.end_roles(chosen.stops, level), beyond, len(chosen.cases),
        int(chosen.routes["gaps"].sum()), int((~chosen.routes["ordered"].astype(bool)).sum()),
        lines.attrs.get("staying", 0), len(chosen.legs) - len(legs),
    )  # fmt: skip


def selection(desk: Desk, actor: Actor, filters: Filters | None = None) -> Selection:
    """The routes that fit as columns, for maps, analyses and exports."""
    return _route_filter.select(_route_columns.columns(desk, actor), filters or Filters())


def months(desk: Desk, actor: Actor) -> tuple[date, date] | None:
    """First days of the first and last month in which a stop is dated, of all that the actor may read."""
    stops = _route_columns.columns(desk, actor).stops
    first, last = stops["date_from"].min(), stops["date_to"].max()
    known = [day for day in (first, last) if day == day]
    return (min(known).date().replace(day=1), max(known).date().replace(day=1)) if known else None


def submissions(desk: Desk, actor: Actor, also: Collection[str] = (), most: int = 200) -> dict[str, SubmissionRow]:
    """Submissions to choose from: those with the most cases, and ``also`` where they are among the reader's.

    An office with tens of thousands of submissions of one case each does not scroll through them.
    """
    counted = _route_columns.columns(desk, actor).cases["submission_id"].value_counts()
    wanted = [*counted.index[:most], *(one for one in also if one in counted.index)]
    with desk.read(actor) as reader:
        found = stored_submissions.some(reader, list(dict.fromkeys(wanted)))
    return {row.submission_id: row for row in found}


def corridor_legs(view: ExplorerView, corridor_id: str) -> pandas.DataFrame:
    """The legs behind a corridor of the view; none where it is not among them."""
    from geodata import corridors

    found = view.corridors[view.corridors["corridor_id"] == corridor_id]
    if found.empty:
        return view.chosen.legs.iloc[:0]
    row = found.iloc[0]
    return corridors.legs_of(view.chosen.legs, view.level, str(row["from_key"]), str(row["to_key"]))


def corridor_cases(desk: Desk, actor: Actor, view: ExplorerView, corridor_id: str) -> list[cases.CaseRow]:
    """The cases behind a corridor, as the listing shows them."""
    return case_rows(desk, actor, sorted(set(corridor_legs(view, corridor_id)["case_id"].astype(str))))


def case_rows(desk: Desk, actor: Actor, case_ids: Sequence[str]) -> list[cases.CaseRow]:
    """Lines of the listing for some cases; those that the actor may not read are left out."""
    with desk.read(actor) as reader:
        return [_show.row_of(fields) for fields in stored.rows(reader, CaseFilter(ids=list(case_ids)))]


def table(view: ExplorerView) -> pandas.DataFrame:
    """The corridors without geometry: the same content as the map."""
    import pandas

    return pandas.DataFrame(view.corridors.drop(columns=["geometry"]))
