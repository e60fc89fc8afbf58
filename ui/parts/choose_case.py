"""Which case a page is about: the address, what was opened last, or a choice."""

from __future__ import annotations

import streamlit as st

from records.actor import Actor
from services import cases, desk
from ui import look, session
from ui.words import _


def choose_case(actor: Actor) -> str | None:
    """The case's id; draws the choice, and an empty state where there is no case.

    Args:
        actor: who looks.
    """
    rows = cases.listing(desk.current(), actor, limit=2_000)
    if not rows:
        look.empty(
            _("No case is recorded yet."),
            todo=_("Record a case or import a file first."),
            private=_("Everything stays on this machine."),
        )
        return None
    ids = [row.case_id for row in rows]
    names = {
        row.case_id: " · ".join(part for part in (row.reference or row.case_id, row.title) if part) for row in rows
    }
    wanted = session.deep_link("case") or session.CASE.get()
    first = next((place for place, row in enumerate(rows) if row.stops), 0)
    index = ids.index(wanted) if wanted in ids else first
    chosen = st.selectbox(_("Case"), ids, index=index, format_func=lambda case_id: names[case_id], key="case_choice")
    session.CASE.set(chosen)
    return str(chosen)
