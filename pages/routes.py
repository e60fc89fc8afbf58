"""All routes on one map: filters, corridors that widen with the number of cases, the cases behind a corridor."""

import pandas as pd
import streamlit as st

from records.codes import code_lists, country_codes
from services import desk, routes
from ui import look, route_map, screens, session
from ui.guard import require_user
from ui.route_parts import end_label
from ui.words import _, code_label, country_name, day_text, ngettext

actor = require_user("investigator", "prosecutor", "supervisor", "trainer", "read_only")
here = desk.current()
look.page_head(_("Routes"), look.role_legend())

with st.container(horizontal=True):
    roles = st.multiselect(
        _("Role"),
        list(code_lists()["stop_role"].labels),
        format_func=lambda code: code_label("stop_role", code),
        key="roles",
    )
    countries = st.multiselect(
        _("State"), sorted(country_codes(), key=country_name), format_func=country_name, key="states"
    )
    purposes = st.multiselect(
        _("Purpose"),
        list(code_lists()["purpose"].labels),
        format_func=lambda code: code_label("purpose", code),
        key="purposes",
    )
with st.container(horizontal=True):
    start = st.date_input(_("From"), value=None, key="from")
    end = st.date_input(_("To"), value=None, key="to")
    modes = st.multiselect(
        _("Arrived by"),
        list(code_lists()["mode"].labels),
        format_func=lambda code: code_label("mode", code),
        key="modes",
    )
    genders = st.multiselect(
        _("Victims"), ["Feminine", "Masculine"], format_func=lambda code: code_label("gender", code), key="genders"
    )
    levels = {"country": _("States"), "admin1": _("Provinces"), "place": _("Places")}
    level = st.selectbox(_("Level"), list(levels), format_func=lambda one: levels[one], key="level")
    weights = {"cases": _("Cases"), "persons": _("Persons")}
    weight = st.selectbox(_("Width by"), list(weights), format_func=lambda one: weights[one], key="weight")

filters = routes.Filters(
    roles=frozenset(roles), countries=frozenset(countries), date_from=start, date_to=end, purposes=frozenset(purposes),
    genders=frozenset(genders), modes=frozenset(modes),
)  # fmt: skip
view = routes.explorer(here, actor, filters, level, weight)
if view.corridors.empty and view.stops.empty:
    look.empty(
        _("No route fits."),
        todo=_("Take a filter away, or record a case with stops."),
        private=_("The map is drawn on this machine; no request leaves it."),
    )
    st.stop()

chosen = session.CORRIDOR.get() or session.deep_link("corridor")
clicked = route_map.show_corridors(
    view.corridors, view.stops, actor=actor, level=level, weight=weight, chosen=chosen, key=f"routes-map-{level}"
)
if clicked:
    session.CORRIDOR.set(clicked)
    chosen = clicked
told = [
    ngettext("{n} case", "{n} cases", view.cases),
    ngettext("{n} corridor", "{n} corridors", len(view.corridors)),
    _("not drawn: {n}", n=view.not_drawn),
    ngettext("{n} stop without a place", "{n} stops without a place", view.without_place),
    ngettext("{n} route without an order", "{n} routes without an order", view.unordered),
]
st.caption(" · ".join(told))

look.section(_("The same as a table"))
lines = view.corridors.to_dict("records")
frame = pd.DataFrame(
    {
        "from": [end_label(row, "from", level) for row in lines],
        "to": [end_label(row, "to", level) for row in lines],
        "cases": [row["cases"] for row in lines],
        "persons": [int(row["persons"]) for row in lines],
        "first": [day_text(row["first"].date(), short=True) if pd.notna(row["first"]) else None for row in lines],
        "last": [day_text(row["last"].date(), short=True) if pd.notna(row["last"]) else None for row in lines],
    }
)
columns = {
    "from": _("From"),
    "to": _("To"),
    "cases": _("Cases"),
    "persons": _("Persons"),
    "first": _("First"),
    "last": _("Last"),
}
picked = look.table(frame, columns, alt=_("Corridors"), key=f"corridors-{level}", choose=True)
if picked is not None:
    chosen = str(lines[picked]["corridor_id"])
found = routes.corridor_cases(here, actor, view, chosen) if chosen else []
if found:
    look.section(_("Cases on this corridor"))
    rows = pd.DataFrame(
        {
            "reference": [row.reference for row in found],
            "title": [row.title for row in found],
            "country": [country_name(row.country) for row in found],
            "states": [" → ".join(row.countries) for row in found],
        }
    )
    heads = {"reference": _("Reference"), "title": _("Title"), "country": _("Submitted by"), "states": _("States")}
    opened = look.table(rows, heads, alt=_("Cases on this corridor"), key=f"corridor-cases-{chosen}", choose=True)
    if opened is not None:
        screens.go("case_file", case=found[opened].case_id)
