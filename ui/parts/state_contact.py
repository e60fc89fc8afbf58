"""How to reach a State: the sheet for a call, the question that goes first, networks and treaties of both States."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from notify import consultation, phone
from notify.counterparts import StateAdvice
from notify.networks import shared
from notify.phone import Line, PhoneSheet
from records import CaseDocument
from records.actor import Actor
from records.codes import code_lists, country_codes
from services.counterparts import CounterpartsView
from ui import export, look
from ui.text import bare, plain
from ui.words import _, code_label, country_name, date_text

_MONEY = {"money_flow", "suspect_account", "money_of_victim"}


def phone_sheet(actor: Actor, view: CounterpartsView, state: StateAdvice, document: CaseDocument) -> None:
    """Whom to call, what to say and what not, where somebody is in immediate danger; to print as well."""
    made = phone.sheet(document, state)
    if made is None:
        return
    parts = _sheet_parts(made)
    with st.container(border=True, key=f"phone-{state.iso2}"):
        look.badge(_("Telephone first: somebody is in immediate danger"), "bad")
        for column, (title, lines) in zip(st.columns(3), parts, strict=True):
            with column:
                st.markdown(f"**{title}**")
                st.markdown("\n".join(f"{number}. {plain(line)}" for number, line in enumerate(lines, 1)))
        st.caption(_("No name and no number stands here: look numbers up where your office keeps them."))
        export.export_button(
            _("Sheet to print (text)"),
            lambda: (f"waylink-call-{state.iso2}.txt", _printed(state, parts).encode()),
            actor=actor,
            key=f"sheet-{state.iso2}",
            holds=_("Whom to call, what to say; no name of a person"),
            marking=look.marking_text(view.marking.tlp, view.marking.handling),
            recipient=_("you alone"),
            mime="text/plain",
        )


def _sheet_parts(made: PhoneSheet) -> list[tuple[str, list[str]]]:
    tables = ((_("Call"), phone.CALLS, made.calls), (_("Say"), phone.SAY, made.say),
              (_("Do not say"), phone.WITHHOLD, made.withhold))  # fmt: skip
    return [(title, [_told(texts, line) for line in lines]) for title, texts, lines in tables]


def _told(texts: dict[str, str], line: Line) -> str:
    return _(texts[line.code], **{name: _words(name, value) for name, value in line.params.items()})


def _words(name: str, value: str) -> str:
    if name == "date":
        return date_text(value)
    if name == "people":
        return "; ".join(" ".join(_word(part) for part in person.split()) for person in value.split(";"))
    return bare(value)


def _word(part: str) -> str:
    if part in country_codes():
        return country_name(part)
    return code_label("gender", part) if part in code_lists()["gender"].labels else part


def _printed(state: StateAdvice, parts: list[tuple[str, list[str]]]) -> str:
    lines = [country_name(state.iso2), ""]
    for title, told in parts:
        lines += [title, *(f"  {number}. {line}" for number, line in enumerate(told, 1)), ""]
    return "\n".join(lines)


def question_first(state: StateAdvice, document: CaseDocument) -> None:
    """The depersonalised question to a contact point, to copy; a calm line where it must not be asked."""
    st.markdown(f"**{_('Ask informally first')}**")
    made = consultation.consultation(document, state)
    if made is None:
        st.caption(_("Not here: it is urgent, or even the question could tell somebody who must not know."))
        return
    st.code("\n".join(_asked(line) for line in made), language=None, wrap_lines=True)
    st.caption(
        _("No person, date or number is in it. Send it yourself through a contact point; the tool sends nothing.")
    )


def _asked(line: consultation.Line) -> str:
    text = consultation.TEXT[line.code]
    if line.code == "purposes":
        return _(text, purposes=", ".join(code_label("purpose", code) for code in line.codes))
    if line.code == "states":
        return _(text, states=", ".join(country_name(code) for code in line.codes))
    return _(text, size=_(consultation.SIZES[line.codes[0]])) if line.code == "size" else _(text)


def who_else(view: CounterpartsView, state: StateAdvice) -> None:
    """Networks and treaties with a row on file for both States."""
    st.markdown(f"**{_('Networks and treaties of both States')}**")
    found = shared(view.result.sender, state.iso2, money=bool({part.code for part in state.reasons} & _MONEY))
    if not found:
        st.caption(_("None is on file for both. The diplomatic channel is left."))
        return
    frame = pd.DataFrame(
        {
            "name": [row.name for row in found],
            "kind": [_(row.kind) for row in found],
            "offers": [row.offers for row in found],
            "limits": [row.limits for row in found],
            "roles": [row.role_a if row.role_a == row.role_b else f"{row.role_a} / {row.role_b}" for row in found],
            "confidence": [_(row.confidence) for row in found],
            "as_of": [row.as_of for row in found],
            "source": [row.source for row in found],
        }
    )
    columns = {
        "name": _("Name"), "kind": _("Kind"), "offers": _("What it can do"), "limits": _("Limits"),
        "roles": _("On file as"), "confidence": _("Confidence"), "as_of": _("As of"), "source": _("Source"),
    }  # fmt: skip
    look.table(frame, columns, alt=_("Networks and treaties of both States"))
