"""The risk questions before a letter to one State: answered by a person, kept, lifted only where the law allows it."""

from __future__ import annotations

import streamlit as st

from notify.counterparts import StateAdvice
from notify.risks import recorded
from records import CaseDocument
from records.actor import Actor
from services import desk, risks
from services.counterparts import CounterpartsView
from services.errors import Refused
from services.risks import RiskView
from ui import look
from ui.parts.states import record_link
from ui.text import plain
from ui.words import _, moment_text, ngettext


def risk_questions(actor: Actor, view: CounterpartsView, state: StateAdvice, document: CaseDocument) -> None:
    """All questions with their answers, and a form for each."""
    try:
        found = risks.views(desk.current(), actor, view.case_id, state.iso2)
    except Refused as error:
        look.refused(error)
        return
    left = sum(one.answered is None for one in found)
    standing = sum(one.stands for one in found)
    with st.container(horizontal=True, gap="xsmall"):
        if left:
            look.badge(ngettext("{n} question is open", "{n} questions are open", left), "warn")
        if standing:
            look.badge(ngettext("{n} answer stands in the way", "{n} answers stand in the way", standing), "bad")
        if not left and not standing:
            look.badge(_("All questions are answered; nothing stands in the way"), "good")
    minded = {part.code: part.records for part in state.cautions}
    speaks = recorded(document, state.iso2, minded)
    for one in found:
        _question(actor, view, state.iso2, one, speaks.get(one.asked.question, ()))


def _question(actor: Actor, view: CounterpartsView, iso2: str, one: RiskView, speaks: tuple[str, ...]) -> None:
    asked, row = one.asked, one.answered
    with st.expander(f"{_mark(one)} {_(asked.label)} · {asked.rule}", expanded=one.stands):
        st.caption(_(asked.help))
        if speaks:
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                st.markdown(_("The case says something on this:"), width="content")
                for record in speaks[:5]:
                    record_link(record, view.case_id)
        if row is not None:
            said = _("yes") if row.answer == "yes" else _("no")
            st.markdown(
                _("Answer: {answer}. {who}, {when}: {why}", answer=said, who=plain(row.by), when=moment_text(row.at),
                  why=plain(row.reason))
            )  # fmt: skip
            if row.lifted_by:
                st.markdown(_("Decided to go on in spite of it: {who}", who=plain(row.lifted_by)))
            if one.older:
                st.caption(_("The case was changed after this answer: read it again."))
        if actor.role == "read_only":
            return
        with st.form(f"risk-{iso2}-{asked.question}", border=False):
            answer = st.radio(
                _("Answer"), ["no", "yes"], index=None, horizontal=True, key=f"said-{iso2}-{asked.question}",
                format_func=lambda code: _("yes") if code == "yes" else _("no"),
            )  # fmt: skip
            why = st.text_input(_("Reason"), max_chars=500, key=f"why-{iso2}-{asked.question}")
            lifted = st.text_input(
                _("Name or function of who decides to go on in spite of a yes"), max_chars=200,
                key=f"lift-{iso2}-{asked.question}",
                help=None if asked.liftable else _("The law leaves no choice here: nobody can lift a yes."),
            )  # fmt: skip
            if st.form_submit_button(_("Keep this answer")):
                _keep(actor, view.case_id, iso2, asked.question, answer, why, lifted)


def _keep(actor: Actor, case_id: str, iso2: str, question: str, answer: str | None, why: str, lifted: str) -> None:
    try:
        risks.answer(desk.current(), actor, case_id, iso2, question, answer or "", why, lifted)
    except Refused as error:
        look.refused(error)
    else:
        st.rerun()


def _mark(one: RiskView) -> str:
    if one.answered is None:
        return f":material/help: {_('open')} ·"
    if one.stands:
        return f":material/block: {_('yes, stands')} ·"
    if one.answered.answer == "yes":
        return f":material/gavel: {_('yes, lifted')} ·"
    return f":material/check: {_('no')} ·"
