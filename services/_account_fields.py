"""What an account's fields must be. Each raises ``Refused`` with how to mend it."""

from __future__ import annotations

import re

from access.decide import PROCESS_ROLES, roles
from records.codes import country_codes
from services.desk import Desk
from services.errors import Refused
from store.accounts import DOOR

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


def account_name(text: str) -> str:
    """The name in small letters; names that the house uses itself are refused."""
    name = text.strip().casefold()
    if not _NAME.fullmatch(name) or name in (DOOR.id, "desk") or name.startswith("demo-"):
        raise Refused(
            "bad_account",
            "An account name has 2 to 40 signs: the letters a to z, digits, dot, hyphen and underscore, "
            "beginning with a letter or digit.",
        )
    return name


def given_roles(desk: Desk) -> list[str]:
    """Roles that an account here may have; a trainer works in a demonstration only."""
    return [name for name in roles() if name not in PROCESS_ROLES and (desk.demo or name != "trainer")]


def role(desk: Desk, role: str) -> str:
    """A role that an account here may have; a trainer works in a demonstration only."""
    allowed = given_roles(desk)
    if role not in allowed:
        raise Refused("bad_role", "Choose one of the roles: {roles}.", roles=", ".join(allowed))
    return role


def country(text: str | None) -> str | None:
    """The code in capitals, or nothing."""
    code = (text or "").strip().upper()
    if code and code not in country_codes():
        raise Refused("bad_country", "This is not a country; write a two-letter code such as KZ.")
    return code or None


def display(text: str, account: str) -> str:
    """One line of up to 120 signs; the account's name where nothing is given."""
    return " ".join(text.split())[:120] or account
