"""Settings: own State and authority, accounts, the list of places, where the facts come from."""

import streamlit as st

from records.codes import country_codes
from services import desk, places, settings
from services.errors import Refused
from ui import look, route_map
from ui.guard import require_user
from ui.parts import keeping_box
from ui.words import _, country_name

actor = require_user()
here = desk.current()
look.page_head(_("Settings"))
try:
    values = settings.get(here, actor)
except Refused as error:
    look.refused(error)
    st.stop()

look.section(_("This office"))
options = sorted(country_codes(), key=country_name)
with st.form("office"):
    own = st.selectbox(
        _("Own State"),
        options,
        index=options.index(values["own_country"]) if values.get("own_country") in options else None,
        format_func=country_name,
        placeholder=_("not recorded"),
        key="own_country",
    )
    authority = st.text_input(_("Own authority"), values.get("own_authority") or "", max_chars=300, key="own_authority")
    idle = st.number_input(_("Minutes until an idle session ends"), 5, 60, int(values["idle_minutes"]), key="idle")
    sets = {"natural_earth": _("Natural Earth, contested areas neutral"), "local": _("own set in the data folder")}
    outlines = st.selectbox(
        _("Outlines of the maps"),
        list(sets),
        index=list(sets).index(values["boundary_set"]),
        format_func=sets.__getitem__,
        key="boundary_set",
    )
    saved = st.form_submit_button(_("Save settings"), type="primary")
if saved:
    try:
        for name, value in (
            ("own_country", own),
            ("own_authority", authority.strip()),
            ("idle_minutes", int(idle)),
            ("boundary_set", outlines),
        ):
            if value != values.get(name) and value not in (None, ""):
                settings.change(here, actor, name, value, "settings page")
    except Refused as error:
        look.refused(error)
    else:
        look.done(_("The settings are saved."))

if actor.role == "administrator":
    keeping_box.backups(actor, values)

look.section(_("List of places"))
if here.gazetteer.full:
    st.caption(_("The full list of places is in use: every place from 500 inhabitants, with its names in all scripts."))
else:
    st.caption(
        _(
            "The short list of places is in use: places from 15,000 inhabitants. "
            "The full list takes about a minute to build."
        )
    )
    if actor.role not in ("auditor", "read_only") and st.button(_("Build the full list"), key="build"):
        with st.status(_("Building the list of places")) as status:
            places.build_full(here, lambda what, share: status.update(label=f"{_(what)} {share:.0%}"))
            status.update(label=_("Done"), state="complete")
        st.rerun()

look.section(_("Where the facts come from"))
st.caption(route_map.credit())
st.caption(
    _(
        "Treaty status: as of 28 May 2026; later deposits are not covered. "
        "Each fact shows its source, date and confidence where it is used."
    )
)
st.caption(_("Borders and names shown do not imply endorsement; contested areas are grey and dashed."))
