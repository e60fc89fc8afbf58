"""Rows that follow from a case document: what listings, search, matching and maps read. Rebuilt at every save."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from records import CaseDocument, Marking, dates, strictest
from records.person import Organisation, Person
from records.span import Span
from records.text import cured
from store import ids
from store.fold import fold, grams, key_words, squeezed

Row = dict[str, Any]


def body_of(document: CaseDocument) -> str:
    """The canonical text of a document."""
    plain = document.to_plain()
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair in a field that we keep without reading it
        text = json.dumps(plain, ensure_ascii=True, separators=(",", ":"))
    return text


def marking_of(document: CaseDocument) -> Marking:
    """The strictest marking of the submission and of all sources."""
    own = Marking(document.submission.tlp, frozenset(document.submission.handling))
    sources = [(source.id or "source", Marking(source.tlp, frozenset(source.handling))) for source in document.sources]
    return strictest([("submission", own), *sources])


def case_fields(document: CaseDocument) -> Row:
    """The columns of ``case_file`` that the document determines."""
    case, submission, marking = document.case, document.submission, marking_of(document)
    first, last = _bounds(case.detected)
    countries = list(dict.fromkeys(stop.country for _, stop in document.stops() if stop.country))
    reference = cured(case.reference or submission.reference or "")
    words = [reference, case.title or "", submission.authority or "", *case.titles.values()]
    return {
        "reference": reference,
        "reference_key": squeezed(reference),
        "text_key": " ".join(fold(word) for word in words if word),
        "title": cured(case.title or ""),
        "country": submission.country,
        "authority": cured(submission.authority or ""),
        "status": json.dumps(case.status),
        "detected": case.detected or "",
        "detected_from": first.isoformat() if first else None,
        "detected_to": last.isoformat() if last else None,
        "persons": sum(_persons(person) for person in document.persons),
        "stops": sum(1 for _ in document.stops()),
        "countries": json.dumps(countries),
        "tlp": marking.tlp,
        "handling": json.dumps(sorted(marking.handling)),
        "causes": json.dumps(marking.causes),
        "body": body_of(document),
    }


def code_rows(case_id: str, document: CaseDocument) -> list[Row]:
    """The codes that listings and maps filter by."""
    case = document.case
    stops = [stop for _, stop in document.stops()]
    lists: dict[str, list[str | None]] = {
        "country": [document.submission.country, *(stop.country for stop in stops)],
        "role": [stop.role for stop in stops],
        "mode": [mode for stop in stops for mode in stop.modes],
        "purpose": [*case.purposes, *case.purposes_suspected],
        "status": list(case.status),
        "gender": [person.gender for person in document.persons],
        "age_band": [person.age_band for person in document.persons],
        "capacity": [involvement.capacity for involvement in document.involvements],
    }
    return [
        {"case_id": case_id, "list": name, "code": code}
        for name, codes in lists.items()
        for code in dict.fromkeys(code for code in codes if code)
    ]


def party_rows(case_id: str, document: CaseDocument, protected: set[str]) -> list[Row]:
    """Persons, groups and organisations; ``protected`` holds the local ids whose names are hidden."""
    parties: list[Person | Organisation] = [*document.persons, *document.organisations]
    return [
        _party_row(case_id, place, party, document.capacities(party.id), party.id in protected)
        for place, party in enumerate(parties)
    ]


def name_rows(
    case_id: str, document: CaseDocument, keys: Mapping[str, Sequence[str]], first_id: int
) -> tuple[list[Row], list[Row], list[Row]]:
    """Rows of ``party_name``, ``name_word`` and ``name_part``, numbered from ``first_id``."""
    names: list[Row] = []
    words: list[Row] = []
    parts: list[Row] = []
    parties: list[Person | Organisation] = [*document.persons, *document.organisations]
    for party in parties:
        written = _names(party)
        searched = " ".join(dict.fromkeys(word for key in keys.get(party.id, ()) for word in key_words(key)))
        for place, folded in enumerate(written):
            number = first_id + len(names)
            names.append(
                {"name_id": number, "party_id": ids.party_id(case_id, party.id), "case_id": case_id, "folded": folded}
            )
            # A party's keys are those of all its names: kept once, beside the first.
            own_keys = searched if place == 0 else ""
            words.append({"rowid": number, "folded": folded, "keys": own_keys, "grams": grams(folded)})
            parts.append({"rowid": number, "folded": folded})
    return names, words, parts


def identifier_rows(case_id: str, document: CaseDocument) -> list[Row]:
    """One row for each holder of each identifier with a value; one without holder where nobody is named."""
    rows: list[Row] = []
    for identifier in document.identifiers:
        key = squeezed(identifier.value or "")
        if not key:
            continue
        holders: list[str | None] = list(dict.fromkeys(identifier.holders))
        for holder in holders or [None]:
            rows.append(
                {
                    "case_id": case_id, "local_id": identifier.id, "kind": identifier.kind, "value_key": key,
                    "country": identifier.country or "",
                    "holder": None if holder is None else ids.party_id(case_id, holder),
                }
            )  # fmt: skip
    return rows


def stop_rows(case_id: str, document: CaseDocument) -> list[Row]:
    """Stops in document order, with the place each was resolved to."""
    return [
        {
            "stop_id": ids.stop_id(case_id, route.id, stop.id), "case_id": case_id, "route_id": route.id,
            "position": place, "role": stop.role or "", "country": stop.country or "", "place": stop.place or "",
            "lat": stop.location.lat if stop.location else None, "lon": stop.location.lon if stop.location else None,
            "precision": stop.location.precision if stop.location else "",
            "admin1": (stop.location.admin1 or "") if stop.location else "",
            "date": stop.date or "", "status": stop.status or "", "modes": json.dumps(stop.modes),
        }
        for place, (route, stop) in enumerate(document.stops())
    ]  # fmt: skip


def _party_row(case_id: str, place: int, party: Person | Organisation, capacities: set[str], masked: bool) -> Row:
    row: Row = {
        "party_id": ids.party_id(case_id, party.id), "case_id": case_id, "local_id": party.id, "position": place,
        "capacities": json.dumps(sorted(capacities)), "masked": int(masked),
    }  # fmt: skip
    if isinstance(party, Organisation):
        seats = [party.seat, *party.operates_in]
        rest: Row = {"kind": "organisation", "gender": "", "birth": "", "age_band": "", "minor": None, "persons": 0}
    else:
        seats = list(party.citizenships)
        rest = {
            "kind": "group" if party.count is not None and not party.names else "person",
            "gender": party.gender or "", "birth": party.birth or "", "age_band": party.age_band or "",
            "minor": None if party.minor is None else int(party.minor), "persons": _persons(party),
        }  # fmt: skip
    return {**row, "countries": json.dumps([code for code in seats if code]), **rest}


def _names(party: Person | Organisation) -> list[str]:
    if isinstance(party, Organisation):
        written = [party.name or "", *party.other_names]
    else:
        written = [name.display for name in party.names]
    return [folded for folded in dict.fromkeys(fold(text) for text in written) if folded]


def _persons(person: Person) -> int:
    span: Span | None = person.count
    if span is None:
        return 1
    smallest = span.min if span.min is not None else span.max
    return max(1, int(smallest)) if smallest is not None else 1


def _bounds(text: str | None) -> tuple[date | None, date | None]:
    if text is None:
        return None, None
    read = dates.parse(text)
    return read.earliest, read.latest
