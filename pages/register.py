"""The register: what is due, what went out and came in, what happened since; conditions before content."""

import pandas as pd
import streamlit as st

from notify.letter_labels import DIRECTIONS
from notify.register import DUE
from services import desk, register
from services.errors import Refused
from ui import look, session
from ui.guard import require_user
from ui.parts.letter_check import status_word
from ui.parts.received import arrivals
from ui.parts.register_line import line
from ui.words import _, country_name, date_text, language, number


def _by(one: register.Entry) -> str:
    days = [due.day for due in one.due if due.day]
    return date_text(min(days).isoformat(), short=True) if days else "–"


actor = require_user("investigator", "prosecutor", "supervisor", "trainer", "read_only")
here = desk.current()
look.page_head(_("Register"), _("Every line is kept. A mistake is corrected with its trace; nothing is deleted."))
try:
    found = register.entries(here, actor)
except Refused as error:
    look.refused(error)
    st.stop()
waiting = [due for one in found for due in one.due]
late = [due for due in waiting if due.overdue]
notices = [due for due in waiting if due.code in ("answer_notice", "consult", "give_notice", "report_disclosure")]
signs = [due for due in waiting if due.code == "sign"]
cards = st.columns(4)
with cards[0]:
    look.metric_card(_("Due"), number(len(waiting)), _("on lines of the register"))
with cards[1]:
    look.metric_card(_("Overdue"), number(len(late)), _("their day is over"), "warn" if late else "neutral")
with cards[2]:
    look.metric_card(
        _("Exculpatory"),
        number(len(notices)),
        _("notice or consultation"),
        "warn" if notices else "neutral",
    )
with cards[3]:
    look.metric_card(_("To be signed"), number(len(signs)), _("by a second person"), "warn" if signs else "neutral")

listed, entering = st.tabs([_("Lines"), _("Enter what came in")])
with entering:
    if actor.role == "read_only":
        st.caption(_("Your role reads the register and enters nothing."))
    else:
        arrivals(actor, found)
with listed:
    if not found:
        look.empty(
            _("The register has no line yet."),
            todo=_("A letter opens a line when its draft is saved; what comes in is entered beside."),
            private=_("The register holds no person's data."),
        )
        st.stop()
    first, second, third = st.columns([2, 1, 1])
    with first:
        only = st.segmented_control(
            _("Show"), ["all", "due", "overdue"], default="all", key=f"register-only-{language()}",
            format_func=lambda code: {"all": _("all"), "due": _("what is due"), "overdue": _("what is overdue")}[code],
        )  # fmt: skip
    with second:
        ways = st.selectbox(
            _("Way"), ["", *DIRECTIONS], format_func=lambda code: _(DIRECTIONS[code]) if code else _("both"),
            key=f"register-way-{language()}",
        )  # fmt: skip
    with third:
        states = sorted({one.line.iso2 for one in found})
        state = st.selectbox(
            _("State"), ["", *states], format_func=lambda code: country_name(code) if code else _("all"),
            key=f"register-state-{language()}",
        )  # fmt: skip
    shown = [
        one
        for one in found
        if (not ways or one.line.direction == ways)
        and (not state or one.line.iso2 == state)
        and (only in (None, "all") or (one.due if only == "due" else any(due.overdue for due in one.due)))
    ]
    frame = pd.DataFrame(
        {
            "number": [one.line.number for one in shown],
            "way": [_(DIRECTIONS[one.line.direction]) for one in shown],
            "state": [country_name(one.line.iso2) for one in shown],
            "status": [status_word(one.line.status) for one in shown],
            "day": [date_text(one.line.day or one.line.at.date().isoformat(), short=True) for one in shown],
            "by": [_by(one) for one in shown],
            "late": [_("overdue") if any(due.overdue for due in one.due) else "–" for one in shown],
            "due": ["; ".join(_(DUE[due.code]) for due in one.due) or "–" for one in shown],
        }
    )
    columns = {
        "number": st.column_config.TextColumn(_("Number"), width=90),
        "way": st.column_config.TextColumn(_("Way"), width=80),
        "state": st.column_config.TextColumn(_("State"), width=150),
        "status": st.column_config.TextColumn(_("Status"), width=145),
        "day": st.column_config.TextColumn(_("Date"), width=110),
        "by": st.column_config.TextColumn(_("By"), width=110),
        "late": st.column_config.TextColumn(_("Late"), width=80),
        "due": _("Due"),
    }
    chosen = look.table(frame, columns, alt=_("Lines of the register"), key="register", choose=True)
    wanted = session.LETTER.get()
    numbers = [one.line.number for one in shown]
    if chosen is None and wanted in numbers:
        chosen = numbers.index(wanted)
    if chosen is not None:
        session.LETTER.set(shown[chosen].line.number)
        line(actor, shown[chosen])
    elif shown:
        st.caption(_("Choose a line to see what happened to it and to record what happened since."))
