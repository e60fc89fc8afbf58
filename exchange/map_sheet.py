"""A map for a meeting as PDF or PNG, set by Typst with fonts of our own: no browser, no request, no system font.

What stands in a record is handed over as data and set as it is; Typst never reads it as its own code.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

_TEMPLATES = Path(__file__).parent / "templates"
#: 1 January 2000: the moment of writing tells when an office works on a case
_NO_MOMENT = 946_684_800


@dataclass(frozen=True, slots=True)
class Sheet:
    """Words and numbers on the sheet, in the reader's language.

    Attributes:
        lang: language code.
        rtl: written from right to left.
        title: over the map.
        subtitle: what was chosen.
        marking: traffic light label and handling codes.
        day: day of the export.
        credits: where ground and places come from.
        width: of the picture in points.
        height: of the picture in points.
        labels: names on the picture: ``x``, ``y`` in points, ``text``.
        legend: ``shape`` (origin, transit, destination) and ``word``.
        solid: what a solid line means.
        dashed: what a dashed line means.
        notes: sentences that belong to the map.
        tabletitle: over the table.
        heads: of its six columns.
        rows: of six texts each.
        more: what the table leaves out.
    """

    lang: str
    rtl: bool
    title: str
    subtitle: str
    marking: str
    day: str
    credits: str
    width: float
    height: float
    labels: list[dict[str, Any]]
    legend: list[dict[str, str]]
    solid: str
    dashed: str
    notes: list[str]
    tabletitle: str
    heads: list[str]
    rows: list[list[str]]
    more: str = ""


def write(sheet: Sheet, svg: str, fonts: Path, kind: Literal["pdf", "png"], dots: int = 160) -> bytes:
    """The bytes of the file; of a PNG the first page, the map.

    Args:
        sheet: what stands on it.
        svg: the picture, without text.
        fonts: folder of TrueType fonts.
        kind: of the file.
        dots: for each inch, of a PNG.
    """
    import typst

    make: Any = typst.compile
    made = make(
        str(_TEMPLATES / "map_sheet.typ"), root=str(_TEMPLATES), font_paths=[str(fonts)], ignore_system_fonts=True,
        format=kind, ppi=float(dots), timestamp=_NO_MOMENT,
        sys_inputs={"sheet": json.dumps(asdict(sheet), ensure_ascii=False), "svg": svg},
    )  # fmt: skip
    return bytes(made[0]) if isinstance(made, list) else bytes(made)
