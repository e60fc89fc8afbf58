"""What many routes have in common: border points, new corridors, days on the way, ways of crossing, flows.

All functions take the frames of :mod:`geodata.routes` (text columns may be categories) and give plain frames; none
reads a clock or a store. Counts are of distinct cases unless a column says otherwise. What is not recorded is the empty
text.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy
import pandas

from geodata.corridors import Level, end_codes
from geodata.keys import ascii_key

_ORIGINS = ("origin", "recruitment")
_DESTINATIONS = ("exploitation", "destination")
_TRANSIT = ("transit", "harbouring", "interception")
#: a stay longer than this between two dated stops says nothing of the journey
LONGEST_DAYS = 366


def chokepoints(legs: pandas.DataFrame, stops: pandas.DataFrame) -> pandas.DataFrame:
    """Points that several cases pass: border points named on a leg, and places of transit stops. Ends do not count.

    Returns:
        key, kind (``border`` or ``place``), label, iso2 (empty for a border point between two States), between (the two
        States of the leg, for a border point), cases, persons, first, last, case_ids; most cases first.
    """
    names = ["key", "kind", "label", "iso2", "between", "cases", "persons", "first", "last", "case_ids"]
    crossed = _plain(legs[legs["via"].notna().to_numpy()], ["via", "from_iso2", "to_iso2"])
    parts = []
    if len(crossed):
        pair = [" ".join(sorted((a, b))) for a, b in zip(crossed["from_iso2"], crossed["to_iso2"], strict=True)]
        # A post has several spellings, but two States have few posts of one name.
        key = [f"border/{ascii_key(via)}" for via in crossed["via"]]
        parts.append(
            crossed.assign(key=key, kind="border", label=crossed["via"], iso2="", between=pair)[
                ["key", "kind", "label", "iso2", "between", "case_id", "persons", "date_from", "date_to"]
            ]
        )
    passed = stops[stops["role"].isin(_TRANSIT).to_numpy() & stops["lat"].notna().to_numpy()]
    if len(passed):
        told = _plain(passed, ["iso2", "admin1", "name", "precision"])
        told = told[told["precision"] != "country"]
        told = told.assign(
            key="place/" + told["iso2"] + "/" + told["admin1"] + "/" + told["name"], kind="place",
            label=told["name"], between="", persons=0,
        )  # fmt: skip
        parts.append(told[["key", "kind", "label", "iso2", "between", "case_id", "persons", "date_from", "date_to"]])
    if not parts or not sum(map(len, parts)):
        return pandas.DataFrame(columns=names)
    whole = pandas.concat(parts, ignore_index=True)
    grouped = whole.groupby("key", sort=False)
    made = grouped.agg(
        kind=("kind", "first"), label=("label", _commonest), iso2=("iso2", "first"), between=("between", _commonest),
        cases=("case_id", "nunique"), first=("date_from", "min"), last=("date_to", "max"),
        case_ids=("case_id", lambda found: sorted(set(found))),
    ).reset_index()  # fmt: skip
    people = whole.groupby(["key", "case_id"], sort=False)["persons"].max().groupby("key").sum()
    made["persons"] = made["key"].map(people).astype(int)
    return made.sort_values(["cases", "persons", "key"], ascending=[False, False, True])[names].reset_index(drop=True)


def new_corridors(legs: pandas.DataFrame, first: date, last: date, level: Level = "country") -> pandas.DataFrame:
    """Corridors whose first dated leg lies in a period: seen before is not new.

    Args:
        legs: of all cases, not only of the period.
        first: first day of the period.
        last: last day of the period.
        level: what the ends are.

    Returns:
        from_key, to_key, cases, legs, undated (legs without a date, which may be older), first, last; earliest first.
    """
    names = ["from_key", "to_key", "cases", "legs", "undated", "first", "last"]
    if legs.empty:
        return pandas.DataFrame(columns=names)
    ends, keys = end_codes(legs, level)
    start, goal = ends[: len(legs)], ends[len(legs) :]
    told = pandas.DataFrame(
        {
            "pair": start * len(keys) + goal, "case": legs["case_id"].astype(str).to_numpy(),
            "from": legs["date_from"].to_numpy(), "to": legs["date_to"].to_numpy(),
        }
    )[start != goal]  # fmt: skip
    earliest = told.groupby("pair")["from"].min()
    begin, end = numpy.datetime64(first), numpy.datetime64(last)
    fresh = earliest[(earliest >= begin) & (earliest <= end)].index
    kept = told[told["pair"].isin(fresh)]
    if kept.empty:
        return pandas.DataFrame(columns=names)
    made = kept.groupby("pair").agg(
        cases=("case", "nunique"), legs=("case", "size"), undated=("from", lambda days: int(days.isna().sum())),
        first=("from", "min"), last=("to", "max"),
    ).reset_index()  # fmt: skip
    made["from_key"] = [keys[pair // len(keys)] for pair in made["pair"]]
    made["to_key"] = [keys[pair % len(keys)] for pair in made["pair"]]
    ordered: pandas.DataFrame = made.sort_values(["first", "cases", "pair"], ascending=[True, False, True])
    return ordered[names].reset_index(drop=True)


def days_on_the_way(legs: pandas.DataFrame) -> pandas.DataFrame:
    """Days between the two ends of each leg, as bounds, for the legs whose ends are both dated.

    Returns:
        case_id, mode (empty where not recorded), from_iso2, to_iso2, days_min, days_max: the shortest and longest time
        that the partial dates allow. Legs that may have taken more than a year are left out, and those not stated.
    """
    names = ["case_id", "mode", "from_iso2", "to_iso2", "days_min", "days_max"]
    sides = ["left_from", "left_to", "came_from", "came_to"]
    dated = legs[legs[sides].notna().all(axis=1).to_numpy() & legs["stated"].to_numpy(dtype=bool)]
    if dated.empty:
        return pandas.DataFrame(columns=names)
    made = _plain(dated, ["mode", "from_iso2", "to_iso2"])
    made["days_min"] = (made["came_from"] - made["left_to"]).dt.days.clip(lower=0)
    made["days_max"] = (made["came_to"] - made["left_from"]).dt.days
    return made[(made["days_max"] >= 0) & (made["days_max"] <= LONGEST_DAYS)][names].reset_index(drop=True)


def days_by_mode(legs: pandas.DataFrame) -> pandas.DataFrame:
    """Days on the way by mode: mode, legs, cases, shortest, middle (median of the bounds' middles), longest."""
    days = days_on_the_way(legs)
    names = ["mode", "legs", "cases", "shortest", "middle", "longest"]
    if days.empty:
        return pandas.DataFrame(columns=names)
    days["middle"] = (days["days_min"] + days["days_max"]) / 2
    made = days.groupby("mode").agg(
        legs=("case_id", "size"), cases=("case_id", "nunique"), shortest=("days_min", "min"),
        middle=("middle", "median"), longest=("days_max", "max"),
    ).reset_index()  # fmt: skip
    return made.sort_values(["legs", "mode"], ascending=[False, True])[names].reset_index(drop=True)


def modes_by_crossing(legs: pandas.DataFrame) -> pandas.DataFrame:
    """How borders were passed, by mode: mode, crossing, cases, legs. Only legs between two States."""
    across = legs[legs["from_iso2"].astype(str).to_numpy() != legs["to_iso2"].astype(str).to_numpy()]
    if across.empty:
        return pandas.DataFrame(columns=["mode", "crossing", "cases", "legs"])
    told = _plain(across, ["mode", "crossing"])
    made = told.groupby(["mode", "crossing"]).agg(cases=("case_id", "nunique"), legs=("case_id", "size")).reset_index()
    return made.sort_values(["cases", "mode", "crossing"], ascending=[False, True, True]).reset_index(drop=True)


def flows(stops: pandas.DataFrame, routes: pandas.DataFrame) -> pandas.DataFrame:
    """Origin, transit and destination States of each ordered route, counted.

    Args:
        stops: of many cases, with ``route`` as a position in ``routes``' index, in order of travel.
        routes: with ``ordered`` and ``persons``.

    Returns:
        origin, transit (States in order, joined by a space; empty where none is recorded), destination, routes, cases,
        persons; most cases first. A route counts where both its ends are recorded: by their role, else as first and
        last stop of another State.
    """
    names = ["origin", "transit", "destination", "routes", "cases", "persons"]
    ordered = routes[routes["ordered"].to_numpy(dtype=bool)]
    if stops.empty or ordered.empty:
        return pandas.DataFrame(columns=names)
    told = _plain(stops[stops["route"].isin(ordered.index).to_numpy()], ["role", "iso2"])
    told = told[told["iso2"] != ""]
    ends = told.groupby("route", sort=False)
    first, last = ends["iso2"].first(), ends["iso2"].last()
    origin = told[told["role"].isin(_ORIGINS)].groupby("route")["iso2"].first().reindex(first.index)
    goal = told[told["role"].isin(_DESTINATIONS)].groupby("route")["iso2"].last().reindex(first.index)
    made = pandas.DataFrame({"origin": origin.fillna(first), "destination": goal.fillna(last)})
    between = told[told["role"].isin(_TRANSIT)]
    between = between[
        (between["iso2"] != between["route"].map(made["origin"]))
        & (between["iso2"] != between["route"].map(made["destination"]))
    ]
    way = between.groupby("route")["iso2"].agg(lambda codes: " ".join(dict.fromkeys(codes)))
    made["transit"] = way.reindex(made.index).fillna("")
    made["case"] = ends["case_id"].first()
    made["persons"] = ordered["persons"].reindex(made.index)
    made = made[made["origin"] != made["destination"]]
    if made.empty:
        return pandas.DataFrame(columns=names)
    summed = made.groupby(["origin", "transit", "destination"]).agg(
        routes=("case", "size"), cases=("case", "nunique"), persons=("persons", "sum")
    ).reset_index()  # fmt: skip
    return summed.sort_values(["cases", "origin", "destination", "transit"], ascending=[False, True, True, True])[
        names
    ].reset_index(drop=True)


def by_month(legs: pandas.DataFrame) -> pandas.DataFrame:
    """Cases with a leg in each month: month (its first day), cases, legs. A leg counts in the month it may have begun.

    Legs without a date are left out.
    """
    dated = legs[legs["date_from"].notna().to_numpy()]
    if dated.empty:
        return pandas.DataFrame(columns=["month", "cases", "legs"])
    month, months = pandas.factorize(dated["date_from"].to_numpy().astype("datetime64[M]").astype("int64"), sort=True)
    case, cases = pandas.factorize(dated["case_id"])
    pairs = numpy.unique(month.astype(numpy.int64) * len(cases) + case)
    return pandas.DataFrame(
        {
            "month": months.astype("datetime64[M]").astype("datetime64[s]"),
            "cases": numpy.bincount(pairs // len(cases), minlength=len(months)),
            "legs": numpy.bincount(month, minlength=len(months)),
        }
    )


def _plain(frame: pandas.DataFrame, texts: list[str]) -> pandas.DataFrame:
    """A copy whose named columns are texts, empty where nothing is recorded."""
    made = pandas.DataFrame(frame.drop(columns="geometry", errors="ignore")).copy()
    for name in [*texts, "case_id"]:
        made[name] = made[name].astype(object).where(made[name].notna(), "").astype(str)
    for name in ("date_from", "date_to", "left_from", "left_to", "came_from", "came_to"):
        if name in made.columns:
            made[name] = pandas.to_datetime(made[name], errors="coerce")
    return made


def _commonest(values: Any) -> Any:
    counted = values.value_counts()
    return counted.index[0]
