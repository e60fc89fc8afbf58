"""The case document: one authority's submission of one case, whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, ClassVar, Literal, cast

from pydantic import Field, ValidationError, model_validator

from records.base import InvalidDocument, Problem, Record, problems_of
from records.case import Case
from records.context import Caution, Contact, Danger, Mention, Payment, Proceeding, Source
from records.identifier import Identifier
from records.marking import Marking, strictest
from records.person import Involvement, Organisation, Person, Relation
from records.provenance import Provenance
from records.route import Route, Stop
from records.submission import Submission
from records.types import Edtf

FORMAT = "waylink/case"
VERSION = 1

#: list field -> stem of the ids that are given to entries without one
_STEMS = {
    "persons": "p", "organisations": "o", "involvements": "inv", "relations": "rel", "identifiers": "i", "routes": "r",
    "payments": "pay", "proceedings": "proc", "contacts": "con", "mentions": "men", "cautions": "cau", "danger": "dan",
    "sources": "src",
}  # fmt: skip
_MOST = 5_000


class CaseDocument(Record):
    """A case with all that belongs to it. Field names and meaning are those of format ``waylink/case``, version 1."""

    plain_lists: ClassVar[dict[str, str]] = {name: name for name in _STEMS}

    format: Literal["waylink/case"] = "waylink/case"
    version: Literal[1] = 1
    letter_date: Edtf | None = None
    submission: Submission
    case: Case = Field(default_factory=Case)
    persons: list[Person] = Field(default_factory=list, max_length=_MOST)
    organisations: list[Organisation] = Field(default_factory=list, max_length=_MOST)
    involvements: list[Involvement] = Field(default_factory=list, max_length=_MOST)
    relations: list[Relation] = Field(default_factory=list, max_length=_MOST)
    identifiers: list[Identifier] = Field(default_factory=list, max_length=_MOST)
    routes: list[Route] = Field(default_factory=list, max_length=_MOST)
    payments: list[Payment] = Field(default_factory=list, max_length=_MOST)
    proceedings: list[Proceeding] = Field(default_factory=list, max_length=_MOST)
    contacts: list[Contact] = Field(default_factory=list, max_length=_MOST)
    mentions: list[Mention] = Field(default_factory=list, max_length=_MOST)
    cautions: list[Caution] = Field(default_factory=list, max_length=_MOST)
    danger: list[Danger] = Field(default_factory=list, max_length=_MOST)
    sources: list[Source] = Field(default_factory=list, max_length=_MOST)

    @model_validator(mode="before")
    @classmethod
    def _give_ids(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        values = dict(data)
        for name, stem in _STEMS.items():
            if isinstance(values.get(name), list):
                values[name] = _with_ids(values[name], stem)
        if isinstance(values.get("routes"), list):
            values["routes"] = [
                {**route, "stops": _with_ids(route["stops"], "s")}
                if isinstance(route, dict) and isinstance(route.get("stops"), list)
                else route
                for route in values["routes"]
            ]
        return values

    def to_plain(self) -> dict[str, Any]:
        """The document as it is written to a file."""
        return {"format": FORMAT, "version": VERSION, **super().to_plain()}

    def holder(self, who: str) -> Person | Organisation | None:
        """The person or organisation with this id."""
        parties: tuple[Person | Organisation, ...] = (*self.persons, *self.organisations)
        return next((party for party in parties if party.id == who), None)

    def stops(self) -> Iterator[tuple[Route, Stop]]:
        """All stops with the route they belong to, in document order."""
        for route in self.routes:
            for stop in route.stops:
                yield route, stop

    def capacities(self, who: str) -> set[str]:
        """What a person or organisation is in this case: victim, suspect, witness."""
        return {involvement.capacity for involvement in self.involvements if involvement.who == who}

    def victims(self) -> list[Person]:
        """Persons who appear as victims."""
        return [person for person in self.persons if "victim" in self.capacities(person.id)]

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every part that a reason can point at, as (record id, part); a stop's id is ``route.stop``: ``r1.s3``."""
        for name in _STEMS:
            for part in getattr(self, name):
                yield part.id, part
        for route, stop in self.stops():
            yield f"{route.id}.{stop.id}", stop

    def provenance(self, path: str) -> Provenance:
        """Origin of the value at a path of ids; the source with the longest matching ``field`` speaks for it."""
        own = Marking(self.submission.tlp, frozenset(self.submission.handling))
        best: Source | None = None
        for source in self.sources:
            speaks = source.field and (path == source.field or path.startswith(source.field + "."))
            if speaks and (best is None or len(source.field or "") > len(best.field or "")):
                best = source
        marks = [("submission", own)]
        if best is not None:
            marks.append((best.id or "source", Marking(best.tlp, frozenset(best.handling))))
        return Provenance(
            path, self.submission.country, self.submission.authority, strictest(marks),
            best.grade if best else None, best.scheme if best else None,
            best.quote if best else None, best.url if best else None,
        )  # fmt: skip

    def unknown_paths(self) -> list[str]:
        """Paths of fields that were kept but are not understood."""
        parts: list[tuple[str, Record]] = [("submission", self.submission), ("case", self.case), *self.records()]
        return self.unknown_fields() + [f"{where}.{name}" for where, part in parts for name in part.unknown_fields()]


