"""Emergency access: a case one may not read, for an hour, with a reason; supervisors see it and review it."""

import pandas as pd
import streamlit as st

from services import desk, emergency
from services.errors import Refused
from ui import look, screens
from ui.guard import require_user
from ui.words import _, clock_text, moment_text

actor = require_user("investigator", "prosecutor", "supervisor", "auditor")
here = desk.current()
look.page_head(
    _("Emergency access"),
    _("For danger that cannot wait. Supervisors see it at once, and it stays in sight until one has reviewed it."),
)

if actor.role != "auditor":
    for row in emergency.running(here, actor):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(_("Case {case} is open to you until {until}.", case=row.case_id, until=clock_text(row.until)))
            if st.button(_("Open the case file"), key=f"open-{row.emergency_id}", type="primary"):
                screens.go("case_file", case=row.case_id)
            if st.button(_("End it now"), key=f"end-{row.emergency_id}"):
                emergency.end(here, actor, row.emergency_id)
                st.rerun()
    with st.form("emergency"):
        reference = st.text_input(
            _("Case reference or id"), key="reference", max_chars=120,
            help=_("The whole reference; the case itself is not shown in any list."),
        )  # fmt: skip
        reason = st.text_area(
            _("What is the emergency?"), key="why", max_chars=500,
            placeholder=_("Who is in danger, and why it cannot wait for the owner. No names: the log is kept."),
        )  # fmt: skip
        st.caption(_("It lasts 60 minutes and opens reading only: no change, no export, no letter."))
        begin = st.form_submit_button(_("Open it for an hour"), type="primary", icon=":material/emergency:")
    if begin:
        try:
            emergency.begin(here, actor, reference, reason)
        except Refused as error:
            look.refused(error)
        else:
            st.rerun()

if actor.role in ("supervisor", "auditor"):
    rows = emergency.history(here, actor)
    waiting = [row for row in rows if row.reviewed_at is None]
    look.section(_("To review"))
    if not waiting:
        st.caption(_("Nothing waits for review."))
    for row in waiting:
        with st.container(border=True):
            st.text(
                _("{who} opened case {case}, {when}", who=row.account, case=row.case_id, when=moment_text(row.begun_at))
            )
            st.text(row.reason)
            if actor.role != "supervisor" or row.account == actor.id:
                st.caption(_("Waits for another supervisor."))
                continue
            note = st.text_input(_("What you found"), key=f"note-{row.emergency_id}", max_chars=300)
            with st.container(horizontal=True):
                right = st.button(_("Justified"), key=f"yes-{row.emergency_id}", type="primary")
                wrong = st.button(_("Not justified"), key=f"no-{row.emergency_id}")
            if right or wrong:
                try:
                    emergency.review(here, actor, row.emergency_id, "justified" if right else "not_justified", note)
                except Refused as error:
                    look.refused(error)
                else:
                    st.rerun()
    done = [row for row in rows if row.reviewed_at is not None]
    if done:
        look.section(_("Reviewed"))
        words = {"justified": _("Justified"), "not_justified": _("Not justified")}
        frame = pd.DataFrame(
            {
                "case": [row.case_id for row in done],
                "who": [row.account for row in done],
                "when": [moment_text(row.begun_at) for row in done],
                "why": [row.reason for row in done],
                "finding": [words.get(row.finding or "", row.finding) for row in done],
                "by": [row.reviewed_by for row in done],
                "note": [row.note for row in done],
            }
        )
        columns = {
            "case": _("Case"), "who": _("Who"), "when": _("When"), "why": _("Reason"), "finding": _("Finding"),
            "by": _("Reviewed by"), "note": _("Note"),
        }  # fmt: skip
        look.table(frame, columns, alt=_("Reviewed emergency accesses"))
