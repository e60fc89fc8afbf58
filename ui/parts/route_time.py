"""Months in which legs began, with those of the chosen corridor in front."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from geodata import analyses
from ui import look, route_map
from ui.words import _, month_text, right_to_left


def months(legs: pd.DataFrame, chosen: pd.DataFrame | None) -> None:
    """Cases by month, as bars; the table is one click away.

    Args:
        legs: of all that fits.
        chosen: of the chosen corridor.
    """
    every = analyses.by_month(legs)
    if every.empty:
        st.caption(_("No leg is dated: there is no line of time to draw."))
        return
    front = analyses.by_month(chosen).set_index("month")["cases"] if chosen is not None else pd.Series(dtype=int)
    told = pd.DataFrame(
        {
            "month": every["month"],
            "cases": every["cases"],
            "chosen": every["month"].map(front).fillna(0).astype(int),
            "words": [month_text(month.date()) for month in every["month"]],
        }
    )
    ground, dark = look.ground(), look.is_dark()
    axis = alt.X("month:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False))
    tip = [
        alt.Tooltip("words:N", title=_("Month")), alt.Tooltip("cases:Q", title=_("Cases")),
        alt.Tooltip("chosen:Q", title=_("on the chosen corridor")),
    ]  # fmt: skip
    span = (every["month"].max() - every["month"].min()).days / 30.4 + 1
    size = max(2.0, min(24.0, 850 / span))
    scale = alt.Axis(tickMinStep=1, tickCount=3, orient="right" if right_to_left() else "left")
    bars = alt.Chart(told).mark_bar(color=ground.border, opacity=0.75, size=size)
    layers = bars.encode(x=axis, y=alt.Y("cases:Q", title=_("Cases"), axis=scale), tooltip=tip)
    if chosen is not None:
        top = alt.Chart(told[told["chosen"] > 0]).mark_bar(color=route_map.chosen_colour(dark), size=size)
        layers = layers + top.encode(x="month:T", y="chosen:Q", tooltip=tip)
    look.section(_("Months in which legs began"))
    st.altair_chart(layers.properties(height=120), width="stretch", alt=_("Cases by month"))
    with st.expander(_("Months as a table")):
        columns = {"words": _("Month"), "cases": _("Cases"), "chosen": _("on the chosen corridor")}
        look.table(told, columns, alt=_("Cases by month"))
