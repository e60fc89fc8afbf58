"""What an office wrote over the shipped facts: authority names, party status, its own law. The shipped files stay.

Every entry carries who wrote it and when, so that the screen can tell a fact of the office from a shipped one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

#: what own law does to spontaneous sending: forbids it, asks for a judge or central authority, asks for an approval
NationalEffect = Literal["bar", "route", "approval"]
RULE_OF: dict[str, str] = {"bar": "R28", "route": "R28", "approval": "R27"}


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote an entry, when, and on what ground."""

    by: str = ""
    at: str = ""
    source: str = ""


NOBODY = Written()


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """The name of an authority as the office knows it, with the languages it accepts (ISO 639 codes)."""

    iso2: str
    name: str
    languages: tuple[str, ...] = ()
    written: Written = NOBODY


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A State's status under UNTOC or the Protocol: party since a day, signatory, or none."""

    treaty: str
    iso2: str
    status: str
    since: date | None = None
    written: Written = NOBODY


@dataclass(frozen=True, slots=True)
class NationalRule:
    """A rule of the sending State's own law (R27, R28) towards the States named, or towards all where none is."""

    sender: str
    effect: NationalEffect
    receivers: frozenset[str] = frozenset()
    text: str = ""
    written: Written = NOBODY


@dataclass(frozen=True, slots=True)
class Overrides:
    """All entries of an office."""

    authorities: tuple[AuthorityRow, ...] = ()
    parties: tuple[PartyRow, ...] = ()
    national: tuple[NationalRule, ...] = ()

    def authority(self, iso2: str) -> AuthorityRow | None:
        """The office's own row for an authority."""
        return next((row for row in self.authorities if row.iso2 == iso2), None)

    def party(self, treaty: str, iso2: str) -> PartyRow | None:
        """The office's own row for a party."""
        return next((row for row in self.parties if (row.treaty, row.iso2) == (treaty, iso2)), None)

    def law(self, sender: str, receiver: str) -> tuple[NationalRule, ...]:
        """What the sender's own law says about sending to the receiver."""
        return tuple(
            rule for rule in self.national if rule.sender == sender and receiver in (rule.receivers or {receiver})
        )


SHIPPED_ONLY = Overrides()
