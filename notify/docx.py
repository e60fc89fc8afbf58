"""A letter as DOCX; Arabic runs right to left, codes inside it left to right. No data in the file's properties."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from notify.letter_content import Annex, LetterContent
from notify.letter_runs import runs

_FONT, _FONT_RTL = "Calibri", "Arial"
_LOCALES = {"en": "en-GB", "ru": "ru-RU", "ar": "ar-SA"}
#: children of w:pPr that the schema wants after w:bidi
_AFTER_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId",
    "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
_AFTER_RTL = ("w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath")
_AFTER_BCS = (
    "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:strike", "w:dstrike", "w:outline", "w:shadow", "w:emboss", "w:imprint",
    "w:noProof", "w:snapToGrid", "w:vanish", "w:webHidden", "w:color", "w:spacing", "w:w", "w:kern", "w:position",
    "w:sz", "w:szCs", "w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl",
    *_AFTER_RTL,
)  # fmt: skip
_AFTER_SZCS = ("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl", *_AFTER_RTL)
#: children of w:tblPr that the schema wants after w:bidiVisual
_AFTER_BIDI_VISUAL = (
    "w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders",
    "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription",
)  # fmt: skip
#: the left-to-right mark, which every word processor knows
_LEFT = "\u200e"
#: columns of an annex in centimetres, by their number
_WIDTHS = {4: (1.0, 4.5, 5.5, 5.0), 6: (1.0, 3.6, 3.6, 2.2, 2.8, 2.8), 7: (0.9, 3.2, 3.2, 2.0, 2.2, 2.3, 2.2)}


def write(content: LetterContent) -> bytes:
    """The letter as the bytes of a DOCX file."""
    document: Any = docx.Document()
    _neutral(document)
    page = _Page(document, content)
    for line in (content.draft, content.courtesy):
        if line:
            page.add(line, bold=True)
    page.add(content.title, bold=True, size=15, centre=True)
    if content.subtitle:
        page.add(content.subtitle, centre=True)
    page.add(content.day_words)
    for paragraph in content.paragraphs:
        page.add(f"{paragraph.number}. {paragraph.text}")
    for annex in content.annexes:
        page.annex(annex)
    for frame in (document.sections[0].header, document.sections[0].footer):
        page.fill(frame.paragraphs[0], content.marking, size=9)
    _page_number(page, document.sections[0].footer.add_paragraph())
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def file_name(number: str, iso2: str, language: str, kind: str = "docx") -> str:
    """Name of the file: the register's number and codes, never words of the case."""
    safe = re.sub(r"[^A-Za-z0-9-]", "", number)
    return f"waylink-letter-{safe}-{iso2}-{language}.{kind}"


def _neutral(document: Any) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Waylink"
    properties.title = properties.subject = properties.keywords = properties.comments = properties.category = ""
    # The moment of writing tells when an office works on a case; the letter's own date is in its text.
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)


class _Page:
    """Writes paragraphs in one language's direction."""

    def __init__(self, document: Any, content: LetterContent) -> None:
        self.document, self.rtl = document, content.rtl
        self.open_words = frozenset(place.words for place in content.open_places)
        style = document.styles["Normal"]
        font = _FONT_RTL if self.rtl else _FONT
        style.font.name, style.font.size = font, Pt(11)
        style.element.rPr.rFonts.set(qn("w:cs"), font)
        style.paragraph_format.space_after = Pt(6)
        _before(style.element.rPr, "w:szCs", _AFTER_SZCS).set(qn("w:val"), "22")
        spoken = OxmlElement("w:lang")
        language = _LOCALES.get(content.language, content.language)
        spoken.set(qn("w:bidi" if self.rtl else "w:val"), language)
        style.element.rPr.append(spoken)
        for section in document.sections:
            section.page_width, section.page_height = Cm(21), Cm(29.7)
            section.left_margin = section.right_margin = Cm(2.5)
            if self.rtl:
                _before(section._sectPr, "w:bidi", ("w:rtlGutter", "w:docGrid", "w:printerSettings"))

    def add(self, text: str, *, bold: bool = False, size: int = 0, centre: bool = False) -> None:
        paragraph = self.document.add_paragraph()
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.fill(paragraph, text, bold=bold, size=size)

    def annex(self, annex: Annex) -> None:
        """A heading and a table; the columns of an Arabic table begin at the right."""
        title = self.document.add_paragraph()
        title.paragraph_format.keep_with_next = True
        title.paragraph_format.space_before = Pt(14)
        self.fill(title, annex.heading, bold=True, size=12)
        table = self.document.add_table(rows=0, cols=len(annex.headings))
        table.style = "Table Grid"
        table.autofit = False
        if self.rtl:
            _before(table._tbl.tblPr, "w:bidiVisual", _AFTER_BIDI_VISUAL)
        self._row(table, annex.headings, bold=True)
        for number, row in enumerate(annex.rows, 1):
            self._row(table, (str(number), *row.cells))
        widths = _WIDTHS[len(annex.headings)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)

    def _row(self, table: Any, cells: Sequence[str], *, bold: bool = False) -> None:
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            self.fill(paragraph, text, bold=bold, size=9)
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if bold:
            properties.append(OxmlElement("w:tblHeader"))

    def fill(self, paragraph: Any, text: str, *, bold: bool = False, size: int = 0) -> None:
        if self.rtl:
            _before(paragraph._p.get_or_add_pPr(), "w:bidi", _AFTER_BIDI)
        for piece in runs(text, rtl=self.rtl, open_words=self.open_words):
            # A sign at the edge of a number (+90) would else be taken to the other side of it.
            text = f"{_LEFT}{piece.text}{_LEFT}" if piece.ltr else piece.text
            self.run(paragraph, text, rtl=self.rtl and not piece.ltr, bold=bold, size=size, marked=piece.open)

    def run(
        self, paragraph: Any, text: str, *, rtl: bool, bold: bool = False, size: int = 0, marked: bool = False
    ) -> Any:
        run = paragraph.add_run(text)
        properties = run._r.get_or_add_rPr()
        if bold:
            run.bold = True
            _before(properties, "w:bCs", _AFTER_BCS)
        if size:
            run.font.size = Pt(size)
            _before(properties, "w:szCs", _AFTER_SZCS).set(qn("w:val"), str(size * 2))
        if marked:
            _before(properties, "w:highlight", _AFTER_SZCS[1:]).set(qn("w:val"), "yellow")
        if rtl:
            _before(properties, "w:rtl", _AFTER_RTL)
        return run


def _page_number(page: _Page, paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind in ("begin", None, "end"):
        run = page.run(paragraph, "", rtl=False, size=9)
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = "PAGE"
        run._r.append(part)


def _before(properties: Any, tag: str, successors: tuple[str, ...]) -> Any:
    """Put an element where the schema wants it; Word calls a file damaged where the order is wrong."""
    element = OxmlElement(tag)
    properties.insert_element_before(element, *successors)
    return element
