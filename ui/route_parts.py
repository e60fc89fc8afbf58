"""Itineraries and corridors as lines and marks: what each stands for, said in words."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from geodata.corridors import Level, Weight
from geodata.routes import Itinerary, Leg, Spot
from records.route import Stop
from ui.look import FAMILIES, role_look
from ui.map_shapes import Line, Mark, Point, Style
from ui.words import _, code_label, country_name, date_text, day_text, ngettext, number, percent

#: of several stops at one place, which role the mark shows: the strongest link to a State comes first
_STRENGTH = (
    "exploitation", "destination", "harbouring", "recruitment", "origin", "interception", "transit",
    "intended_destination", "return", "refuge",
)  # fmt: skip
_WIDEST, _NARROWEST = 7.0, 1.2
_MOST_MARKS = 150
_LONGEST_LABEL = 22


def corridor_key(corridor_id: str) -> str:
    """A corridor's id as maps and addresses carry it: the id itself holds names of places."""
    return hashlib.blake2b(corridor_id.encode(), digest_size=8).hexdigest()


def case_parts(itineraries: Iterable[Itinerary], chosen: str | None = None) -> tuple[list[Line], list[Mark]]:
    """Lines and marks of one case.

    Args:
        itineraries: of the case. A leg over a stop without a place is drawn as a gap.
        chosen: id of the route that stands out.
    """
    lines: list[Line] = []
    at: defaultdict[Point, list[tuple[Stop, Spot]]] = defaultdict(list)
    drawn: set[tuple[Point, str]] = set()
    for made in itineraries:
        stops = {stop.id: stop for stop in made.stops}
        for leg in made.legs:
            if leg.lines:
                one, other = made.spots[leg.from_stop], made.spots[leg.to_stop]
                words = _leg_words(leg, one, other)
                lines.append(Line(leg.lines, _style(leg), 3.0, words, chosen=made.route_id == chosen))
        for key, spot in made.spots.items():
            stop = stops.get(key.rsplit(".", 1)[-1])
            point = (spot.lat, spot.lon)
            if stop is not None and (point, f"{made.route_id}.{key}") not in drawn:
                drawn.add((point, f"{made.route_id}.{key}"))
                at[point].append((stop, spot))
    return lines, [_stop_mark(point, found) for point, found in at.items()]


def corridor_parts(
    corridors: pd.DataFrame,
    ends: pd.DataFrame | None = None,
    *,
    level: Level = "country",
    weight: Weight = "cases",
    chosen: str | None = None,
) -> tuple[list[Line], list[Mark]]:
    """Lines and marks of the corridors of many cases.

    Args:
        corridors: frame of ``geodata.corridors``; the widest are drawn last, over the others.
        ends: frame of ``geodata.corridors.end_roles``: tells the role an end plays, and where stops are that no line
            reaches. Without it an end counts as origin where lines only leave it and as destination where they only
            arrive.
        level: what the ends are.
        weight: column that widens the lines.
        chosen: id of the corridor that was chosen.
    """
    rows = _rows(corridors)
    most = max((float(row[weight]) for row in rows), default=1.0) or 1.0
    lines = []
    rising = rows[::-1]
    rising.sort(key=lambda row: row["corridor_id"] == chosen)
    for row in rising:
        start, end = (row["from_lat"], row["from_lon"]), (row["to_lat"], row["to_lon"])
        width = _NARROWEST + (_WIDEST - _NARROWEST) * (float(row[weight]) / most) ** 0.7
        style: Style = "dashed" if float(row["uncertain"]) >= 0.5 else "solid"
        key, words = corridor_key(row["corridor_id"]), corridor_words(row, level)
        lines.append(Line(((start, end),), style, width, words, key, row["corridor_id"] == chosen, bent=True))
    return lines, _end_marks(rows, ends, level)


def corridor_words(row: dict[str, Any], level: Level) -> tuple[str, ...]:
    """What a corridor's tooltip says: from where to where, how often, how surely, when."""
    cases, persons = int(row["cases"]), int(row["persons"] or 0)
    counts = ngettext("{n} case", "{n} cases", cases) + ", "
    counts += ngettext("{n} person", "{n} persons", persons) if persons else _("number of persons not recorded")
    unsure = float(row["uncertain"])
    return (
        f"{end_label(row, 'from', level)} → {end_label(row, 'to', level)}",
        counts,
        _("{share} of its legs not certain or not completed", share=percent(unsure)) if unsure else "",
        period_text(row["first"], row["last"]),
    )


def end_label(row: dict[str, Any], side: str, level: Level) -> str:
    """Name of a corridor's end: a country, or a place with its country."""
    return place_label(row[f"{side}_iso2"], str(row[f"{side}_label"]), level)


