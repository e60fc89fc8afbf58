"""All routes: one set of filters for the map of corridors and for what many routes have in common."""

import streamlit as st

from services import desk, routes
from ui import look, session
from ui.guard import require_user
from ui.parts import route_explorer, route_export, route_filters, route_patterns
from ui.parts.one_choice import one_choice
from ui.words import _, language, use_language

actor = require_user("investigator", "prosecutor", "supervisor", "trainer", "read_only")
here = desk.current()
look.page_head(_("Routes"), look.role_legend())
spoken = language()


@st.fragment
def body() -> None:
    """Filters and what they show: a change here runs this part only, and the frame does not set the language for it."""
    use_language(spoken)
    with st.spinner(_("Reading the routes of all cases")):
        # The first look after a start reads every case once; later looks find the columns in memory.
        routes.selection(here, actor)
    filters, beside = route_filters.bar(here, actor)
    views = {
        "map": _("Map"), "points": _("Border points"), "flows": _("Flows"), "new": _("New this quarter"),
        "days": _("Days per leg"), "crossings": _("Crossings"), "told": _("Not told"),
    }  # fmt: skip
    session.one_from_address("routes-show", "show", list(views))
    shown = one_choice("routes-show", _("View"), views, "map", label_visibility="collapsed")
    session.to_address("show", [] if shown == "map" else [shown])
    if shown == "map":
        route_explorer.show(here, actor, filters, beside)
    else:
        parts = {
            "points": route_patterns.border_points, "flows": route_patterns.flows,
            "new": route_patterns.new_corridors, "days": route_patterns.days,
            "crossings": route_patterns.crossings, "told": route_patterns.not_told,
        }  # fmt: skip
        parts[shown](here, actor, routes.selection(here, actor, filters))
    route_export.offer(here, actor, filters)


body()
