"""One line of the register: how it stands, what happened to it, what may be recorded or corrected now."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from notify.letter_labels import FIELDS, condition
from notify.register import DUE, EVENTS, OWN_EVENTS
from records.actor import Actor
from services import desk, register
from services.errors import Refused
from services.register import CORRECTABLE, Entry
from ui import look, screens
from ui.parts.letter_check import channel_name, status_word
from ui.text import bare, plain
from ui.words import _, country_name, date_text, moment_text

#: events whose reason a person wrote; with the others it is the tool's own word for the act
_SAID = (*EVENTS, "returned", "corrected")


def line(actor: Actor, one: Entry) -> None:
    """The line in full."""
    head = one.line
    look.section(_("Line {number}", number=plain(head.number)))
    with st.container(horizontal=True, gap="xsmall"):
        look.badge(status_word(head.status), "good" if head.signed_by else "info")
        look.badge(plain(look.marking_text(head.marking.tlp, head.marking.handling)), "info")
        for due in one.due:
            look.badge(_(DUE[due.code]), "warn" if due.overdue else "neutral")
    _events(one)
    if one.conditions:
        _conditions(one)
    left, right = st.columns([2, 3], gap="large")
    with left:
        look.facts(
            {
                _("State"): country_name(head.iso2),
                _("Authority"): head.authority,
                _("Channel"): channel_name(head.channel) if head.channel else "",
                _("Date"): date_text(head.day),
                _("Their reference"): head.reference,
                _("Deadline"): date_text(head.deadline),
                _("Acknowledged"): date_text(one.acknowledged),
                _("Reply"): date_text(one.replied),
                _("Legal basis"): ", ".join(head.basis),
                _("Conditions"): ", ".join(_(condition(kind)) for kind in head.conditions),
                _("Case"): head.case_id,
                _("Signed by"): head.signed_by,
                _("SHA-256"): head.sha256,
            }
        )
        for file in one.files:
            st.caption(f"{file.kind} · {file.language} · {file.sha256}")
        if head.direction == "out" and head.case_id:
            screens.link("letter", _("Open the letter"), icon=":material/stylus_note:", letter=head.number)
    with right:
        if actor.role != "read_only":
            _record(actor, one)
            _correct(actor, one)


def _events(one: Entry) -> None:
    words = {**EVENTS, **OWN_EVENTS}
    frame = pd.DataFrame(
        {
            "day": [date_text(event.day, short=True) if event.day else moment_text(event.at) for event in one.events],
            "what": [_(words.get(event.kind, event.kind)) for event in one.events],
            "detail": [_detail(event.detail) for event in one.events],
            "reason": [(bare(event.reason) if event.kind in _SAID else "") or "–" for event in one.events],
            "by": [event.by for event in one.events],
        }
    )
    columns = {
        "day": st.column_config.TextColumn(_("Date"), width=160),
        "what": st.column_config.TextColumn(_("What happened"), width=190),
        "detail": st.column_config.TextColumn(_("Detail"), width=270),
        "reason": st.column_config.TextColumn(_("Reason"), width=150),
        "by": st.column_config.TextColumn(_("By"), width=130),
    }
    look.table(frame, columns, alt=_("What happened to this line"))


def _detail(detail: object) -> str:
    told = dict(detail) if isinstance(detail, dict) else {}
    if "field" in told:
        return f"{_(FIELDS[told['field']])}: {bare(told['before']) or '–'} → {bare(told['after']) or '–'}"
    return bare(told.get("text", "")) or "–"


def _conditions(one: Entry) -> None:
    rows = [row for row in one.conditions if row.case_id or not one.line.case_id]
    frame = pd.DataFrame(
        {
            "kind": [_(condition(row.kind)) for row in rows],
            "on": [row.scope or (_("the whole case") if row.case_id else _("not yet recorded")) for row in rows],
            "until": [date_text(row.until, short=True) if row.until else "–" for row in rows],
            "note": [bare(row.note) or "–" for row in rows],
        }
    )
    columns = {"kind": _("Condition"), "on": _("On"), "until": _("Until"), "note": _("In the sender's words")}
    look.table(frame, columns, alt=_("Conditions under which it came"))


def _record(actor: Actor, one: Entry) -> None:
    kinds = register.possible(one)
    number = one.line.number
    here = desk.current()
    # What was written for one event does not stay in the fields for the next.
    with st.form(f"record-{number}-{len(one.events)}"):
        # A message inside an f-string would not be found for translation.
        title = _("Record what happened")
        st.markdown(f"**{title}**")
        kind = st.selectbox(_("What happened"), kinds, format_func=lambda code: _(EVENTS[code]))
        first, second = st.columns(2)
        with first:
            day = st.date_input(_("On"), value=here.now().date())
        with second:
            text = st.text_input(_("Channel, reference or unit"), max_chars=300)
        reason = st.text_input(
            _("Reason"),
            max_chars=500,
            help=_("Needed to withdraw, and for a disclosure without notice in advance."),
        )
        if st.form_submit_button(_("Record it")):
            try:
                register.record(here, actor, number, kind, day=str(day), text=text, reason=reason)
            except Refused as error:
                look.refused(error)
            else:
                st.rerun()


def _correct(actor: Actor, one: Entry) -> None:
    number = one.line.number
    with (
        st.expander(_("Correct a field; what stood there is kept")),
        st.form(f"correct-{number}-{len(one.events)}", border=False),
    ):
        field = st.selectbox(_("Field"), CORRECTABLE, format_func=lambda name: _(FIELDS[name]))
        value = st.text_input(_("New value"), max_chars=300)
        reason = st.text_input(_("Reason for the correction"), max_chars=500)
        if st.form_submit_button(_("Correct it")):
            try:
                register.correct(desk.current(), actor, number, field, value, reason)
            except Refused as error:
                look.refused(error)
            else:
                st.rerun()