def place_label(iso2: str, label: str, level: Level) -> str:
    """Name of a State, or of a province or place with its State."""
    country = country_name(iso2)
    return country if level == "country" or label == iso2 else f"{label}, {country}"


def _style(leg: Leg) -> Style:
    if not leg.stated:
        return "dotted"
    return "solid" if leg.status in (None, "completed") else "dashed"


def _leg_words(leg: Leg, one: Spot, other: Spot) -> tuple[str, ...]:
    modes = ", ".join(code_label("mode", mode) for mode in leg.modes) or _("way of travel not recorded")
    crossing = code_label("crossing", leg.crossing) if leg.crossing else ""
    via = _("over {place}", place=leg.via) if leg.via else ""
    status = "" if leg.status in (None, "completed") else code_label("stop_status", leg.status)
    return (
        f"{one.name} → {other.name}",
        modes,
        "" if leg.stated else _("Gap: stops between are not recorded"),
        " · ".join(part for part in (status, crossing, via) if part),
    )


def _stop_mark(point: Point, found: Sequence[tuple[Stop, Spot]]) -> Mark:
    spot = found[0][1]
    roles = [stop.role for stop, _spot in found if stop.role]
    strongest = min(roles, key=lambda role: _STRENGTH.index(role) if role in _STRENGTH else 99) if roles else None
    country = country_name(spot.iso2) if spot.iso2 else ""
    name = country if spot.precision == "country" and country else spot.name
    told = [f"{name}, {country}" if country and name != country else name]
    for stop, _spot in found[:8]:
        told.append(" · ".join([code_label("stop_role", stop.role), date_text(stop.date, short=True)]))
    if len(found) > 8:
        told.append(ngettext("{n} further stop here", "{n} further stops here", len(found) - 8))
    if spot.precision in ("country", "admin1"):
        told.append(_("Drawn at the middle of the area; the place itself is not recorded."))
    return Mark(point, strongest, tuple(told), _short(name))


def _end_marks(rows: Sequence[dict[str, Any]], ends: pd.DataFrame | None, level: Level) -> list[Mark]:
    where: dict[str, tuple[Point, str]] = {}
    weight: Counter[str] = Counter()
    leaves: set[str] = set()
    arrives: set[str] = set()
    for row in rows:
        for side, seen in (("from", leaves), ("to", arrives)):
            key = row[f"{side}_key"]
            where.setdefault(key, ((row[f"{side}_lat"], row[f"{side}_lon"]), end_label(row, side, level)))
            weight[key] += int(row["cases"])
            seen.add(key)
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in _rows(ends) if ends is not None else []:
        told[row["key"]][row["role"]] += int(row["stops"])
        # A stop that no line reaches (an unordered set, a single stop) is on the map all the same.
        if row["key"] not in where:
            where[row["key"]] = ((row["lat"], row["lon"]), place_label(row["iso2"], row["label"], level))
        if row["key"] not in leaves | arrives:
            weight[row["key"]] += 0
    busiest = sorted(where, key=lambda key: (-weight[key], -sum(told[key].values()), key))[:_MOST_MARKS]
    marks = []
    for key in busiest:
        point, label = where[key]
        counts = told.get(key)
        words: list[str] = []
        if counts:
            family: Counter[str] = Counter()
            for role, times in counts.items():
                family[_family(role)] += times
            shown = family.most_common(1)[0][0]
            words = [f"{code_label('stop_role', role)}: {number(times)}" for role, times in counts.most_common(6)]
        else:
            shown = "transit" if key in leaves and key in arrives else "origin" if key in leaves else "destination"
        name = _short(label.split(",")[0])
        marks.append(Mark(point, shown, (label, *words), name, size=18 if len(busiest) <= 15 else 14))
    return marks


def _family(role: str) -> str:
    letter = role_look(role).letter
    return next((name for name, look in FAMILIES.items() if look.letter == letter), role)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1].rstrip() + "…"


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    named: list[Any] = pd.DataFrame(frame.drop(columns="geometry", errors="ignore")).to_dict("records")
    return named


def period_text(first: Any, last: Any) -> str:
    """First to last day in words; says so where neither is known."""
    days = [None if moment is None or pd.isna(moment) else moment.date() for moment in (first, last)]
    if days[0] is None and days[1] is None:
        return _("dates not recorded")
    if days[0] is None or days[1] is None:
        return day_text(days[0] or days[1], short=True)
    return _("{start} to {end}", start=day_text(days[0], short=True), end=day_text(days[1], short=True))
