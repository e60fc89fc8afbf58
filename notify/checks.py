"""What a person must verify before a letter to one State may be final: each doubtful fact that the letter rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from notify.authorities import Authority, authority
from notify.basis import card, describe
from notify.overrides import SHIPPED_ONLY, Overrides
from notify.treaties import TIP, UNTOC, Status

LABELS = {
    "party_status": "Party status or its date is not confirmed by two sources",
    "basis_recalled": "This legal basis is recalled: read the text before it is cited",
    "other_basis": "No treaty serves: name the basis that was found and who confirmed it",
    "addressee": "The name of the authority is recalled or old: confirm it",
    "no_addressee": "No authority is on file: find out who receives the letter",
    "languages": "The languages are the official ones, not declared: confirm what is accepted",
}
#: first part of the ids of legal bases -> treaty whose party rows they rest on
_TREATY_OF = {"UNTOC": UNTOC, "TIP": TIP, "CETS197": "CETS197", "ACTIP": "ACTIP", "EUMLA2000": "EU"}
_SURE = "confirmed by two sources"


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One fact to verify.

    Attributes:
        subject: what it is about, e.g. ``party_status:UNTOC:IR``; the same for as long as the fact is the same thing.
        code: key of :data:`LABELS`.
        about: State, treaty or legal basis.
        value: what is on file.
        source: of the row.
        as_of: of the row.
        confidence: of the row.
    """

    subject: str
    code: str
    about: str
    value: str
    source: str
    as_of: str
    confidence: str

    @property
    def fact(self) -> str:
        """Digest of what was looked at: a tick counts only for the fact that was ticked, not for a later row."""
        text = "\x1f".join((self.subject, self.value, self.source, self.as_of, self.confidence))
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def checks(
    sender: str, receiver: str, on: date, bases: Iterable[str], own: Overrides = SHIPPED_ONLY
) -> tuple[FactCheck, ...]:
    """The facts to verify for a letter that cites ``bases``; empty where all are confirmed.

    Args:
        sender: own State.
        receiver: the State written to.
        on: the letter's date.
        bases: ids of ``legal_bases.csv`` that the letter cites.
        own: what the office wrote over the shipped facts.
    """
    cited = tuple(bases)
    treaties = {_TREATY_OF[basis.partition("-")[0]] for basis in cited if basis.partition("-")[0] in _TREATY_OF}
    found = [
        _party(row.treaty, status)
        for row in card(sender, receiver, on, own)
        if row.treaty in treaties
        for status in (row.row_a, row.row_b)
        if status.verify or not status.confirmed or status.confidence.startswith("recalled")
    ]
    found += _bases(cited)
    found += _addressee(receiver, authority(receiver, own))
    return tuple(dict.fromkeys(found))


def _party(treaty: str, status: Status) -> FactCheck:
    since = status.since.isoformat() if status.since else "date unknown"
    return FactCheck(
        f"party_status:{treaty}:{status.iso2}", "party_status", f"{treaty} {status.iso2}",
        f"{status.status}, {since if status.party else 'not bound'}", status.source, status.as_of, status.confidence,
    )  # fmt: skip


def _bases(cited: Iterable[str]) -> Iterator[FactCheck]:
    for basis in cited:
        row = describe(basis)
        if basis == "COMITY":
            yield FactCheck("other_basis", "other_basis", basis, row["title"], row["sources"], row["as_of"], "")
        elif row and row["confidence"].startswith("recalled"):
            yield FactCheck(
                f"basis_recalled:{basis}", "basis_recalled", basis, f"{row['instrument']} {row['article']}",
                row["sources"], row["as_of"], row["confidence"],
            )  # fmt: skip


def _addressee(receiver: str, on_file: Authority) -> Iterator[FactCheck]:
    if not on_file.name:
        yield FactCheck(f"no_addressee:{receiver}", "no_addressee", receiver, "", on_file.source, on_file.as_of, "")
    elif on_file.verify:
        yield FactCheck(
            f"addressee:{receiver}", "addressee", receiver, on_file.name, on_file.source, on_file.as_of,
            on_file.confidence,
        )  # fmt: skip
    if not on_file.languages_declared:
        yield FactCheck(
            f"languages:{receiver}", "languages", receiver, " ".join(on_file.languages), on_file.source,
            on_file.as_of, on_file.confidence or _SURE,
        )  # fmt: skip
