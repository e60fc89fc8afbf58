"""Flows from origin over transit to destination as one SVG of our own: it draws offline, in every script and theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ui.look import FAMILIES, Ground
from ui.text import bare

_WIDTH, _NODE, _GAP, _LABEL = 900.0, 12.0, 15.0, 170.0
_FAMILIES = ("origin", "transit", "destination")


@dataclass(frozen=True, slots=True)
class Flow:
    """One way through the three columns; labels are foreign text.

    Attributes:
        labels: origin, transit, destination.
        amount: what its width stands for, above zero.
    """

    labels: tuple[str, str, str]
    amount: float


@dataclass(slots=True)
class _Node:
    amount: float = 0.0
    y: float = 0.0
    left: float = 0.0
    right: float = 0.0


def svg(flows: Sequence[Flow], ground: Ground, *, dark: bool, title: str, heads: Sequence[str]) -> str:
    """The picture.

    Args:
        flows: widest first.
        ground: colours.
        dark: for a dark ground.
        title: what it shows, for those who hear it.
        heads: words over the three columns.
    """
    columns: list[dict[str, _Node]] = [defaultdict(_Node), defaultdict(_Node), defaultdict(_Node)]
    links: list[dict[tuple[str, str], float]] = [defaultdict(float), defaultdict(float)]
    for flow in flows:
        for at, label in enumerate(flow.labels):
            columns[at][label].amount += flow.amount
        for at in (0, 1):
            links[at][flow.labels[at], flow.labels[at + 1]] += flow.amount
    total = sum(flow.amount for flow in flows) or 1.0
    most = max((len(column) for column in columns), default=1)
    height = _height(most)
    scale = (height - _GAP * (most - 1)) / total
    for column in columns:
        y = 30 + (height - sum(node.amount for node in column.values()) * scale - _GAP * (len(column) - 1)) / 2
        for node in sorted(column.values(), key=lambda node: -node.amount):
            node.y = node.left = node.right = y
            y += node.amount * scale + _GAP
    at_x = [_LABEL, _WIDTH / 2 - _NODE / 2, _WIDTH - _LABEL - _NODE]
    colours = [FAMILIES[name].dark if dark else FAMILIES[name].light for name in _FAMILIES]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {height + 40:.0f}" width="100%" role="img" '
        f'aria-label="{escape(title)}" direction="ltr"><title>{escape(title)}</title>'
    ]
    for at in (0, 1):
        before, after = columns[at], columns[at + 1]
        places = {pair: (before[pair[0]].y, after[pair[1]].y) for pair in links[at]}
        for one, other in sorted(places, key=places.__getitem__):
            start, goal, amount = before[one], after[other], links[at][one, other]
            wide = amount * scale
            x1, x2 = at_x[at] + _NODE, at_x[at + 1]
            y1, y2, mid = start.right + wide / 2, goal.left + wide / 2, (x1 + x2) / 2
            start.right += wide
            goal.left += wide
            told = f"{bare(one)} → {bare(other)}: {amount:g}"
            parts.append(
                f'<path d="M{x1:.1f} {y1:.1f}C{mid:.1f} {y1:.1f} {mid:.1f} {y2:.1f} {x2:.1f} {y2:.1f}" fill="none" '
                f'stroke="{colours[0] if at == 0 else colours[2]}" stroke-opacity=".34" '
                f'stroke-width="{max(1.0, wide):.1f}"><title>{escape(told)}</title></path>'
            )
    for at, column in enumerate(columns):
        for label, node in column.items():
            tall = max(1.5, node.amount * scale)
            anchor, x = (("end", at_x[at] - 8), ("middle", _WIDTH / 2), ("start", at_x[at] + _NODE + 8))[at]
            y = node.y + tall / 2 + 5
            halo = f'stroke="{ground.panel}" stroke-width="4" paint-order="stroke"' if at == 1 else ""
            parts.append(
                f'<rect x="{at_x[at]:.1f}" y="{node.y:.1f}" width="{_NODE:g}" height="{tall:.1f}" rx="1.5" '
                f'fill="{colours[at]}"/><text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="14" '
                f'fill="{ground.text}" {halo}>{escape(_short(label))}</text>'
            )
    over = (("end", at_x[0] + _NODE), ("middle", _WIDTH / 2), ("start", at_x[2]))
    for head, (anchor, x) in zip(heads, over, strict=True):
        parts.append(
            f'<text x="{x:.1f}" y="16" text-anchor="{anchor}" font-size="14" font-weight="600" '
            f'fill="{ground.text}">{escape(head)}</text>'
        )
    return "".join(parts) + "</svg>"


def height_of(flows: Sequence[Flow]) -> int:
    """Height of the picture in the units of its width of 900."""
    return round(_height(max((len({flow.labels[at] for flow in flows}) for at in range(3)), default=1)) + 40)


def _height(most: int) -> float:
    return max(160.0, min(900.0, most * 36.0))


def _short(label: str) -> str:
    text = bare(label)
    return text if len(text) <= 24 else text[:23].rstrip() + "…"
