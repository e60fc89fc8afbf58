"""A map as one SVG without text: ground, corridors with their direction, ends. Names are set by whoever has fonts."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from geodata import borders
from geodata.drawing import Point, bent_runs, middle, project

Ground = Callable[[bool], Sequence[tuple[str, bool, shapely.Geometry]]]
_At = Callable[[Point], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of the picture, as SVG writes them."""

    sea: str
    land: str
    border: str
    contested: str
    line: str


@dataclass(frozen=True, slots=True)
class Band:
    """A corridor: two ends (latitude, longitude in degrees), width in picture units, whether it is not certain."""

    start: Point
    end: Point
    width: float
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """An end: where, its shape as SVG drawn around 0,0 in a box of 24, and its name."""

    at: Point
    shape: str
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands: the middle of its line's top, in picture units."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing and the names that belong on it."""

    svg: str
    width: float
    height: float
    labels: tuple[Label, ...]


def draw(
    bands: Sequence[Band],
    spots: Sequence[Spot],
    colours: Colours,
    width: float = 780,
    height: float = 396,
    ground: Ground = borders.shapes,
) -> Picture:
    """Draw bands and spots on the ground, as near as all of them fit.

    Args:
        bands: drawn in the order given.
        spots: the first are the most important: their names are set first, and those that find no room are left out.
        colours: of the ground and the bands.
        width: of the picture in its own units (points on paper).
        height: likewise.
        ground: outlines, fine or not, as :func:`geodata.borders.shapes` gives them.
    """
    runs = [bent_runs(band.start, band.end) for band in bands]
    points = [point for parts in runs for run in parts for point in run] + [spot.at for spot in spots]
    scale, left, top = _window(points, width, height)

    def at(point: Point) -> tuple[float, float]:
        x, y = project(point)
        return (x - left) * scale, (top - y) * scale

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}"><defs><clipPath id="c"><rect width="{width:g}" height="{height:g}"/></clipPath></defs>'
        f'<g clip-path="url(#c)"><rect width="{width:g}" height="{height:g}" fill="{colours.sea}"/>'
    ]
    near = scale > width * 1.2
    south, north = _latitude(top - height / scale), _latitude(top)
    west, east = math.degrees(left), math.degrees(left + width / scale)
    window = shapely.box(west - 1, max(-85.0, south - 1), east + 1, min(85.0, north + 1))
    for _area, contested, shape in ground(near):
        if not shapely.intersects(shape, window):
            continue
        path = _path(shapely.clip_by_rect(shape, *window.bounds), at)
        if path:
            fill, dash = (colours.contested, ' stroke-dasharray="2 2"') if contested else (colours.land, "")
            parts.append(f'<path d="{path}" fill="{fill}" stroke="{colours.border}" stroke-width=".5"{dash}/>')
    for band, lines in zip(bands, runs, strict=True):
        for run in lines:
            way = "L".join(f"{x:.1f} {y:.1f}" for x, y in map(at, run))
            dash = ' stroke-dasharray="6 4"' if band.unsure else ""
            parts.append(
                f'<path d="M{way}" fill="none" stroke="{colours.line}" stroke-opacity=".75" stroke-linecap="round" '
                f'stroke-width="{band.width:.1f}"{dash}/>'
            )
        if (head := middle(lines)) is not None:
            (x, y), size = at(head[0]), 0.45 + 0.05 * band.width
            parts.append(
                f'<path d="M8 0-6 7-3 0-6-7z" fill="{colours.line}" '
                f'transform="translate({x:.1f} {y:.1f}) rotate({head[1]:.0f}) scale({size:.2f})"/>'
            )
    for spot in reversed(spots):
        x, y = at(spot.at)
        parts.append(f'<g transform="translate({x - 7:.1f} {y - 7:.1f}) scale(.58)">{spot.shape}</g>')
    parts.append("</g></svg>")
    return Picture("".join(parts), width, height, tuple(_labels(spots, at, width, height)))


def _window(points: Sequence[Point], width: float, height: float) -> tuple[float, float, float]:
    """Scale, west edge and north edge of the picture, in the Mercator plane."""
    flat = [project(point) for point in points] or [project((60.0, -20.0)), project((-20.0, 140.0))]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    wide, tall = max(xs) - min(xs), max(ys) - min(ys)
    scale = min((width - 90) / wide if wide else math.inf, (height - 80) / tall if tall else math.inf)
    # No nearer than some hundred kilometres over the picture: a single province shows its surroundings.
    scale = min(scale, width / math.radians(9))
    left = (max(xs) + min(xs)) / 2 - width / scale / 2
    top = (max(ys) + min(ys)) / 2 + height / scale / 2
    return scale, left, top


def _latitude(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)


def _path(shape: Any, at: _At) -> str:
    made = []
    for polygon in getattr(shape, "geoms", [shape]):
        if polygon.is_empty or polygon.geom_type != "Polygon":
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            flat = [at((lat, lon)) for lon, lat in ring.coords]
            made.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in flat) + "Z")
    return "".join(made)


def _labels(spots: Sequence[Spot], at: _At, width: float, height: float) -> list[Label]:
    marks = [at(spot.at) for spot in spots]
    taken = [(x - 7, y - 7, x + 7, y + 7) for x, y in marks]
    made = []
    for spot, (x, y) in zip(spots, marks, strict=True):
        long = 4.6 * len(spot.name) + 6
        for cx, cy in ((x, y + 8), (x, y - 18), (x + long / 2 + 9, y - 5), (x - long / 2 - 9, y - 5)):
            box = (cx - long / 2, cy, cx + long / 2, cy + 10)
            inside = box[0] > 2 and box[2] < width - 2 and box[1] > 2 and box[3] < height - 2
            if inside and not any(_meet(box, other) for other in taken if other != (x - 7, y - 7, x + 7, y + 7)):
                taken.append(box)
                made.append(Label(cx, cy, spot.name))
                break
    return made


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
