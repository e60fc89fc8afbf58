"""What was exchanged with a State before about the same persons, so that nobody asks or tells the same thing twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from records import CaseDocument
from store import Reader, matches, transmissions
from store.ids import party_id


@dataclass(frozen=True, slots=True)
class EarlierContact:
    """One earlier exchange.

    Attributes:
        number: of the register; empty where the case itself tells of it.
        record: id of the case's own record; empty for a line of the register.
        direction: out or in.
        kind: status of the line, or the code of the proceeding, or ``contact``.
        day: as far as it is known.
        case_id: case of the line.
        persons: global ids of persons that both are about.
        same_case: it belongs to this case.
    """

    number: str
    record: str
    direction: str
    kind: str
    day: str
    case_id: str
    persons: tuple[str, ...]
    same_case: bool


def subjects(case_id: str, records: Iterable[str]) -> list[str]:
    """Global ids of the records of a letter that could be persons or organisations."""
    return [party_id(case_id, record) for record in records if "." not in record and record != "case"]


def earlier_contacts(
    reader: Reader, case_id: str, document: CaseDocument, iso2: str, records: Sequence[str], own_number: str
) -> tuple[EarlierContact, ...]:
    """Lines of the register to or from the State in this case or about the same persons, and what the case tells."""
    mine = {person.id for person in document.persons} | {body.id for body in document.organisations}
    ours = {one for one in subjects(case_id, records) if one.partition("/")[2] in mine}
    everyone = set(ours)
    for row in matches.rows(reader, "decided", case_id):
        if row.verdict == "same" and ours & {row.left_id, row.right_id}:
            everyone |= {row.left_id, row.right_id}
    shared = transmissions.about(reader, iso2, sorted(everyone))
    found = [
        EarlierContact(
            line.number, "", line.direction, line.status, line.day or line.at.date().isoformat(), line.case_id,
            tuple(sorted(shared.get(line.transmission_id, ()))), line.case_id == case_id,
        )
        for line in transmissions.rows(reader, iso2=iso2)
        if line.number != own_number and (line.case_id == case_id or line.transmission_id in shared)
    ]  # fmt: skip
    found += [
        EarlierContact(
            "", step.id or "", "in" if step.direction == "from_them" else "out", step.kind, step.date or "", case_id,
            (), True,
        )
        for step in document.proceedings
        if step.country == iso2 and step.direction in ("from_us", "from_them")
    ]  # fmt: skip
    found += [
        EarlierContact("", contact.id or "", "out", "contact", contact.date or "", case_id, (), True)
        for contact in document.contacts
        if contact.country == iso2
    ]
    return tuple(found)
