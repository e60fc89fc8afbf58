"""What a case looks like on a screen: plain values, protected names already hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from records import CaseDocument, Marking
from records.route import Location

if TYPE_CHECKING:
    from geodata.places import PlaceHit


@dataclass(frozen=True, slots=True)
class StopQuestion:
    """A stop whose place a person must choose. ``stop`` is ``r1.s3``; no candidates means nothing was found."""

    stop: str
    text: str
    country: str | None
    candidates: list[PlaceHit]


@dataclass(frozen=True, slots=True)
class SavedCase:
    """A saved case, and what is left to ask about its places."""

    case_id: str
    version: int
    submission_id: str
    unresolved: list[StopQuestion]


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case with its whole document, nothing hidden: for the editor, matching, suggestions and letters."""

    case_id: str
    document: CaseDocument
    version: int
    submission_id: str
    created_at: datetime
    updated_at: datetime
    created_by: str
    marking: Marking


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the listing."""

    case_id: str
    reference: str
    title: str
    country: str
    authority: str
    status: tuple[str, ...]
    detected: str
    persons: int
    stops: int
    countries: tuple[str, ...]
    updated_at: datetime
    links: int
    marking: Marking
    submission_id: str
    version: int
    restricted: bool


@dataclass(frozen=True, slots=True)
class IdentifierView:
    """A document, number or account of somebody; ``shown`` is hidden with its holder."""

    record: str
    kind: str
    shown: str
    masked: bool
    country: str | None
    genuine: str | None


@dataclass(frozen=True, slots=True)
class PartyView:
    """A person, group or organisation.

    Attributes:
        party_id: global id, ``C-7K2M9QX4/p1``.
        local_id: id in the document, ``p1``; what reveal asks for.
        kind: person, group or organisation.
        shown: the name, or the pseudonym that stands for it.
        masked: a name is there and hidden.
        other_names: further names; empty while masked.
        capacities: victim, suspect, witness and so on.
        count: how many persons a group has, as ``3``, ``3–5``, ``≥3`` or ``~20``; empty for one person.
        child: is, or may have been, under 18 at the time.
        countries: citizenships, or seat and countries of work.
    """

    party_id: str
    local_id: str
    kind: str
    shown: str
    masked: bool
    other_names: tuple[str, ...]
    capacities: tuple[str, ...]
    roles: tuple[str, ...]
    basis: tuple[str, ...]
    status: tuple[str, ...]
    gender: str | None
    birth: str | None
    age_band: str | None
    child: bool
    countries: tuple[str, ...]
    residence: str | None
    present_in: str | None
    occupation: str | None
    whereabouts: str | None
    count: str
    identifiers: tuple[IdentifierView, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class StopView:
    """A stop in the order of its route; ``record`` is ``r1.s3``. ``asked``: a person must still choose its place."""

    record: str
    stop_id: str
    route: str
    position: int
    ordered: bool
    role: str | None
    place: str | None
    country: str | None
    date: str | None
    status: str | None
    modes: tuple[str, ...]
    crossing: str | None
    via: str | None
    carrier: str | None
    airside_only: bool
    acts: tuple[str, ...]
    who: tuple[str, ...]
    location: Location | None
    asked: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class LegView:
    """Between two neighbouring stops of one route; mode and crossing belong to the stop that the leg arrives at."""

    route: str
    start: str
    end: str
    modes: tuple[str, ...]
    crossing: str | None
    date: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class LinkView:
    """A possible or decided link to another case.

    Attributes:
        other_case: id of the other case.
        other_reference: its own reference.
        other_country: State of its submission.
        kind: person, organisation, identifier or place.
        reason: code of the strongest evidence, e.g. ``name``; for an identifier the code of its kind.
        strength: from 0 to 1.
        judged: same, different, cannot_tell, or ``None`` while nobody has decided.
        match_id: the pair; empty for what is not a pair of parties.
        sharing: number of cases that have what is shared.
    """

    other_case: str
    other_reference: str
    other_country: str
    kind: str
    reason: str
    strength: float
    judged: str | None
    match_id: str
    sharing: int = 2


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case opened to read. ``document`` is masked as well; ``obligations`` are codes of what its marks ask for."""

    row: CaseRow
    document: CaseDocument
    people: list[PartyView]
    stops: list[StopView]
    legs: list[LegView]
    links: list[LinkView]
    marking: Marking
    obligations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A hit: ``party_id`` is empty where the case itself was found. ``matched_by`` says by what, as a code."""

    case_id: str
    party_id: str
    shown: str
    kind: str
    matched_by: str
    reference: str
