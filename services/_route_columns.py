"""The routes of all cases as columns in memory, kept in step with the store; each reader sees only what is theirs.

One pool serves the process. A case comes into it only by a reader who may read it, and every look into it starts from
the list of cases that the store gives this very reader, asked anew after each change and at least every minute.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy

from records import Actor
from records.codes import code_lists
from services._route_rows import CaseRows, rows_of
from services.desk import Desk
from store import versions

if TYPE_CHECKING:
    import pandas

Indexes = numpy.ndarray[Any, Any]

#: case-level lists that filters ask for
LISTS = ("purpose", "status", "gender", "age_band", "handling")
_LEG_TEXTS = ("mode", "crossing", "via", "carrier", "status", "route_id")
_STOP_TEXTS = ("role", "iso2", "admin1", "name", "precision", "status", "stop_id", "route_id")
_OF_STOP = ("role", "iso2", "admin1", "name", "lat", "lon")
_FRESH_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Frames of many cases; ``case`` and ``route`` are positions in ``cases`` and ``routes``.

    Attributes:
        cases: case_id, version, submission_id, country, tlp.
        codes: list -> code -> positions of the cases that have it.
        routes: case, route_id, persons, ordered, gaps.
        stops: case, case_id, route, the columns of ``geodata.routes.stops_frame`` and ``modes`` as bits; ``lat`` is
            missing where a stop has no place.
        legs: the columns of ``geodata.routes.legs_frame`` but km and geometry, with case and route.
    """

    cases: pandas.DataFrame
    codes: Mapping[str, Mapping[str, Indexes]]
    routes: pandas.DataFrame
    stops: pandas.DataFrame
    legs: pandas.DataFrame


def mode_bits(modes: Iterable[str]) -> int:
    """Modes as a number with one bit each."""
    known = list(code_lists()["mode"].labels)
    return sum(1 << known.index(mode) for mode in set(modes) if mode in known)


@dataclass(slots=True)
class _View:
    line: int
    asked: float
    versions: dict[str, int]
    columns: Columns


@dataclass(slots=True)
class _Pool:
    guard: threading.Lock = field(default_factory=threading.Lock)
    rows: dict[str, tuple[int, dict[str, Any], CaseRows]] = field(default_factory=dict)
    views: dict[tuple[str, str, str | None], _View] = field(default_factory=dict)


_pools: WeakKeyDictionary[Desk, _Pool] = WeakKeyDictionary()
_pools_guard = threading.Lock()
_MOST_VIEWS = 12


def columns(desk: Desk, actor: Actor) -> Columns:
    """The columns of the cases that the actor may read, as the store is now."""
    with _pools_guard:
        pool = _pools.setdefault(desk, _Pool())
    key, now = (actor.id, actor.role, actor.country), desk.now().timestamp()
    with pool.guard, desk.read(actor) as reader:
        line = versions.last_line(reader)
        view = pool.views.get(key)
        if (
            view is not None
            and now - view.asked < _FRESH_SECONDS
            and (view.line == line or not versions.changed_since(reader, view.line))
        ):
            view.line = line
            return view.columns
        seen = versions.versions(reader)
        if view is not None and view.versions == seen:
            view.line, view.asked = line, now
            return view.columns
        if versions.gone(reader, list(pool.rows)):
            # What was erased from the store leaves the memory of the process too.
            pool.rows.clear()
            pool.views.clear()
        stale = [case_id for case_id, version in seen.items() if pool.rows.get(case_id, (None,))[0] != version]
        for body in versions.bodies(reader, stale):
            head = {name: body[name] for name in ("submission_id", "country", "tlp", "handling")}
            pool.rows[body["case_id"]] = (body["version"], head, rows_of(body["plain"]))
        held = {case_id: pool.rows[case_id] for case_id in seen if case_id in pool.rows}
        shared = next((one for one in pool.views.values() if one.versions == seen), None)
        made = shared.columns if shared else _changed(view, seen, pool.rows) or build(held)
        pool.views.pop(key, None)
        pool.views[key] = _View(line, now, seen, made)
        while len(pool.views) > _MOST_VIEWS:
            pool.views.pop(next(iter(pool.views)))
        return made


def _changed(
    view: _View | None, seen: Mapping[str, int], rows: Mapping[str, tuple[int, dict[str, Any], CaseRows]]
) -> Columns | None:
    """The reader's columns brought up to date, where little has changed; ``None`` where they are better built anew."""
    from services._route_merge import merged

    if view is None or not len(view.columns.cases):
        return None
    came = [case_id for case_id, version in seen.items() if view.versions.get(case_id) != version and case_id in rows]
    gone = [case_id for case_id in view.versions if case_id not in seen]
    if len(came) + len(gone) > len(view.versions) // 4:
        return None
    return merged(view.columns, [*came, *gone], build({case_id: rows[case_id] for case_id in came}))


