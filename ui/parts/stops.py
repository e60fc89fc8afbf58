"""Stops as a table, and the question which place is meant."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from records.actor import Actor
from services import cases, desk, places
from services.cases import StopView
from services.errors import Refused
from ui import look
from ui.words import _, code_label, country_name, date_text


def stops_table(stops: Sequence[StopView], key: str | None = None) -> None:
    """All stops in the order of their routes: the same content as the map."""
    rows = [
        {
            "route": stop.route,
            "position": str(stop.position + 1) if stop.ordered else _("unordered"),
            "role": look.role_text(stop.role),
            "place": stop.place,
            "country": country_name(stop.country),
            "date": date_text(stop.date, short=True),
            "mode": ", ".join(code_label("mode", mode) for mode in stop.modes),
            "crossing": code_label("crossing", stop.crossing) if stop.crossing else stop.via,
            "status": code_label("stop_status", stop.status) if stop.status else None,
            "location": _located(stop),
        }
        for stop in stops
    ]
    columns = {
        "route": _("Route"), "position": _("Order"), "role": _("Role"), "place": _("Place as written"),
        "country": _("State"), "date": _("Date"), "mode": _("Arrived by"), "crossing": _("Crossing"),
        "status": _("Status"), "location": _("On the map as"),
    }  # fmt: skip
    look.table(pd.DataFrame(rows, columns=list(columns)), columns, alt=_("Stops of the case"), key=key)


def _located(stop: StopView) -> str:
    if stop.location is None:
        return _("to be chosen") if stop.asked else _("not on the map")
    how = _("chosen by a person") if stop.location.confirmed_by else _("exact name")
    return f"{stop.location.name} ({how})"


def choose_places(stops: Sequence[StopView], case_id: str, actor: Actor) -> None:
    """For each stop whose place is not settled: the candidates, none taken silently."""
    asked = [stop for stop in stops if stop.asked and stop.place]
    if not asked or actor.role == "read_only":
        return
    here = desk.current()
    with st.expander(_("Places to choose: {n}", n=len(asked)), expanded=True):
        for stop in asked[:6]:
            hits = places.resolve(here, stop.place or "", stop.country, stop.modes[0] if stop.modes else None)
            hits = [hit for hit in hits if stop.country is None or hit.iso2 == stop.country]
            left, right = st.columns([4, 1], vertical_alignment="bottom")
            with left:
                if not hits:
                    st.text(f"{stop.place}: " + _("no candidate was found; the stop is shown in the table only."))
                    continue
                index = st.selectbox(
                    _("Which place is meant?") + f" ({stop.record})",
                    range(len(hits)),
                    format_func=lambda number, hits=hits: candidate(hits[number]),
                    index=None,
                    placeholder=stop.place,
                    key=f"place-{stop.record}",
                )
            with right:
                if st.button(_("Take it"), key=f"take-{stop.record}", disabled=index is None) and index is not None:
                    try:
                        cases.choose_place(here, actor, case_id, stop.record, hits[index])
                    except Refused as error:
                        look.refused(error)
                    else:
                        st.rerun()


def candidate(hit: object) -> str:
    """A place candidate in one line: name, first-level area, State, and how it was found."""
    methods = {
        "exact": _("exact name"), "transliterated": _("same name in another script"), "alias": _("name in use"),
        "crossing": _("border crossing"), "airport": _("airport"), "admin1": _("province"), "country": _("State"),
        "fuzzy": _("similar name"),
    }  # fmt: skip
    parts = [
        str(getattr(hit, "name", "")),
        str(getattr(hit, "admin1", "") or ""),
        country_name(getattr(hit, "iso2", "")),
    ]
    where = ", ".join(dict.fromkeys(part for part in parts if part))
    return f"{where} · {methods.get(str(getattr(hit, 'method', '')), '')}"
