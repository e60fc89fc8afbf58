"""How suggestions for States are shown: decision, reasons with the records behind them, legal basis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from notify import labels
from notify.basis import describe
from notify.counterparts import Reason, StateAdvice
from records import CaseDocument
from services import counterparts
from ui import look
from ui.look import Tone
from ui.text import bare
from ui.words import _, country_name, day_text

DECISION_TONE: dict[str, Tone] = {"notify": "info", "review": "warn", "blocked": "bad", "none": "neutral"}


def decision_word(decision: str) -> str:
    """Notify, review, blocked or none in words."""
    return _(labels.DECISIONS[decision])


def reasons(title: str, found: Sequence[Reason], document: CaseDocument, key: str) -> None:
    """Reasons as a table; the chosen one opens the records behind it."""
    if not found:
        return
    st.markdown(f"**{title}**")
    frame = pd.DataFrame(
        {
            "why": [_(labels.reason(reason.code)) for reason in found],
            "records": [", ".join(reason.records) for reason in found],
            "strength": [str(reason.strength) if reason.strength else "–" for reason in found],
            "rule": [reason.rule for reason in found],
        }
    )
    columns = {"why": _("Reason"), "records": _("Records"), "strength": _("Strength"), "rule": _("Rule")}
    chosen = look.table(frame, columns, alt=title, key=key, choose=True)
    if chosen is not None:
        parts = dict(document.records())
        for record in found[chosen].records:
            with st.container(border=True):
                st.caption(_("Record {id}", id=bare(record)))
                part = parts.get(record)
                st.json(part.to_plain() if part is not None else {"record": record}, expanded=2)


def basis_card(sender: str, state: StateAdvice, on: date) -> None:
    """Which treaties bind both on the letter's date, since when, how sure."""
    rows = counterparts.basis(sender, state.iso2, on)
    frame = pd.DataFrame(
        {
            "treaty": [_basis_name(row.article) for row in rows],
            "own": [_since(row.in_force_a, row.since_a, row.status_a) for row in rows],
            "theirs": [_since(row.in_force_b, row.since_b, row.status_b) for row in rows],
            "confidence": [_(row.confidence) if row.confidence else None for row in rows],
            "as_of": [row.as_of for row in rows],
            "source": [row.source for row in rows],
        }
    )
    columns: dict[str, Any] = {
        "treaty": _("Legal basis"), "own": country_name(sender), "theirs": country_name(state.iso2),
        "confidence": _("Confidence"), "as_of": _("As of"), "source": _("Source"),
    }  # fmt: skip
    look.table(frame, columns, alt=_("Legal basis between the two States"))
    if any(row.verify for row in rows):
        look.badge(_("Verify before use: a status or date is not confirmed by two sources"), "warn")
    if state.fallback:
        st.caption(
            _("The Convention does not bind both States on this date. Another basis must be found and confirmed.")
        )


def _basis_name(article: str) -> str:
    row = describe(article)
    return f"{row.get('instrument', article)}, {row.get('article', '')}"


def _since(bound: bool, since: date | None, status: str) -> str:
    if bound:
        return _("in force since {day}", day=day_text(since, short=True)) if since else _("in force, date unknown")
    words = {"signatory": _("signed only"), "none": _("not party"), "territory": _("no own status")}
    if status == "party" and since:
        return _("in force only from {day}", day=day_text(since, short=True))
    return words.get(status, _("unknown"))


def addressee(state: StateAdvice) -> None:
    """Authority, channels and languages with their confidence."""
    who = state.authority
    look.facts(
        {
            _("Authority"): who.name or _("none on file"),
            _("Confidence"): f"{_(who.confidence)}; {who.as_of}" if who.confidence else "",
            _("Channels"): ", ".join(_(labels.channel(channel)) for channel in state.channels),
            _("Can introduce"): ", ".join(labels.channel(network) for network in state.introducers) or "–",
            _("Languages"): ", ".join(state.languages),
            _("Urgency"): _(labels.URGENCY[state.urgency]),
        }
    )
