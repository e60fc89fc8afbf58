"""What is missing: the question or document that would most change the list of counterparts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from notify.parties import Parties
from records import CaseDocument

LABELS = {
    "stop_without_country": "In which State is this stop?",
    "company_without_seat": "Where is this organisation registered?",
    "company_suspicion_open": "Is this organisation suspected?",
    "carrier_unknown": "Who carried the victims on this leg?",
    "victim_without_citizenship": "What is the victim's citizenship?",
    "suspect_without_place": "Where does this suspect live or stay?",
    "identifier_without_country": "Which State issued this, or to which does it belong?",
    "payment_without_country": "From where and to where was this money sent?",
    "no_route": "What route did the victims take?",
}


@dataclass(frozen=True, slots=True)
class Question:
    """An open question: its code, the record it is about, how much it could change (1 to 9)."""

    code: str
    record: str
    weight: int


def questions(document: CaseDocument, parties: Parties) -> list[Question]:
    """Open questions, the one that could change most first."""
    return sorted(_all(document, parties), key=lambda question: (-question.weight, question.record, question.code))


def _all(document: CaseDocument, parties: Parties) -> Iterator[Question]:
    if not document.routes:
        yield Question("no_route", "case", 9)
    for route, stop in document.stops():
        record = f"{route.id}.{stop.id}"
        if stop.country is None:
            yield Question("stop_without_country", record, 8)
        elif stop.role == "transit" and not stop.carrier and not stop.who and not stop.airside_only:
            yield Question("carrier_unknown", record, 3)
    for body in document.organisations:
        if not body.seat and body.suspected != "no":
            yield Question("company_without_seat", body.id, 6)
        if body.suspected in (None, "unknown") and not parties.suspect_like(body.id):
            yield Question("company_suspicion_open", body.id, 4)
    for person in document.persons:
        if parties.victim_like(person.id) and not person.citizenships:
            yield Question("victim_without_citizenship", person.id, 4)
        if parties.suspect_like(person.id) and not (person.residence or person.present_in):
            yield Question("suspect_without_place", person.id, 7)
    for item in document.identifiers:
        if item.country is None:
            yield Question("identifier_without_country", item.id, 5)
    for payment in document.payments:
        if not (payment.from_country and payment.to_country):
            yield Question("payment_without_country", payment.id or "payment", 5)
