"""Record a case: six fields are enough; everything else can follow."""

from uuid import uuid4

import streamlit as st

from records import InvalidDocument, load_document
from services import cases, desk, settings
from services.errors import Refused
from ui import look, screens, session
from ui.guard import require_user
from ui.parts import case_form, edit_gate, entries, route_draft, route_editor
from ui.parts import draft as drafts
from ui.text import plain
from ui.words import _

actor = require_user("investigator", "prosecutor", "supervisor", "trainer")
here = desk.current()
DRAFT: session.Key[dict[str, object]] = session.Key("draft", {})
state = DRAFT.get()
wanted = session.deep_link("case")
if not state or (wanted and state.get("case_id") != wanted):
    state = {"turn": uuid4().hex[:8], "case_id": None, "version": None, "step": 0, "undo": []}
    own = settings.get(here, actor)
    state["draft"] = drafts.new(actor.country or own.get("own_country"), own.get("own_authority"))
    if wanted:
        if not edit_gate.passes(actor, wanted):
            st.stop()
        try:
            stored = cases.get(here, actor, wanted)
            state |= {"case_id": stored.case_id, "version": stored.version, "draft": stored.document.to_plain()}
        except Refused as error:
            look.refused(error)
            st.stop()
    DRAFT.set(state)
draft, turn = state["draft"], state["turn"]

bar = look.page_head(
    _("Edit the case") if state["case_id"] else _("Record a case"),
    _(
        "Six fields are enough: State, reference, proceedings, and a stop's role, place and State. "
        "Unknown never blocks."
    ),
)
with bar:
    if st.button(_("Undo"), key="undo", icon=":material/undo:", disabled=not state.get("undo")):
        drafts.undo(state)
        st.rerun()
    if st.button(_("Start anew"), key="anew"):
        DRAFT.clear()
        st.query_params.clear()
        st.rerun()
    save = st.button(_("Save case"), type="primary", icon=":material/save:", key="save")
case_form.head(draft, turn)


def change() -> None:
    """Something is about to be changed: it can be undone, and the inputs for the next entry are fresh."""
    drafts.remember(state)


look.section(
    _("Route"),
    _("In order. What you write is kept as written; a place is taken only when you choose it or its name is exact."),
)
route_editor.show(draft, state, actor, entries.refs(draft), change)

step = f"{turn}-{state['step']}"
for name, form in (
    ("persons", lambda: case_form.person(step)),
    ("organisations", lambda: case_form.organisation(step)),
    ("identifiers", lambda: case_form.identifier(draft, step)),
):
    title, _model, stem = entries.MODELS[name]
    look.section(_(title))
    entries.listing(draft, name, state, change)
    with st.expander(_("Add one"), expanded=False):
        made = form()
    if made is not None:
        change()
        if name == "identifiers":
            drafts.add(draft, name, made, stem)
        else:
            drafts.add_party(draft, name, made[0], stem, made[1], made[2] if name == "persons" else None)
        st.rerun()

look.section(_("Everything else"), _("Only what is known: nothing here is asked for."))
entries.further(draft, state, change)
with st.expander(_("More of the submission and the case")):
    entries.whole_case(draft, state, change)

if save:
    pending = draft.pop("_pending", None)
    whole = dict(drafts.cleaned({name: value for name, value in draft.items() if name != "_pending"}))
    if pending:
        route_draft.add_stop(whole, state.get("route"), pending)
    try:
        document = load_document(whole)
        saved = cases.save(
            here, actor, document, case_id=state["case_id"], reason="recorded in the form", expect=state["version"]
        )
    except InvalidDocument as refusal:
        for problem in refusal.problems[:8]:
            st.error(plain(_("{where}: {what}", where=problem.path or _("the case"), what=_(problem.reason))))
    except Refused as error:
        look.refused(error)
    else:
        session.CASE.set(saved.case_id)
        DRAFT.clear()
        session.RESULT.set((saved.case_id, len(saved.unresolved)))
        st.rerun()
result = session.RESULT.get()
if isinstance(result, tuple) and not save:
    look.done(_("The case is saved."), str(result[0]))
    if result[1]:
        st.caption(_("{n} places are still to be chosen in the case file.", n=result[1]))
    screens.link("case_file", _("Open the case file"), icon=":material/arrow_forward:", case=str(result[0]))
