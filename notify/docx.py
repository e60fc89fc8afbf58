"""A letter as DOCX; Arabic runs right to left, codes inside it left to right. No data in the file's properties."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from notify.letter_content import LetterContent
from notify.letter_words import day_text

_FONTS = {"en": "Calibri", "ru": "Calibri", "ar": "Arial"}
_LOCALES = {"en": "en-GB", "ru": "ru-RU", "ar": "ar-SA"}
#: what must keep its own direction inside right-to-left text: numbers, codes, Latin and Cyrillic names
_SIGN = r"A-Za-z0-9\u00c0-\u024f\u0400-\u04ff"
_LEFT_TO_RIGHT = re.compile(rf"[+#]?[{_SIGN}](?:[{_SIGN}.,:/@+_'’&-]|[ \u00a0](?=[+{_SIGN}]))*")
_MARKED = re.compile(r"(\[[^\]]+\])")
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


def write(content: LetterContent) -> bytes:
    """The letter as the bytes of a DOCX file."""
    document: Any = docx.Document()
    _neutral(document)
    page = _Page(document, content.language)
    page.add(content.draft, bold=True)
    page.add(content.title, bold=True, size=15, centre=True)
    page.add(content.subtitle, centre=True)
    page.add(day_text(content.day, content.language))
    for paragraph in content.paragraphs:
        page.add(f"{paragraph.number}. {_clean(paragraph.text)}")
    marking = _clean(content.paragraphs[0].text)
    for frame in (document.sections[0].header, document.sections[0].footer):
        page.fill(frame.paragraphs[0], marking, size=9)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def file_name(number: str, iso2: str, language: str) -> str:
    """Name of the file: the register's number and codes, never words of the case."""
    safe = re.sub(r"[^A-Za-z0-9-]", "", number)
    return f"waylink-letter-{safe}-{iso2}-{language}.docx"


def _neutral(document: Any) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Waylink"
    properties.title = properties.subject = properties.keywords = properties.comments = properties.category = ""
    # The moment of writing tells when an office works on a case; the letter's own date is in its text.
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)


class _Page:
    """Writes paragraphs in one language's direction."""

    def __init__(self, document: Any, language: str) -> None:
        self.document, self.rtl = document, language == "ar"
        style = document.styles["Normal"]
        style.font.name, style.font.size = _FONTS[language], Pt(11)
        style.element.rPr.rFonts.set(qn("w:cs"), _FONTS[language])
        style.paragraph_format.space_after = Pt(6)
        _before(style.element.rPr, "w:szCs", _AFTER_SZCS).set(qn("w:val"), "22")
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:bidi" if self.rtl else "w:val"), _LOCALES[language])
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

    def fill(self, paragraph: Any, text: str, *, bold: bool = False, size: int = 0) -> None:
        if self.rtl:
            _before(paragraph._p.get_or_add_pPr(), "w:bidi", _AFTER_BIDI)
        for piece in _MARKED.split(text):
            marked = bool(_MARKED.fullmatch(piece)) and "…" not in piece
            for words, rtl in self._pieces(piece):
                run = paragraph.add_run(words)
                properties = run._r.get_or_add_rPr()
                if bold:
                    run.bold = True
                    _before(properties, "w:bCs", _AFTER_BCS)
                if size:
                    run.font.size = Pt(size)
                    _before(properties, "w:szCs", _AFTER_SZCS).set(qn("w:val"), str(size * 2))
                if marked:
                    shade = _before(properties, "w:highlight", _AFTER_SZCS[1:])
                    shade.set(qn("w:val"), "yellow")
                if rtl:
                    _before(properties, "w:rtl", _AFTER_RTL)

    def _pieces(self, text: str) -> list[tuple[str, bool]]:
        """Stretches of one direction; all of a left-to-right letter is one stretch."""
        if not self.rtl:
            return [(text, False)] if text else []
        pieces, end = [], 0
        for found in _LEFT_TO_RIGHT.finditer(text):
            if found.start() > end:
                pieces.append((text[end : found.start()], True))
            pieces.append((found.group(), False))
            end = found.end()
        return [*pieces, (text[end:], True)] if end < len(text) else pieces


def _before(properties: Any, tag: str, successors: tuple[str, ...]) -> Any:
    """Put an element where the schema wants it; Word calls a file damaged where the order is wrong."""
    element = OxmlElement(tag)
    properties.insert_element_before(element, *successors)
    return element


def _clean(text: str) -> str:
    """Control characters would make the XML unreadable; direction marks from outside could turn a sentence round."""
    kept = (sign for sign in text if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff\x7f"))
    return re.sub("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]", "", "".join(kept))
