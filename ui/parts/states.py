"""How suggestions for States are shown: the list, reasons with links to the records behind them, what changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from notify import labels
from notify.counterparts import Reason, StateAdvice
from notify.ground import Changed
from notify.risks import RECORD, questions
from notify.urgency import clock
from services.counterparts import CounterpartsView
from store.rows import DecisionRow
from ui import look, screens
from ui.look import Tone
from ui.text import plain
from ui.words import _, country_name, moment_text, ngettext

DECISION_TONE: dict[str, Tone] = {"notify": "info", "review": "warn", "blocked": "bad", "none": "neutral"}
_MOST_LINKS = 8


def decision_word(decision: str) -> str:
    """Notify, review, blocked or none in words."""
    return _(labels.DECISIONS[decision])


def verdict_word(row: DecisionRow | None) -> str:
    """What a person decided, or that nobody did."""
    return {"accept": _("accepted"), "dismiss": _("dismissed")}[row.verdict] if row else _("not decided")


def state_list(view: CounterpartsView, now: datetime) -> int | None:
    """All States as a table; gives the place of the chosen one."""
    rows = [
        {
            "rank": state.rank,
            "state": country_name(state.iso2),
            "decision": decision_word(state.decision),
            "urgency": _(labels.URGENCY_SHORT[state.urgency]),
            "due": moment_text(clock(state.urgency, view.since, now).letter_by) if _carries(state) else "–",
            "why": _first(state),
            "decided": verdict_word(view.decisions.get(state.iso2)) + (" *" if state.iso2 in view.changed else ""),
        }
        for state in view.result.states
    ]
    columns = {
        "rank": st.column_config.NumberColumn(_("Rank"), width=50), "state": _("State"), "decision": _("Suggestion"),
        "urgency": _("Urgency"), "due": _("Letter due"), "why": _("Strongest reason"), "decided": _("Decision"),
    }  # fmt: skip
    height = min(38 + 35 * len(rows), 320)
    chosen = look.table(
        pd.DataFrame(rows), columns, alt=_("States of this case"), key="states", choose=True, height=height
    )
    if view.changed:
        st.caption(_("An asterisk: changed since it was decided."))
    return chosen


def _carries(state: StateAdvice) -> bool:
    return state.decision in ("notify", "review")


def _first(state: StateAdvice) -> str:
    blocked = state.decision == "blocked"
    ordered = (*state.cautions, *state.reasons) if blocked else (*state.reasons, *state.against)
    return _(labels.reason(ordered[0].code)) if ordered else "–"


def reasons(title: str, found: Sequence[Reason], case_id: str) -> None:
    """Reasons with their rule and strength; each record behind one is a link to its row in the case file."""
    if not found:
        return
    st.markdown(f"**{title}**")
    for reason in found:
        told = [_(labels.reason(reason.code))]
        told += [_("strength {n}", n=reason.strength)] if reason.strength else []
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(f"{' · '.join(told)} · {reason.rule}", width="content")
            for record in reason.records[:_MOST_LINKS]:
                record_link(record, case_id)
            more = len(reason.records) - _MOST_LINKS
            if more > 0:
                st.caption(ngettext("and {n} more", "and {n} more", more), width="content")


def record_link(record: str, case_id: str) -> None:
    """A link from a reason to the record behind it."""
    if record.startswith(RECORD):
        asked = questions().get(record.removeprefix(RECORD))
        st.caption(_("answer to: {question}", question=_(asked.label) if asked else plain(record)), width="content")
    elif record == "submission":
        st.caption(_("the submission as a whole"), width="content")
    else:
        screens.link("case_file", plain(record), icon=":material/link:", case=case_id, record=record)


def changed_since(found: Sequence[Changed], case_id: str) -> None:
    """What is not any more as a person decided on it, with the records."""
    if not found:
        return
    with st.container(border=True):
        look.badge(_("Changed since it was decided"), "warn")
        for one in found:
            words = {"record": plain(one.record), **_words(one)}
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                st.markdown(_(labels.CHANGES[one.what], **words), width="content")
                if one.record and one.what != "record_gone":
                    record_link(one.record, case_id)


def _words(one: Changed) -> Mapping[str, str]:
    tables = {"decision": labels.DECISIONS, "urgency": labels.URGENCY}
    names = tables.get(one.what, {})
    return {
        name: _(names[code]) if code in names else code for name, code in (("before", one.before), ("after", one.after))
    }
