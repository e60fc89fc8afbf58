"""One letter: what goes in, both languages side by side, the check before sending, the second person's signature."""

import streamlit as st

from services import cases, counterparts, desk, letters
from services.errors import Refused
from ui import look, screens, session
from ui.guard import require_user
from ui.parts import letter_check as check
from ui.parts import letter_choices as choose
from ui.parts.choose_case import choose_case
from ui.parts.letter_desk import drafting, frozen
from ui.parts.letter_fills import fill
from ui.parts.letter_preview import preview, state_name
from ui.words import _, language

actor = require_user("investigator", "prosecutor", "supervisor", "trainer", "read_only")
here = desk.current()
look.page_head(
    _("Letter"),
    _("Information sent without a request under Article 18(4). A person decides, a second one signs; nothing is sent."),
)
number = session.deep_link("letter") or session.LETTER.get()
try:
    opened = letters.get(here, actor, number) if number else None
except Refused:
    opened, number = None, None
if opened is not None:
    session.CASE.set(opened.line.case_id)
    session.STATE.set(opened.line.iso2)
case_id = choose_case(actor)
if case_id is None:
    st.stop()
try:
    file = cases.case_file(here, actor, case_id)
    view = counterparts.for_case(here, actor, case_id)
except Refused as error:
    look.refused(error)
    st.stop()
states = [state.iso2 for state in view.result.states if state.decision in ("notify", "review")]
if not states:
    look.empty(
        _("No State of this case may be written to."),
        todo=_("See under States to inform why: no record leads abroad, or a block stands."),
        private=_("Nothing was drafted."),
    )
    st.stop()
left, right = st.columns([2, 3])
wanted = session.deep_link("state") or session.STATE.get()
with left:
    iso2 = st.selectbox(
        _("State"), states, index=states.index(wanted) if wanted in states else 0, format_func=state_name
    )
session.STATE.set(iso2)
drafts = [line for line in view.drafts if line.iso2 == iso2 and line.direction == "out"]
if opened is not None and (opened.line.case_id, opened.line.iso2) != (case_id, iso2):
    opened, number = None, None
with right:
    known = ["", *(line.number for line in drafts)]
    # The browser sends a choice back by its label: a label that changed with the status would no longer be found.
    chosen = st.selectbox(
        _("Letter"), known, index=known.index(number) if number in known else 0,
        format_func=lambda one: one or _("A new letter"), key=f"which-{case_id}-{iso2}-{len(drafts)}-{language()}",
    )  # fmt: skip
session.LETTER.set(chosen or None)
try:
    opened = letters.get(here, actor, chosen) if chosen else None
    if opened is not None and opened.line.status != "draft":
        frozen(actor, opened)
        st.stop()
    options = letters.options(here, actor, case_id, iso2)
except Refused as error:
    look.refused(error)
    st.stop()
plan = opened.plan if opened is not None and opened.plan is not None else options.first
key = f"{case_id}-{iso2}-{chosen}-{language()}"
columns = st.columns(3, gap="medium")
with columns[0]:
    look.section(_("Letter"))
    plan = choose.envelope(plan, options, key)
with columns[1]:
    look.section(_("What goes in"))
    plan = choose.content(plan, options, file, key)
try:
    made = letters.preview(here, actor, case_id, iso2, plan, number=chosen)
    with columns[2]:
        look.section(_("Restrictions"))
        forced = {name: condition.cause for name, condition in made.forced.items()}
        plan = choose.restrictions(plan, forced, key)
        with st.expander(_("Name a victim: off by default"), expanded=bool(plan.identity.victims)):
            plan = choose.identity(plan, file, key)
    with st.expander(_("Open places"), expanded=False):
        plan = fill(made, plan, key)
    made = letters.preview(here, actor, case_id, iso2, plan, number=chosen)
except Refused as error:
    look.refused(error)
    st.stop()
check.status_line(made)
shown, checked = st.tabs([_("Preview"), _("Check before sending")])
with shown:
    preview(made.contents)
with checked:
    look.section(_("What is open"))
    check.obstacles(made)
    screens.link(
        "counterparts", _("Answer risk questions and verify facts"), icon=":material/arrow_forward:", case=case_id
    )
    look.section(_("What leaves"))
    check.leaving(made)
    look.section(_("Permissions of senders"))
    check.permission(actor, case_id, iso2, made, plan)
    look.section(_("Earlier exchanges with this State"))
    check.earlier(made)
if actor.role != "read_only":
    drafting(actor, case_id, iso2, plan, made, chosen)
