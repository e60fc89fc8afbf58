"""Entering what came in: the conditions first, then where its content is recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import streamlit as st

from notify.letter_labels import CONDITIONS, condition
from records.actor import Actor
from records.codes import country_codes
from records.marking import TLP_ORDER
from services import cases, desk, received
from services.errors import Refused
from services.received import ConditionInput, IncomingInput
from services.register import Entry
from ui import look, session
from ui.text import bare
from ui.words import _, code_label, country_name, language

_DATED = ("confidential", "expiry")


def arrivals(actor: Actor, found: Sequence[Entry]) -> None:
    """Two steps: the line with its conditions; then the records that hold its content."""
    left, right = st.columns(2, gap="large")
    with left:
        look.section(_("1. Who sent it, under which conditions"))
        _line(actor, len(found))
    with right:
        look.section(_("2. Where its content is recorded"))
        waiting = [one for one in found if one.line.direction == "in" and not one.line.case_id]
        if waiting:
            _attach(actor, waiting)
        else:
            st.caption(_("No line waits for its content."))


def _line(actor: Actor, turn: int) -> None:
    here = desk.current()
    # Each line begins with empty fields: what one State stated must not pass to the line of the next.
    states = sorted(country_codes(), key=country_name)
    kinds = st.multiselect(
        _("Conditions"),
        [*TLP_ORDER, *CONDITIONS],
        format_func=lambda kind: _(condition(kind)),
        key=f"in-kinds-{turn}-{language()}",
    )
    until = {
        kind: st.date_input(
            _("{condition}: until", condition=_(condition(kind))), value=None, key=f"in-until-{turn}-{kind}"
        )
        for kind in kinds
        if kind in _DATED
    }
    with st.form(f"arrived-{turn}", border=False):
        note = st.text_area(_("The conditions in the sender's own words"), max_chars=2_000)
        none = st.checkbox(_("I have looked: the sender stated no conditions"))
        state = st.selectbox(_("State"), states, format_func=country_name, index=None)
        authority = st.text_input(_("Authority"), max_chars=300)
        first, second = st.columns(2)
        with first:
            day = st.date_input(_("Received on"), value=here.now().date())
            reference = st.text_input(_("Their reference"), max_chars=300)
        with second:
            deadline = st.date_input(_("Asked of us by"), value=None)
            channel = st.text_input(_("Channel"), max_chars=300)
        file = st.file_uploader(_("The file that came: only its hash is kept"))
        if st.form_submit_button(_("Enter the line"), type="primary"):
            given = [ConditionInput(kind, "", note, str(until[kind]) if until.get(kind) else "") for kind in kinds]
            digest = hashlib.sha256(file.getvalue()).hexdigest() if file else ""
            arrived = IncomingInput(
                state or "", authority, str(day), channel, reference, sha256=digest,
                deadline=str(deadline) if deadline else "",
            )  # fmt: skip
            try:
                made = received.receive(here, actor, arrived, given, none_stated=none)
            except Refused as error:
                look.refused(error)
            else:
                session.LETTER.set(made.line.number)
                st.rerun()


def _attach(actor: Actor, waiting: Sequence[Entry]) -> None:
    here = desk.current()
    names = {one.line.number: f"{one.line.number} · {country_name(one.line.iso2)}" for one in waiting}
    number = st.selectbox(_("Line"), list(names), format_func=lambda one: names[one], key=f"attach-line-{language()}")
    rows = cases.listing(here, actor, limit=2_000)
    labels = {
        row.case_id: " · ".join(part for part in (row.reference or row.case_id, row.title) if part) for row in rows
    }
    case_id = st.selectbox(
        _("Case"), list(labels), format_func=lambda one: labels[one], index=None, key=f"attach-case-{language()}"
    )
    if case_id is None:
        st.caption(_("Import or record the content first; the conditions wait here."))
        return
    file = cases.case_file(here, actor, case_id)
    records = {party.local_id: f"{party.local_id} · {party.shown}" for party in file.people}
    records |= {stop.record: f"{stop.record} · {code_label('stop_role', stop.role)}" for stop in file.stops}
    records |= {
        item.record: f"{item.record} · {code_label('identifier', item.kind)}"
        for party in file.people
        for item in party.identifiers
    }
    chosen = st.multiselect(
        _("Records; none means the whole case"), list(records), format_func=lambda one: bare(records[one]),
        key=f"attach-{case_id}",
    )  # fmt: skip
    if st.button(_("Bind the conditions to these records"), type="primary"):
        try:
            received.attach(here, actor, number, case_id, chosen)
        except Refused as error:
            look.refused(error)
        else:
            session.LETTER.set(number)
            st.rerun()
