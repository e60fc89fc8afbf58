"""Before a case is edited: the form shows its protected names, so it asks for the reason first."""

from __future__ import annotations

import streamlit as st

from records.actor import Actor
from services import cases, desk
from services.errors import Refused
from ui import look
from ui.words import _, ngettext


def passes(actor: Actor, case_id: str) -> bool:
    """Whether the form may be shown: nothing is hidden in the case, or the reason was given a short while ago.

    Otherwise draws the question.

    Args:
        actor: who wants to edit.
        case_id: an id that a person or an address gave.
    """
    here = desk.current()
    try:
        file = cases.case_file(here, actor, case_id)
    except Refused as error:
        look.page_head(_("Edit the case"))
        look.refused(error)
        return False
    hidden = [party.local_id for party in file.people if party.masked]
    if set(hidden) <= cases.revealed(here, actor, file.row.case_id)[0].keys():
        return True
    look.page_head(_("Edit the case"))
    with st.form("edit_gate"):
        st.markdown(
            ngettext("The form shows {n} protected name.", "The form shows {n} protected names.", len(hidden))
            + " "
            + _("The reason is kept in the audit log with your name and the time. It must not name anybody.")
        )
        reason = st.text_input(_("Reason"), key="edit_reason", max_chars=300)
        open_it = st.form_submit_button(_("Edit with names"), type="primary")
    if open_it:
        try:
            cases.reveal_many(here, actor, file.row.case_id, hidden, reason)
        except Refused as error:
            look.refused(error)
        else:
            st.rerun()
    return False
