"""Which State a caution concerns, and whether it changes what is suggested or only goes with the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from notify.parties import Parties
from records import CaseDocument, dates
from records.context import Caution

#: cautions about the sender's own work: they bear on every letter even where no State is named
_OWN_WORK = {"covert_phase"}


@dataclass(frozen=True, slots=True)
class Concern:
    """One caution for one State.

    Attributes:
        country: the State.
        code: code of a rule.
        record: id of the caution.
        decides: it may change the suggestion; else it is only shown.
    """

    country: str
    code: str
    record: str
    decides: bool


def concerns(document: CaseDocument, parties: Parties, linked: Iterable[str], on: date) -> Iterator[Concern]:
    """Every caution that is alive on the date, for every State it concerns, the sender left out.

    A caution that names neither a State nor a person goes with every letter and decides nothing, but for one about the
    sender's own covert phase. An asylum caution always falls on a State: the one named, else the person's own.
    """
    sender, states = document.submission.country, sorted(set(linked))
    for number, caution in enumerate(document.cautions, 1):
        if caution.until and _over(caution.until, on):
            continue
        record = caution.id or f"cau{number}"
        countries, decides = _concerned(document, parties, caution, sender, states)
        code = caution.kind
        if code == "asylum" and not countries:
            # Protected, but from whom is not written: no State may be told before that is known.
            code, countries, decides = "asylum_state_unknown", states, True
        elif code == "political" and not caution.country and not _homes(document, caution.who):
            code, decides = "political_state_unknown", True
        elif code == "asylum" and caution.who and parties.suspect_like(caution.who):
            code = "protection_claim"
        for country in dict.fromkeys(countries):
            if country != sender:
                yield Concern(country, code, record, decides)


def _over(until: str, on: date) -> bool:
    last = dates.parse(until).latest
    return last is not None and last < on


def _concerned(
    document: CaseDocument, parties: Parties, caution: Caution, sender: str, states: list[str]
) -> tuple[list[str], bool]:
    if caution.country and not (caution.kind == "asylum" and caution.country == sender):
        return [caution.country], True
    if caution.kind == "asylum":
        return _fled(document, parties, caution), True
    if caution.kind == "political" and _homes(document, caution.who):
        return _homes(document, caution.who), True
    if caution.kind == "retaliation" and caution.who:
        homes = [
            code
            for person in document.persons
            if person.id == caution.who
            for code in (*person.citizenships, person.residence)
            if code in states
        ]
        return (homes, True) if homes else (states, False)
    return states, caution.kind in _OWN_WORK


def _fled(document: CaseDocument, parties: Parties, caution: Caution) -> list[str]:
    """The States a protected person fled: the own citizenships, else where the person's routes begin."""
    who = {caution.who} if caution.who else {one.id for one in document.persons if parties.victim_like(one.id)}
    held = [code for person in document.persons if person.id in who for code in person.citizenships]
    if held:
        return held
    begun = [route.stops[0] for route in document.routes if route.stops and who & set(route.travellers)]
    return [stop.country for stop in begun if stop.country and stop.role in ("origin", "recruitment")]


def _homes(document: CaseDocument, who: str | None) -> list[str]:
    return [code for person in document.persons if person.id == who for code in person.citizenships]
