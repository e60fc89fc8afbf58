"""Evidence of phones: E.164 where a State or a plus sign tells how, national digits where nothing does.

Numbering plans are those of the ``phonenumbers`` library (Apache-2.0, after Google's libphonenumber).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import phonenumbers

#: digits that a national number ends with in every spelling
_TAIL = 8
_SHORTEST = 6


def normal(text: str, countries: Iterable[str | None] = ()) -> str:
    """E.164 of a number, or its bare digits where no State makes a valid number of it; empty for too few digits.

    Args:
        text: as written, with any digits and signs, an extension is dropped.
        countries: ISO codes of States whose national spelling it may be in, the likeliest first.
    """
    plain = "".join(_digit(sign) for sign in re.split(r"(?i)ext|доб|вн\.", text)[0])
    digits = re.sub(r"[^\d+]", "", plain)
    bare = digits.replace("+", "")
    if len(bare) < _SHORTEST:
        return ""
    if digits.startswith("+") or digits.startswith("00"):
        # A doubled trunk prefix after the country code, as in +7 8 916, is left to the parser.
        return _read(f"+{bare.lstrip('0') if not digits.startswith('+') else bare}", None) or bare
    for country in countries:
        read = _read(bare, country) if country else None
        if read:
            return read
    # Without a State: 8 998 90 … and 998 90 … are international numbers without the plus sign.
    tried = (f"+{bare[1:]}" if bare[0] == "8" and len(bare) > 11 else "", f"+{bare}")
    return next((read for one in tried if one and (read := _read(one, None))), bare)


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign


def _read(text: str, country: str | None) -> str | None:
    try:
        read = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    # Invented and newly opened ranges are not "valid"; the right length is enough to write a number one way.
    good = phonenumbers.is_valid_number(read) or phonenumbers.is_possible_number(read)
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164) if good else None


def level(left: str, right: str) -> str | None:
    """same, national (one side lacks the country code) or one_off for two normal forms."""
    if left == right:
        return "same"
    one, other = left.lstrip("+"), right.lstrip("+")
    if (left[0] != "+" or right[0] != "+") and min(len(one), len(other)) >= _TAIL and one[-_TAIL:] == other[-_TAIL:]:
        return "national"
    if len(one) == len(other) >= 10 and one_off(one, other):
        return "one_off"
    return None


def one_off(left: str, right: str) -> bool:
    """Whether two texts of one length differ in one sign, or in two neighbours that changed places."""
    wrong = [number for number, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    return len(wrong) == 1 or (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and left[wrong[0]] == right[wrong[1]]
        and left[wrong[1]] == right[wrong[0]]
    )
