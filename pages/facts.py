"""Treaty facts: what the office wrote over the shipped facts, with author and date; an administrator adds and ends."""

import pandas as pd
import streamlit as st

from services import desk, facts, settings
from services.errors import Refused
from ui import look
from ui.guard import require_user
from ui.parts import own_facts
from ui.words import _, moment_text

actor = require_user()
here = desk.current()
look.page_head(
    _("Treaty facts"),
    _("Facts of this office go before the shipped ones, which are never changed. Every entry shows its author."),
)
try:
    kept = facts.rows(here, actor, ended=True)
    home = str(settings.get(here, actor).get("own_country") or "")
except Refused as error:
    look.refused(error)
    st.stop()

live = [row for row in kept if row.withdrawn_at is None]
if not live:
    look.empty(
        _("This office has written no fact of its own."),
        todo=_(
            "Name an authority as you know it, a new party, or what your own law says about sending without a request."
        ),
        private=_("Shipped facts stay as they are, with their source and date."),
    )
if kept:
    frame = pd.DataFrame(
        {
            "what": [own_facts.title(row) for row in kept],
            "value": [own_facts.value(row) for row in kept],
            "source": [row.source for row in kept],
            "by": [row.by for row in kept],
            "at": [moment_text(row.at) for row in kept],
            "ended": [
                "–" if row.withdrawn_at is None else f"{row.withdrawn_by}, {moment_text(row.withdrawn_at)}"
                for row in kept
            ],
        }
    )
    columns = {
        "what": _("Fact"), "value": _("As written"), "source": _("Source"), "by": _("By"), "at": _("When"),
        "ended": _("Ended by, when"),
    }  # fmt: skip
    look.table(frame, columns, alt=_("Facts of this office"))

own_facts.look_up(actor)
if actor.role not in ("administrator", "local"):
    st.caption(_("An administrator adds facts and ends them."))
    st.stop()
own_facts.authority_form(actor)
own_facts.national_form(actor, home)
own_facts.party_form(actor)
own_facts.end_form(actor, live)
