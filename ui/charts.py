"""Pictures for tables: bars, dots and grids in the house's colours. Altair draws them in the browser, offline."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from ui import look, route_map
from ui.text import bare
from ui.words import right_to_left

_MOST_BARS = 15
_MOST_CELLS = 14


def bars(frame: pd.DataFrame, label: str, value: str, *, title: str, alt_text: str) -> None:
    """Horizontal bars of the first rows, in their order.

    Args:
        frame: rows, largest first.
        label: column of foreign text.
        value: column of counts.
        title: of the axis.
        alt_text: what the picture shows.
    """
    told = _texts(frame.head(_MOST_BARS), label)
    y = alt.Y(f"{label}:N", sort=None, title=None, axis=_side(labelLimit=260, ticks=False, domain=False))
    x = alt.X(f"{value}:Q", title=title, axis=alt.Axis(tickMinStep=1), scale=alt.Scale(reverse=right_to_left()))
    base = alt.Chart(told).encode(y=y, x=x, tooltip=[f"{label}:N", alt.Tooltip(f"{value}:Q", title=title)])
    colour = route_map.chosen_colour(look.is_dark())
    chart = base.mark_bar(color=colour, height={"band": 0.62}) + base.mark_text(
        align="right" if right_to_left() else "left", dx=-5 if right_to_left() else 5, color=look.ground().text
    ).encode(text=f"{value}:Q")
    st.altair_chart(chart.properties(height=max(90, 27 * len(told))), width="stretch", alt=alt_text)


def grid(
    frame: pd.DataFrame, row: str, column: str, value: str, *, titles: tuple[str, str, str], alt_text: str
) -> None:
    """A grid of counts, the most frequent rows and columns first.

    Args:
        frame: one row for each cell.
        row: column of foreign text.
        column: column of foreign text.
        value: column of counts.
        titles: of rows, columns and counts.
        alt_text: what the picture shows.
    """
    told = _texts(_texts(frame, row), column)
    orders = [
        list(told.groupby(name)[value].sum().sort_values(ascending=False).index[:_MOST_CELLS]) for name in (row, column)
    ]
    told = told[told[row].isin(orders[0]) & told[column].isin(orders[1])]
    base = alt.Chart(told).encode(
        y=alt.Y(f"{row}:N", sort=orders[0], title=titles[0], axis=_side(labelLimit=220, labelOverlap=False)),
        x=alt.X(
            f"{column}:N", sort=orders[1], title=titles[1],
            axis=alt.Axis(labelAngle=-35, labelLimit=150, labelOverlap=False),
        ),
        tooltip=[alt.Tooltip(f"{row}:N", title=titles[0]), alt.Tooltip(f"{column}:N", title=titles[1]),
                 alt.Tooltip(f"{value}:Q", title=titles[2])],
    )  # fmt: skip
    dark = look.is_dark()
    ends = ["#26323D", "#4492EF"] if dark else ["#E4EDF6", "#1F4E79"]
    most = float(told[value].max() or 1)
    shade = alt.Color(f"{value}:Q", scale=alt.Scale(range=ends, domain=[0, most]), legend=None)
    ink: Any = alt.condition(
        alt.datum[value] > most * 0.55, alt.value("#FFFFFF" if not dark else "#0B0F13"), alt.value(look.ground().text)
    )
    chart = base.mark_rect(stroke=look.ground().panel, strokeWidth=2).encode(color=shade) + base.mark_text().encode(
        text=f"{value}:Q", color=ink
    )
    st.altair_chart(chart.properties(height=alt.Step(28)), width="stretch", alt=alt_text)


def spans(frame: pd.DataFrame, label: str, ends: tuple[str, str, str], *, title: str, alt_text: str) -> None:
    """For each row a line from the smallest to the largest value, with a dot at the middle.

    Args:
        frame: rows in their order.
        label: column of foreign text.
        ends: columns of smallest, middle and largest value.
        title: of the axis.
        alt_text: what the picture shows.
    """
    told = _texts(frame.head(_MOST_BARS), label)
    y = alt.Y(f"{label}:N", sort=None, title=None, axis=_side(labelLimit=260, ticks=False, domain=False))
    tips = [f"{label}:N", *[f"{name}:Q" for name in ends]]
    base = alt.Chart(told).encode(y=y, tooltip=tips)
    scale = alt.Scale(reverse=right_to_left())
    rule = base.mark_rule(color=look.ground().line, strokeWidth=3).encode(
        x=alt.X(f"{ends[0]}:Q", title=title, scale=scale), x2=f"{ends[2]}:Q"
    )
    dot = base.mark_point(filled=True, size=110, color=route_map.chosen_colour(look.is_dark()), opacity=1).encode(
        x=alt.X(f"{ends[1]}:Q", title=title, scale=scale)
    )
    st.altair_chart((rule + dot).properties(height=max(100, 34 * len(told))), width="stretch", alt=alt_text)


def picture(svg: str, *, key: str, height: int) -> None:
    """A drawing of our own (:mod:`ui.sankey`); its foreign text has been escaped.

    Args:
        svg: the markup.
        key: widget key.
        height: pixels, about.
    """
    _picture()(key=key, data={"svg": svg}, height=height)


@lru_cache(maxsize=1)
def _picture() -> Any:
    script = Path(__file__).parent / "assets" / "picture.js"
    return st.components.v2.component("waylink_picture", js=script.read_text(encoding="utf-8"))


def _texts(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    return frame.assign(**{name: [bare(value) for value in frame[name]]})


def _side(**options: Any) -> alt.Axis:
    return alt.Axis(orient="right" if right_to_left() else "left", **options)