def _with_ids(entries: list[Any], stem: str) -> list[Any]:
    taken = {entry.get("id") for entry in entries if isinstance(entry, dict)}
    number, result = 0, []
    for entry in entries:
        if isinstance(entry, dict) and not entry.get("id"):
            number += 1
            while f"{stem}{number}" in taken:
                number += 1
            entry = {**entry, "id": f"{stem}{number}"}
            taken.add(entry["id"])
        result.append(entry)
    return result


def load_document(data: Any) -> CaseDocument:
    """Read a case document from parsed JSON.

    Raises:
        InvalidDocument: with every fault's path and reason; values are not repeated.
    """
    if not isinstance(data, dict):
        raise InvalidDocument([Problem("", "a case document is one JSON object")])
    faults = [
        Problem(name, f"must be {json.dumps(wanted)}")
        for name, wanted in (("format", FORMAT), ("version", VERSION))
        if data.get(name) != wanted or isinstance(data.get(name), bool)
    ]
    if faults:
        raise InvalidDocument(faults)
    try:
        document = CaseDocument.model_validate(data)
    except ValidationError as error:
        raise InvalidDocument(problems_of(error)) from None
    faults = list(_reference_faults(document))
    if not (document.routes or document.persons or document.case.summary):
        faults.append(Problem("", "one of routes, persons or case.summary is needed"))
    if faults:
        raise InvalidDocument(faults)
    return document


def _reference_faults(document: CaseDocument) -> Iterator[Problem]:
    """Ids that are used twice, and references to an id that nothing has."""
    parties = {person.id for person in document.persons} | {body.id for body in document.organisations}
    identifiers = {identifier.id for identifier in document.identifiers}
    routes = {route.id: {stop.id for stop in route.stops} for route in document.routes}
    seen: set[str] = set()
    for name in _STEMS:
        for number, part in enumerate(getattr(document, name)):
            if part.id in seen:
                yield Problem(f"{name}[{number}].id", "this id is used twice")
            seen.add(part.id)
    for path, wanted in _references(document):
        if wanted not in parties:
            yield Problem(path, "no person or organisation has this id")
    for number, route in enumerate(document.routes):
        where = f"routes[{number}]"
        stop_ids = [stop.id for stop in route.stops]
        for place, stop_id in enumerate(stop_ids):
            if stop_id in stop_ids[:place]:
                yield Problem(f"{where}.stops[{place}].id", "this id is used twice in the route")
        if route.variant_of is not None and (route.variant_of not in routes or route.variant_of == route.id):
            yield Problem(f"{where}.variant_of", "no other route has this id")
        if route.joins and (route.joins.route not in routes or route.joins.route == route.id):
            yield Problem(f"{where}.joins.route", "no other route has this id")
        elif route.joins and route.joins.at not in routes[route.joins.route]:
            yield Problem(f"{where}.joins.at", "that route has no stop with this id")
        for place, stop in enumerate(route.stops):
            for position, used in enumerate(stop.documents):
                if used not in identifiers:
                    yield Problem(f"{where}.stops[{place}].documents[{position}]", "no identifier has this id")
    for number, payment in enumerate(document.payments):
        if payment.account is not None and payment.account not in identifiers:
            yield Problem(f"payments[{number}].account", "no identifier has this id")


def _references(document: CaseDocument) -> Iterator[tuple[str, str]]:
    for number, involvement in enumerate(document.involvements):
        yield f"involvements[{number}].who", involvement.who
    for number, relation in enumerate(document.relations):
        yield f"relations[{number}].from", relation.source
        yield f"relations[{number}].to", relation.target
    for number, identifier in enumerate(document.identifiers):
        for place, holder in enumerate(identifier.holders):
            yield f"identifiers[{number}].holders[{place}]", holder
    for number, route in enumerate(document.routes):
        for place, traveller in enumerate(route.travellers):
            yield f"routes[{number}].travellers[{place}]", traveller
        for at, stop in enumerate(route.stops):
            for place, who in enumerate(stop.who):
                yield f"routes[{number}].stops[{at}].who[{place}]", who
    for name in ("cautions", "danger"):
        for number, part in enumerate(getattr(document, name)):
            if part.who is not None:
                yield f"{name}[{number}].who", cast(str, part.who)
    for number, payment in enumerate(document.payments):
        for side in ("payer", "receiver"):
            if getattr(payment, side) is not None:
                yield f"payments[{number}].{side}", cast(str, getattr(payment, side))
