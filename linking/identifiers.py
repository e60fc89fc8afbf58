"""Evidence of identifiers: phones, papers, accounts, plates, addresses. Each kind has its own normal form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import phonenumbers
from anyascii import anyascii

#: signs that are read for one another in machine-readable zones and in plates
_LOOK_ALIKE = str.maketrans("OQDIBSZG", "00018526")
_CYRILLIC_TWINS = str.maketrans("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXabekmhopctyx")
PAPERS = frozenset({"passport", "identity_card", "visa", "work_permit"})
HANDLES = frozenset({"account", "social_media"})
STRONG = PAPERS | HANDLES | {"bank_account", "wallet", "email", "imei"}


@lru_cache(maxsize=100_000)
def normal(kind: str, value: str, country: str | None = None) -> str:
    """Normal form of a value; an empty text for one that says nothing.

    Phones become E.164 where the country or a plus sign tells how; papers and plates capitals and digits; handles and
    e-mails lower case with Cyrillic twins of Latin letters replaced.
    """
    text = unicodedata.normalize("NFKC", value or "")[:200].strip()
    if kind in ("phone", "sim"):
        return _phone(text, country)
    if kind == "email":
        return text.translate(_CYRILLIC_TWINS).casefold().replace(" ", "")
    if kind in HANDLES:
        plain = re.sub(
            r"^(?:https?://)?(?:www\.)?(?:t\.me|vk\.com|facebook\.com|instagram\.com|wa\.me)/", "", text, flags=re.I
        )
        return plain.translate(_CYRILLIC_TWINS).casefold().lstrip("@").strip("/ ")
    if kind == "vehicle":
        plain = anyascii(text.upper().translate(_CYRILLIC_TWINS)).upper()
        return re.sub(r"[^A-Z0-9]", "", plain)
    if kind == "wallet":
        return text.replace(" ", "")
    plain = anyascii(text.translate(_CYRILLIC_TWINS)).upper()
    return re.sub(r"[^A-Z0-9]", "", plain)


def _phone(text: str, country: str | None) -> str:
    digits = re.sub(r"[^\d+]", "", text)
    if len(digits.strip("+")) < 6:
        return ""
    tried = digits if digits.startswith("+") else f"+{digits[2:]}" if digits.startswith("00") else digits
    try:
        read = phonenumbers.parse(tried, country)
        return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        try:
            read = phonenumbers.parse(f"+{digits.lstrip('+')}", None)
        except phonenumbers.NumberParseException:
            return digits.lstrip("+")
        valid = phonenumbers.is_possible_number(read)
        return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164) if valid else digits.lstrip("+")


def looks(value: str) -> str:
    """A paper's number with look-alike signs made one (O/0, I/1, B/8, S/5, Z/2, G/6)."""
    return value.translate(_LOOK_ALIKE)


def level(kind: str, left: str, right: str) -> str | None:
    """same, look_alike or one_off for two normal forms of one kind; ``None`` where they merely differ."""
    if not left or not right:
        return None
    if left == right:
        return "same"
    if kind in PAPERS and len(left) >= 6 and looks(left) == looks(right):
        return "look_alike"
    if kind in PAPERS and len(left) == len(right) >= 8:
        wrong = [number for number, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        swapped = (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and left[wrong[0]] == right[wrong[1]]
            and left[wrong[1]] == right[wrong[0]]
        )
        return "one_off" if len(wrong) == 1 or swapped else None
    return None
