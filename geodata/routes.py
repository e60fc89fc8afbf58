"""Routes as geometry: great-circle legs between stated stops, never an invented one.

Frames have CRS EPSG:4326 and these columns, so that an analyst can use them in a notebook:

``legs_frame``: case_id, route_id, from_stop, to_stop, from_role, to_role, from_iso2, to_iso2, from_admin1, to_admin1,
from_name, to_name, from_lat, from_lon, to_lat, to_lon, km, mode, crossing, via, carrier, stated, status, persons,
date_from, date_to, left_from, left_to, came_from, came_to, geometry. ``date_from`` and ``date_to`` bound both ends
together; ``left_*`` bound the day at the first stop, ``came_*`` the day at the second.

``stops_frame``: case_id, route_id, stop_id, role, iso2, admin1, name, status, precision, lat, lon, date_from, date_to,
geometry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import geopandas
import shapely
from pyproj import Geod

from records import dates
from records.route import Route, Stop

_GEOD = Geod(ellps="WGS84")
_STEP_KM = 250.0
CRS = "EPSG:4326"
Point = tuple[float, float]


class Positioned(Protocol):
    """What a place must tell to be drawn: a PlaceHit or a stop's own location with its country."""

    @property
    def name(self) -> str:
        """Main name."""
        ...

    @property
    def iso2(self) -> str:
        """Country code."""
        ...

    @property
    def admin1(self) -> str:
        """First-level area."""
        ...

    @property
    def lat(self) -> float:
        """Degrees north."""
        ...

    @property
    def lon(self) -> float:
        """Degrees east."""
        ...

    @property
    def precision(self) -> str:
        """exact, place, admin1 or country."""
        ...


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that is drawn; degrees WGS 84."""

    name: str
    iso2: str
    admin1: str
    lat: float
    lon: float
    precision: str


@dataclass(frozen=True, slots=True)
class Leg:
    """From one stated stop to the next.

    Attributes:
        from_stop: stop id; the stops of a joined route keep their own ids.
        to_stop: stop id.
        km: great-circle length; ``None`` where an end has no place.
        mode: first mode of the arriving stop, or ``None``.
        modes: all modes.
        crossing: code, or ``None``.
        via: border point, as written.
        carrier: as written.
        stated: both ends are neighbours in the record; ``False`` where a stop between them has no place on the map.
        status: weakest status of the two ends (completed, planned, attempted, alternative, alleged), or ``None``.
        lines: runs of (lat, lon); two where the leg crosses 180°; empty where an end has no place.
    """

    from_stop: str
    to_stop: str
    km: float | None
    mode: str | None
    modes: tuple[str, ...]
    crossing: str | None
    via: str | None
    carrier: str | None
    stated: bool
    status: str | None
    lines: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Itinerary:
    """A route with its legs; an unordered set has none.

    ``spots`` has a place for each stop that has one; ``countries`` are in order of travel without doubles in a row.
    """

    route_id: str
    ordered: bool
    variant_of: str | None
    stops: tuple[Stop, ...]
    spots: dict[str, Spot]
    legs: tuple[Leg, ...]
    countries: tuple[str, ...]


def km(a: Point, b: Point) -> float:
    """Great-circle distance of two (lat, lon) in kilometres, WGS 84."""
    return float(_GEOD.inv(a[1], a[0], b[1], b[0])[2]) / 1000


def leg_line(a: Point, b: Point) -> tuple[tuple[Point, ...], ...]:
    """The great circle from a to b as runs of (lat, lon), a point each 250 km, cut where it crosses 180°."""
    count = max(0, int(km(a, b) // _STEP_KM))
    between = [(lat, lon) for lon, lat in _GEOD.npts(a[1], a[0], b[1], b[0], count)] if count else []
    points = [a, *between, b]
    runs: list[list[Point]] = [[points[0]]]
    for before, after in pairwise(points):
        jump = after[1] - before[1]
        if abs(jump) > 180:
            edge = 180.0 if before[1] > 0 else -180.0
            reach = (after[1] + (360 if edge > 0 else -360)) - before[1]
            share = (edge - before[1]) / reach if reach else 0.5
            lat = before[0] + share * (after[0] - before[0])
            runs[-1].append((lat, edge))
            runs.append([(lat, -edge)])
        runs[-1].append(after)
    return tuple(tuple((round(lat, 4), round(lon, 4)) for lat, lon in run) for run in runs)


_WEAKER = ("alternative", "planned", "alleged", "attempted", "completed")


def itinerary(route: Route, places: Mapping[str, Positioned], routes: Sequence[Route] = ()) -> Itinerary:
    """The legs of a route between its stated stops.

    Args:
        route: the route.
        places: stop id (or ``route.stop`` where routes share ids) -> place; a stop without one is a gap.
        routes: all routes of the case, for a route that joins another.
    """
    stops = [(route.id, stop) for stop in route.stops]
    if route.joins:
        other = next((one for one in routes if one.id == route.joins.route), None)
        if other is not None:
            ids = [stop.id for stop in other.stops]
            rest = other.stops[ids.index(route.joins.at) :] if route.joins.at in ids else []
            stops += [(other.id, stop) for stop in (rest[:1] if other.ordered else [])]
    spots: dict[str, Spot] = {}
    for owner, stop in stops:
        place = places.get(f"{owner}.{stop.id}") or places.get(stop.id)
        if place is not None:
            spots[_key(route, owner, stop)] = Spot(
                place.name, place.iso2 or stop.country or "", place.admin1 or "", place.lat, place.lon, place.precision
            )
    legs: list[Leg] = []
    if route.ordered:
        last: tuple[str, Stop] | None = None
        skipped = False
        for owner, stop in stops:
            key = _key(route, owner, stop)
            if key not in spots:
                skipped = skipped or last is not None
                continue
            if last is not None:
                legs.append(_leg(last, (key, stop), spots, stated=not skipped))
            last, skipped = (key, stop), False
    countries: list[str] = []
    for owner, stop in stops:
        spot = spots.get(_key(route, owner, stop))
        code = stop.country or (spot.iso2 if spot else "")
        if code and (not countries or countries[-1] != code):
            countries.append(code)
    return Itinerary(
        route.id,
        route.ordered,
        route.variant_of,
        tuple(stop for _, stop in stops),
        spots,
        tuple(legs),
        tuple(countries),
    )


def _key(route: Route, owner: str, stop: Stop) -> str:
    return stop.id if owner == route.id else f"{owner}.{stop.id}"


def _leg(start: tuple[str, Stop], end: tuple[str, Stop], spots: Mapping[str, Spot], *, stated: bool) -> Leg:
    one, other = spots[start[0]], spots[end[0]]
    a, b = (one.lat, one.lon), (other.lat, other.lon)
    same = a == b
    told = [stop.status for stop in (start[1], end[1]) if stop.status]
    status = min(told, key=_WEAKER.index) if told else None
    stop = end[1]
    return Leg(
        start[0], end[0], round(km(a, b), 1), stop.modes[0] if stop.modes else None, tuple(stop.modes), stop.crossing,
        stop.via, stop.carrier, stated, status, () if same else leg_line(a, b),
    )  # fmt: skip


def _bounds(*stops: Stop | None) -> tuple[object, object]:
    read = [dates.parse(stop.date) for stop in stops if stop is not None and stop.date]
    starts = [one.earliest for one in read if one.earliest]
    ends = [one.latest for one in read if one.latest]
    return (min(starts) if starts else None), (max(ends) if ends else None)


_LEG_COLUMNS = [
    "case_id",
    "route_id",
    "from_stop",
    "to_stop",
    "from_role",
    "to_role",
    "from_iso2",
    "to_iso2",
    "from_admin1",
    "to_admin1",
    "from_name",
    "to_name",
    "from_lat",
    "from_lon",
    "to_lat",
    "to_lon",
    "km",
    "mode",
    "crossing",
    "via",
    "carrier",
    "stated",
    "status",
    "persons",
    "date_from",
    "date_to",
    "left_from",
    "left_to",
    "came_from",
    "came_to",
]
_STOP_COLUMNS = [
    "case_id",
    "route_id",
    "stop_id",
    "role",
    "iso2",
    "admin1",
    "name",
    "status",
    "precision",
    "lat",
    "lon",
    "date_from",
    "date_to",
]


def legs_frame(itineraries: Iterable[tuple[str, Itinerary, int]], *, geometry: bool = True) -> geopandas.GeoDataFrame:
    """Legs of many cases as a frame.

    Args:
        itineraries: (case id, itinerary, number of travellers known).
        geometry: draw the great circles; without, the geometry is empty and the frame is made faster.
    """
    rows, shapes = [], []
    for case_id, made, persons in itineraries:
        stops = dict(zip(made.spots, made.stops, strict=False))
        by_id = {stop.id: stop for stop in made.stops}
        for leg in made.legs:
            one, other = made.spots[leg.from_stop], made.spots[leg.to_stop]
            start = by_id.get(leg.from_stop.split(".")[-1]) or stops.get(leg.from_stop)
            end = by_id.get(leg.to_stop.split(".")[-1]) or stops.get(leg.to_stop)
            first, last = _bounds(start, end)
            rows.append(
                [
                    case_id,
                    made.route_id,
                    leg.from_stop,
                    leg.to_stop,
                    start.role if start else None,
                    end.role if end else None,
                    one.iso2,
                    other.iso2,
                    one.admin1,
                    other.admin1,
                    one.name,
                    other.name,
                    one.lat,
                    one.lon,
                    other.lat,
                    other.lon,
                    leg.km,
                    leg.mode,
                    leg.crossing,
                    leg.via,
                    leg.carrier,
                    leg.stated,
                    leg.status,
                    persons,
                    first,
                    last,
                    *_bounds(start),
                    *_bounds(end),
                ]
            )
            lines = [[(lon, lat) for lat, lon in run] for run in leg.lines if len(run) > 1] if geometry else []
            shapes.append(shapely.MultiLineString(lines))
    return geopandas.GeoDataFrame(rows, columns=_LEG_COLUMNS, geometry=shapes, crs=CRS)


def stops_frame(itineraries: Iterable[tuple[str, Itinerary]]) -> geopandas.GeoDataFrame:
    """Stops with a place, of many cases, as a frame of points."""
    rows, shapes = [], []
    for case_id, made in itineraries:
        for stop in made.stops:
            spot = made.spots.get(stop.id)
            if spot is None:
                continue
            first, last = _bounds(stop)
            rows.append(
                [case_id, made.route_id, stop.id, stop.role, spot.iso2, spot.admin1, spot.name, stop.status,
                 spot.precision, spot.lat, spot.lon, first, last]
            )  # fmt: skip
            shapes.append(shapely.Point(spot.lon, spot.lat))
    return geopandas.GeoDataFrame(rows, columns=_STOP_COLUMNS, geometry=shapes, crs=CRS)
