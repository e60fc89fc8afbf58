"""Which routes fit: filters over the columns of many cases, without a loop over cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy

from services._route_columns import Columns, mode_bits

if TYPE_CHECKING:
    import pandas

Mask = numpy.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which routes. Empty sets do not filter; a date range keeps what can have happened inside it.

    Attributes:
        roles: of a stop; with ``countries`` the two belong to one stop.
        countries: of a stop.
        date_from: first day.
        date_to: last day.
        purposes: stated or suspected.
        genders: of a victim.
        age_bands: of a victim.
        modes: of a leg.
        statuses: of the proceedings.
        submissions: ids.
        handling: codes on the submission.
    """

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
    handling: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Selection:
    """The routes that fit, with their stops and legs (frames as in ``Columns``)."""

    cases: pandas.DataFrame
    routes: pandas.DataFrame
    stops: pandas.DataFrame
    legs: pandas.DataFrame


def select(columns: Columns, wanted: Filters) -> Selection:
    """What of the columns fits."""
    chosen = _cases(columns, wanted)
    routes = _routes(columns, wanted)
    if len(columns.routes):
        routes &= chosen[columns.routes["case"].to_numpy(dtype=numpy.int64)]
    kept = numpy.zeros(len(columns.cases), dtype=bool)
    kept[columns.routes["case"].to_numpy(dtype=numpy.int64)[routes]] = True
    if routes.all():
        return Selection(columns.cases[kept], columns.routes, columns.stops, columns.legs)
    return Selection(
        columns.cases[kept],
        columns.routes[routes],
        columns.stops[_of(columns.stops, routes)],
        columns.legs[_of(columns.legs, routes)],
    )


def _of(frame: pandas.DataFrame, routes: Mask) -> Mask:
    at = frame["route"].to_numpy(dtype=numpy.int64)
    return routes[at] if len(at) else numpy.zeros(0, dtype=bool)


def _cases(columns: Columns, wanted: Filters) -> Mask:
    fits = numpy.ones(len(columns.cases), dtype=bool)
    lists: Mapping[str, Iterable[str]] = {
        "purpose": wanted.purposes, "status": wanted.statuses, "gender": wanted.genders,
        "age_band": wanted.age_bands, "handling": wanted.handling,
    }  # fmt: skip
    for name, codes in lists.items():
        if codes:
            having = numpy.zeros(len(fits), dtype=bool)
            for code in codes:
                having[columns.codes[name].get(code, numpy.zeros(0, dtype=numpy.int64))] = True
            fits &= having
    if wanted.submissions:
        fits &= columns.cases["submission_id"].isin(wanted.submissions).to_numpy()
    return fits


def _routes(columns: Columns, wanted: Filters) -> Mask:
    fits = numpy.ones(len(columns.routes), dtype=bool)
    stops = columns.stops
    if wanted.roles or wanted.countries:
        here = numpy.ones(len(stops), dtype=bool)
        if wanted.roles:
            here &= stops["role"].isin(wanted.roles).to_numpy()
        if wanted.countries:
            here &= stops["iso2"].isin(wanted.countries).to_numpy()
        fits &= _with(stops, here, len(fits))
    if wanted.modes:
        fits &= _with(stops, (stops["modes"].to_numpy() & mode_bits(wanted.modes)) != 0, len(fits))
    if wanted.date_from or wanted.date_to:
        fits &= _with(stops, within(stops, wanted.date_from, wanted.date_to), len(fits))
    return fits


def within(stops: pandas.DataFrame, first: date | None, last: date | None) -> Mask:
    """Rows that have a date and can have happened inside a range; an open end of a date reaches everywhere."""
    start, end = stops["date_from"].to_numpy(), stops["date_to"].to_numpy()
    dated: Mask = ~(numpy.isnat(start) & numpy.isnat(end))
    if first is not None:
        dated &= numpy.isnat(end) | (end >= numpy.datetime64(first))
    if last is not None:
        dated &= numpy.isnat(start) | (start <= numpy.datetime64(last))
    return dated


def _with(stops: pandas.DataFrame, here: Mask, count: int) -> Mask:
    fits = numpy.zeros(count, dtype=bool)
    at = stops["route"].to_numpy(dtype=numpy.int64)[here]
    fits[at[at >= 0]] = True
    return fits
