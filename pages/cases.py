"""All cases: search in every script, filters, open one."""

import pandas as pd
import streamlit as st

from records.codes import country_codes
from services import cases, desk
from ui import look, screens
from ui.guard import require_user
from ui.parts import hits_box
from ui.words import _, code_label, country_name, date_text, ngettext

actor = require_user("investigator", "prosecutor", "supervisor", "trainer", "read_only")
here = desk.current()
head = look.page_head(_("Cases"), _("Search by name, number or reference, in any script. Protected names stay hidden."))

text = st.text_input(_("Search"), key="search", placeholder=_("Name, document number, phone, reference"), max_chars=200)
with st.container(horizontal=True):
    country = st.selectbox(
        _("State on the route"),
        sorted(country_codes(), key=country_name),
        index=None,
        format_func=country_name,
        key="country",
        placeholder=_("Any"),
    )
    role = st.selectbox(
        _("Role of the stop"),
        ["recruitment", "origin", "transit", "harbouring", "exploitation", "destination", "interception", "refuge"],
        index=None,
        format_func=lambda code: code_label("stop_role", code),
        key="role",
        placeholder=_("Any"),
    )
    purpose = st.selectbox(
        _("Purpose"),
        ["ForcedLabour", "SexualExploitation", "ForcedBegging", "ForcedMarriage", "Servitude", "OrganRemoval",
         "x_ForcedCriminality", "ChildLabour", "Surrogacy", "Other"],
        index=None,
        format_func=lambda code: code_label("purpose", code),
        key="purpose",
        placeholder=_("Any"),
    )  # fmt: skip

rows = cases.listing(here, actor, country=country, role=role, purpose=purpose, limit=1_000)
if text.strip():
    hits = cases.search(here, actor, text)
    found: dict[str, list[str]] = {}
    for hit in hits:
        found.setdefault(hit.case_id, []).append(hit.shown)
    rows = [row for row in rows if row.case_id in found]
    by_text = {row.case_id for row in cases.listing(here, actor, text=text, limit=1_000)}
    rows += [
        row for row in cases.listing(here, actor, limit=1_000) if row.case_id in by_text - {r.case_id for r in rows}
    ]
else:
    found = {}

hits_box.hidden_hits(actor, text)
if not rows:
    look.empty(
        _("No case fits."),
        todo=_("Take a filter away, try another spelling or script, or record a case."),
        private=_("Only what you may read is searched."),
    )
    st.stop()

st.caption(ngettext("{n} case", "{n} cases", len(rows)))
frame = pd.DataFrame(
    {
        "reference": [row.reference for row in rows],
        "title": [row.title for row in rows],
        "country": [country_name(row.country) for row in rows],
        "route": [" → ".join(row.countries) for row in rows],
        "detected": [date_text(row.detected, short=True) for row in rows],
        "persons": [row.persons for row in rows],
        "links": [row.links for row in rows],
        "marking": [look.marking_text(row.marking.tlp, row.marking.handling) for row in rows],
        "found": [", ".join(dict.fromkeys(found.get(row.case_id, []))) for row in rows],
    }
)
columns = {
    "reference": _("Reference"),
    "title": _("Title"),
    "country": _("Submitted by"),
    "route": _("States"),
    "detected": _("Detected"),
    "persons": _("Persons"),
    "links": _("Links"),
    "marking": _("Marking"),
}
if found:
    columns["found"] = _("Found")
chosen = look.table(frame, columns, alt=_("Cases that fit"), key="case_table", height=460, choose=True)
if chosen is not None:
    screens.go("case_file", case=rows[chosen].case_id)
st.caption(_("Choose a row to open the case."))
