"""A person or organisation prepared once for many comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from linking import identifiers as ids
from linking import organisations
from linking.name_parts import Name, Part, given_parts, parts, prepared
from linking.normalise import skeleton, tokens
from records import CaseDocument
from records.person import Organisation
from records.route import Stop

Kind = Literal["person", "organisation"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one party.

    Attributes:
        id: global id.
        kind: person or organisation.
        source: submission or case it belongs to; only profiles of different sources are linked by default.
        written: names as written.
        names: their parts.
        birth: EDTF text, or ``None``.
        gender: code, or ``None``.
        citizenships: ISO codes.
        country: residence or seat, or ``None``.
        identifiers: (kind, normal form, issuing country).
        registration: normal form of a registration number.
        birth_place: as written, or ``None``.
        stops: (key, name as written) of stops of routes it travelled.
        relatives: (name as written, its parts) of relatives that the record names.
        address: as written, or an empty text.
        forms: a person's names made ready for comparing, in the order of ``names``.
        bodies: the same of an organisation.
    """

    id: str
    kind: Kind
    source: str
    written: tuple[str, ...]
    names: tuple[tuple[Part, ...], ...]
    birth: str | None
    gender: str | None
    citizenships: frozenset[str]
    country: str | None
    identifiers: tuple[tuple[str, str, str | None], ...]
    registration: str
    birth_place: str | None = None
    stops: frozenset[tuple[str, str]] = frozenset()
    relatives: tuple[tuple[str, tuple[Part, ...]], ...] = ()
    address: str = ""
    forms: tuple[Name, ...] = ()
    bodies: tuple[organisations.Organisation, ...] = ()


def prepare(
    kind: Kind = "person",
    id: str = "",
    names: Iterable[str | Mapping[str, Any]] = (),
    birth: str | None = None,
    gender: str | None = None,
    citizenships: Iterable[str] = (),
    residence: str | None = None,
    identifiers: Iterable[tuple[str, str, str | None]] = (),
    registration: str | None = None,
    source: str = "",
    birth_place: str | None = None,
    stops: Iterable[tuple[str, str]] = (),
    relatives: Iterable[str | Mapping[str, Any]] = (),
    address: str | None = None,
    recorded_in: str | None = None,
) -> Profile:
    """Prepare plain values; names are texts or mappings with full, family, given, patronymic.

    A phone in national spelling is read as one of the State that issued it, of the residence, of the State whose office
    recorded it (``recorded_in``), or of the citizenships, in this order.
    """
    written, made = [], []
    for name in names:
        full, split = _name(kind, name)
        if split:
            written.append(full)
            made.append(split)
    citizens = frozenset(citizenships)
    states = tuple(dict.fromkeys(one for one in (residence, recorded_in, *sorted(citizens)) if one))
    normal = [
        (what, ids.normal(what, value, country, states), country) for what, value, country in identifiers if value
    ]
    return Profile(
        id, kind, source, tuple(written), tuple(made), birth, None if gender == "NonSpecifiedUnknown" else gender,
        citizens, residence, tuple(sorted({one for one in normal if one[1]}, key=str)),
        ids.normal("registration", registration or ""), birth_place or None, frozenset(stops),
        tuple(sorted({_name("person", name) for name in relatives if name}, key=lambda one: one[0])), address or "",
        tuple(prepared(split) for split in made) if kind == "person" else (),
        tuple(organisations.prepared(name) for name in written) if kind == "organisation" else (),
    )  # fmt: skip


def _name(kind: Kind, name: str | Mapping[str, Any]) -> tuple[str, tuple[Part, ...]]:
    if isinstance(name, str):
        return name, (organisations.parts(name) if kind == "organisation" else parts(name))
    family, given, father = (str(name.get(part) or "") for part in ("family", "given", "patronymic"))
    full = str(name.get("full") or " ".join(part for part in (family, given, father) if part))
    if kind == "person" and family and given:
        return full, given_parts(family, given, father)
    return full, (organisations.parts(full) if kind == "organisation" else parts(full))


def profile_of(document: CaseDocument, party_id: str, *, id: str, source: str) -> Profile | None:
    """Prepare a party of a case document; ``None`` for an unnamed group without any identifier."""
    party = document.holder(party_id)
    if party is None:
        return None
    recorded_in = document.submission.country
    held = [
        (item.kind, item.value, item.country)
        for item in document.identifiers
        if party_id in item.holders and item.value
    ]
    if isinstance(party, Organisation):
        made = prepare(
            "organisation", id, [name for name in (party.name, *party.other_names) if name], residence=party.seat,
            identifiers=held, registration=party.registration, source=source, address=party.address,
            recorded_in=recorded_in,
        )  # fmt: skip
    else:
        made = prepare(
            "person", id, [name.model_dump() for name in party.names], party.birth, party.gender,
            [] if party.among else party.citizenships, party.residence, held, source=source,
            birth_place=party.birth_place, stops=_stops(document, party_id), relatives=_relatives(document, party_id),
            recorded_in=recorded_in,
        )  # fmt: skip
    return made if made.names or made.identifiers or made.registration else None


def _stops(document: CaseDocument, party_id: str) -> set[tuple[str, str]]:
    """Places of the routes that a person travelled; a stop known only by its State says nothing."""
    found = set()
    for route, stop in document.stops():
        key = stop_key(stop)
        if party_id in route.travellers and key and stop.place and stop.status not in ("planned", "alternative"):
            found.add((key, stop.place))
    return found


def stop_key(stop: Stop) -> str:
    """What two writings of one place have in common; empty for a stop that is known only by its State."""
    if stop.location is not None and stop.location.place_id and stop.location.precision in ("exact", "place"):
        return stop.location.place_id
    folded = " ".join(sorted(skeleton(token) for token in tokens(stop.place or "")))
    return f"{stop.country or ''}:{folded}" if folded else ""


def _relatives(document: CaseDocument, party_id: str) -> list[dict[str, Any]]:
    near = [
        relation.target if relation.source == party_id else relation.source
        for relation in document.relations
        if relation.kind == "family" and party_id in (relation.source, relation.target)
    ]
    return [name.model_dump() for person in document.persons if person.id in near for name in person.names]
