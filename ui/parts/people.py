"""The people and organisations of a case as a table; a name behind a pseudonym is shown for a reason."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from records.actor import Actor
from services import cases, desk
from services.cases import PartyView
from services.errors import Refused
from ui import look
from ui.words import _, clock_text, code_label, country_name, date_text, ngettext


def people_table(people: Sequence[PartyView], case_id: str, actor: Actor) -> None:
    """Everybody in the case, one line each; names shown for a reason in place of their pseudonyms."""
    revealed = cases.revealed(desk.current(), actor, case_id)[0]
    shown = []
    for party in people:
        names = revealed.get(party.local_id)
        identifiers = "; ".join(f"{code_label('identifier', part.kind)} {part.shown}" for part in party.identifiers)
        shown.append(
            {
                "name": ", ".join(names) if names else ", ".join([party.shown, *party.other_names]),
                "part": ", ".join(code_label("involvement", code) for code in party.capacities),
                "roles": ", ".join(code_label("perpetrator_role", code) for code in party.roles),
                "birth": date_text(party.birth, short=True) if party.birth else party.age_band,
                "gender": code_label("gender", party.gender) if party.gender else None,
                "countries": ", ".join(country_name(code) for code in party.countries),
                "number": party.count or "1",
                "identifiers": identifiers,
            }
        )
    columns = {
        "name": _("Name or pseudonym"), "part": _("Part in the case"), "roles": _("Roles"), "number": _("Number"),
        "gender": _("Gender"), "birth": _("Birth or age"), "countries": _("Citizenship or seat"),
        "identifiers": _("Documents and numbers"),
    }  # fmt: skip
    look.table(pd.DataFrame(shown), columns, alt=_("People and organisations of the case"))


def reveal(people: Sequence[PartyView], case_id: str, actor: Actor) -> None:
    """Ask for a hidden name with a reason; the look is logged, and the name goes off by itself."""
    hidden = [party for party in people if party.masked]
    if not hidden or actor.role == "read_only":
        return
    if cases.revealed(desk.current(), actor, case_id)[0]:
        _until(case_id, actor)
    with st.expander(_("Show a protected name")):
        st.caption(_("The reason is kept in the audit log with your name and the time. It must not name anybody."))
        names = {party.local_id: party.shown for party in hidden}
        who = st.selectbox(_("Person"), list(names), format_func=lambda one: names[one], key="reveal_who")
        reason = st.text_input(_("Reason"), key="reveal_reason", max_chars=300)
        if st.button(_("Show the name"), key="reveal_go"):
            try:
                cases.reveal(desk.current(), actor, case_id, str(who), reason)
            except Refused as error:
                look.refused(error)
                return
            st.rerun()


@st.fragment(run_every=15)
def _until(case_id: str, actor: Actor) -> None:
    """How long the names stay; draws the page anew when their time is over."""
    names, until = cases.revealed(desk.current(), actor, case_id)
    if until is None:
        st.rerun(scope="app")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            ngettext("{n} name is shown until {until}.", "{n} names are shown until {until}.", len(names),
                     until=clock_text(until))
        )  # fmt: skip
        if st.button(_("Hide them now"), key="reveal_end"):
            cases.hide(desk.current(), actor, case_id)
            st.rerun(scope="app")
