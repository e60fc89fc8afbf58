"""Foreign strings on a page and on a map: shown as they were written, never run.

Names, places and texts come from abroad. Streamlit reads most of what it is given as Markdown, folium writes what it is
given into a script: each needs its own door. Elements that show text as it is (``st.dataframe``, ``st.text``, options
of ``st.selectbox``) take :func:`bare`.
"""

from __future__ import annotations

import re
from html import escape

from records.text import cured

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# What Streamlit still replaces in text whose escapes are gone: addresses become links, :streamlit: a picture, arrows
# and comparison marks between spaces other signs.
_REPLACED = re.compile(
    r"(?i)https?(?=://)|www(?=\.)|\S(?=@\S)|:(?=streamlit:)|(?<=\s)(?:<(?=->?\s|=\s)|-(?=[->]\s)|>(?==\s)|~(?==\s))"
)
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_WORD_JOINER = "\u2060"
_CODE_IN_TEMPLATES = {"`": "&#96;", "$": "&#36;", "\\": "&#92;", "{": "&#123;", "}": "&#125;", "/": "&#47;"}


def bare(value: object) -> str:
    """One line of text without control and bidi characters, for elements that show text as it is.

    Args:
        value: any value; ``None`` becomes the empty string.
    """
    if value is None:
        return ""
    return cured(str(value))


def plain(value: object) -> str:
    """Text for every Streamlit element that reads Markdown: each ASCII punctuation mark is escaped.

    Covers emphasis, links, images, HTML, formulas, emoji and colour directives. What Streamlit replaces after the
    escapes are gone (a bare web or mail address becomes a link) is split by an invisible joiner. The text is isolated,
    so that a name in another direction leaves the words round it in place.

    Args:
        value: any value; ``None`` becomes the empty string.
    """
    text = bare(value)
    if not text:
        return ""
    text = _REPLACED.sub(lambda found: found.group(0) + _WORD_JOINER, text)
    return _FIRST_STRONG + _PUNCTUATION.sub(r"\\\1", text) + _POP


def map_text(value: object) -> str:
    """Text for every tooltip, popup and label that folium writes into the map's script.

    Beyond HTML escaping, the marks that mean something inside a JavaScript template literal, and the slash that could
    end the script element, become entities.

    Args:
        value: any value; ``None`` becomes the empty string.
    """
    text = bare(value)
    if not text:
        return ""
    quoted = escape(text, quote=True)
    # folium renders its scripts as templates twice: a brace that stayed would be run on the server.
    for mark, entity in _CODE_IN_TEMPLATES.items():
        quoted = quoted.replace(mark, entity)
    return f"&#8296;{quoted}&#8297;"


def script_text(value: object) -> str:
    """A JavaScript string literal for a map's script, quotes included; every ASCII mark in it is written as its number.

    Args:
        value: any value; ``None`` becomes the empty string.
    """
    return '"' + re.sub(r"[!-/:-@\[-`{-~]", lambda found: f"\\u{ord(found.group()):04x}", bare(value)) + '"'
