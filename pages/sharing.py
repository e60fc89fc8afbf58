"""Who works on a case: named persons, closing it to the rest of the office, answering those who ask."""

import pandas as pd
import streamlit as st

from services import desk, sharing
from services.errors import Refused
from ui import look, screens
from ui.guard import require_user
from ui.parts.choose_case import choose_case
from ui.text import plain
from ui.words import _, code_label, moment_text

actor = require_user("investigator", "prosecutor", "supervisor", "trainer")
here = desk.current()
look.page_head(
    _("Who works on a case"),
    _("A case is read by the office unless it is closed or marked TLP:RED; then only by its owner and named persons."),
)

asking = sharing.requests(here, actor)
if asking:
    look.section(_("They ask for access"))
for request in asking:
    with st.container(border=True):
        st.text(_("{who} asks for case {case}, {when}", who=request.account, case=request.case_id,
                  when=moment_text(request.at)))  # fmt: skip
        st.text(request.reason)
        why = st.text_input(_("Reason for your answer"), key=f"why-{request.request_id}", max_chars=300)
        with st.container(horizontal=True):
            yes = st.button(_("Give access"), key=f"yes-{request.request_id}", type="primary")
            no = st.button(_("Decline"), key=f"no-{request.request_id}")
        if yes or no:
            try:
                sharing.answer(here, actor, request.request_id, yes, why)
            except Refused as error:
                look.refused(error)
            else:
                st.rerun()

case_id = choose_case(actor)
if case_id is None:
    st.stop()
try:
    held = sharing.access(here, actor, case_id)
except Refused as error:
    look.refused(error)
    st.caption(_("Its owner, a person it was given to, or a supervisor can share it."))
    st.stop()

look.marking_badges(held.marking.tlp, held.marking.handling)
if held.office:
    st.info(_("The whole office reads this case."), icon=":material/groups:")
elif held.restricted:
    st.info(_("Closed: only the owner and the named persons read this case."), icon=":material/lock:")
else:
    st.info(_("TLP:RED: only the owner and the named persons read this case."), icon=":material/lock:")

look.section(_("Who has it"))
people = {row.account: row for row in sharing.people(here, actor)}
named = [(held.owner, _("recorded it"), None), *((one.account, _("given by name"), one) for one in held.named)]
frame = pd.DataFrame(
    {
        "account": [account for account, _how, _grant in named],
        "name": [people[account].display if account in people else None for account, _how, _grant in named],
        "role": [code_label("role", people[account].role) if account in people else None for account, _h, _g in named],
        "how": [how for _account, how, _grant in named],
        "when": [moment_text(grant.given_at if grant else held.recorded_at) for _account, _how, grant in named],
        "by": [grant.given_by if grant else held.owner for _account, _how, grant in named],
    }
)
columns = {
    "account": _("Account"), "name": _("Name"), "role": _("Role"), "how": _("How"), "when": _("Since"),
    "by": _("Given by"),
}  # fmt: skip
look.table(frame, columns, alt=_("Who has the case"))

look.section(_("Change it"))
given = {one.account for one in held.named}
reason = st.text_input(_("Reason"), key=f"reason-{case_id}", max_chars=300, help=_("Kept in the audit log."))
one, two = st.columns(2, gap="large")
with one:
    others = [account for account in people if account not in given and account != held.owner]
    label = lambda account: f"{people[account].display} · {account}" if account in people else account  # noqa: E731
    who = st.selectbox(_("Give it to"), others, index=None, format_func=label, key=f"give-{case_id}",
                       placeholder=_("choose a person"))  # fmt: skip
    give = st.button(_("Give access"), key="give", type="primary", disabled=who is None)
with two:
    whom = st.selectbox(_("Take it from"), sorted(given), index=None, format_func=label, key=f"take-{case_id}",
                        placeholder=_("choose a person"))  # fmt: skip
    take = st.button(_("Take access away"), key="take", disabled=whom is None)
close = st.button(
    _("Open it to the office") if held.restricted else _("Close it to the office"), key="restrict",
    icon=":material/lock_open:" if held.restricted else ":material/lock:",
)  # fmt: skip
if give or take or close:
    try:
        if give:
            sharing.give(here, actor, case_id, str(who), reason)
        elif take:
            sharing.take(here, actor, case_id, str(whom), reason)
        else:
            sharing.restrict(here, actor, case_id, not held.restricted, reason)
    except Refused as error:
        look.refused(error)
    else:
        st.rerun()
screens.link("case_file", _("Open the case file {case}", case=plain(case_id)), icon=":material/arrow_forward:",
             case=case_id)  # fmt: skip
