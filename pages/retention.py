"""How long each submission is kept: what falls due, another date, taking one out for good."""

import pandas as pd
import streamlit as st

from services import desk, retention, settings
from services.errors import Refused
from ui import look
from ui.guard import require_user
from ui.text import bare
from ui.words import _, country_name, date_text, ngettext, number

actor = require_user("prosecutor", "supervisor", "trainer")
here = desk.current()
months = int(settings.value(here, "retention_months"))
rule = (
    ngettext("The office keeps a submission for {n} month.", "The office keeps a submission for {n} months.", months)
    if months
    else _("The office has no rule; only dates that a person set count.")
)
look.page_head(_("Retention"), rule + " " + _("Nothing is taken out by itself: when a date comes, a person decides."))
try:
    rows = retention.listing(here, actor)
except Refused as error:
    look.refused(error)
    st.stop()
if not rows:
    look.empty(_("No submission is stored."), private=_("Submissions you may not see are not listed."))
    st.stop()

due = [row for row in rows if row.days is not None and row.days <= 0]
soon = [row for row in rows if row.days is not None and 0 < row.days <= 90]
cards = st.columns(3)
with cards[0]:
    look.metric_card(_("Date has come"), number(len(due)), _("to decide now"), "warn" if due else "neutral")
with cards[1]:
    look.metric_card(_("Within 90 days"), number(len(soon)), _("to prepare"))
with cards[2]:
    look.metric_card(_("Submissions"), number(len(rows)), _("that you may see"))

frame = pd.DataFrame(
    {
        "submission": [row.submission_id for row in rows],
        "country": [country_name(row.country) for row in rows],
        "due": [date_text(row.due.isoformat(), short=True) if row.due else _("no date") for row in rows],
        "days": [row.days for row in rows],
        "cases": [row.cases for row in rows],
        "received": [date_text(row.received, short=True) if row.received else None for row in rows],
        "authority": [row.authority for row in rows],
        "why": [_("the office's rule") if row.by_rule else row.reason for row in rows],
    }
)
columns = {
    "submission": _("Submission"), "country": _("State"), "due": _("Kept until"), "days": _("Days left"),
    "cases": _("Cases"), "received": _("Received"), "authority": _("Authority"), "why": _("Why"),
}  # fmt: skip
place = look.table(frame, columns, alt=_("Submissions and until when they are kept"), key="rows", choose=True)
if place is None:
    st.caption(_("Choose a submission to set another date or to take it out."))
    st.stop()

row = rows[place]
look.section(f"{row.submission_id} · {country_name(row.country)}")
left, right = st.columns(2)
with left, st.form("date"):
    day = st.date_input(_("Keep until"), row.due, format="DD.MM.YYYY", key=f"day-{row.submission_id}")
    why = st.text_input(_("Reason"), max_chars=500, key=f"why-{row.submission_id}")
    if st.form_submit_button(_("Set the date"), type="primary"):
        try:
            if day is None:
                st.warning(_("Choose a date."))
            else:
                retention.set_due(here, actor, row.submission_id, day, why)
                look.done(_("The date is set."), row.submission_id)
        except Refused as error:
            look.refused(error)
with right, st.form("purge"):
    st.markdown(
        ngettext(
            "Takes {n} case out, with its persons, pairs, decisions and letter texts. It cannot be undone.",
            "Takes {n} cases out, with their persons, pairs, decisions and letter texts. It cannot be undone.",
            row.cases,
        )
    )
    st.caption(_("The log keeps that the submission was here. Backups made before hold it until the oldest have gone."))
    reason = st.text_input(_("Reason for taking it out"), max_chars=500, key=f"reason-{row.submission_id}")
    typed = st.text_input(
        _("Write the submission's id to confirm"), max_chars=20, key=f"typed-{row.submission_id}", placeholder="S-…"
    )
    if st.form_submit_button(_("Take it out for good")):
        try:
            if bare(typed).upper() != row.submission_id:
                st.warning(_("The id does not fit. Nothing was taken out."))
            else:
                gone = retention.purge(here, actor, row.submission_id, reason)
                look.done(_("Taken out: {id}.", id=gone.submission_id))
        except Refused as error:
            look.refused(error)
