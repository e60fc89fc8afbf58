"""Legal bases between two States on a date: which may be cited, and the card that shows why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from notify.facts import by_country, table
from notify.overrides import SHIPPED_ONLY, Overrides
from notify.treaties import TIP, UNTOC, Status, in_force, starts, status


def legal_bases(
    sender: str, receiver: str, on: date, codes: set[str], *, online: bool = False, own: Overrides = SHIPPED_ONLY
) -> tuple[str, ...]:
    """Ids of ``legal_bases.csv`` that may be cited, most specific first; ``COMITY`` where UNTOC does not bind both.

    Args:
        sender: own State.
        receiver: the State written to.
        on: the letter's date.
        codes: codes of the links to that State.
        online: an online account leads there.
        own: what the office wrote over the shipped facts.
    """
    found: list[str] = []
    convention, protocol = (in_force(treaty, sender, receiver, on, own) for treaty in (UNTOC, TIP))
    danger, parallel = "immediate_danger" in codes, bool(codes & {"parallel_proceedings", "linked_case"})
    if in_force("EU", sender, receiver, on):
        found.append("EUMLA2000-7")
        found += [
            basis
            for basis, start in (("EU2023-977-7", "EU2023-977"), ("EUROJUST-21", "EUROJUST"))
            if starts()[start] <= on
        ]
    council = in_force("CETS197", sender, receiver, on)
    if council:
        found += ["CETS197-33", "CETS197-34"] if danger else ["CETS197-34"]
    if convention:
        found += ["UNTOC-15.5"] if parallel else []
        found += ["UNTOC-18.4", "UNTOC-18.5"]
        found += ["UNTOC-18.13"] if danger else []
        found += ["UNTOC-19"] if parallel else []
        found += ["TIP-10.1", "TIP-10.3"] if protocol else []
    if in_force("ACTIP", sender, receiver, on):
        found.append("ACTIP-20")
    if codes & {"money_flow", "suspect_account"}:
        found.append("EGMONT")
    if online and budapest(sender, receiver, on):
        found.append("BUDAPEST-26")
    return tuple(found) if convention else (*found, "COMITY")


def budapest(sender: str, receiver: str, on: date) -> bool:
    """Whether both are, as far as recalled, parties to the Convention on Cybercrime: verify before citing it."""
    known = by_country("budapest_parties")
    return sender in known and receiver in known and starts()["BUDAPEST"] <= on


@dataclass(frozen=True, slots=True)
class BasisRow:
    """One line of the legal-basis card.

    Attributes:
        treaty: id.
        article: the article that serves, as ids of ``legal_bases.csv``.
        in_force_a: bound on the date, the sending State.
        since_a: since when; ``None`` where unknown or not bound.
        status_a: party, signatory, none, territory.
        in_force_b: the receiving State.
        since_b: see ``since_a``.
        status_b: see ``status_a``.
        reservation: of the receiving State.
        note: of the receiving State's row.
        source: of the receiving State's row.
        as_of: of the receiving State's row.
        confidence: the lower of both rows.
        verify: must be checked by a person before the letter is final.
        row_a: all that is on file about the sending State.
        row_b: all that is on file about the receiving State.
    """

    treaty: str
    article: str
    in_force_a: bool
    since_a: date | None
    status_a: str
    in_force_b: bool
    since_b: date | None
    status_b: str
    reservation: str
    note: str
    source: str
    as_of: str
    confidence: str
    verify: bool
    row_a: Status
    row_b: Status

    @property
    def usable(self) -> bool:
        """In force for both."""
        return self.in_force_a and self.in_force_b


_ARTICLES = {
    UNTOC: "UNTOC-18.4", TIP: "TIP-10.1", "CETS197": "CETS197-34", "ACTIP": "ACTIP-20", "ASEANMLAT": "ASEANMLAT-8-9",
    "MINSK": "MINSK", "CHISINAU": "CHISINAU", "RIYADH": "RIYADH", "ARABTOC": "ARABTOC", "EU": "EUMLA2000-7",
}  # fmt: skip


#: from sure to doubtful, as the rows say it
_DOUBT = ("confirmed by two sources", "one source", "recalled, needs check")


def card(a: str, b: str, on: date, own: Overrides = SHIPPED_ONLY) -> list[BasisRow]:
    """The legal-basis card of two States on a date: UNTOC and Protocol always, regional instruments where both are in.

    Args:
        a: sending State.
        b: receiving State or territory.
        on: the letter's date.
        own: what the office wrote over the shipped facts.
    """
    rows = []
    for treaty, article in _ARTICLES.items():
        one, other = status(treaty, a, on, own), status(treaty, b, on, own)
        if treaty not in (UNTOC, TIP) and not (one.party and other.party):
            continue
        sure = [part.confidence for part in (one, other) if part.confidence in _DOUBT]
        lowest = max(sure, key=_DOUBT.index, default="")
        rows.append(
            BasisRow(
                treaty, article, one.party, one.since, one.status, other.party, other.since, other.status,
                other.reservation, other.note, other.source or one.source, other.as_of or one.as_of, lowest,
                one.verify or other.verify or not (one.confirmed and other.confirmed) or lowest.startswith("recalled"),
                one, other,
            )
        )  # fmt: skip
    return rows


def describe(basis_id: str) -> dict[str, str]:
    """The row of a legal basis: instrument, article, title, paraphrase, conditions, confidence."""
    return next((row for row in table("legal_bases") if row["basis_id"] == basis_id), {})
