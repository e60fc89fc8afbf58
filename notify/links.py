"""Which State each record of a case leads to, and as what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from notify.parties import Parties
from records import CaseDocument
from records.identifier import Identifier
from records.route import Route, Stop

_NEEDS_ENTRY = {"irregular", "false_document", "borrowed_document", "concealed", "visa_on_arrival"}
_LEAVING_TELLS = {"irregular", "false_document", "borrowed_document", "concealed"}
_NOT_DONE = {"planned", "attempted", "alternative"}
_MONEY = {"bank_account", "wallet"}
_NUMBERS = {"phone", "sim", "imei", "email", "ticket"}
_TRAVEL = {"visa", "work_permit"}
_PAPERS = {"passport", "identity_card"}


@dataclass(frozen=True, slots=True)
class Link:
    """One record leads to one State.

    Attributes:
        country: the State.
        code: code of a rule.
        record: id of the record.
        note: code of a counter-reason that goes with it, or empty.
    """

    country: str
    code: str
    record: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """A case of another submission that a person judged to share someone or something with this one.

    Attributes:
        country: State of the other submission.
        case_id: the other case.
        records: records of this case that are shared.
        kinds: what is shared: person, organisation, identifier.
        authority: who owns the other submission, where named.
    """

    country: str
    case_id: str
    records: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    authority: str | None = None


def gather(document: CaseDocument, matches: Sequence[LinkedCase] = ()) -> list[Link]:
    """Every link of the case, own State included, in document order."""
    parties = Parties(document)
    links = [
        *_stops(document, parties), *_persons(document, parties), *_organisations(document, parties),
        *_identifiers(document, parties), *_payments(document), *_context(document),
    ]  # fmt: skip
    for match in matches:
        links += [Link(match.country, "linked_case", record) for record in match.records or ("case",)]
    return list(dict.fromkeys(links))


def _stops(document: CaseDocument, parties: Parties) -> Iterator[Link]:
    for route in document.routes:
        for place, stop in enumerate(route.stops):
            country = stop.country
            if country is None:
                continue
            record = f"{route.id}.{stop.id}"
            yield from _stop(document, parties, route, place, stop, country, record)


def _stop(
    document: CaseDocument, parties: Parties, route: Route, place: int, stop: Stop, country: str, record: str
) -> Iterator[Link]:
    actors = [who for who in stop.who if parties.suspect_like(who, acted=True)]
    done = stop.status not in _NOT_DONE
    role = stop.role
    if role == "exploitation":
        yield Link(country, "exploited_here" if done else "intended_destination", record)
    elif role == "destination":
        yield Link(country, "destination_here" if done else "intended_destination", record)
    elif role == "intended_destination":
        yield Link(country, "intended_destination", record)
    elif role == "harbouring":
        yield Link(country, "harboured_here", record)
    elif role == "recruitment":
        yield Link(country, "recruited_here", record)
    elif role == "origin":
        yield Link(country, "departed_from_here", record)
    elif role == "interception":
        yield Link(country, "intercepted_here", record)
    elif role == "refuge":
        yield Link(country, "refuge_here", record, "consent_needed")
    elif role == "return":
        yield Link(country, "returned_here", record)
    else:
        yield Link(country, _transit(document, route, place, stop, bool(actors)), record)
    if actors and role != "transit":
        yield Link(country, "suspect_acted_here", record)
    if actors and role == "transit" and not stop.airside_only:
        yield Link(country, "suspect_acted_here", record)
    acts = set(stop.acts)
    if acts & {"harbouring", "receipt", "transfer"}:
        yield Link(country, "harboured_here" if "harbouring" in acts else "act_here", record)
    if "recruitment" in acts:
        yield Link(country, "recruited_here", record)


def _transit(document: CaseDocument, route: Route, place: int, stop: Stop, acted: bool) -> str:
    """Transit counts as an act where something there can be followed up, as a crossing where the ground was entered."""
    after = route.stops[place + 1] if route.ordered and place + 1 < len(route.stops) else None
    papers = [item for item in document.identifiers if item.country == stop.country and item.kind in _TRAVEL]
    can_act = (
        acted
        or set(stop.acts) - {"transportation"}
        or stop.crossing in _NEEDS_ENTRY
        or (after is not None and after.crossing in _LEAVING_TELLS)
        or papers
    )
    if can_act:
        return "transit_act"
    if stop.airside_only:
        return "layover_only"
    arrives = "air" in stop.modes if stop.modes else False
    leaves = "air" in after.modes if after is not None and after.modes else None
    flown_through = arrives and leaves is not False
    return "layover_only" if flown_through else "transit_crossed"


def _persons(document: CaseDocument, parties: Parties) -> Iterator[Link]:
    for person in document.persons:
        if parties.suspect_like(person.id):
            if person.whereabouts != "deceased":
                if person.present_in:
                    yield Link(person.present_in, "suspect_present", person.id)
                if person.residence:
                    yield Link(person.residence, "suspect_resident", person.id)
            for country in person.citizenships:
                yield Link(country, "suspect_nationality", person.id, "nationality_only")
        elif parties.victim_like(person.id):
            if person.present_in:
                yield Link(person.present_in, "victim_present", person.id)
            if person.residence:
                yield Link(person.residence, "victim_resident", person.id, "consent_needed")
            for country in person.citizenships:
                yield Link(country, "victim_nationality", person.id, "nationality_only")
        elif parties.relative(person.id):
            for country in dict.fromkeys((person.residence, person.present_in)):
                if country:
                    yield Link(country, "victim_resident", person.id, "consent_needed")
        elif not parties.professional(person.id):
            for country in dict.fromkeys((person.residence, person.present_in, *person.citizenships)):
                if country:
                    yield Link(country, "person_named", person.id)


def _organisations(document: CaseDocument, parties: Parties) -> Iterator[Link]:
    for body in document.organisations:
        places = [code for code in (body.seat, *body.operates_in) if code]
        suspected = body.suspected == "yes" or parties.suspect_like(body.id)
        code = "suspected_company" if suspected else "company_not_suspected" if body.suspected == "no" else "company_unclear"
        for country in dict.fromkeys(places):
            yield Link(country, code, body.id, "registry_first" if code == "company_unclear" else "")


def _identifiers(document: CaseDocument, parties: Parties) -> Iterator[Link]:
    leads: dict[str, list[Identifier]] = {}
    for item in document.identifiers:
        suspects = [who for who in item.holders if parties.suspect_like(who)]
        free = not item.holders
        if item.valid_for and item.kind in _TRAVEL:
            yield Link(item.valid_for, "visa_issued", item.id)
        if item.country is None:
            continue
        if item.kind in _TRAVEL:
            yield Link(item.country, "visa_issued", item.id)
        elif item.kind in _PAPERS:
            misused = item.genuine in ("obtained_by_fraud", "borrowed")
            yield Link(item.country, "document_fraud" if misused else "document_issued", item.id)
        elif item.kind in _MONEY:
            yield Link(item.country, "suspect_account" if suspects or free else "document_issued", item.id)
        elif suspects or free:
            leads.setdefault(item.country, []).append(item)
        else:
            yield Link(item.country, "phone_only", item.id, "prefix_is_weak")
    for country, items in leads.items():
        for item in items:
            if item.kind not in _NUMBERS:
                yield Link(country, "online_or_vehicle", item.id)
            elif len(items) > 1:
                yield Link(country, "several_identifiers", item.id)
            else:
                yield Link(country, "phone_only", item.id, "prefix_is_weak")


def _payments(document: CaseDocument) -> Iterator[Link]:
    for payment in document.payments:
        for country in dict.fromkeys((payment.from_country, payment.to_country)):
            if country:
                yield Link(country, "money_flow", payment.id or "payment")


def _context(document: CaseDocument) -> Iterator[Link]:
    for step in document.proceedings:
        record = step.id or "proceeding"
        if step.kind in ("repatriation", "extradition") and step.direction != "by_them":
            yield Link(step.country, "earlier_request", record, "earlier_request_pending")
        elif step.direction == "from_us" or (step.kind == "request" and step.direction is None):
            yield Link(step.country, "earlier_request", record, "earlier_request_pending")
        else:
            yield Link(step.country, "parallel_proceedings", record)
    for contact in document.contacts:
        yield Link(contact.country, "contact_made", contact.id or "contact")
    for mention in document.mentions:
        yield Link(mention.country, f"mention_{mention.kind}", mention.id or "mention")
    for danger in document.danger:
        yield Link(danger.country, "immediate_danger", danger.id or "danger")
