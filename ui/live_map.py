"""A map that stays: its document never changes while lines and marks on it do, so that zoom and place are kept.

The document (own address, own policy, a sandbox without our origin) is the same for every reader of one language and
ground. What is drawn goes to it as plain values over the page's component and is set as text there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from geodata.corridors import Box, Level
from records.actor import Actor
from ui import leaflet, look, route_map
from ui.front import map_desk
from ui.map_shapes import DASHES, Line, Mark, Style, arrow_svg, legend, mark_svg
from ui.text import bare
from ui.words import language, right_to_left

_MOST_NAMES = 60
_LEVELS: tuple[Level, ...] = ("country", "admin1", "place")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader did on the map.

    Attributes:
        clicked: id of the line that was clicked just now.
        level: what the zoom asks for; ``None`` before the map has told.
        box: the part of the world in view, where the level is ``place``.
        at: latitude, longitude, zoom of the view, for the page's address.
    """

    clicked: str | None = None
    level: Level | None = None
    box: Box | None = None
    at: tuple[float, float, float] | None = None


def document(*, title: str, dark: bool = False, widths: bool = True) -> str:
    """The map's document: the ground, the legend and the script that draws what it is sent.

    Raises:
        ui.leaflet.ForeignLink: something would have been asked of a foreign host.
    """
    ground = look.DARK if dark else look.LIGHT
    made = leaflet.new_map(ground)
    made.add_child(leaflet.Notes(route_map.credit()))
    styles: tuple[Style, ...] = ("solid", "dashed") if widths else ("solid", "dashed", "dotted")
    words = legend(ground, dark=dark, styles=frozenset(styles), widths=widths)
    direction = "rtl" if right_to_left() else "ltr"
    shapes = {
        "marks": {role: mark_svg(look.role_look(role), 24, dark=dark) for role in ("", *look.ROLES)},
        "arrow": arrow_svg(0, ground.line, 20),
        "dashes": {name: dash for name, dash in DASHES.items() if dash},
        "colours": {"line": ground.line, "chosen": route_map.chosen_colour(dark)},
    }
    # Data, not a script: nothing runs from it. The markup inside must not end the element.
    told = json.dumps(shapes).replace("<", "\\u003c")
    made.add_child(leaflet.Live())
    page = leaflet.render(made, language=language(), direction=direction, title=title, dark=dark, under=words)
    scripts = (
        f'<script id="wl-shapes" type="application/json">{told}</script><script src="/assets/map_live.js"></script>'
    )
    return page.replace("</html>", f"{scripts}</html>", 1)


def show(
    lines: Sequence[Line],
    marks: Sequence[Mark],
    *,
    actor: Actor,
    title: str,
    key: str,
    height: int = 470,
    widths: bool = True,
    tell: bool = False,
    fit_key: str = "",
    start: tuple[float, float, float] | None = None,
) -> Answer:
    """Draw lines and marks on the map that stays, with the note that belongs under it.

    Args:
        lines: in drawing order.
        marks: drawn over them.
        actor: who looks; only this person can load the document.
        title: what the map shows, our own words.
        key: widget key.
        height: pixels.
        widths: line width carries a count; the legend says so.
        tell: the page wants to hear which level and part of the world is in view.
        fit_key: when it changes, the map moves to what is drawn; otherwise the view stays.
        start: view (latitude, longitude, zoom) in place of the first move.
    """
    made = document(title=title, dark=look.is_dark(), widths=widths)
    token = map_desk.keep(actor.id, made)
    sent = message(lines, marks, tell=tell, fit_key=f"{token[:8]}{fit_key}", start=start)
    result = route_map.frame()(
        key=key,
        data={"src": f"{map_desk.PATH}/{token}", "title": title, "height": height, "sent": sent},
        height=height,
        on_line_change=_nothing,
        on_view_change=_nothing,
    )
    st.caption(route_map.borders_note())
    return answer(getattr(result, "line", None), getattr(result, "view", None))


def message(
    lines: Sequence[Line],
    marks: Sequence[Mark],
    *,
    tell: bool = False,
    fit_key: str = "",
    start: tuple[float, float, float] | None = None,
) -> dict[str, Any]:
    """What goes to the map, as plain values with short names: the wire is counted."""
    points = [mark.at for mark in marks] + [point for line in lines for point in _ends(line)]
    fit = None
    if points:
        lats, lons = [point[0] for point in points], [point[1] for point in points]
        fit = [[min(lats), min(lons)], [max(lats), max(lons)]]
    words = _Words()
    return {
        "lines": [_line(line, words) for line in lines],
        "marks": [_mark(mark, words, named=at < _MOST_NAMES) for at, mark in enumerate(marks)],
        "words": words.listed,
        "tell": tell,
        "fit": fit,
        "fitKey": fit_key,
        "start": list(start) if start else None,
    }


def answer(line: Any, view: Any) -> Answer:
    """What came back from the browser, checked: a browser can send anything."""
    clicked = line if isinstance(line, str) and len(line) <= 80 else None
    if not isinstance(view, dict) or view.get("level") not in _LEVELS:
        return Answer(clicked)
    box, at = _numbers(view.get("box"), 4), _numbers(view.get("at"), 3)
    return Answer(
        clicked,
        view["level"],
        (box[0], box[1], box[2], box[3]) if box else None,
        (at[0], at[1], at[2]) if at else None,
    )


def _numbers(value: Any, count: int) -> list[float] | None:
    if not isinstance(value, list) or len(value) != count:
        return None
    if not all(isinstance(part, int | float) and -720 <= part <= 720 for part in value):
        return None
    return [float(part) for part in value]


class _Words:
    """Every text once: three hundred corridors share a few hundred names and counts."""

    def __init__(self) -> None:
        self.listed: list[str] = []
        self._at: dict[str, int] = {}

    def at(self, text: str) -> int:
        """The number of a text, which joins the list where it is new."""
        clean = bare(text)
        if clean not in self._at:
            self._at[clean] = len(self.listed)
            self.listed.append(clean)
        return self._at[clean]

    def all(self, told: Sequence[str]) -> list[int | list[int]]:
        """The numbers of the lines of a tooltip; "from → to" as a pair."""
        first, *rest = [text for text in told if text] or [""]
        ends = first.split(" → ")
        head = [self.at(end) for end in ends] if len(ends) == 2 else self.at(first)
        return [head, *[self.at(text) for text in rest]]


def _mark(mark: Mark, words: _Words, *, named: bool) -> dict[str, Any]:
    made = {"a": list(mark.at), "r": mark.role or "", "z": mark.size, "x": words.all(mark.told)}
    return made | ({"n": words.at(mark.name)} if named and mark.name else {})


def _line(line: Line, words: _Words) -> dict[str, Any]:
    made: dict[str, Any] = {"w": round(line.width, 1), "s": line.style, "x": words.all(line.told)}
    if line.bent and len(line.parts) == 1 and len(line.parts[0]) == 2:
        made |= {"f": list(line.parts[0][0]), "t": list(line.parts[0][1])}
    else:
        made["p"] = [[list(point) for point in part] for part in line.parts]
    if line.id:
        made["i"] = line.id
    if line.chosen:
        made["c"] = 1
    return made


def _ends(line: Line) -> list[tuple[float, float]]:
    return [point for part in line.parts for point in part]


def _nothing() -> None:
    """What was done is read from the component's result; the callback only makes it known."""
