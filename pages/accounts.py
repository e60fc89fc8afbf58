"""Accounts: who may sign in here and as what. For the administrator, who sees no case."""

import pandas as pd
import streamlit as st

from records.codes import country_codes
from services import accounts, desk, second_factor, sessions
from services.errors import Refused
from ui import look
from ui.guard import require_user
from ui.text import plain
from ui.words import _, code_label, country_name, moment_text

actor = require_user("administrator")
here = desk.current()
look.page_head(_("Accounts"), _("The administrator makes accounts and gives roles, and sees no case."))
rows = accounts.list_accounts(here, actor)
countries = sorted(country_codes(), key=country_name)
roles = accounts.roles_for(here)


def state_of(row: accounts.AccountRow) -> str:
    """Open, closed, or closed for a while."""
    if row.disabled:
        return _("Closed")
    return _("Closed after failures") if accounts.is_locked(here, row) else _("Open")


frame = pd.DataFrame(
    {
        "account": [row.account for row in rows],
        "display": [row.display for row in rows],
        "role": [code_label("role", row.role) for row in rows],
        "country": [country_name(row.country) if row.country else None for row in rows],
        "state": [state_of(row) for row in rows],
        "factor": [_("yes") if row.second_factor else _("no") for row in rows],
        "last": [moment_text(row.last_sign_in) if row.last_sign_in else _("never") for row in rows],
    }
)
columns = {
    "account": _("Account"), "display": _("Name"), "role": _("Role"), "country": _("State"), "state": _("Sign-in"),
    "factor": _("Code app"), "last": _("Last sign-in"),
}  # fmt: skip
look.table(frame, columns, alt=_("Accounts"), key="accounts")

make_tab, change_tab = st.tabs([_("Make an account"), _("Change an account")])
with make_tab, st.form("account", clear_on_submit=True):
    account = st.text_input(_("Account"), max_chars=60, key="account", help=_("Small letters, digits, dot, hyphen."))
    display = st.text_input(_("Name or function"), max_chars=120, key="display")
    role = st.selectbox(_("Role"), roles, format_func=lambda code: code_label("role", code), key="role")
    state = st.selectbox(_("State"), countries, index=None, format_func=country_name, key="account_country")
    password = st.text_input(_("First password"), type="password", max_chars=500, key="password")
    made = st.form_submit_button(_("Make the account"), type="primary")
if made:
    try:
        accounts.create(here, actor, account, password, role, state, display)
    except Refused as error:
        look.refused(error)
    else:
        st.rerun()

with change_tab:
    by_name = {row.account: row for row in rows}
    who = st.selectbox(
        _("Whose"), list(by_name), format_func=lambda one: f"{one} · {by_name[one].display}", key="whose"
    )
    chosen = by_name[who]
    reason = st.text_input(_("Reason"), key="reason", max_chars=300, help=_("Kept in the audit log."))
    new_role = st.selectbox(
        _("New role"), roles, index=roles.index(chosen.role) if chosen.role in roles else 0,
        format_func=lambda code: code_label("role", code), key=f"role-{who}",
    )  # fmt: skip
    new_password = st.text_input(_("New password"), type="password", max_chars=500, key=f"password-{who}")
    with st.container(horizontal=True):
        acts = {
            "role": st.button(_("Change the role"), key="do_role", disabled=new_role == chosen.role),
            "password": st.button(_("Give the new password"), key="do_password", disabled=not new_password),
            "close": st.button(_("Open it again") if chosen.disabled else _("Close the account"), key="do_close"),
            "factor": st.button(_("Reset the code app"), key="do_factor", disabled=not chosen.second_factor),
            "sessions": st.button(_("End all sessions"), key="do_sessions"),
        }
    act = next((name for name, pressed in acts.items() if pressed), None)
    if act and len(reason.strip()) < 3:
        st.error(_("Write the reason: it is kept in the log."), icon=":material/block:")
    elif act:
        try:
            if act == "role":
                accounts.change_role(here, actor, who, new_role, chosen.country, reason)
            elif act == "password":
                accounts.change_password(here, actor, who, new_password)
            elif act == "close":
                accounts.set_disabled(here, actor, who, not chosen.disabled, reason)
            elif act == "factor":
                second_factor.reset(here, actor, who, reason)
            else:
                sessions.sign_out_everywhere(here, actor, who)
        except Refused as error:
            look.refused(error)
        else:
            look.done(_("Done for {account}. Its sessions have ended.", account=plain(who)))
