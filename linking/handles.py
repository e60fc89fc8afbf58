"""Evidence of online accounts and e-mail addresses: Cyrillic twins of Latin letters, sites and plus tags."""

from __future__ import annotations

import re

from linking.papers import CYRILLIC_TWINS
from linking.phones import one_off

KINDS = frozenset({"account", "social_media"})
_SITE = re.compile(
    r"^(?:https?://)?(?:www\.|m\.)?(?:t\.me|telegram\.me|vk\.com|ok\.ru|facebook\.com|fb\.com|instagram\.com|tiktok\.com|"
    r"x\.com|twitter\.com|viber\.click|wa\.me|api\.whatsapp\.com/send\?phone=|line\.me/ti/p|weibo\.com)/?(?:s/)?",
    re.I,
)
_DOTLESS = {"gmail.com", "googlemail.com"}


def normal(text: str) -> str:
    """Name of an account, lower case, without the site's address, the at sign and the query."""
    plain = _SITE.sub("", text.strip())
    return re.sub(r"[?#].*$", "", plain).translate(CYRILLIC_TWINS).casefold().lstrip("@~").strip("/ ")


def email(text: str) -> str:
    """An address in lower case; a tag after a plus sign and the dots that one provider ignores are dropped."""
    plain = text.translate(CYRILLIC_TWINS).casefold().replace(" ", "").removeprefix("mailto:")
    name, at, domain = plain.partition("@")
    if not at or not domain:
        return plain
    name = name.split("+")[0]
    if domain in _DOTLESS:
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain}"


def level(left: str, right: str) -> str | None:
    """same, joints (only dots, hyphens and underscores differ) or one_off for two normal forms."""
    if left == right:
        return "same"
    one, other = (re.sub(r"[._\-]", "", value) for value in (left, right))
    if one == other and len(one) >= 5:
        return "joints"
    return "one_off" if len(left) == len(right) >= _LONG and one_off(left, right) else None


#: fewest signs in which one wrong sign still says something
_LONG = 9


def local(address: str) -> str:
    """The name in an e-mail address, where it is long enough to be somebody's own."""
    name = address.partition("@")[0]
    return name if len(name) >= 7 and name not in {"reception", "manager", "contact", "support", "booking"} else ""
