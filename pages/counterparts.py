"""States to inform under Article 18(4): the list, and for one State why, on what basis, at what risk, through whom."""

import streamlit as st

from notify import labels
from records import dates
from services import cases, counterparts, desk
from services.errors import Refused
from ui import look, screens, session
from ui.guard import require_user
from ui.parts import state_basis, state_contact, state_risks, state_what_if
from ui.parts.choose_case import choose_case
from ui.parts.states import DECISION_TONE, changed_since, decision_word, reasons, state_list, verdict_word
from ui.text import plain
from ui.words import _, country_name, moment_text

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
states = view.result.states
if not states:
    look.empty(
        _("No record of this case leads to another State."),
        todo=_("Use domestic channels. Record stops, persons or accounts abroad if there are any."),
        private=_("No State is suggested without a record behind it, and never your own."),
    )
    state_what_if.missing(view)
    st.stop()

chosen = state_list(view, here.now())
wanted = session.deep_link("state")
first = next((place for place, one in enumerate(states) if one.iso2 == wanted), 0)
state = states[first if chosen is None else chosen]
name, decided = country_name(state.iso2), view.decisions.get(state.iso2)
carries = state.decision in ("notify", "review")

look.section(f"{state.rank}. {plain(name)} · {decision_word(state.decision)}")
with st.container(horizontal=True, gap="xsmall"):
    if state.decision == "blocked":
        look.badge(decision_word(state.decision), DECISION_TONE[state.decision])
    look.badge(_(labels.URGENCY[state.urgency]), "warn" if state.urgency in ("critical", "high") else "neutral")
    look.badge(verdict_word(decided), "good" if decided and decided.verdict == "accept" else "neutral")
if decided:
    st.caption(
        _("{who}, {when}: {why}", who=plain(decided.by), when=moment_text(decided.at), why=plain(decided.reason))
    )
changed_since(view.changed.get(state.iso2, ()), case_id)
state_contact.phone_sheet(actor, view, state, file.document)

VIEWS = {
    "why": _("Why"), "what_if": _("What if"), "basis": _("Legal basis"), "risks": _("Before sending"),
    "contact": _("Who else"),
}  # fmt: skip
shown = st.segmented_control(
    _("About this State"), list(VIEWS) if carries else ["why", "what_if", "risks"], default="why",
    format_func=lambda code: VIEWS[code], key=f"{'view' if carries else 'few'}-{state.iso2}",
    label_visibility="collapsed",
)  # fmt: skip
if shown == "what_if":
    state_what_if.carried_by(actor, view, state)
    state_what_if.list_without(actor, view, file.document)
elif shown == "basis":
    state_basis.basis_card(view, state)
    state_basis.addressee(state)
    state_basis.to_verify(actor, view, state)
elif shown == "risks":
    state_risks.risk_questions(actor, view, state, file.document)
elif shown == "contact":
    state_contact.question_first(state, file.document)
    state_contact.who_else(view, state)
else:
    reasons(_("What links this State"), state.reasons, case_id)
    reasons(_("What speaks against"), state.against, case_id)
    reasons(_("What to mind"), state.cautions, case_id)

if actor.role != "read_only":
    with st.form(f"decide-{state.iso2}", border=False):
        reason = st.text_input(_("Reason for your decision"), max_chars=500, key=f"reason-{state.iso2}")
        with st.container(horizontal=True):
            accept = st.form_submit_button(_("Accept {state}", state=plain(name)), disabled=not carries)
            dismiss = st.form_submit_button(_("Dismiss {state}", state=plain(name)))
            reopen = decided is not None and st.form_submit_button(_("Open it again"))
    if accept or dismiss or reopen:
        try:
            verdict = "accept" if accept else "dismiss" if dismiss else "open"
            counterparts.decide(here, actor, case_id, state.iso2, verdict, reason, letter_date=day)
        except Refused as error:
            look.refused(error)
        else:
            st.rerun()
    if carries and st.button(_("Write the letter to {state}", state=plain(name)), key=f"letter-{state.iso2}"):
        session.STATE.set(state.iso2)
        session.LETTER.clear()
        screens.go("letter", case=case_id)
state_what_if.missing(view)
