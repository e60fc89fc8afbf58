"""What is put on a map: marks by role, lines with their direction, the legend. Plain values in, HTML and points out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from geodata.drawing import Point, bend, bent_runs, middle, project
from ui.look import FAMILIES, Ground, RoleLook
from ui.text import map_text
from ui.words import _

__all__ = [
    "DASHES", "Line", "Mark", "Point", "Side", "Style", "arrow_svg", "bend", "drawn_parts", "legend", "mark_svg",
    "middle", "name_sides", "tooltip",
]  # fmt: skip

Style = Literal["solid", "dashed", "dotted"]
Side = Literal["bottom", "top", "right", "left"]
_Box = tuple[float, float, float, float]
DASHES: dict[Style, str | None] = {"solid": None, "dashed": "8 6", "dotted": "1 7"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stop on the map.

    Attributes:
        at: latitude, longitude in degrees.
        role: code of the list ``stop_role``; ``None`` where it is not recorded.
        told: lines of the tooltip, foreign text; the first is the name.
        name: label under the mark, foreign text; empty for none.
        size: width in pixels.
    """

    at: Point
    role: str | None
    told: tuple[str, ...]
    name: str = ""
    size: int = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A leg or corridor on the map.

    Attributes:
        parts: runs of points (latitude, longitude in degrees), in the order of travel.
        style: solid is recorded as done, dashed is not certain, dotted is a gap between recorded stops.
        width: in pixels.
        told: lines of the tooltip, foreign text.
        id: opaque id that a click tells the page; empty for a line that cannot be chosen.
        chosen: drawn in the colour of the choice.
        bent: ``parts`` names the two ends only; the line between is bent (:func:`bend`).
    """

    parts: tuple[tuple[Point, ...], ...]
    style: Style
    width: float
    told: tuple[str, ...]
    id: str = ""
    chosen: bool = False
    bent: bool = False


def tooltip(told: tuple[str, ...]) -> str:
    """Tooltip HTML from foreign lines: the first stands out."""
    first, *rest = [map_text(line) for line in told if line] or [""]
    return f"<p><b>{first}</b></p>" + "".join(f"<p>{line}</p>" for line in rest)


def mark_svg(look: RoleLook, size: int, *, dark: bool, letter: bool = True) -> str:
    """A role's shape with its letter, as SVG."""
    colour = look.dark if dark else look.light
    edge, ink = ("#12171D", "#12171D") if dark else ("#FFFFFF", "#FFFFFF")
    fill, stroke, text = ("#12171D" if dark else "#FFFFFF", colour, colour) if look.hollow else (colour, edge, ink)
    shapes = {
        "circle": '<circle cx="12" cy="12" r="9.5"/>',
        "diamond": '<path d="M12 .8 23.2 12 12 23.2.8 12z"/>',
        "square": '<rect x="3" y="3" width="18" height="18" rx="1.5"/>',
    }
    word = (
        f'<text x="12" y="12" dy=".36em" text-anchor="middle" font-size="11" font-weight="700" fill="{text}">'
        f"{look.letter}</text>"
        if letter
        else ""
    )
    return (
        f'<svg width="{size}" height="{size}" viewBox="0 0 24 24" aria-hidden="true">'
        f'<g fill="{fill}" stroke="{stroke}" stroke-width="1.6">{shapes[look.shape]}</g>{word}</svg>'
    )


def arrow_svg(angle: float, colour: str, size: int) -> str:
    """An arrowhead turned to ``angle`` degrees, clockwise from east as the screen shows it."""
    return (
        f'<svg width="{size}" height="{size}" viewBox="-10 -10 20 20" aria-hidden="true">'
        f'<path d="M8 0-6 7-3 0-6-7z" fill="{colour}" transform="rotate({angle:.0f})"/></svg>'
    )


def drawn_parts(line: Line) -> tuple[tuple[Point, ...], ...]:
    """The runs of points that a line is drawn with, cut where it passes 180°."""
    if not line.bent or len(line.parts) != 1 or len(line.parts[0]) != 2:
        return line.parts
    return bent_runs(*line.parts[0])


def legend(ground: Ground, *, dark: bool, styles: frozenset[Style], widths: bool) -> str:
    """What shapes and lines mean, as HTML of our own words only."""
    rows = [
        f"<div>{mark_svg(look, 14, dark=dark, letter=True)}<span>{map_text(_(look.word))}</span></div>"
        for look in FAMILIES.values()
    ]
    words: dict[Style, str] = {
        "solid": _("Recorded leg"),
        "dashed": _("Not certain or not completed"),
        "dotted": _("Gap: stops between are not recorded"),
    }
    for style, word in words.items():
        if style in styles:
            dash = f' stroke-dasharray="{DASHES[style]}"' if DASHES[style] else ""
            rows.append(
                f'<div><svg width="22" height="8" aria-hidden="true"><path d="M0 4H22" stroke="{ground.line}" '
                f'stroke-width="2.5" stroke-linecap="round"{dash}/></svg><span>{map_text(word)}</span></div>'
            )
    if widths:
        wider = map_text(_("Wider: more"))
        rows.append(
            f'<div><svg width="22" height="10" aria-hidden="true"><path d="M0 5 22 1V9z" fill="{ground.line}"/></svg>'
            f"<span>{wider}</span></div>"
        )
    return "".join(rows)


def name_sides(marks: Sequence[Mark], *, width: int = 520, height: int = 380) -> list[Side]:
    """On which side of each mark its name stands, so that names cover neither marks nor one another where avoidable.

    Args:
        marks: all marks of the map.
        width: of the map in pixels, about.
        height: of the map in pixels, about.
    """
    points = [project(mark.at) for mark in marks]
    span_x = max((x for x, _y in points), default=0) - min((x for x, _y in points), default=0)
    span_y = max((y for _x, y in points), default=0) - min((y for _x, y in points), default=0)
    fitting = min((width - 68) / span_x if span_x else math.inf, (height - 68) / span_y if span_y else math.inf)
    # Pixels per radian at the half zoom step that the map will take, which is never past 6.
    zoom = math.floor(2 * math.log2(fitting * 2 * math.pi / 256)) / 2 if math.isfinite(fitting) else 6.0
    scale = 256 * 2 ** min(zoom, 6.0) / (2 * math.pi)
    boxes = [_box(x * scale, -y * scale, 22, 22) for x, y in points]
    sides: list[Side] = []
    for mark, (x, y) in zip(marks, points, strict=True):
        long = 7.0 * len(mark.name) + 8
        tries: dict[Side, _Box] = {
            "bottom": _box(x * scale, -y * scale + 20, long, 17),
            "top": _box(x * scale, -y * scale - 20, long, 17),
            "right": _box(x * scale + 14 + long / 2, -y * scale, long, 17),
            "left": _box(x * scale - 14 - long / 2, -y * scale, long, 17),
        }
        best = min(tries, key=lambda side: sum(_overlap(tries[side], other) for other in boxes))
        sides.append(best)
        if mark.name:
            boxes.append(tries[best])
    return sides


def _box(x: float, y: float, width: float, height: float) -> _Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _overlap(one: _Box, other: _Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, across) * max(0.0, down)
