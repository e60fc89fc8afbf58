"""Review of matches: the queue, the pair side by side with its evidence, a person's decision, and undoing it."""

import streamlit as st

from services import desk, matching
from services.errors import Refused
from ui import look, screens, session
from ui.guard import require_user
from ui.parts.evidence import evidence_table, pair_name
from ui.text import plain
from ui.words import _, code_label, country_name, moment_text, ngettext, number

actor = require_user("investigator", "prosecutor", "supervisor", "trainer", "read_only")
here = desk.current()
rows = matching.queue(here, actor)
head = look.page_head(
    _("Review matches"),
    ngettext("{n} candidate pair", "{n} candidate pairs", len(rows))
    + ", "
    + _("highest score first. The score orders the list; a person decides."),
)
if actor.role != "read_only":
    with head:
        if st.button(_("Run the matching"), icon=":material/join_inner:", key="run"):
            with st.status(_("Comparing records of all submissions")) as status:
                report = matching.run(here, actor)
                status.update(
                    label=_(
                        "{compared} pairs compared, {new} new candidates, {all} in all",
                        compared=number(report.compared), new=number(report.new), all=number(report.candidates),
                    ),
                    state="complete",
                )  # fmt: skip
            rows = matching.queue(here, actor)
ledger = matching.runs(here, actor)
if ledger:
    st.caption(
        _(
            "Last run finished {when}: {compared} pairs of {profiles} records compared.",
            when=moment_text(ledger[0].finished_at),
            compared=number(ledger[0].compared),
            profiles=number(ledger[0].profiles),
        )
    )

which = st.segmented_control(
    _("Show"), ["open", "decided"], default="open", key="state",
    format_func=lambda one: _("To decide") if one == "open" else _("Decided"),
)  # fmt: skip
if which == "decided":
    rows = matching.queue(here, actor, state="decided")
wanted = session.deep_link("match")
if wanted and wanted not in {row.match_id for row in rows}:
    rows = [row for row in matching.queue(here, actor, state="all") if row.match_id == wanted] + rows
if not rows:
    look.empty(
        _("No pair waits for a decision."),
        todo=_("Import a submission of another State and run the matching."),
        private=_("Pairs live apart from the records until a person has judged them."),
    )
    st.stop()

queue, shown = st.columns([1, 3], gap="large")
with queue:
    look.section(_("Queue"))
    ids = [row.match_id for row in rows]
    by_id = {row.match_id: row for row in rows}
    chosen = st.radio(
        _("Queue"), ids[:40], index=ids[:40].index(wanted) if wanted in ids[:40] else 0, key=f"queue-{which}",
        format_func=lambda one: plain(pair_name(by_id[one])), label_visibility="collapsed",
        captions=[f"{by_id[one].score:.2f} · {ngettext('{n} day', '{n} days', by_id[one].days)}" for one in ids[:40]],
    )  # fmt: skip
with shown:
    try:
        pair = matching.pair(here, actor, str(chosen))
    except Refused as error:
        look.refused(error)
        st.stop()
    row = pair.row
    look.section(plain(f"{row.left_reference} / {row.right_reference}"))
    with st.container(horizontal=True, gap="xsmall"):
        look.badge(_("Score {score}", score=f"{pair.score:.2f}"), "info")
        look.badge(
            _("Above the line for proposals {line}", line=pair.propose_line)
            if row.status == "propose"
            else _("Above the review line {line}", line=pair.review_line)
        )
        if pair.stale:
            look.badge(_("A record changed since; run the matching again"), "warn")
    headings = [
        f"{country_name(row.left_country)}, {row.left_shown}",
        f"{country_name(row.right_country)}, {row.right_shown}",
    ]
    evidence_table(pair.rows, headings)
    if pair.masked and actor.role != "read_only":
        with st.expander(_("Show the names behind the pseudonyms")):
            st.caption(_("The reason is kept in the audit log with your name and the time. It must not name anybody."))
            why = st.text_input(_("Reason"), key=f"why-{chosen}", max_chars=300)
            if st.button(_("Show the names"), key=f"show-{chosen}"):
                try:
                    matching.reveal(here, actor, str(chosen), why)
                except Refused as error:
                    look.refused(error)
                else:
                    st.rerun()
    if actor.role != "read_only":
        reason = st.text_area(
            _("Reason for your decision"), key=f"reason-{chosen}", max_chars=1_000,
            placeholder=_("Kept in the audit log with your name and the time."),
        )  # fmt: skip
        verdict = None
        with st.container(horizontal=True):
            if st.button(_("Same"), type="primary", icon=":material/check:", shortcut="Alt+S", key="same"):
                verdict = "same"
            if st.button(_("Different"), icon=":material/close:", shortcut="Alt+D", key="different"):
                verdict = "different"
            if st.button(_("Cannot tell yet"), icon=":material/help:", shortcut="Alt+U", key="cannot_tell"):
                verdict = "cannot_tell"
        if verdict:
            try:
                matching.judge(here, actor, str(chosen), verdict, reason)
            except Refused as error:
                look.refused(error)
            else:
                session.RESULT.set(_("Decision kept: {verdict}.", verdict=code_label("verdict", verdict)))
                st.rerun()
    if session.RESULT.get():
        look.done(str(session.RESULT.take()))
    for judgement in pair.judgements:
        told = _(
            "{verdict}, {who}, {when}: {why}",
            verdict=code_label("verdict", judgement.verdict),
            who=plain(judgement.by),
            when=moment_text(judgement.at),
            why=plain(judgement.reason),
        )
        st.caption(told + (" · " + _("undone") if judgement.undone_by else ""))
        if not judgement.undone_by and actor.role != "read_only":
            why = st.text_input(_("Reason for undoing"), key=f"undo-why-{judgement.judgement_id}", max_chars=300)
            if st.button(_("Undo this decision"), key=f"undo-{judgement.judgement_id}", icon=":material/undo:"):
                try:
                    matching.undo(here, actor, judgement.judgement_id, why)
                except Refused as error:
                    look.refused(error)
                else:
                    st.rerun()
    with st.container(horizontal=True):
        screens.link("case_file", _("Open case {reference}", reference=plain(row.left_reference)), case=row.left_case)
        screens.link("case_file", _("Open case {reference}", reference=plain(row.right_reference)), case=row.right_case)
