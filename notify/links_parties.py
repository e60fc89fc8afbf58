"""What persons and organisations say about States: where they live, are, come from, have their seat."""

from __future__ import annotations

from collections.abc import Iterator

from notify.link import Link
from notify.parties import Parties
from records import CaseDocument
from records.person import Organisation, Person

_ONLINE = {"account", "social_media"}
#: bodies that carry, lodge money or deliver for everybody: their seat says nothing unless somebody suspects them
_SERVICES = {"carrier", "airline", "bus_company", "shipping_line", "bank", "money_service"}


def links(document: CaseDocument, parties: Parties) -> Iterator[Link]:
    """Links of all persons and organisations."""
    for person in document.persons:
        yield from _person(parties, person)
    for body in document.organisations:
        yield from _organisation(document, parties, body)


def _person(parties: Parties, person: Person) -> Iterator[Link]:
    if parties.suspect_like(person.id):
        yield from _suspect(person)
    elif parties.victim_like(person.id):
        yield from _victim(person)
    elif parties.relative(person.id):
        yield from _each(person, "victim_resident", "consent_needed")
    elif not parties.professional(person.id):
        for country in dict.fromkeys((person.residence, person.present_in, *person.citizenships)):
            if country:
                yield Link(country, "person_named", person.id)


def _suspect(person: Person) -> Iterator[Link]:
    if person.whereabouts == "deceased":
        yield from _each(person, "suspect_deceased")
    else:
        if person.present_in:
            yield Link(person.present_in, "suspect_present", person.id)
        if person.residence:
            yield Link(person.residence, "suspect_resident", person.id)
    for country in person.citizenships:
        yield Link(country, "suspect_nationality", person.id, "nationality_only", lead=True)


def _victim(person: Person) -> Iterator[Link]:
    if person.present_in and person.whereabouts == "deceased":
        yield Link(person.present_in, "victim_died_here", person.id)
    elif person.present_in and person.whereabouts == "free":
        # Free and known to be there: the way to that person goes through consent, not through a letter.
        yield Link(person.present_in, "victim_resident", person.id, "consent_needed")
    elif person.present_in:
        yield Link(person.present_in, "victim_present", person.id)
    if person.residence:
        yield Link(person.residence, "victim_resident", person.id, "consent_needed")
    for country in person.citizenships:
        yield Link(country, "victim_nationality", person.id, "nationality_only")


def _each(person: Person, code: str, note: str = "") -> Iterator[Link]:
    for country in dict.fromkeys((person.residence, person.present_in)):
        if country:
            yield Link(country, code, person.id, note)


def _organisation(document: CaseDocument, parties: Parties, body: Organisation) -> Iterator[Link]:
    code, note = _part(document, parties, body)
    for country in dict.fromkeys((body.seat, *body.operates_in)):
        if country:
            yield Link(country, code, body.id, note, lead=code == "company_unclear" and parties.near_suspect(body.id))


def _part(document: CaseDocument, parties: Parties, body: Organisation) -> tuple[str, str]:
    if body.suspected == "yes" or parties.suspect_like(body.id):
        return "suspected_company", ""
    if body.suspected == "no":
        return "company_not_suspected", ""
    unplaced = any(item.kind in _ONLINE and item.country is None for item in document.identifiers)
    if body.kind == "online_platform" and unplaced:
        return "provider_seat", ""
    if body.kind in _SERVICES and body.suspected is None and not parties.near_suspect(body.id):
        return "company_service", ""
    return "company_unclear", "registry_first"
