"""A case: people, route map, stops, links to other cases, States to consider."""

import pandas as pd
import streamlit as st

from services import cases, counterparts, desk, exports, routes
from services.errors import Refused
from ui import export, look, route_map, screens, session
from ui.guard import require_user
from ui.parts.choose_case import choose_case
from ui.parts.conditions import conditions
from ui.parts.evidence import link_kind
from ui.parts.people import people_table, reveal
from ui.parts.record_card import record_card
from ui.parts.similar import similar_routes
from ui.parts.states import DECISION_TONE, decision_word
from ui.parts.stops import choose_places, stops_table
from ui.text import plain
from ui.words import _, code_label, country_name, date_text, moment_text, ngettext

actor = require_user("investigator", "prosecutor", "supervisor", "trainer", "read_only")
here = desk.current()
head = look.page_head(_("Case file"))
case_id = choose_case(actor)
if case_id is None:
    st.stop()
try:
    file = cases.case_file(here, actor, case_id)
except Refused as error:
    look.refused(error)
    st.stop()
row, case = file.row, file.document.case

with head:
    if actor.role != "read_only" and st.button(_("Edit"), icon=":material/edit:", key="edit"):
        screens.go("record", case=case_id)
    if st.button(_("States to inform"), icon=":material/outgoing_mail:", type="primary", key="to_states"):
        screens.go("counterparts", case=case_id)

record_card(file.document, session.deep_link("record"))
look.section(plain(row.title or row.reference or row.case_id))
look.marking_badges(file.marking.tlp, file.marking.handling)
facts, text = st.columns([2, 3], gap="large")
with facts:
    look.facts(
        {
            _("Reference"): row.reference,
            _("Submitted by"): ", ".join([country_name(row.country), row.authority or _("authority not recorded")]),
            _("Proceedings"): ", ".join(code_label("proceedings_status", code) for code in case.status),
            _("Detected"): date_text(case.detected),
            _("Purposes"): ", ".join(
                code_label("purpose", code) for code in (*case.purposes, *case.purposes_suspected)
            ),
            _("Last change"): moment_text(row.updated_at),
        }
    )
with text:
    summary = case.summary
    st.text(summary or _("No summary recorded."))

look.section(_("People and organisations"))
people_table(file.people, case_id, actor)
reveal(file.people, case_id, actor)

look.section(_("Route"))
made = routes.case_routes(here, actor, case_id)
if any(itinerary.spots for itinerary in made.itineraries):
    route_map.show_case(made.itineraries, actor=actor, height=400)
else:
    look.empty(_("No stop has a place on the map yet."), todo=_("Choose the places below, or edit the case."))
if made.gaps:
    st.caption(ngettext("{n} stop is not on the map", "{n} stops are not on the map", len(made.gaps)))
choose_places(file.stops, case_id, actor)
stops_table(file.stops)

left, right = st.columns(2, gap="large")
with left:
    look.section(_("Links to other cases"))
    if file.links:
        judged = {"same": _("Same, decided by a person"), "cannot_tell": _("Cannot tell yet"), None: _("Not decided")}
        frame = pd.DataFrame(
            {
                "other": [link.other_reference or link.other_case for link in file.links],
                "country": [country_name(link.other_country) for link in file.links],
                "kind": [link_kind(link) for link in file.links],
                "strength": [link.strength for link in file.links],
                "judged": [judged.get(link.judged, link.judged) for link in file.links],
            }
        )
        columns = {
            "other": _("Case"), "country": _("Submitted by"), "kind": _("Shared"),
            "strength": st.column_config.NumberColumn(_("Strength"), format="%.2f"), "judged": _("Decision"),
        }  # fmt: skip
        chosen = look.table(frame, columns, alt=_("Links to other cases"), key="links", choose=True)
        if chosen is not None:
            link = file.links[chosen]
            screens.go("review", match=link.match_id) if link.match_id else screens.go(
                "case_file", case=link.other_case
            )
    else:
        look.empty(_("No link to another case is known."), todo=_("Run the matching under Review matches."))
with right:
    look.section(_("States to consider"))
    view = counterparts.for_case(here, actor, case_id)
    for state in view.result.states[:8]:
        with st.container(horizontal=True, gap="xsmall"):
            look.badge(decision_word(state.decision), DECISION_TONE[state.decision])
            st.text(country_name(state.iso2))
    if not view.result.states:
        st.caption(_("No record leads to another State."))

similar_routes(case_id, actor)
look.section(_("Conditions"))
conditions(actor, case_id)
if actor.role != "read_only":
    look.section(_("Export"))
    with_victims = st.checkbox(_("Include protected names"), key="export_names")
    export.export_button(
        _("Case document (JSON)"),
        lambda: exports.case_document(here, actor, case_id, protected=with_victims)[:2],
        actor=actor,
        key="export",
        holds=_("The whole case, protected names included")
        if with_victims
        else _("The case, protected names left out"),
        marking=look.marking_text(file.marking.tlp, file.marking.handling),
        recipient=_("you alone"),
        mime="application/json",
    )
