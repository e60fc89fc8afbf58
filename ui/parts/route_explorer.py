"""The map of all routes: corridors by level of detail, the table that equals it, the months, the cases behind a leg."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from records.actor import Actor
from services import routes
from services.desk import Desk
from services.routes import ExplorerView, Level, Weight
from ui import live_map, look, session
from ui.parts import route_cases, route_time
from ui.parts.one_choice import one_choice
from ui.route_parts import corridor_key, corridor_parts, end_label
from ui.words import _, day_text, ngettext

_KEY = "routes-map"


def show(desk: Desk, actor: Actor, filters: routes.Filters, beside: DeltaGenerator) -> ExplorerView | None:
    """Draw the explorer, with its choices in ``beside``; ``None`` where nothing fits."""
    with beside:
        asked, weight = _choices()
    kept = st.session_state.get(_KEY)
    # What was done on the map before this run: read first, so that one run answers a click or a zoom.
    seen = live_map.answer(getattr(kept, "line", None), getattr(kept, "view", None))
    level: Level = asked or seen.level or "country"
    view = routes.explorer(desk, actor, filters, level, weight, seen.box if level == "place" else None)
    if view.corridors.empty and view.ends.empty and level != "place":
        look.empty(
            _("No route fits."),
            todo=_("Take a filter away, or record a case with stops."),
            private=_("The map is drawn on this machine; no request leaves it."),
        )
        return None
    ids = {corridor_key(name): str(name) for name in view.corridors["corridor_id"]}
    marked = _marked(view, level)
    fresh = marked if marked != session.MARKED.get() else ""
    chosen = seen.clicked or fresh or session.CORRIDOR.get() or session.deep_link("corridor") or ""
    session.MARKED.set(marked)
    session.CORRIDOR.set(chosen)
    lines, marks = corridor_parts(
        view.corridors,
        view.ends,
        level=level,
        weight=weight,
        chosen=ids.get(chosen),
    )
    start = _start()
    answer = live_map.show(
        lines, marks, actor=actor, title=_("Routes between places"), key=_KEY, tell=True, start=start
    )
    if answer.at:
        session.to_address("at", [f"{part:g}" for part in answer.at])
    st.caption(" · ".join(_counts(view)))
    _table(view, level)
    session.corridor_to_address(chosen if chosen in ids else "")
    legs = routes.corridor_legs(view, ids[chosen]) if chosen in ids else None
    route_time.months(view.chosen.legs, legs)
    if legs is not None:
        row = view.corridors[view.corridors["corridor_id"] == ids[chosen]].to_dict("records")[0]
        title = f"{end_label(row, 'from', level)} → {end_label(row, 'to', level)}"
        route_cases.behind(desk, actor, legs, title)
    return view


def _choices() -> tuple[Level | None, Weight]:
    levels: dict[str, str] = {
        "zoom": _("By zoom"), "country": _("States"), "admin1": _("Provinces"), "place": _("Places")
    }  # fmt: skip
    weights: dict[str, str] = {"cases": _("Cases"), "persons": _("Persons")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name, words, label in (("level", levels, _("Detail")), ("weight", weights, _("Width by"))):
            session.one_from_address(f"routes-{name}", name, list(words))
            one_choice(f"routes-{name}", label, words, next(iter(words)))
    level: Any = st.session_state.get("routes-level") or "zoom"
    weight: Any = st.session_state.get("routes-weight") or "cases"
    session.to_address("level", [] if level == "zoom" else [level])
    session.to_address("weight", [] if weight == "cases" else [weight])
    return (None if level == "zoom" else level), weight


def _start() -> tuple[float, float, float] | None:
    """The view that the address asks for, at the first run only."""
    if getattr(st.session_state.get(_KEY), "view", None):
        return None
    try:
        lat, lon, zoom = (float(part) for part in (session.view_value("at") or "").split(","))
    except ValueError:
        return None
    return (lat, lon, zoom) if abs(lat) <= 90 and abs(lon) <= 180 and 1 <= zoom <= 12 else None


def _marked(view: ExplorerView, level: Level) -> str:
    """The corridor marked in the table: the map above it must know before the table is drawn."""
    state = st.session_state.get(f"corridors-{level}")
    rows = state.selection.rows if state is not None and hasattr(state, "selection") else []
    if not rows or rows[0] >= len(view.corridors):
        return ""
    return corridor_key(view.corridors["corridor_id"].iloc[rows[0]])


def _counts(view: ExplorerView) -> list[str]:
    told = [
        ngettext("{n} case", "{n} cases", view.cases),
        ngettext("{n} corridor", "{n} corridors", len(view.corridors)),
    ]
    left_out = [
        (view.not_drawn, ngettext("{n} corridor of less traffic", "{n} corridors of less traffic", view.not_drawn)),
        (
            view.staying,
            ngettext("{n} leg that stays inside one end", "{n} legs that stay inside one end", view.staying),
        ),
        (view.outside, ngettext("{n} leg outside this view", "{n} legs outside this view", view.outside)),
        (view.without_place, ngettext("{n} stop without a place", "{n} stops without a place", view.without_place)),
        (view.unordered, ngettext("{n} route without an order", "{n} routes without an order", view.unordered)),
    ]
    words = [text for count, text in left_out if count]
    return [*told, _("Not drawn: {what}", what="; ".join(words)) if words else _("Nothing is left out.")]


def _table(view: ExplorerView, level: Level) -> None:
    look.section(_("The same as a table"))
    lines = view.corridors.to_dict("records")
    days = [[day_text(row[end].date(), short=True) if pd.notna(row[end]) else None for row in lines]
            for end in ("first", "last")]  # fmt: skip
    frame = pd.DataFrame(
        {
            "from": [end_label(row, "from", level) for row in lines],
            "to": [end_label(row, "to", level) for row in lines],
            "cases": [row["cases"] for row in lines],
            "persons": [int(row["persons"]) for row in lines],
            "unsure": [round(100 * float(row["uncertain"])) for row in lines],
            "first": days[0],
            "last": days[1],
        }
    )
    columns = {
        "from": _("From"), "to": _("To"), "cases": _("Cases"), "persons": _("Persons"),
        "unsure": st.column_config.NumberColumn(_("Not certain"), format="%d%%"),
        "first": _("First"), "last": _("Last"),
    }  # fmt: skip
    look.table(frame, columns, alt=_("Corridors"), key=f"corridors-{level}", height=260, choose=True)
