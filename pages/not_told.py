"""States not yet told: one pass over all open cases, the most urgent first."""

import pandas as pd
import streamlit as st

from notify import labels
from services import desk, worklist
from services.errors import Refused
from ui import look, screens, session
from ui.guard import require_user
from ui.parts.states import decision_word
from ui.words import _, country_name, moment_text, ngettext, number

_MOST = 1_000
actor = require_user("investigator", "prosecutor", "supervisor", "trainer", "read_only")
here = desk.current()
look.page_head(
    _("States not yet told"),
    _(
        "Every State that an open case leads to and no letter has gone to. "
        "A dismissed State comes back when its ground changed."
    ),
)
try:
    stamp, made = worklist.stamp(here, actor), session.NOT_TOLD.get()
    with st.status(_("Going through the cases")) as status:
        if made is not None and made[0] == stamp:
            found = made[1]
        else:
            found = worklist.not_told(
                here,
                actor,
                progress=lambda done, all_: status.update(label=_("{done} of {all} cases", done=done, all=all_)),
            )
            session.NOT_TOLD.set((stamp, found))
        told = ngettext("{n} case gone through", "{n} cases gone through", found.cases)
        status.update(label=told, state="complete")
except Refused as error:
    look.refused(error)
    st.stop()

if not found.rows:
    look.empty(
        _("Nothing waits: every State that a case leads to has been told or dismissed."),
        todo=_("Record or import cases; States appear here by themselves."),
        private=_("Nothing is sent by this tool."),
    )
    st.stop()
cards = st.columns(4)
late = sum(row.late > 0 for row in found.rows)
for column, (title, count, note, tone) in zip(
    cards,
    (
        (_("Critical"), sum(row.urgency == "critical" for row in found.rows), _("telephone first"), "bad"),
        (_("High"), sum(row.urgency == "high" for row in found.rows), _("perhaps still there"), "warn"),
        (_("Letter overdue"), late, _("since the last change"), "warn"),
        (_("To decide"), sum(not row.verdict for row in found.rows), _("nobody has decided"), "neutral"),
    ),
    strict=True,
):
    with column:
        look.metric_card(title, number(count), note, tone if count else "neutral")

left, right = st.columns(2)
states = sorted({row.iso2 for row in found.rows}, key=country_name)
with left:
    one = st.selectbox(
        _("State"), states, index=None, format_func=country_name, placeholder=_("all States"), key="not_told_state"
    )
with right:
    weak = st.toggle(_("Show those to review as well"), value=False, key="not_told_review")
rows = [row for row in found.rows if (one is None or row.iso2 == one) and (weak or row.decision == "notify")]
if len(rows) > _MOST:
    st.caption(_("The first {n} of {all} are shown; choose a State.", n=number(_MOST), all=number(len(rows))))
rows = rows[:_MOST]
if not rows:
    look.empty(_("None with this choice."), todo=_("Choose all States, or show those to review as well."))
    st.stop()
frame = pd.DataFrame(
    {
        "case": [row.reference for row in rows],
        "state": [country_name(row.iso2) for row in rows],
        "decision": [decision_word(row.decision) for row in rows],
        "urgency": [_(labels.URGENCY_SHORT[row.urgency]) for row in rows],
        "due": [moment_text(row.letter_by) if row.letter_by else "–" for row in rows],
        "why": [_(labels.reason(row.reason)) if row.reason else "–" for row in rows],
        "decided": [
            (_("accepted") if row.verdict == "accept" else _("not decided")) + (" *" if row.changed else "")
            for row in rows
        ],
        "letter": [_("in work") if row.in_work else _("none") for row in rows],
    }
)
columns = {
    "case": _("Case"), "state": _("State"), "decision": _("Suggestion"), "urgency": _("Urgency"),
    "due": _("Letter due"),
    "why": _("Strongest reason"), "decided": _("Decision"), "letter": _("Letter"),
}  # fmt: skip
chosen = look.table(frame, columns, alt=_("States not yet told"), key="not_told", choose=True, height=420)
if any(row.changed for row in rows):
    st.caption(_("An asterisk: changed since it was decided."))
if chosen is not None:
    screens.go("counterparts", case=rows[chosen].case_id, state=rows[chosen].iso2)
