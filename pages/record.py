"""Record a case: six fields are enough; everything else can follow."""

from uuid import uuid4

import streamlit as st

from records import InvalidDocument, load_document
from services import cases, desk, settings
from services.errors import Refused
from ui import look, screens, session
from ui.guard import require_user
from ui.parts import case_form, edit_gate
from ui.parts import draft as drafts
from ui.text import plain
from ui.words import _

actor = require_user("investigator", "prosecutor", "supervisor", "trainer")
here = desk.current()
DRAFT: session.Key[dict[str, object]] = session.Key("draft", {})
state = DRAFT.get()
wanted = session.deep_link("case")
if not state or (wanted and state.get("case_id") != wanted):
    state = {"turn": uuid4().hex[:8], "case_id": None, "version": None, "step": 0}
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
step = f"{turn}-{state['step']}"

bar = look.page_head(
    _("Edit the case") if state["case_id"] else _("Record a case"),
    _(
        "Six fields are enough: State, reference, proceedings, and a stop's role, place and State. "
        "Unknown never blocks."
    ),
)
with bar:
    if st.button(_("Start anew"), key="anew"):
        DRAFT.clear()
        st.query_params.clear()
        st.rerun()
    save = st.button(_("Save case"), type="primary", icon=":material/save:", key="save")
case_form.head(draft, turn)


def changed() -> None:
    """An entry was added or taken out: fresh inputs for the next one."""
    state["step"] += 1
    DRAFT.set(state)
    st.rerun()


look.section(
    _("Stops"),
    _("In order. What you write is kept as written; a place is taken only when you choose it or its name is exact."),
)
for at, route in enumerate(draft.get("routes", [])):
    for number, entry in enumerate(route.get("stops", [])):
        line, up, down, out = st.columns([10, 1, 1, 1], vertical_alignment="center")
        line.text(f"{number + 1}. {case_form.stop_name(entry)}")
        if up.button(
            "", icon=":material/arrow_upward:", key=f"up-{turn}-{at}-{number}", help=_("Earlier"), disabled=not number
        ):
            drafts.move(draft, at, number, -1)
            changed()
        last = number == len(route["stops"]) - 1
        if down.button(
            "", icon=":material/arrow_downward:", key=f"down-{turn}-{at}-{number}", help=_("Later"), disabled=last
        ):
            drafts.move(draft, at, number, 1)
            changed()
        if out.button("", icon=":material/delete:", key=f"out-{turn}-{at}-{number}", help=_("Take this stop out")):
            drafts.remove_stop(draft, at, number)
            changed()
if added := case_form.stop(draft, step):
    drafts.add_stop(draft, added)
    changed()

for title, name, form in (
    (_("Persons"), "persons", lambda: case_form.person(step)),
    (_("Organisations"), "organisations", lambda: case_form.organisation(step)),
    (_("Documents, phones, accounts"), "identifiers", lambda: case_form.identifier(draft, step)),
):
    look.section(title)
    for entry in draft.get(name, []):
        line, out = st.columns([12, 1], vertical_alignment="center")
        shown = case_form.party_name(entry) if name != "identifiers" else f"{entry['kind']} {entry.get('value', '')}"
        line.text(shown)
        if out.button("", icon=":material/delete:", key=f"out-{turn}-{entry['id']}", help=_("Take this entry out")):
            drafts.remove(draft, name, entry["id"])
            changed()
    with st.expander(_("Add one"), expanded=False):
        made = form()
    if made is not None:
        if name == "persons":
            drafts.add_party(draft, name, made[0], "p", made[1], made[2])
        elif name == "organisations":
            drafts.add_party(draft, name, made[0], "o", made[1], None)
        else:
            drafts.add(draft, name, made, "i")
        changed()

if save:
    pending = draft.pop("_pending", None)
    whole = dict(drafts.cleaned({name: value for name, value in draft.items() if name != "_pending"}))
    if pending:
        drafts.add_stop(whole, pending)
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
