"""States to inform under Article 18(4): ranked, with reasons, legal basis, addressee, decision and draft letter."""

import streamlit as st

from notify import labels
from records import dates
from services import cases, counterparts, desk
from services.errors import Refused
from ui import look, screens, session
from ui.guard import require_user
from ui.parts.choose_case import choose_case
from ui.parts.states import DECISION_TONE, addressee, basis_card, decision_word, reasons
from ui.text import bare, plain
from ui.words import _, country_name, day_text, moment_text

actor = require_user("investigator", "prosecutor", "supervisor", "trainer", "read_only")
here = desk.current()
look.page_head(
    _("States to inform"), _("The list is a suggestion: a named person decides, and nothing is sent by this tool.")
)
chooser, when = st.columns([3, 1])
with chooser:
    case_id = choose_case(actor)
if case_id is None:
    st.stop()
try:
    file = cases.case_file(here, actor, case_id)
    own = dates.parse(file.document.letter_date).earliest if file.document.letter_date else None
    with when:
        day = st.date_input(_("Date of the letter"), value=own or here.now().date(), key=f"day-{case_id}")
    view = counterparts.for_case(here, actor, case_id, letter_date=day)
except Refused as error:
    look.refused(error)
    st.stop()
result = view.result
if not result.states:
    look.empty(
        _("No record of this case leads to another State."),
        todo=_("Use domestic channels. Record stops, persons or accounts abroad if there are any."),
        private=_("No State is suggested without a record behind it, and never your own."),
    )
for state in result.states:
    decided = view.decisions.get(state.iso2)
    name = country_name(state.iso2)
    title = f"{state.rank}. {plain(name)} · {decision_word(state.decision)}"
    if decided and decided.verdict != "open":
        title += " · " + (_("accepted") if decided.verdict == "accept" else _("dismissed"))
    with st.expander(title, expanded=state.rank == 1):
        with st.container(horizontal=True, gap="xsmall"):
            look.badge(decision_word(state.decision), DECISION_TONE[state.decision])
            look.badge(_(labels.URGENCY[state.urgency]), "warn" if state.urgency in ("critical", "high") else "neutral")
        reasons(_("What links this State"), state.reasons, file.document, f"why-{state.iso2}")
        reasons(_("What speaks against"), state.against, file.document, f"against-{state.iso2}")
        reasons(_("What to mind"), state.cautions, file.document, f"mind-{state.iso2}")
        if state.decision in ("notify", "review"):
            heading = _("Legal basis on {day}", day=day_text(result.letter_date))
            st.markdown(f"**{heading}**")
            basis_card(result.sender, state, result.letter_date)
            addressee(state)
        if decided:
            st.caption(
                _(
                    "{who}, {when}: {why}",
                    who=plain(decided.by),
                    when=moment_text(decided.at),
                    why=plain(decided.reason),
                )
            )
        if actor.role == "read_only":
            continue
        with st.form(f"decide-{state.iso2}", border=False):
            reason = st.text_input(_("Reason for your decision"), max_chars=500, key=f"reason-{state.iso2}")
            with st.container(horizontal=True):
                accept = st.form_submit_button(
                    _("Accept {state}", state=plain(name)), disabled=state.decision == "blocked"
                )
                dismiss = st.form_submit_button(_("Dismiss {state}", state=plain(name)))
        if accept or dismiss:
            try:
                counterparts.decide(here, actor, case_id, state.iso2, "accept" if accept else "dismiss", reason)
            except Refused as error:
                look.refused(error)
            else:
                st.rerun()
        writes = state.decision in ("notify", "review")
        if writes and st.button(_("Write the letter to {state}", state=plain(name)), key=f"letter-{state.iso2}"):
            session.STATE.set(state.iso2)
            session.LETTER.clear()
            screens.go("letter", case=case_id)

if result.missing:
    look.section(_("What would change the list most"))
    for question in result.missing[:5]:
        st.text(f"{_(labels.question(question.code))} ({bare(question.record)})")
