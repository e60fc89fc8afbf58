"""The open places of a letter, each with a field in each language."""

from __future__ import annotations

import streamlit as st

from services.letters import Plan, Preview
from ui.text import bare
from ui.words import _


def fill(made: Preview, plan: Plan, key: str) -> Plan:
    """Fields for all places; what is written goes into the letter as it stands, a dash leaves the place out."""
    st.caption(_("Write what is needed; a dash (-) leaves the place out. The words go into the letter as they stand."))
    columns = st.columns(len(made.contents))
    for column, shown in zip(columns, made.contents, strict=True):
        with column:
            for place in shown.places:
                hint = bare(place.hint) or _("to be completed")
                label = f"{place.paragraph}. {hint}"
                before = plan.fills.get(shown.language, {}).get(place.key, "")
                words = st.text_input(
                    label, value=before, max_chars=2_000, key=f"{key}-fill-{shown.language}-{place.key}"
                )
                if words != before:
                    plan = plan.with_fill(shown.language, place.key, words)
    return plan
