"""Files of the routes that fit, for a meeting or another tool: what may be shown, and nothing else."""

from __future__ import annotations

from typing import Any

import streamlit as st

from records.actor import Actor
from records.codes import country_codes
from services import route_exports, routes
from services.desk import Desk
from ui import export, look, map_file
from ui.parts.route_filters import in_words
from ui.words import _, country_name

_MIMES = {
    "pdf": "application/pdf", "png": "image/png", "html": "text/html", "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3", "geoparquet": "application/vnd.apache.parquet",
    "kml": "application/vnd.google-earth.kml+xml",
}  # fmt: skip


def offer(desk: Desk, actor: Actor, filters: routes.Filters) -> None:
    """What is exported, for whom, in which format; nothing where the role exports nothing."""
    if not route_exports.may_export(actor):
        return
    look.section(
        _("Export for a meeting"),
        _("Only corridors with at least five persons, between States or provinces. No case or person is in it."),
    )
    formats = {
        "pdf": _("Sheet with map and table (PDF)"), "png": _("Picture (PNG)"),
        "html": _("One file that opens offline (HTML)"), "geojson": "GeoJSON", "gpkg": "GeoPackage",
        "geoparquet": "GeoParquet", "kml": "KML",
    }  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(_("Format"), list(formats), format_func=formats.__getitem__, key="export-format")
        clearance = _clearance(actor)
        levels: dict[str, str] = {"country": _("States"), "admin1": _("Provinces")}
        levels |= {"place": _("Places")} if clearance else {}
        level: Any = st.selectbox(_("Detail"), list(levels), format_func=levels.__getitem__, key="export-level")
        receiver = st.selectbox(
            _("For"), sorted(country_codes(), key=country_name), index=None, format_func=country_name,
            key="export-for", placeholder=_("own office"),
        )  # fmt: skip
    weight: Any = st.session_state.get("routes-weight") or "cases"

    def make() -> tuple[str, bytes]:
        with st.spinner(_("Checking the conditions of each case")):
            shared = route_exports.prepare(
                desk, actor, filters, level, weight, recipient=receiver or "", clearance=clearance or ""
            )
            return _file(desk, actor, shared, str(kind), in_words(filters), weight)

    export.export_button(
        formats[str(kind)],
        make,
        actor=actor,
        key="export-routes",
        holds=_("Corridors of: {what}", what=in_words(filters)),
        marking=_("the strictest of the cases behind it; written on the file"),
        recipient=country_name(receiver) if receiver else _("own office"),
        mime=_MIMES[str(kind)],
    )


def _clearance(actor: Actor) -> str | None:
    if actor.role not in route_exports.CLEARING_ROLES:
        return None
    reasons = {
        "own_office": _("stays in the own office"), "receiver_needs_places": _("the receiver needs places to act"),
        "court_order": _("a court has ordered it"),
    }  # fmt: skip
    return st.selectbox(
        _("Lift these rules because"), list(reasons), index=None, format_func=reasons.__getitem__,
        key="export-clearance", placeholder=_("the rules hold"),
    )  # fmt: skip


def _file(
    desk: Desk, actor: Actor, shared: route_exports.Shared, kind: str, what: str, weight: routes.Weight
) -> tuple[str, bytes]:
    if kind not in ("pdf", "png", "html"):
        return route_exports.data_file(desk, actor, shared, kind, map_file.remark(shared))
    title = _("Routes between States") if shared.level == "country" else _("Routes between provinces")
    if shared.level == "place":
        title = _("Routes between places")
    if kind == "html":
        data = map_file.html(shared, title, what, weight)
    else:
        data = map_file.sheet(shared, title, what, weight, desk.now().date(), "pdf" if kind == "pdf" else "png")
    route_exports.note(desk, actor, shared, kind)
    return f"waylink-routes.{kind}", data
