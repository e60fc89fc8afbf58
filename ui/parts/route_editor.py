"""The routes of a case being recorded: their stops in order, how they stand to each other, the map beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from records.actor import Actor
from records.route import Stop
from services import desk, routes
from ui import live_map, look
from ui.map_shapes import mark_svg
from ui.parts import case_form, record_fields, route_draft
from ui.route_parts import case_parts
from ui.text import plain
from ui.words import _, code_label

_ASSETS = Path(__file__).resolve().parent.parent / "assets"
Draft = route_draft.Draft
Refs = Callable[[str], dict[str, str]]


def show(draft: Draft, state: dict[str, Any], actor: Actor, refs: Refs, change: Callable[[], None]) -> None:
    """The editor.

    Args:
        draft: the case, changed in place.
        state: of the page: turn, step, the route that is worked on, the stop that is open.
        actor: who records.
        refs: what a field may name, with words.
        change: called before each change, so that it can be undone; the page is run anew after it.
    """
    left, right = st.columns([4, 3], gap="large")
    with left:
        active = _which(draft, state)
        if active is not None:
            _kind(draft, active, state, refs, change)
            _stops(draft, active, state, refs, change)
        _add(draft, active, state, change)
    with right:
        _map(draft, active, actor)


def _which(draft: Draft, state: dict[str, Any]) -> Draft | None:
    listed = route_draft.routes_of(draft)
    if not listed:
        return None
    ids = [route["id"] for route in listed]
    if state.get("route") not in ids:
        state["route"] = ids[0]
    if len(ids) > 1:
        key = f"route-{state['turn']}-{len(ids)}"
        chosen = st.segmented_control(
            _("Route"), ids, default=state["route"], required=True, key=key, label_visibility="collapsed",
            format_func=lambda one: _("Route {n}", n=ids.index(one) + 1),
        )  # fmt: skip
        state["route"] = chosen or state["route"]
    return route_draft.find(draft, state["route"])


def _kind(draft: Draft, route: Draft, state: dict[str, Any], refs: Refs, change: Callable[[], None]) -> None:
    others = [other["id"] for other in route_draft.routes_of(draft) if other["id"] != route["id"]]
    numbers = {other["id"]: number for number, other in enumerate(route_draft.routes_of(draft), 1)}
    key = f"{state['turn']}-{state['step']}-{route['id']}"
    with st.expander(_("About this route")):
        one, two = st.columns(2)
        order = {True: _("in order"), False: _("order not known")}
        with one:
            ordered = st.selectbox(
                _("Its stops are"), [True, False], index=0 if route.get("ordered", True) else 1, key=f"order-{key}",
                format_func=order.__getitem__,
            )  # fmt: skip
            varies = st.selectbox(
                _("It is a variant of"), others, key=f"variant-{key}", placeholder=_("no other route"),
                index=others.index(route["variant_of"]) if route.get("variant_of") in others else None,
                format_func=lambda one: _("Route {n}", n=numbers[one]),
            )  # fmt: skip
        with two:
            travellers = st.multiselect(
                _("Travellers"), list(refs("who")), [who for who in route.get("travellers", []) if who in refs("who")],
                format_func=lambda one: refs("who")[one], key=f"travellers-{key}", placeholder=_("the victims"),
            )  # fmt: skip
            joints = {
                f"{other['id']} {stop['id']}": f"{numbers[other['id']]}.{at} {case_form.stop_name(stop)}"
                for other in route_draft.routes_of(draft)
                if other["id"] != route["id"]
                for at, stop in enumerate(other.get("stops", []), 1)
            }
            joined = " ".join((route["joins"]["route"], route["joins"]["at"])) if route.get("joins") else ""
            joint = st.selectbox(
                _("Goes on with another route, from its stop"), list(joints), format_func=joints.__getitem__,
                index=list(joints).index(joined) if joined in joints else None, key=f"joins-{key}",
                placeholder=_("ends here"),
            )  # fmt: skip
        note = st.text_input(_("Note on the route"), str(route.get("note", "")), key=f"note-{key}", max_chars=1_000)
        if st.button(_("Take this route out"), key=f"route-out-{key}", icon=":material/delete:"):
            change()
            route_draft.remove_route(draft, route["id"])
            state["route"] = None
            st.rerun()
    route["travellers"] = travellers
    route["note"] = note.strip()
    if not route["note"]:
        del route["note"]
    target = dict(zip(("route", "at"), joint.split(" "), strict=True)) if joint else None
    if (ordered, varies, target) != (route.get("ordered", True), route.get("variant_of"), route.get("joins")):
        change()
        route_draft.set_kind(draft, route["id"], ordered=ordered, variant_of=varies, joins=target)
        st.rerun()


def _stops(draft: Draft, route: Draft, state: dict[str, Any], refs: Refs, change: Callable[[], None]) -> None:
    stops = route.get("stops", [])
    if not stops:
        st.caption(_("No stop yet. Write the first one below."))
        return
    ordered = route.get("ordered", True)
    opened: str | None = state.get("stop")
    rows = []
    for stop in stops:
        status = stop.get("status")
        text = case_form.stop_name(stop) + (f" · {code_label('stop_status', status)}" if status else "")
        shape = mark_svg(look.role_look(stop.get("role")), 16, dark=look.is_dark(), letter=False)
        rows.append({"id": stop["id"], "text": text, "shape": shape})
    words = {
        "list": _("Stops of the route"), "earlier": _("Earlier"), "later": _("Later"), "change": _("Change"),
        "out": _("Take out"),
    }  # fmt: skip
    result = _list()(
        key=f"stops-{state['turn']}-{route['id']}", height="content", on_act_change=lambda: None,
        data={"stops": rows, "ordered": ordered, "open": opened, "words": words},
    )  # fmt: skip
    act = getattr(result, "act", None)
    ids = [stop["id"] for stop in stops]
    if isinstance(act, dict):
        _act(act, ids, draft, route, state, change)
    if opened is not None and opened in ids:
        stop = stops[ids.index(opened)]
        st.markdown(f"**{plain(case_form.stop_name(stop))}**")
        key = f"stop-{state['turn']}-{state['step']}-{route['id']}-{opened}"
        made = record_fields.form(Stop, stop, refs, key=key, submit=_("Keep the changes"), skip=("location",))
        if made is not None:
            change()
            route_draft.replace_stop(draft, route["id"], opened, made)
            state["stop"] = None
            st.rerun()


def _act(
    act: dict[str, Any], ids: list[str], draft: Draft, route: Draft, state: dict[str, Any], change: Callable[[], None]
) -> None:
    to = act.get("to")
    if act.get("move") in ids and isinstance(to, int) and 0 <= to < len(ids):
        change()
        route_draft.move(draft, route["id"], act["move"], to)
        st.rerun()
    if act.get("out") in ids:
        change()
        route_draft.remove_stop(draft, route["id"], act["out"])
        st.rerun()
    if act.get("open") in ids:
        state["stop"] = None if state.get("stop") == act["open"] else act["open"]
        state["step"] += 1
        st.rerun()


def _add(draft: Draft, active: Draft | None, state: dict[str, Any], change: Callable[[], None]) -> None:
    if added := case_form.stop(draft, f"{state['turn']}-{state['step']}"):
        change()
        state["route"] = route_draft.add_stop(draft, state.get("route"), added)
        st.rerun()
    if active is None:
        return
    if st.button(_("Stop with all fields"), key=f"whole-{state['turn']}", icon=":material/list_alt_add:"):
        change()
        route_draft.add_stop(draft, active["id"], {})
        state["stop"] = active["stops"][-1]["id"]
        st.rerun()
    with st.container(horizontal=True):
        acts: list[tuple[str, str, Callable[[], Any]]] = [
            (_("Another route"), "route", lambda: route_draft.add_route(draft)),
            (_("Planned variant"), "planned", lambda: route_draft.add_variant(draft, active["id"], "planned")),
            (_("Alternative"), "alternative", lambda: route_draft.add_variant(draft, active["id"], "alternative")),
            (_("Way back"), "return", lambda: route_draft.back_to_start(draft, active["id"], "return")),
            (_("Close the circle"), "circle", lambda: route_draft.back_to_start(draft, active["id"], None)),
        ]
        for label, name, do in acts:
            if st.button(label, key=f"{name}-{state['turn']}", disabled=name != "route" and not active.get("stops")):
                change()
                made = do()
                state["route"] = made if isinstance(made, str) else state["route"]
                st.rerun()


def _map(draft: Draft, active: Draft | None, actor: Actor) -> None:
    drawn = routes.draft_routes(route_draft.routes_of(draft), _placed)
    lines, marks = case_parts(drawn.itineraries, chosen=active["id"] if active else None)
    key = "|".join(sorted(f"{mark.at[0]:g},{mark.at[1]:g}" for mark in marks))
    live_map.show(
        lines, marks, actor=actor, title=_("Routes of the case"), key="draft-map", height=430, widths=False, fit_key=key
    )
    if drawn.gaps:
        st.caption(_("Not on the map yet: {n}. A place is drawn once its name is exact or chosen.", n=len(drawn.gaps)))


@st.cache_data(scope="session", max_entries=300, show_spinner=False)
def _placed(place: str | None, country: str | None, mode: str | None) -> dict[str, Any] | None:
    """Where a place lies beyond doubt; the session's own memory, for what is typed belongs to nobody else."""
    return routes.settled_place(desk.current(), place, country, mode)


@lru_cache(maxsize=1)
def _list() -> Any:
    names = ("stop_list.js", "stop_list.css")
    script, style = ((_ASSETS / name).read_text(encoding="utf-8") for name in names)
    return st.components.v2.component("waylink_stop_list", js=script, css=style)
