"""My account: password, the code app, where one is signed in."""

import streamlit as st

from services import accounts, desk, second_factor, sessions
from services.errors import Refused
from ui import look
from ui.guard import require_user
from ui.words import _, code_label, country_name, ngettext

actor = require_user()
here = desk.current()
look.page_head(_("My account"))
look.facts(
    {
        _("Account"): actor.id,
        _("Name"): actor.display,
        _("Role"): code_label("role", actor.role),
        _("State"): country_name(actor.country) if actor.country else None,
    }
)
if here.demo:
    look.empty(
        _("This is a ready role of the demonstration."),
        todo=_("It has no password and no second step. Sign out to choose another role."),
        private=_("In an installation of your own each person has an account."),
    )
    st.stop()

look.section(_("Second step at sign-in"))
set_up, left = second_factor.state(here, actor)
with st.container(horizontal=True, gap="xsmall"):
    if set_up:
        look.badge(_("Code app in use"), "good")
        look.badge(
            ngettext("{n} recovery code left", "{n} recovery codes left", left), "warn" if left < 3 else "neutral"
        )
    else:
        look.badge(_("No code app set up"), "warn" if actor.role in accounts.SECOND_FACTOR_ROLES else "neutral")
st.caption(_("A code from your phone beside the password. Supervisors and administrators need it; others may use it."))
st.link_button(
    _("Set up another phone or new recovery codes") if set_up else _("Set up the code app"),
    "/second-factor?next=/account",
    icon=":material/phonelink_lock:",
)

look.section(_("Password"))
with st.form("password", clear_on_submit=True):
    current = st.text_input(_("Current password"), type="password", max_chars=500, key="current")
    wished = st.text_input(_("New password"), type="password", max_chars=500, key="wished")
    repeated = st.text_input(_("New password again"), type="password", max_chars=500, key="repeated")
    st.caption(_("At least 12 signs. A short sentence is good. All your sessions end; you sign in anew."))
    change = st.form_submit_button(_("Change the password"), type="primary")
if change:
    if wished != repeated:
        st.error(_("The two passwords differ."), icon=":material/block:")
    else:
        try:
            accounts.change_password(here, actor, actor.id, wished, current=current)
        except Refused as error:
            look.refused(error)
        else:
            look.done(_("The password is changed."))

look.section(_("Where you are signed in"))
st.caption(ngettext("{n} session is open.", "{n} sessions are open.", sessions.open_sessions(here, actor)))
if st.button(_("Sign out everywhere"), icon=":material/logout:", key="everywhere"):
    sessions.sign_out_everywhere(here, actor)
    look.done(_("All your sessions have ended."))