def build(held: Mapping[str, tuple[int, dict[str, Any], CaseRows]]) -> Columns:
    """Frames from the rows of cases."""
    import pandas

    cases: list[tuple[Any, ...]] = []
    codes: dict[str, dict[str, list[int]]] = {name: {} for name in LISTS}
    routes: list[tuple[Any, ...]] = []
    stops: list[tuple[Any, ...]] = []
    ends: list[tuple[int, int]] = []
    legs: list[tuple[Any, ...]] = []
    for position, (case_id, (version, head, rows)) in enumerate(held.items()):
        cases.append((case_id, version, head["submission_id"], head["country"], head["tlp"]))
        told = (rows.purposes, rows.statuses, rows.genders, rows.ages, head["handling"])
        for name, values in zip(LISTS, told, strict=True):
            for code in set(values):
                codes[name].setdefault(code, []).append(position)
        first = len(stops)
        owner = {index: number for number, route in enumerate(rows.routes, len(routes)) for index in route.stops}
        for index, stop in enumerate(rows.stops):
            stops.append(
                (position, owner.get(index, -1), stop.stop_id, stop.role, stop.iso2, stop.admin1, stop.name,
                 stop.precision, stop.status, stop.lat, stop.lon, stop.first, stop.last, mode_bits(stop.modes))
            )  # fmt: skip
        for route in rows.routes:
            gaps = sum(rows.stops[index].lat is None for index in route.stops)
            for leg in route.legs:
                ends.append((first + leg.start, first + leg.end))
                legs.append(
                    (position, len(routes), leg.mode, leg.crossing, leg.via, leg.carrier, leg.stated, leg.status,
                     route.persons)
                )  # fmt: skip
            routes.append((position, route.route_id, route.persons, route.ordered, gaps))
    case_frame = pandas.DataFrame(cases, columns=["case_id", "version", "submission_id", "country", "tlp"])
    route_frame = pandas.DataFrame(routes, columns=["case", "route_id", "persons", "ordered", "gaps"])
    stop_frame = _stops(stops, case_frame, route_frame)
    return Columns(
        case_frame,
        {
            name: {code: numpy.array(at, dtype=numpy.int64) for code, at in known.items()}
            for name, known in codes.items()
        },
        route_frame,
        stop_frame,
        _legs(legs, ends, stop_frame, case_frame, route_frame),
    )


def _stops(rows: Sequence[tuple[Any, ...]], cases: pandas.DataFrame, routes: pandas.DataFrame) -> pandas.DataFrame:
    import pandas

    names = ["case", "route", "stop_id", "role", "iso2", "admin1", "name", "precision", "status", "lat", "lon",
             "date_from", "date_to", "modes"]  # fmt: skip
    made = pandas.DataFrame(rows, columns=names)
    made[["lat", "lon"]] = made[["lat", "lon"]].astype(float)
    return _typed(made, cases, routes, _STOP_TEXTS)


def _legs(
    rows: Sequence[tuple[Any, ...]],
    ends: Sequence[tuple[int, int]],
    stops: pandas.DataFrame,
    cases: pandas.DataFrame,
    routes: pandas.DataFrame,
) -> pandas.DataFrame:
    import pandas

    names = ["case", "route", "mode", "crossing", "via", "carrier", "stated", "status", "persons"]
    made = _typed(pandas.DataFrame(rows, columns=names), cases, routes, _LEG_TEXTS)
    at = numpy.array(ends, dtype=numpy.int64).reshape(-1, 2)
    for side, index in (("from", at[:, 0]), ("to", at[:, 1])):
        for name in _OF_STOP:
            made[f"{side}_{name}"] = stops[name].take(index).reset_index(drop=True)
        made[f"{side}_stop"] = stops["stop_id"].take(index).reset_index(drop=True)
    for side, index in (("left", at[:, 0]), ("came", at[:, 1])):
        for name in ("from", "to"):
            made[f"{side}_{name}"] = stops[f"date_{name}"].take(index).reset_index(drop=True)
    made["date_from"] = made[["left_from", "came_from"]].min(axis=1)
    made["date_to"] = made[["left_to", "came_to"]].max(axis=1)
    return made


def _typed(
    made: pandas.DataFrame, cases: pandas.DataFrame, routes: pandas.DataFrame, texts: Sequence[str]
) -> pandas.DataFrame:
    """Texts as categories (a column of a few words is compared as numbers), dates as days."""
    import pandas

    known: Any = pandas.Index(cases["case_id"])
    made["case_id"] = pandas.Categorical.from_codes(made["case"].to_numpy(dtype=numpy.int64), categories=known)
    routed = numpy.maximum(made["route"].to_numpy(dtype=numpy.int64), 0)
    made["route_id"] = routes["route_id"].to_numpy(dtype=object)[routed] if len(routes) else None
    for name in texts:
        made[name] = made[name].astype("category")
    for name in ("date_from", "date_to"):
        if name in made.columns:
            made[name] = pandas.to_datetime(made[name], errors="coerce").astype("datetime64[s]")
    return made
