"""Two or three cases beside each other: who submitted them, what they share, their routes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from records.actor import Actor
from services import cases, routes
from services.desk import Desk
from services.errors import Refused
from ui import look, route_map, screens
from ui.parts.stops import stops_table
from ui.text import plain
from ui.words import _, country_name, date_text, ngettext

_MOST = 3


def choose(desk: Desk, actor: Actor, case_ids: Sequence[str]) -> None:
    """Ask which of some cases to set side by side, and show them."""
    if len(case_ids) < 2:
        return
    rows = {row.case_id: row for row in routes.case_rows(desk, actor, case_ids[:200])}

    def words(case_id: str) -> str:
        row = rows[case_id]
        return " · ".join((row.reference or case_id, country_name(row.country), row.title or ""))

    key = "-".join(case_ids)[:200]
    chosen = st.multiselect(
        _("Side by side"), list(rows), format_func=words, max_selections=_MOST, key=f"beside-{key}",
        placeholder=_("Choose two or three cases"),
    )  # fmt: skip
    if len(chosen) >= 2:
        show(desk, actor, chosen)


def show(desk: Desk, actor: Actor, case_ids: Sequence[str]) -> None:
    """The cases in columns. Opening them is logged, as in the case file."""
    for case_id, column in zip(case_ids, st.columns(len(case_ids), gap="medium"), strict=True):
        with column, st.container(border=True):
            try:
                file = cases.case_file(desk, actor, case_id)
            except Refused as error:
                look.refused(error)
                continue
            _one(desk, actor, file, [other for other in case_ids if other != case_id])


def _one(desk: Desk, actor: Actor, file: cases.CaseFile, others: Sequence[str]) -> None:
    row = file.row
    st.subheader(plain(row.reference or row.case_id), anchor=False)
    look.marking_badges(file.marking.tlp, file.marking.handling)
    shared = [link for link in file.links if link.other_case in others]
    look.facts(
        {
            _("Title"): row.title,
            _("Submitted by"): ", ".join([country_name(row.country), row.authority or _("authority not recorded")]),
            _("Detected"): date_text(file.document.case.detected),
            _("Shared persons"): ngettext("{n} possible link", "{n} possible links", len(shared))
            if shared
            else _("none known"),
        }
    )
    made = routes.case_routes(desk, actor, row.case_id)
    if any(one.spots for one in made.itineraries):
        route_map.show_case(made.itineraries, actor=actor, key=f"beside-map-{row.case_id}", height=300)
    stops_table(file.stops, key=f"beside-stops-{row.case_id}")
    screens.link("case_file", _("Open the case file"), icon=":material/description:", case=row.case_id)
