"""What a suggestion hangs on: the record that carries it, the list without one, questions that would change it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from notify import labels
from notify.counterparts import StateAdvice
from notify.missing import Effect
from records import CaseDocument
from records.actor import Actor
from services import desk, whatif
from services.counterparts import CounterpartsView
from services.errors import Refused
from ui import look, screens
from ui.parts.states import decision_word
from ui.text import bare, plain
from ui.words import _, country_name, ngettext

_MOST = 8


def carried_by(actor: Actor, view: CounterpartsView, state: StateAdvice) -> None:
    """Which records carry the State: without any one of them the suggestion would be another."""
    try:
        found = whatif.carried_by(desk.current(), actor, view.case_id, state.iso2, view.result.letter_date)
    except Refused as error:
        look.refused(error)
        return
    carrying = [hold for hold in found if hold.carries]
    if carrying:
        st.markdown(
            ngettext(
                "The suggestion hangs on a single record: without it, it would fall.",
                "The suggestion would fall without any one of {n} records.",
                len(carrying),
            )
        )
    elif found:
        st.markdown(_("No single record carries the suggestion: it would stand without any one of them."))
    if found:
        frame = pd.DataFrame(
            {"record": [hold.record for hold in found], "after": [decision_word(hold.after) for hold in found],
             "carries": [_("yes") if hold.carries else _("no") for hold in found]}
        )  # fmt: skip
        columns = {"record": _("Without record"), "after": _("It would be"), "carries": _("Carries it")}
        chosen = look.table(
            frame, columns, alt=_("What the suggestion hangs on"), key=f"hangs-{state.iso2}", choose=True
        )
        if chosen is not None:
            screens.go("case_file", case=view.case_id, record=found[chosen].record)


def list_without(actor: Actor, view: CounterpartsView, document: CaseDocument) -> None:
    """The whole list beside the list without one record. Nothing in the case is changed."""
    records = [name for name, _part in document.records()]
    record = st.selectbox(
        _("The list without this record"), records, index=None, format_func=bare, key="without",
        placeholder=_("choose a record"),
    )  # fmt: skip
    if record is None:
        return
    try:
        _after, found = whatif.without_record(desk.current(), actor, view.case_id, record, view.result.letter_date)
    except Refused as error:
        look.refused(error)
        return
    if not found:
        st.caption(_("The list would be the same."))
        return
    frame = pd.DataFrame(
        {"state": [country_name(one.iso2) for one in found], "before": [decision_word(one.before) for one in found],
         "after": [decision_word(one.after) for one in found],
         "strength": [f"{one.strength_before} → {one.strength_after}" for one in found]}
    )  # fmt: skip
    columns = {"state": _("State"), "before": _("With it"), "after": _("Without it"), "strength": _("Best reason")}
    look.table(frame, columns, alt=_("The list without this record"))


def missing(view: CounterpartsView) -> None:
    """Questions and documents that would most change the list, with what they would change."""
    found = view.result.missing
    look.section(_("What would change the list most"))
    if not found:
        st.caption(_("No open question of this case would change the list."))
    for question in found[:_MOST]:
        told = [_effect(one) for one in question.effects[:3]]
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(f"{_(labels.question(question.code))} {plain('; '.join(told))}", width="content")
            if question.record != "case":
                screens.link(
                    "case_file",
                    plain(question.record),
                    icon=":material/link:",
                    case=view.case_id,
                    record=question.record,
                )


def _effect(one: Effect) -> str:
    if not one.iso2:
        return _("a State not listed yet: {after}", after=decision_word(one.after))
    return _(
        "{state}: {before} → {after}", state=country_name(one.iso2), before=decision_word(one.before),
        after=decision_word(one.after),
    )  # fmt: skip
