"""Text that was already spoilt before it came here: UTF-8 once read as another encoding, or letters lost for good."""

from __future__ import annotations

import re

#: encodings that UTF-8 is mistaken for
_MISTAKEN = ("cp1252", "cp1251", "latin-1")
_LOST = re.compile(r"^[\s?\ufffd.,-]*$")


def is_lost(text: str) -> bool:
    """Only question marks or replacement signs are left, or some letters are replacement signs."""
    return "\ufffd" in text or ("?" in text and _LOST.match(text) is not None)


def is_garbled(text: str) -> bool:
    """Reading the text back through the mistaken encoding gives proper UTF-8.

    A proof rather than a guess: text that people write does not survive the way back.
    """
    return not text.isascii() and any(_goes_back(text, encoding) for encoding in _MISTAKEN)


def _goes_back(text: str, encoding: str) -> bool:
    raw = bytearray()
    for sign in text:
        try:
            raw += sign.encode(encoding)
        except UnicodeEncodeError:
            # Both encodings leave a few bytes without a sign; software then passes the byte through as it is.
            if ord(sign) > 255:
                return False
            raw.append(ord(sign))
    try:
        mended = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    letters = sum(1 for sign in mended if ord(sign) > 127 and sign.isalpha())
    if letters >= 2:
        return True
    # A single pair might be a word's own two letters (Сё); with a sign that is no letter it is none.
    signs = [sign for sign in text if ord(sign) > 127]
    return letters == 1 and not all(sign.isalpha() for sign in signs)
