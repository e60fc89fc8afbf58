"""Routes on a map: one case's itineraries, or the corridors of many cases.

The map is a document of its own (own address, own policy, a sandbox without our origin), set into the page by a small
component. What a line was clicked comes back as an opaque id. The same content stands below it as a table, always.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import folium
import streamlit as st

from geodata.routes import Itinerary
from records.actor import Actor
from services import boundaries, desk
from ui import leaflet, look
from ui.front import map_desk
from ui.map_shapes import (
    DASHES,
    Line,
    Mark,
    Side,
    arrow_svg,
    drawn_parts,
    legend,
    mark_svg,
    middle,
    name_sides,
    tooltip,
)
from ui.route_parts import case_parts
from ui.text import bare, map_text
from ui.words import _, language, right_to_left

_SCRIPT = Path(__file__).parent / "assets" / "map_frame.js"
_MOST_NAMES = 20


def document(
    lines: Sequence[Line], marks: Sequence[Mark], *, title: str, dark: bool = False, widths: bool = False
) -> str:
    """The map as an HTML document that asks nobody but our own server.

    Args:
        lines: drawn first, in the order given.
        marks: drawn over them.
        title: what the map shows, our own words.
        dark: for a dark ground.
        widths: line width carries a count; the legend says so.

    Raises:
        ui.leaflet.ForeignLink: something would have been asked of a foreign host.
    """
    ground = look.DARK if dark else look.LIGHT
    made = leaflet.new_map(ground)
    for line in lines:
        _draw_line(made, line, ground, dark)
    named = sum(bool(mark.name) for mark in marks) <= _MOST_NAMES
    sides: list[Side | None] = [*name_sides(marks)] if named else [None] * len(marks)
    for mark, side in zip(marks, sides, strict=True):
        _draw_mark(made, mark, dark, side)
    points = [mark.at for mark in marks] + [point for line in lines for part in line.parts for point in part]
    if points:
        south, north = min(point[0] for point in points), max(point[0] for point in points)
        west, east = min(point[1] for point in points), max(point[1] for point in points)
        made.fit_bounds([[south, west], [north, east]], padding=(34, 34), max_zoom=6)
    styles = frozenset(line.style for line in lines)
    made.add_child(leaflet.Notes(credit()))
    words = legend(ground, dark=dark, styles=styles, widths=widths) if marks or lines else ""
    direction = "rtl" if right_to_left() else "ltr"
    return leaflet.render(made, language=language(), direction=direction, title=title, dark=dark, under=words)


def chosen_colour(dark: bool) -> str:
    """Colour of the line that was chosen."""
    return "#7FB6F5" if dark else "#1F4E79"


def credit() -> str:
    """Where the ground and the places come from."""
    if boundaries.is_own(desk.in_use()):
        return _("Outlines: the set of this installation. Places: GeoNames.")
    return _("Outlines: Natural Earth. Places: GeoNames.")


def borders_note() -> str:
    """What stands under every map: lines are not roads, borders are not opinions."""
    return (
        _("A line joins stops in recorded order; it is not a travelled path.")
        + " "
        + _("Borders and names shown do not imply endorsement; contested areas are grey and dashed.")
    )


def show_case(itineraries: Iterable[Itinerary], *, actor: Actor, key: str = "case-map", height: int = 430) -> None:
    """The routes of one case.

    Args:
        itineraries: of ``services.routes.case_routes``.
        actor: who looks.
        key: widget key.
        height: pixels.
    """
    lines, marks = case_parts(itineraries)
    show(lines, marks, actor=actor, title=_("Routes of the case"), key=key, height=height)


def show(
    lines: Sequence[Line],
    marks: Sequence[Mark],
    *,
    actor: Actor,
    title: str,
    key: str,
    height: int = 430,
    widths: bool = False,
) -> str | None:
    """Draw a map into the page, with the note that belongs under it.

    Args:
        lines: see :func:`document`.
        marks: see :func:`document`.
        actor: who looks; only this person can load the document.
        title: what the map shows, our own words.
        key: widget key.
        height: pixels.
        widths: see :func:`document`.

    Returns:
        Id of the line that was clicked just now; ``None`` otherwise.
    """
    made = document(lines, marks, title=title, dark=look.is_dark(), widths=widths)
    token = map_desk.keep(actor.id, made)
    result = frame()(
        key=key,
        data={"src": f"{map_desk.PATH}/{token}", "title": title, "height": height},
        height=height,
        on_line_change=_nothing,
    )
    st.caption(borders_note())
    chosen: Any = getattr(result, "line", None)
    return chosen if isinstance(chosen, str) else None


@lru_cache(maxsize=1)
def frame() -> Any:
    """The component that sets a map's document into the page."""
    return st.components.v2.component("waylink_map", js=_SCRIPT.read_text(encoding="utf-8"))


def _nothing() -> None:
    """A click is read from the component's result; the callback only makes it a trigger."""


def _draw_line(made: Any, line: Line, ground: look.Ground, dark: bool) -> None:
    colour = chosen_colour(dark) if line.chosen else ground.line
    drawn = folium.PolyLine(  # type: ignore[no-untyped-call]
        [list(part) for part in drawn_parts(line)],
        color=colour,
        weight=line.width,
        opacity=0.95 if line.chosen else min(0.85, 0.42 + 0.1 * line.width),
        dash_array=DASHES[line.style],
        line_cap="round",
        tooltip=folium.Tooltip(tooltip(line.told), sticky=True),
        smooth_factor=0.5,
    )
    made.add_child(drawn)
    if line.id:
        made.add_child(leaflet.Clicks(drawn, line.id))
    arrow = middle(drawn_parts(line))
    if arrow is not None:
        size = round(9 + 1.4 * line.width)
        made.add_child(leaflet.Sign(arrow[0], arrow_svg(arrow[1], colour, size), size=size, kind="wl-arrow"))


def _draw_mark(made: Any, mark: Mark, dark: bool, side: Side | None) -> None:
    half = mark.size // 2
    made.add_child(
        leaflet.Sign(
            mark.at,
            mark_svg(look.role_look(mark.role), mark.size, dark=dark),
            size=mark.size,
            kind="wl-mark",
            label=", ".join(bare(line) for line in mark.told if line),
            tooltip=tooltip(mark.told),
            options={"direction": "top", "offset": [0, -half]},
        )
    )
    if side is None or not mark.name:
        return
    # Leaflet gives a mark one tooltip, and the details have it: the name hangs on a second one without a body.
    offset = {"bottom": [0, half], "top": [0, -half], "right": [half, 0], "left": [-half, 0]}[side]
    options = {"direction": side, "offset": offset, "permanent": True, "className": "wl-name"}
    name = f"<p>{map_text(mark.name)}</p>"
    made.add_child(leaflet.Sign(mark.at, "", size=0, kind="wl-arrow", tooltip=name, options=options))
