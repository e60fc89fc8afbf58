"""Evidence of papers: passports, identity cards, visas, permits, as typed from a machine-readable zone or by hand.

Signs that are read for one another are those of the machine-readable zone's typeface (ICAO Doc 9303: O and 0, I and 1,
B and 8, S and 5, Z and 2, G and 6); its check digit has the weights 7, 3, 1.
"""

from __future__ import annotations

import re

from anyascii import anyascii

from linking.phones import one_off

KINDS = frozenset({"passport", "identity_card", "visa", "work_permit"})
CYRILLIC_TWINS = str.maketrans("АВЕКМНОРСТУХІЈЅавекмнорстухіјѕ", "ABEKMHOPCTYXIJSabekmhopctyxijs")
_LOOK_ALIKE = str.maketrans("OQDIBSZG", "00018526")
_SERIES = re.compile(r"([A-Z]{0,3})(\d{6,10})")
#: fewest signs in which one wrong sign still says something
_LONG = 8


def normal(text: str) -> str:
    """Capitals and digits; Cyrillic twins of Latin letters replaced; a check digit behind a filler dropped."""
    plain = anyascii(text.translate(CYRILLIC_TWINS)).upper()
    zone = re.fullmatch(r"\s*([A-Z0-9]{6,9})<+(\d)[A-Z<]*.*", plain)
    if zone and check_digit(zone[1].ljust(9, "<")) == int(zone[2]):
        plain = zone[1]
    return re.sub(r"[^A-Z0-9]", "", plain)


def check_digit(text: str) -> int:
    """Check digit of a field of a machine-readable zone (ICAO Doc 9303-3)."""
    values = [0 if sign == "<" else int(sign, 36) for sign in text]
    return sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10


def looks(value: str) -> str:
    """A number with look-alike signs made one."""
    return value.translate(_LOOK_ALIKE)


def digits(value: str) -> str:
    """The figures of a number of the form letters and six to ten figures; empty for any other form."""
    found = _SERIES.fullmatch(value)
    return found[2] if found else ""


def level(left: str, right: str) -> str | None:
    """same, look_alike, no_series, other_series or one_off for two normal forms; ``None`` where they merely differ."""
    if left == right:
        return "same"
    if min(len(left), len(right)) >= 6 and looks(left) == looks(right):
        return "look_alike"
    one, other = _SERIES.fullmatch(left), _SERIES.fullmatch(right)
    if one and other and one[2] == other[2]:
        # A table that keeps series and number apart, or a series renamed with a new form of the paper.
        return "other_series" if one[1] and other[1] else "no_series"
    if len(left) == len(right) >= _LONG and one_off(looks(left), looks(right)):
        return "one_off"
    return None
