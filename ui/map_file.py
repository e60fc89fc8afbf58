"""Routes as files for a meeting: one HTML file that opens offline, a sheet as PDF or picture."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from pathlib import Path
from typing import Any, Literal

from exchange import map_sheet
from geodata import picture
from services import boundaries, desk, route_exports
from services.route_exports import Shared
from services.routes import Weight
from ui import look, route_map
from ui.map_shapes import Line, Mark, mark_svg
from ui.text import bare
from ui.words import _, country_name, day_text, language, ngettext, number, percent, right_to_left

_ASSETS = Path(__file__).parent / "assets"
_ROWS = 40
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def notes(shared: Shared) -> list[str]:
    """What must be read with the map: lines, borders, what was withheld."""
    told = [route_map.borders_note()]
    if shared.level != "country":
        told.append(_("A mark stands in the middle of a province, not at a place of an event."))
    if shared.small:
        told.append(
            ngettext(
                "{n} corridor with fewer than five persons is withheld.",
                "{n} corridors with fewer than five persons are withheld.",
                shared.small,
            )
        )
    if shared.held_back:
        told.append(
            ngettext(
                "{n} case is left out: its sender's conditions do not allow it.",
                "{n} cases are left out: their senders' conditions do not allow it.",
                shared.held_back,
            )
        )
    return told


def remark(shared: Shared) -> str:
    """The same in one text, with marking and credits, for data files."""
    return " ".join(
        [look.marking_text(shared.marking.tlp, shared.marking.handling) + ".", *notes(shared), route_map.credit()]
    )


def html(shared: Shared, title: str, subtitle: str, weight: Weight) -> bytes:
    """One file with everything in it: opens offline, asks nobody, holds no id of a case."""
    lines, marks = _parts(shared, weight)
    made = route_map.document(lines, marks, title=title, widths=True)
    made = _inlined(made)
    head = f"<h1>{escape(bare(title))}</h1><p>{escape(bare(subtitle))}</p><p><b>{escape(_marking(shared))}</b></p>"
    rows = "".join(
        "<tr>" + "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in row) + "</tr>" for row in _table(shared)
    )
    heads = "".join(f"<th>{escape(text)}</th>" for text in _heads())
    foot = f"<p>{escape(' '.join([*notes(shared), route_map.credit()]))}</p>"
    table = f"<table><caption>{escape(_('The same as a table'))}</caption><tr>{heads}</tr>{rows}</table>"
    made = made.replace("<body>", f"<body><header>{head}</header>", 1)
    made = made.replace("</html>", f"<footer>{foot}{table}</footer></html>", 1)
    digests = [base64.b64encode(hashlib.sha256(found.encode()).digest()).decode() for found in _SCRIPT.findall(made)]
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src "
        + " ".join(f"'sha256-{digest}'" for digest in dict.fromkeys(digests))
    )
    # The first thing in the head: nothing before it could load anything.
    return made.replace("<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{policy}">', 1).encode()


def sheet(shared: Shared, title: str, subtitle: str, weight: Weight, day: Any, kind: Literal["pdf", "png"]) -> bytes:
    """A page with the map, then its table."""
    ground = look.LIGHT
    lines, marks = _parts(shared, weight)
    bands = [
        picture.Band(line.parts[0][0], line.parts[0][1], line.width * 0.7, line.style != "solid") for line in lines
    ]
    spots = [
        picture.Spot(
            mark.at, _shape(mark_svg(look.role_look(mark.role), 24, dark=False, letter=False)), bare(mark.name)
        )
        for mark in marks
    ]
    colours = picture.Colours(ground.sea, ground.land, ground.border, ground.contested, ground.line)
    here = desk.in_use()
    drawn = picture.draw(bands, spots, colours, ground=lambda fine: boundaries.shapes(here, fine))
    table = _table(shared)
    more = len(table) - _ROWS
    words = map_sheet.Sheet(
        lang=language(), rtl=right_to_left(), title=bare(title), subtitle=bare(subtitle), marking=_marking(shared),
        day=day_text(day), credits=route_map.credit(), width=drawn.width, height=drawn.height,
        labels=[{"x": label.x, "y": label.y, "text": label.text} for label in drawn.labels],
        legend=[{"shape": name, "word": _(one.word)} for name, one in look.FAMILIES.items()],
        solid="— " + _("Recorded leg"), dashed="- - " + _("Not certain or not completed"), notes=notes(shared),
        tabletitle=_("The same as a table"), heads=_heads(), rows=table[:_ROWS],
        more=_more(more),
    )  # fmt: skip
    return map_sheet.write(words, drawn.svg, route_exports.fonts(), kind)


def _more(count: int) -> str:
    if count <= 0:
        return ""
    return ngettext("{n} more corridor is not listed.", "{n} more corridors are not listed.", count)


def _marking(shared: Shared) -> str:
    return bare(look.marking_text(shared.marking.tlp, shared.marking.handling))


def _heads() -> list[str]:
    return [_("From"), _("To"), _("Cases"), _("Persons"), _("First to last"), _("Not certain")]


def _table(shared: Shared) -> list[list[str]]:
    return [
        [_end(row, "from"), _end(row, "to"), number(row["cases"]), number(row["persons"]),
         " – ".join(part for part in (row["first"], row["last"]) if part) or _("not recorded"),
         percent(row["uncertain"])]
        for row in shared.corridors.drop(columns="geometry").to_dict("records")
    ]  # fmt: skip


def _end(row: Any, side: str) -> str:
    name, country = bare(row[f"{side}_name"]), country_name(row[f"{side}_code"])
    return f"{name}, {country}" if name else country


def _parts(shared: Shared, weight: Weight) -> tuple[list[Line], list[Mark]]:
    rows = shared.corridors.to_dict("records")
    most = max((row[weight] for row in rows), default=1) or 1
    lines, where, out, into = [], {}, set(), set()  # type: ignore[var-annotated]
    traffic: dict[str, int] = {}
    for row in rows:
        runs = list(row["geometry"].geoms)
        start, end = runs[0].coords[0][::-1], runs[-1].coords[-1][::-1]
        names = _end(row, "from"), _end(row, "to")
        width = 1.2 + 5.8 * (row[weight] / most) ** 0.7
        told = (
            f"{names[0]} → {names[1]}",
            ngettext("{n} case", "{n} cases", row["cases"])
            + ", "
            + ngettext("{n} person", "{n} persons", row["persons"]),
        )
        lines.append(Line(((start, end),), "dashed" if row["uncertain"] >= 0.5 else "solid", width, told, bent=True))
        for name, at, seen in ((names[0], start, out), (names[1], end, into)):
            where[name] = at
            seen.add(name)
            traffic[name] = traffic.get(name, 0) + row["cases"]
    marks = []
    for name in sorted(where, key=lambda one: -traffic[one]):
        role = "transit" if name in out and name in into else "origin" if name in out else "destination"
        marks.append(Mark(where[name], role, (name,), name.split(",")[0], 16))
    return lines[::-1], marks


def _shape(svg: str) -> str:
    return svg.split(">", 1)[1].rsplit("</svg>", 1)[0]


def _inlined(page: str) -> str:
    """The map's document with every file of ours inside it."""
    style = (_ASSETS / "vendor/leaflet/leaflet.css").read_text(encoding="utf-8")
    style = re.sub(r"url\([^)]*\)", "none", style) + (_ASSETS / "map.css").read_text(encoding="utf-8")
    style = re.sub(r"@import[^;]*;", "", style) + (_ASSETS / "map_file.css").read_text(encoding="utf-8")
    script = (_ASSETS / "vendor/leaflet/leaflet.js").read_text(encoding="utf-8").replace("</script", "<\\/script")
    ground = boundaries.path(desk.in_use(), fine=False).read_text(encoding="utf-8").replace("<", "\\u003c")
    page = re.sub(r'<link rel="stylesheet" href="[^"]*"\s*/>', "", page)
    scripts = f"<script>{script}</script><script>window.waylinkGround={ground}</script>"
    page = page.replace('<script src="/assets/vendor/leaflet/leaflet.js"></script>', scripts)
    return page.replace("</head>", f"<style>{style}</style></head>", 1)
