"""One pair of the queue: what speaks against first, the waterfall, the table, the decision and its history."""

from __future__ import annotations

import streamlit as st

from records import Actor
from services import matching
from services.desk import Desk
from services.errors import Refused
from services.matching import PairView
from ui import look, screens, session
from ui.parts.evidence import evidence_table, field_name, score_text, why
from ui.parts.waterfall import waterfall
from ui.text import plain
from ui.words import _, code_label, country_name, moment_text

_BUTTONS = (("same", ":material/check:", "Alt+S"), ("different", ":material/close:", "Alt+D"),
            ("cannot_tell", ":material/help:", "Alt+U"))  # fmt: skip


def show(here: Desk, actor: Actor, match_id: str) -> None:
    """A pair with its evidence and, for those who may decide, the three buttons."""
    try:
        pair = matching.pair(here, actor, match_id)
    except Refused as error:
        look.refused(error)
        return
    row = pair.row
    look.section(plain(f"{row.left_reference} / {row.right_reference}"))
    _badges(pair)
    against = [line for line in pair.rows if line.weight < 0 and line.kind not in ("prior", "cap")]
    if against:
        told = "; ".join(f"{plain(field_name(line))}: {plain(why(line))}" for line in against)
        st.warning(_("Speaks against: {what}", what=told), icon=":material/balance:")
    else:
        st.caption(_("Nothing on record speaks against."))
    headings = [
        f"{country_name(row.left_country)}, {row.left_shown}",
        f"{country_name(row.right_country)}, {row.right_shown}",
    ]
    evidence_table(pair.rows, headings)
    if actor.role != "read_only":
        if pair.masked:
            _reveal(here, actor, match_id)
        _decide(here, actor, match_id)
    _history(here, actor, pair)
    with st.container(horizontal=True):
        for reference, case_id in ((row.left_reference, row.left_case), (row.right_reference, row.right_case)):
            screens.link("case_file", _("Open case {reference}", reference=plain(reference)), case=case_id)
    st.subheader(_("How the score comes about"), anchor=False)
    waterfall(pair)


def _badges(pair: PairView) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        look.badge(_("Score {score}", score=plain(score_text(pair.score))), "info")
        if pair.row.status == "propose":
            look.badge(_("Above the line for proposals {line}", line=pair.propose_line))
        else:
            look.badge(_("Above the review line {line}", line=pair.review_line))
        if pair.row.new:
            look.badge(_("New since the run before"), "info")
        if pair.stale:
            look.badge(_("A record changed since; run the matching again"), "warn")


def _reveal(here: Desk, actor: Actor, match_id: str) -> None:
    with st.expander(_("Show the names behind the pseudonyms")):
        st.caption(_("The reason is kept in the audit log with your name and the time. It must not name anybody."))
        reason = st.text_input(_("Reason"), key=f"why-{match_id}", max_chars=300)
        if st.button(_("Show the names"), key=f"show-{match_id}"):
            try:
                matching.reveal(here, actor, match_id, reason)
            except Refused as error:
                look.refused(error)
            else:
                st.rerun()


def _decide(here: Desk, actor: Actor, match_id: str) -> None:
    reason = st.text_area(
        _("Reason for your decision"), key=f"reason-{match_id}", max_chars=1_000, height=70,
        placeholder=_("Kept in the audit log with your name and the time."),
    )  # fmt: skip
    labels = {"same": _("Same"), "different": _("Different"), "cannot_tell": _("Cannot tell yet")}
    verdict = None
    with st.container(horizontal=True):
        for code, icon, keys in _BUTTONS:
            if st.button(
                labels[code], type="primary" if code == "same" else "secondary", icon=icon, shortcut=keys, key=code
            ):
                verdict = code
    if verdict is None:
        return
    try:
        matching.judge(here, actor, match_id, verdict, reason)
    except Refused as error:
        look.refused(error)
        return
    session.RESULT.set(_("Decision kept: {verdict}.", verdict=code_label("verdict", verdict)))
    st.rerun()


def _history(here: Desk, actor: Actor, pair: PairView) -> None:
    if session.RESULT.get():
        look.done(str(session.RESULT.take()))
    for judgement in pair.judgements:
        told = _(
            "{verdict}, {who}, {when}: {why}",
            verdict=code_label("verdict", judgement.verdict), who=plain(judgement.by),
            when=moment_text(judgement.at), why=plain(judgement.reason),
        )  # fmt: skip
        st.caption(told + (" · " + _("undone") if judgement.undone_by else ""))
        if judgement.undone_by or actor.role == "read_only":
            continue
        reason = st.text_input(_("Reason for undoing"), key=f"undo-why-{judgement.judgement_id}", max_chars=300)
        if st.button(_("Undo this decision"), key=f"undo-{judgement.judgement_id}", icon=":material/undo:"):
            try:
                matching.undo(here, actor, judgement.judgement_id, reason)
            except Refused as error:
                look.refused(error)
            else:
                st.rerun()
