"""What things look like: one palette everywhere, each role as colour AND shape AND letter AND word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from services.errors import Refused
from ui.text import bare, plain
from ui.words import N_, _, code_label, not_recorded

Tone = Literal["neutral", "info", "good", "warn", "bad"]
_TONES: dict[Tone, Literal["gray", "blue", "green", "orange", "red"]] = {
    "neutral": "gray",
    "info": "blue",
    "good": "green",
    "warn": "orange",
    "bad": "red",
}
_TONE_ICONS: dict[Tone, str | None] = {
    "neutral": None,
    "info": None,
    "good": ":material/check:",
    "warn": ":material/warning:",
    "bad": ":material/error:",
}


@dataclass(frozen=True, slots=True)
class RoleLook:
    """How a stop's role is drawn.

    Attributes:
        shape: ``circle``, ``diamond`` or ``square``.
        glyph: the shape as a character, for text and tables.
        letter: O, T or D: read where neither colour nor shape comes through.
        light: colour on a light ground.
        dark: colour on a dark ground.
        hollow: drawn as an outline: the stop was not reached, or lies outside the journey itself.
        word: message id of the family's name.
    """

    shape: str
    glyph: str
    letter: str
    light: str
    dark: str
    hollow: bool
    word: str


_ORIGIN = RoleLook("circle", "●", "O", "#156FCE", "#4492EF", False, N_("Origin"))
_TRANSIT = RoleLook("diamond", "◆", "T", "#B86E00", "#FDB531", False, N_("Transit"))
_DESTINATION = RoleLook("square", "■", "D", "#6A1039", "#EA2570", False, N_("Destination"))
FAMILIES = {"origin": _ORIGIN, "transit": _TRANSIT, "destination": _DESTINATION}
ROLES: dict[str, RoleLook] = {
    "origin": _ORIGIN,
    "recruitment": _ORIGIN,
    "transit": _TRANSIT,
    "harbouring": _TRANSIT,
    "interception": RoleLook("diamond", "◇", "T", "#B86E00", "#FDB531", True, N_("Transit")),
    "exploitation": _DESTINATION,
    "destination": _DESTINATION,
    "intended_destination": RoleLook("square", "□", "D", "#6A1039", "#EA2570", True, N_("Destination")),
    "refuge": RoleLook("circle", "○", "R", "#51606F", "#A9B4BE", True, N_("Refuge or return")),
    "return": RoleLook("circle", "○", "R", "#51606F", "#A9B4BE", True, N_("Refuge or return")),
}
OTHER_ROLE = RoleLook("circle", "○", "?", "#51606F", "#A9B4BE", True, N_("Role not recorded"))


@dataclass(frozen=True, slots=True)
class Ground:
    """Colours of a map or chart on one ground."""

    sea: str
    land: str
    border: str
    contested: str
    line: str
    text: str
    panel: str


LIGHT = Ground("#F7F9FB", "#E4E9ED", "#AEB9C3", "#D3D9DE", "#51606F", "#0F1720", "#FFFFFF")
DARK = Ground("#171D24", "#2B333B", "#56616C", "#3A434C", "#A9B4BE", "#F2F5F8", "#1D242C")


def ground() -> Ground:
    """Colours of the ground that the reader chose."""
    return DARK if is_dark() else LIGHT


def is_dark() -> bool:
    """Whether the reader's theme is dark."""
    return getattr(getattr(st.context, "theme", None), "type", None) == "dark"


def role_look(role: str | None) -> RoleLook:
    """The look of a stop's role; a neutral ring where there is none."""
    return ROLES.get(role or "", OTHER_ROLE)


def role_text(role: str | None) -> str:
    """A role as shape and word, e.g. "◆ Transit", for tables and captions."""
    return f"{role_look(role).glyph} {code_label('stop_role', role)}"


def role_legend() -> str:
    """One line that names the three shapes and says what a line means."""
    names = "  ".join(f"{look.glyph} {_(look.word)}" for look in FAMILIES.values())
    return names + ". " + _("A line joins stops in recorded order; it is not a travelled path.")


def page_head(title: str, caption: str = "") -> DeltaGenerator:
    """The page's heading with one line under it.

    Args:
        title: Markdown; pass foreign parts through ``plain``.
        caption: Markdown, one line.

    Returns:
        A row at the top right for the page's one primary action and its neighbours.
    """
    left, right = st.columns([7, 3], vertical_alignment="bottom")
    with left:
        st.title(title, anchor=False)
        if caption:
            st.caption(caption)
    return right.container(horizontal=True, horizontal_alignment="right")


