"""Under which conditions a case's information stands, where each comes from, and which permissions are on file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from notify.letter_labels import condition
from records.actor import Actor
from services import desk, received
from ui import look
from ui.text import bare
from ui.words import _, country_name, date_text


def conditions(actor: Actor, case_id: str) -> None:
    """The conditions of a case with their causes; a caption where there is none."""
    bound = received.bound(desk.current(), actor, case_id)
    if not bound.conditions:
        st.caption(_("No condition is on record for this case."))
        return
    frame = pd.DataFrame(
        {
            "kind": [_(condition(one.kind)) for one in bound.conditions],
            "on": [bare(one.scope) or _("the whole case") for one in bound.conditions],
            "cause": [bare(one.cause) for one in bound.conditions],
            "sender": [country_name(one.sender) for one in bound.conditions],
            "until": [date_text(one.until.isoformat(), short=True) if one.until else "–" for one in bound.conditions],
        }
    )
    columns = {
        "kind": _("Condition"), "on": _("On"), "cause": _("Comes from"), "sender": _("Sender"), "until": _("Until"),
    }  # fmt: skip
    look.table(frame, columns, alt=_("Conditions on this case and where they come from"))
    for row in received.permissions(desk.current(), actor, case_id):
        told = _(
            "Permission {id} of {sender}, given by {by} on {day}, for {scope}",
            id=row.permission_id, sender=country_name(row.sender), by=bare(row.granted_by),
            day=date_text(row.day, short=True), scope=bare(row.scope) or _("the whole case"),
        )  # fmt: skip
        st.text(told + (" · " + _("taken back") if row.withdrawn_by else ""))
