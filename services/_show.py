"""From a stored case to what a screen shows of it."""

from __future__ import annotations

from access import masking
from records import CaseDocument
from records.person import Organisation, Person
from records.span import Span
from services._views import CaseRow, IdentifierView, LegView, PartyView, StopView
from store.ids import party_id
from store.rows import CaseFields


def row_of(fields: CaseFields) -> CaseRow:
    """A line of the listing."""
    return CaseRow(
        fields.case_id, fields.reference, fields.title, fields.country, fields.authority, fields.status,
        fields.detected, fields.persons, fields.stops, fields.countries, fields.updated_at, fields.links,
        fields.marking, fields.submission_id, fields.version, fields.restricted,
    )  # fmt: skip


def people_of(case_id: str, document: CaseDocument, shown: CaseDocument) -> list[PartyView]:
    """Persons, groups and organisations in document order.

    Args:
        case_id: the case.
        document: the whole document, which decides who is protected.
        shown: the masked document, which alone speaks.
    """
    parties: list[Person | Organisation] = [*document.persons, *document.organisations]
    return [_party(case_id, document, shown, party) for party in parties]


def stops_of(document: CaseDocument, shown: CaseDocument, case_id: str) -> list[StopView]:
    """Stops in document order."""
    views: list[StopView] = []
    for route in shown.routes:
        for place, stop in enumerate(route.stops):
            who = tuple(name_of(case_id, document, key) for key in stop.who)
            record = f"{route.id}.{stop.id}"
            views.append(
                StopView(
                    record, f"{case_id}/{record}", route.id, place, route.ordered, stop.role, stop.place, stop.country,
                    stop.date, stop.status, tuple(stop.modes), stop.crossing, stop.via, stop.carrier,
                    stop.airside_only, tuple(stop.acts), who, stop.location,
                    stop.location is None and bool(stop.place), stop.note,
                )
            )  # fmt: skip
    return views


def legs_of(shown: CaseDocument) -> list[LegView]:
    """Legs between neighbouring stops of each ordered route."""
    return [
        LegView(
            route.id, f"{route.id}.{start.id}", f"{route.id}.{end.id}", tuple(end.modes), end.crossing, end.date,
            end.status,
        )
        for route in shown.routes
        if route.ordered
        for start, end in zip(route.stops, route.stops[1:], strict=False)
    ]  # fmt: skip


def name_of(case_id: str, document: CaseDocument, local_id: str, *, revealed: bool = False) -> str:
    """What is shown for a person or organisation of a case."""
    party = document.holder(local_id)
    if party is None:
        return masking.pseudonym(case_id, local_id)
    return masking.shown_name(document, party, revealed, case_id=case_id)[0]


def _party(case_id: str, document: CaseDocument, shown: CaseDocument, whole: Person | Organisation) -> PartyView:
    party = shown.holder(whole.id) or whole
    name, hidden = masking.shown_name(document, whole, case_id=case_id)
    parts = [part for part in document.involvements if part.who == whole.id]
    person = party if isinstance(party, Person) else None
    body = party if isinstance(party, Organisation) else None
    if body is not None:
        kind, others = "organisation", tuple(body.other_names)
        countries = tuple(dict.fromkeys(code for code in (body.seat, *body.operates_in) if code))
    else:
        assert person is not None
        kind = "group" if person.count is not None and not person.names else "person"
        others = () if hidden else tuple(name.display for name in person.names[1:])
        countries = tuple(person.citizenships)
    return PartyView(
        party_id=party_id(case_id, whole.id),
        local_id=whole.id,
        kind=kind,
        shown=name,
        masked=hidden,
        other_names=others,
        capacities=tuple(dict.fromkeys(part.capacity for part in parts)),
        roles=tuple(dict.fromkeys(role for part in parts for role in part.roles)),
        basis=tuple(dict.fromkeys(part.basis for part in parts if part.basis)),
        status=tuple(dict.fromkeys(part.status for part in parts if part.status)),
        gender=person.gender if person else None,
        birth=person.birth if person else None,
        age_band=person.age_band if person else None,
        child=isinstance(whole, Person) and masking.is_child(document, whole),
        countries=countries,
        residence=person.residence if person else None,
        present_in=person.present_in if person else None,
        occupation=person.occupation if person else None,
        whereabouts=person.whereabouts if person else None,
        count=_count(person.count) if person else "",
        identifiers=_identifiers(document, shown, whole.id),
        note=party.note,
    )


def _identifiers(document: CaseDocument, shown: CaseDocument, local_id: str) -> tuple[IdentifierView, ...]:
    whole = {identifier.id: identifier.value for identifier in document.identifiers}
    return tuple(
        IdentifierView(part.id, part.kind, part.value or "", part.value != whole[part.id], part.country, part.genuine)
        for part in shown.identifiers
        if local_id in part.holders
    )


def _count(span: Span | None) -> str:
    if span is None or (span.min is None and span.max is None):
        return ""
    if span.min is not None and span.max is not None:
        text = f"{span.min:g}" if span.min == span.max else f"{span.min:g}–{span.max:g}"
    else:
        text = f"≥{span.min:g}" if span.min is not None else f"≤{span.max:g}"
    return f"~{text}" if span.about else text