def section(title: str, caption: str = "") -> None:
    """A section's heading (second level), with an optional line under it. Both are Markdown."""
    st.header(title, anchor=False)
    if caption:
        st.caption(caption)


def badge(text: str, tone: Tone = "neutral") -> None:
    """A small label. The tone is carried by a mark as well as by colour.

    Args:
        text: Markdown; pass foreign parts through ``plain``.
        tone: ``bad`` only where something is wrong.
    """
    st.badge(text, icon=_TONE_ICONS[tone], color=_TONES[tone])


def metric_card(label: str, value: str | int, note: str, tone: Tone = "neutral") -> None:
    """A number with its reason under it.

    Args:
        label: what is counted.
        value: the number, already in the reader's form.
        note: why it matters, e.g. "2 older than 7 days".
        tone: of the note.
    """
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(label, value)
        badge(note, tone)


def marking_badges(tlp: str | None, handling: Mapping[str, str] | frozenset[str] | tuple[str, ...] = ()) -> None:
    """Traffic-light label and handling codes side by side. The labels stay Latin in every language."""
    with st.container(horizontal=True, gap="xsmall"):
        badge(plain(tlp) if tlp else _("No TLP label recorded"), "info" if tlp else "neutral")
        for code in sorted(handling):
            badge(f"{plain(code)} · {code_label('handling', code)}", "neutral")


def marking_text(tlp: str | None, handling: frozenset[str] | tuple[str, ...] = ()) -> str:
    """A marking in one line of plain text, e.g. "TLP:AMBER, H1"; says so where there is none."""
    return ", ".join([*([tlp] if tlp else []), *sorted(handling)]) or _("no marking recorded")


def value_text(value: object) -> str:
    """A value for a table cell or ``st.text``; "not recorded" where it is missing."""
    if value is None or (isinstance(value, float) and pd.isna(value)) or value is pd.NaT:
        return not_recorded()
    return bare(value) or not_recorded()


def table(
    frame: pd.DataFrame,
    columns: Mapping[str, Any],
    *,
    alt: str,
    key: str | None = None,
    height: int | Literal["auto", "content", "stretch"] = "auto",
    choose: bool = False,
) -> int | None:
    """A table; foreign text in its cells is shown, never run.

    Args:
        frame: the rows. Missing text reads "not recorded".
        columns: column name -> heading, or an ``st.column_config`` column; columns not named are left out.
        alt: what the table holds, for readers who do not see it.
        key: needed when ``choose`` is set.
        height: pixels, or how it fits.
        choose: one row can be chosen.

    Returns:
        Position of the chosen row in ``frame``; ``None`` where nothing is chosen.
    """
    shown = frame.loc[:, [name for name in columns if name in frame.columns]].copy()
    for name in shown.columns:
        if not (pd.api.types.is_numeric_dtype(shown[name]) or pd.api.types.is_datetime64_any_dtype(shown[name])):
            shown[name] = [value_text(value) for value in shown[name]]
    options: dict[str, Any] = {"hide_index": True, "column_config": dict(columns), "height": height, "alt": alt}
    # A missing number stands in a narrow column, where the words would be cut.
    options["placeholder"] = "–"
    if not choose:
        st.dataframe(shown, key=key, **options)
        return None
    state: Any = st.dataframe(shown, key=key, on_select="rerun", selection_mode="single-row", **options)
    rows = state.selection.rows if state is not None else []
    return int(rows[0]) if rows and rows[0] < len(frame) else None


def facts(pairs: Mapping[str, object]) -> None:
    """Labelled values under each other; a missing one reads "not recorded". Values are foreign text and are escaped."""
    lines = [f"**{label}** {plain(value_text(value))}" for label, value in pairs.items()]
    st.markdown("  \n".join(lines))


def empty(absent: str, *, todo: str = "", private: str = "") -> None:
    """An empty state: what is absent, what to do, what stays private."""
    with st.container(border=True):
        st.markdown(f"**{absent}**")
        if todo:
            st.markdown(todo)
        if private:
            st.caption(private)


def refused(error: Refused) -> None:
    """What the service declined, in the reader's words, with the way to mend it."""
    st.error(plain(error.text(_)), icon=":material/block:")


def done(text: str, reference: str | None = None) -> None:
    """Success of a serious act: stays on the page with its reference.

    Args:
        text: Markdown.
        reference: opaque id or own reference of what was saved; escaped here.
    """
    st.success(f"{text} {plain(reference)}" if reference else text, icon=":material/check_circle:")
