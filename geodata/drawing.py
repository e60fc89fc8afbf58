"""How a line is drawn on a Mercator map: bent to the right of its direction, cut at 180°, with a head on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

#: latitude, longitude in degrees
Point = tuple[float, float]
_EDGE = 85.0


def project(point: Point) -> tuple[float, float]:
    """Mercator, in radians: x to the east, y to the north."""
    latitude = max(-_EDGE, min(_EDGE, point[0]))
    return math.radians(point[1]), math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def unproject(x: float, y: float) -> Point:
    """The point at a place of the Mercator plane."""
    return math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2), math.degrees(x)


def bend(start: Point, end: Point, *, share: float = 0.09, steps: int = 16) -> tuple[Point, ...]:
    """A line bent to the right of its direction: there and back lie side by side, and nobody takes it for a road."""
    (x1, y1), (x2, y2) = project(start), project(end)
    cx, cy = (x1 + x2) / 2 + (y2 - y1) * share * 2, (y1 + y2) / 2 - (x2 - x1) * share * 2
    points = []
    for step in range(steps + 1):
        t = step / steps
        x = (1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2
        y = (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2
        points.append(unproject(x, y))
    return tuple(points)


def bent_runs(start: Point, end: Point) -> tuple[tuple[Point, ...], ...]:
    """The bent line as runs that stay on the map: cut where it passes 180°."""
    goal = end
    if abs(end[1] - start[1]) > 180:
        goal = (end[0], end[1] + (360 if end[1] < start[1] else -360))
    runs: list[list[Point]] = [[]]
    for lat, lon in bend(start, goal):
        around = lon - 360 if lon > 180 else lon + 360 if lon < -180 else lon
        if runs[-1] and abs(around - runs[-1][-1][1]) > 180:
            edge = 180.0 if runs[-1][-1][1] > 0 else -180.0
            runs[-1].append((lat, edge))
            runs.append([(lat, -edge)])
        runs[-1].append((lat, around))
    return tuple(tuple(run) for run in runs if len(run) > 1)


def middle(parts: Sequence[Sequence[Point]]) -> tuple[Point, float] | None:
    """Where the arrowhead stands, and its angle on the screen in degrees; ``None`` where the line has no length.

    The projection keeps angles, so the angle holds at every zoom.
    """
    steps: list[tuple[float, Point, Point]] = []
    for part in parts:
        for start, end in pairwise(part):
            (x1, y1), (x2, y2) = project(start), project(end)
            steps.append((math.hypot(x2 - x1, y2 - y1), start, end))
    total = sum(length for length, _start, _end in steps)
    if total < 1e-9:
        return None
    left = total * 0.55
    for length, start, end in steps:
        if left <= length and length > 0:
            share = left / length
            (x1, y1), (x2, y2) = project(start), project(end)
            at = unproject(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
            return at, math.degrees(math.atan2(-(y2 - y1), x2 - x1))
        left -= length
    return None
