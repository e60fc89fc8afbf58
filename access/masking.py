"""Whose name stays off the screen, and what is shown in its place."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from records import CaseDocument, dates
from records.person import Organisation, Person

_NUMBERED = re.compile(r"[0-9]{1,6}")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ACCUSED = frozenset({"suspect", "facilitator"})
_PROTECTED = frozenset({"victim", "relative", "witness"})
_KIN = frozenset({"family", "intimate"})
_CHILD_BANDS = frozenset({"0-8", "9-17"})


def pseudonym(case_id: str, person_id: str, *, word: str = "Person") -> str:
    """A stable stand-in for a name: ``Person 7K2M-1``.

    Ids inside a document are chosen by its sender and can be a name themselves: only the number of a plain ``p1`` is
    taken over, any other id becomes six signs of a digest.
    """
    stem, tail = person_id[:1], person_id[1:]
    if stem != word[0].lower() or not _NUMBERED.fullmatch(tail):
        digest = hashlib.sha256(f"{case_id}/{person_id}".encode("utf-8", "surrogatepass")).digest()
        tail = "".join(_ALPHABET[byte % 32] for byte in digest[:6])
    head = re.sub(r"^[A-Z]+-", "", case_id)[:4]
    return f"{word} {head}-{tail}" if head else f"{word} {tail}"


def is_protected(document: CaseDocument, party: Person | Organisation) -> bool:
    """Whether a person's name is hidden by default.

    Victims, whatever else they are; relatives of victims and witnesses, unless they are accused; and of those whose
    part in the case nobody has said, children and travellers of a route, for they are most likely victims.
    """
    if isinstance(party, Organisation):
        return False
    capacities = document.capacities(party.id)
    if "victim" in capacities:
        return True
    if capacities & _ACCUSED:
        return False
    if capacities & _PROTECTED or _kin_of_victim(document, party.id):
        return True
    return not capacities and (is_child(document, party) or any(party.id in r.travellers for r in document.routes))


def is_child(document: CaseDocument, person: Person) -> bool:
    """Whether a person is, or may have been, under 18 when the case was detected."""
    if person.minor is not None:
        return person.minor
    if person.age_band in _CHILD_BANDS:
        return True
    if person.birth is None or person.age_band is not None:
        return False
    youngest = dates.parse(person.birth).latest
    seen = _first_day(document)
    return youngest is not None and seen is not None and youngest > _years_before(seen, 18)


def shown_name(
    document: CaseDocument, person: Person | Organisation, revealed: bool = False, *, case_id: str = ""
) -> tuple[str, bool]:
    """What a screen shows for a person or organisation, and whether a name was hidden.

    Args:
        document: the case.
        person: a person or organisation of it.
        revealed: the viewer has asked for this name and given a reason.
        case_id: opaque id of the case, part of the pseudonym.
    """
    word = "Organisation" if isinstance(person, Organisation) else "Person"
    stand_in = pseudonym(case_id, person.id, word=word)
    if not person.display:
        return stand_in, False
    if not revealed and is_protected(document, person):
        return stand_in, True
    return person.display, False


def _kin_of_victim(document: CaseDocument, person_id: str) -> bool:
    victims = {person.id for person in document.victims()}
    ends = ((relation.source, relation.target) for relation in document.relations if relation.kind in _KIN)
    return any((a == person_id and b in victims) or (b == person_id and a in victims) for a, b in ends)


def _first_day(document: CaseDocument) -> date | None:
    for text in (document.case.detected, document.submission.received, document.letter_date):
        if text is not None:
            return dates.parse(text).earliest
    return None


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
