"""A letter on the screen: its languages side by side, open places marked, the records behind each paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from notify.letter import LetterContent
from notify.letter_runs import runs
from ui.text import bare
from ui.words import _, country_name


def preview(contents: Sequence[LetterContent]) -> None:
    """The letter, and its courtesy translation beside it."""
    st.html(page(contents))


def page(contents: Sequence[LetterContent]) -> str:
    """The preview as markup; every foreign sign in it is escaped."""
    heads = "".join(_column(content, _head(content)) for content in contents)
    rows = [f"<div class='wl-letter-row wl-letter-head'>{heads}</div>"]
    longest = max(len(content.paragraphs) for content in contents)
    for at in range(longest):
        cells = []
        for content in contents:
            if at < len(content.paragraphs):
                one = content.paragraphs[at]
                told = f"<b>{one.number}.</b> {_line(content, one.text)}"
                cells.append(_column(content, f"<p>{told}</p>{_records(one.records)}"))
            else:
                cells.append(_column(content, ""))
        rows.append(f"<div class='wl-letter-row'>{''.join(cells)}</div>")
    tables = "".join(_column(content, _annexes(content)) for content in contents)
    rows.append(f"<div class='wl-letter-row'>{tables}</div>")
    return f"<div class='wl-letter wl-letter-{len(contents)}'>{''.join(rows)}</div>"


def _column(content: LetterContent, inner: str) -> str:
    way = "rtl" if content.rtl else "ltr"
    return f"<div dir='{way}' lang='{escape(content.language, quote=True)}'>{inner}</div>"


def _head(content: LetterContent) -> str:
    above = "".join(
        f"<p class='wl-letter-above'>{_words(line)}</p>" for line in (content.draft, content.courtesy) if line
    )
    title = f"<h4>{_words(content.title)}</h4><p class='wl-letter-under'>{_words(content.subtitle)}</p>"
    return f"{above}{title}<p>{_words(content.day_words)}</p>"


def _annexes(content: LetterContent) -> str:
    made = []
    for annex in content.annexes:
        heads = "".join(f"<th>{_words(text)}</th>" for text in annex.headings)
        body = "".join(
            f"<tr><td>{number}</td>{''.join(f'<td>{_line(content, cell)}</td>' for cell in row.cells)}</tr>"
            for number, row in enumerate(annex.rows, 1)
        )
        made.append(f"<h5>{_words(annex.heading)}</h5><table><tr>{heads}</tr>{body}</table>")
    return "".join(made)


def _line(content: LetterContent, text: str) -> str:
    places = frozenset(place.words for place in content.open_places)
    told = []
    for run in runs(text, rtl=content.rtl, open_words=places):
        # A run may end in a space: that one stays, or words grow together.
        lead, tail = run.text[:1].isspace() * " ", run.text[-1:].isspace() * " "
        words = escape(bare(run.text))
        words = f"<bdi dir='ltr'>{words}</bdi>" if run.ltr else words
        told.append(f"{lead}<mark>{words}</mark>{tail}" if run.open else f"{lead}{words}{tail}")
    return "".join(told)


def _records(records: Sequence[str]) -> str:
    if not records:
        return ""
    names = ", ".join(escape(bare(record)) for record in records)
    # A message inside an f-string would not be found for translation.
    lead = escape(_("Rests on:"))
    return f"<p class='wl-letter-records' dir='auto'>{lead} <bdi dir='ltr'>{names}</bdi></p>"


def _words(text: str) -> str:
    return escape(bare(text))


def state_name(iso2: str) -> str:
    """A State's name with its code, for choices."""
    return f"{country_name(iso2)} ({iso2})"
