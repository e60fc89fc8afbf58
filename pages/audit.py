"""The log, for those whose work it is: filters, the check against its signed heads, lines as a table."""

import pandas as pd
import streamlit as st

from services import audit, desk
from services.errors import Refused
from ui import look
from ui.export import export_button
from ui.guard import require_user
from ui.text import plain
from ui.words import _, code_label, moment_text, ngettext, number

actor = require_user("auditor", "supervisor")
here = desk.current()
head_row = look.page_head(
    _("Audit log"),
    _("Who did what, when and why. Lines hold ids, codes and counts; names of persons are not in it."),
)
try:
    head = audit.head(here, actor)
    known = audit.actions(here, actor)
except Refused as error:
    look.refused(error)
    st.stop()
with head_row:
    check = st.button(_("Check the whole log"), icon=":material/verified:", type="primary", key="verify")
if check:
    with st.spinner(_("Reading every line")):
        seen = audit.verify(here, actor)
    if seen.first_bad is not None:
        st.error(
            _(audit.WRONG[seen.reason], seq=seen.first_bad)
            + " "
            + _("Keep a copy of the data folder as it is and tell the supervisor."),
            icon=":material/error:",
        )
    else:
        look.done(
            ngettext("{n} line fits its chain.", "{n} lines fit their chain.", seen.lines)
            + " "
            + ngettext("{n} signed head agrees.", "{n} signed heads agree.", seen.checkpoints)
        )
        if seen.lost:
            st.warning(
                ngettext(
                    "A backup was taken back: {n} later line, known from signed heads, is not in this log.",
                    "A backup was taken back: {n} later lines, known from signed heads, are not in this log.",
                    seen.lost,
                ),
                icon=":material/warning:",
            )
        if not seen.second:
            st.warning(
                _("No signed head is kept in a second place; a log that was cut off could not be told."),
                icon=":material/warning:",
            )

look.facts({_("Last line"): number(head.seq), _("Its hash"): head.hash, _("As of"): moment_text(head.at)})
st.caption(_("Write number and hash down elsewhere now and then: whoever changes the log cannot change your note."))

look.section(_("Lines"))
first, second, third = st.columns(3)
with first:
    action = st.selectbox(_("Action"), known, index=None, placeholder=_("all"), key="action")
with second:
    person = st.text_input(_("Account"), max_chars=60, key="person")
with third:
    about = st.text_input(
        _("About"), max_chars=80, key="about", help=_("An id, such as C-7K2M9QX4, or account:name."), placeholder="C-…"
    )
fourth, fifth, _rest = st.columns(3)
with fourth:
    since = st.date_input(_("From"), None, format="DD.MM.YYYY", key="since")
with fifth:
    until = st.date_input(_("To"), None, format="DD.MM.YYYY", key="until")
wanted = audit.Filter(action, person, about, since, until)
try:
    lines = audit.listing(here, actor, wanted)
except Refused as error:
    look.refused(error)
    st.stop()

if not lines:
    look.empty(_("No line fits these filters."), todo=_("Take a filter away, or choose other days."))
    st.stop()
frame = pd.DataFrame(
    {
        "line": [line.seq for line in lines],
        "at": [moment_text(line.at) for line in lines],
        "actor": [line.actor for line in lines],
        "action": [line.action for line in lines],
        "reason": [line.reason or "–" for line in lines],
        "about": [" ".join(line.objects) or "–" for line in lines],
        "role": [code_label("role", line.role) for line in lines],
        "detail": [", ".join(f"{name} {value}" for name, value in line.detail.items()) or "–" for line in lines],
    }
)
columns = {
    "line": _("Line"), "at": _("When"), "actor": _("Account"), "action": _("Action"), "reason": _("Reason"),
    "about": _("About"), "role": _("Role"), "detail": _("Detail"),
}  # fmt: skip
look.table(frame, columns, alt=_("Lines of the audit log"), height=460)
if len(lines) == wanted.limit:
    st.caption(_("The newest {n} lines are shown; the file holds all that fit.", n=number(wanted.limit)))
export_button(
    _("Lines as CSV"),
    lambda: audit.export(here, actor, wanted),
    actor=actor,
    key="export",
    holds=_("the lines that fit the filters"),
    marking=_("internal to this office"),
    recipient=plain(actor.display) or actor.id,
    mime="text/csv",
)
