"""Text from outside, cured for display: composed letters, no control signs, no marks that turn a line round.

What a sender wrote stays in the document as it came; this is for the rows and screens made from it.
"""

from __future__ import annotations

import re
import unicodedata

# A bidi control in a name can turn the rest of a line round; the joiners of Persian and Indic scripts are kept.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HIDDEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_SPACES = re.compile(r"\s+")


def cured(text: str) -> str:
    """One line in NFC without control, private, unassigned and bidi signs."""
    shown = unicodedata.normalize("NFC", _TURNING.sub("", text))
    shown = "".join(" " if unicodedata.category(sign) in _HIDDEN or sign in "\u2028\u2029" else sign for sign in shown)
    return _SPACES.sub(" ", shown).strip()
