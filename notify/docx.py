"""A letter as DOCX; Arabic runs right to left, numbers and codes inside it left to right. No data in the file's properties."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from notify.letter import LetterContent

_FONTS = {"en": "Calibri", "ru": "Calibri", "ar": "Arial"}


def write(content: LetterContent) -> bytes:
    """The letter as the bytes of a DOCX file."""
    document: Any = docx.Document()
    rtl = content.language == "ar"
    _neutral(document)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONTS[content.language], Pt(11)
    _paragraph(document, content.draft, rtl, bold=True)
    _paragraph(document, content.title, rtl, bold=True, size=15, centre=True)
    _paragraph(document, content.subtitle, rtl, centre=True)
    _paragraph(document, content.day.isoformat() if rtl else f"{content.day:%d.%m.%Y}", rtl)
    for paragraph in content.paragraphs:
        _paragraph(document, f"{paragraph.number}. {_clean(paragraph.text)}", rtl)
    _footer(document, content, rtl)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _neutral(document: Any) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Waylink"
    properties.title = properties.subject = properties.keywords = properties.comments = properties.category = ""
    # The moment of writing tells when an office works on a case; the letter's own date is in its text.
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)


def _paragraph(
    document: Any, text: str, rtl: bool, *, bold: bool = False, size: int = 0, centre: bool = False
) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if rtl:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        properties = run._r.get_or_add_rPr()
        properties.append(OxmlElement("w:rtl"))
        language = OxmlElement("w:lang")
        language.set(qn("w:bidi"), "ar-SA")
        properties.append(language)


def _footer(document: Any, content: LetterContent, rtl: bool) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    run = footer.add_run(content.paragraphs[0].text)
    run.font.size = Pt(9)
    if rtl:
        footer._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _clean(text: str) -> str:
    """Control characters would make the XML unreadable."""
    return "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff"))
