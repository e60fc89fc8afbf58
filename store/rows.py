"""What the repositories give and take: frozen records with the field's words. Times are aware, in UTC."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from records import CaseDocument, Marking


@dataclass(frozen=True, slots=True)
class CaseInput:
    """A document to save.

    Attributes:
        document: the case document, with its places settled.
        case_id: the case to replace; ``None`` makes a new one.
        keys: local party id -> romanised search keys of its names.
        protected: local party ids whose names are hidden by default.
        title: gives the title that listings show, for a case id; ``None`` takes the document's own.
        expect: version that the editor had read; a newer one in the store refuses the save.
    """

    document: CaseDocument
    case_id: str | None = None
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    protected: frozenset[str] = frozenset()
    title: Callable[[str], str] | None = None
    expect: int | None = None


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A saved case: its id, version (1 for a new case) and submission."""

    case_id: str
    version: int
    submission_id: str


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases. Empty fields do not filter; ``text`` is looked for in reference, title and authority."""

    text: str = ""
    country: str | None = None
    role: str | None = None
    purpose: str | None = None
    status: str | None = None
    submission: str | None = None
    detected_from: date | None = None
    detected_to: date | None = None
    ids: Sequence[str] | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class CaseFields:
    """One line of a listing. ``persons`` counts stated persons, groups by their smallest number."""

    case_id: str
    submission_id: str
    reference: str
    title: str
    country: str
    authority: str
    status: tuple[str, ...]
    detected: str
    persons: int
    stops: int
    countries: tuple[str, ...]
    links: int
    marking: Marking
    version: int
    restricted: bool
    created_at: datetime
    created_by: str
    updated_at: datetime
    relation: str


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case with its whole document."""

    case_id: str
    document: CaseDocument
    version: int
    submission_id: str
    created_at: datetime
    updated_at: datetime
    created_by: str
    relation: str
    marking: Marking


@dataclass(frozen=True, slots=True)
class PartyFields:
    """A person, group or organisation as derived from its document."""

    party_id: str
    case_id: str
    local_id: str
    kind: str
    capacities: tuple[str, ...]
    masked: bool
    gender: str
    birth: str
    age_band: str
    minor: bool | None
    countries: tuple[str, ...]
    persons: int


@dataclass(frozen=True, slots=True)
class StopFields:
    """A stop as derived from its document; ``lat`` and ``lon`` are WGS 84 degrees of a centroid."""

    stop_id: str
    case_id: str
    route_id: str
    position: int
    role: str
    country: str
    place: str
    lat: float | None
    lon: float | None
    precision: str
    admin1: str
    date: str
    status: str
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One authority's package and the cases it brought."""

    submission_id: str
    country: str
    authority: str
    reference: str
    received: str
    language: str
    marking: Marking
    cases: int
    import_id: str | None
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of the search. ``matched_by``: name, part, romanised, sounds, identifier or reference."""

    case_id: str
    party_id: str
    kind: str
    matched_by: str


@dataclass(frozen=True, slots=True)
class Quarantine:
    """A row or part of a file that was not taken: where and why, never its values."""

    row: int | None
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file that was brought in, or refused."""

    import_id: str
    file_name: str
    kind: str
    sha256: str
    size: int
    ok: bool
    cases: tuple[str, ...]
    quarantined: int
    notices: tuple[str, ...]
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class RunInput:
    """What a link run did; ``settings`` are the thresholds and weights it used."""

    started_at: datetime
    compared: int
    blocks_capped: int
    seconds: float
    profiles: int
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunRow:
    """A line of the run ledger. ``gone`` counts open pairs of earlier runs that this one no longer found."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    actor: str
    candidates: int
    new: int
    gone: int
    compared: int
    blocks_capped: int
    seconds: float
    profiles: int
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MatchInput:
    """A candidate pair of global party ids, in any order; ``evidence`` is plain data that JSON can hold."""

    left_id: str
    right_id: str
    score: float
    log_odds: float
    evidence: Sequence[Mapping[str, Any]]
    kind: str = "person"


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A stored pair, ids in text order. ``stale``: a side was saved anew after the pair was compared."""

    match_id: str
    left_id: str
    right_id: str
    left_case: str
    right_case: str
    kind: str
    score: float
    log_odds: float
    evidence: tuple[dict[str, Any], ...]
    run_id: str
    first_seen: datetime
    last_seen: datetime
    state: str
    verdict: str | None
    stale: bool


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie between two cases, the smaller id first; ``sharing`` cases have what they share, a kind ``what`` of it."""

    case_a: str
    case_b: str
    reason: str
    what: str
    strength: float
    sharing: int
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatchCounts:
    """How many pairs wait, how many were decided, and when the oldest open one was first seen."""

    open: int
    decided: int
    same: int
    oldest_open: datetime | None


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """Who decided what about a pair, when and why; and who took it back."""

    judgement_id: str
    match_id: str
    verdict: str
    reason: str
    by: str
    at: datetime
    undone_by: str | None
    undone_at: datetime | None
    undone_reason: str | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A person's decision on a proposed State: accept, dismiss, or open again.

    ``ground`` is what it rested on: codes, record ids and digests of the records; ``None`` for a decision of old.
    """

    case_id: str
    iso2: str
    verdict: str
    reason: str
    by: str
    at: datetime
    ground: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class FactCheckRow:
    """A doubtful fact that a person has verified; ``fact`` is the digest of what was looked at."""

    case_id: str
    iso2: str
    subject: str
    fact: str
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RiskRow:
    """An answer to a risk question. ``lifted_by`` names who decided to go on in spite of a yes."""

    case_id: str
    iso2: str
    question: str
    answer: str
    reason: str
    lifted_by: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """A fact that the office wrote over a shipped one. ``kind``: authority, party or national."""

    override_id: int
    kind: str
    subject: str
    value: Mapping[str, Any]
    source: str
    by: str
    at: datetime
    withdrawn_by: str | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class DraftInput:
    """A letter that was drafted: ``sha256`` of the file that was given out, empty where none was yet."""

    case_id: str
    iso2: str
    language: str
    sha256: str
    marking: Marking
    authority: str = ""
    day: str = ""
    channel: str = ""
    basis: Sequence[str] = ()
    conditions: Sequence[str] = ()
    supplement_of: str = ""


@dataclass(frozen=True, slots=True)
class IncomingInput:
    """Information that came in: who sent it, when, how, under which marking. ``case_id`` may be empty at first."""

    iso2: str
    authority: str
    day: str
    channel: str = ""
    reference: str = ""
    language: str = ""
    case_id: str = ""
    sha256: str = ""
    deadline: str = ""
    basis: Sequence[str] = ()
    marking: Marking = field(default_factory=Marking)


@dataclass(frozen=True, slots=True)
class TransmissionRow:
    """A line of the register. The register stays when its case is removed; it holds no personal data.

    Attributes:
        number: own number, ``2026-0001``.
        status: draft, submitted, signed, dispatched or withdrawn for what goes out; received for what came in.
        direction: out or in.
        day: date of the letter, or the day it was received.
        basis: ids of legal bases.
        conditions: restrictions asked for, or kinds of conditions received.
        reference: the other side's own.
        deadline: last day for the acknowledgement, or for what the sender asked of us.
        content_sha256: hash of the words, whatever the file format.
        supplement_of: number of the letter that this one adds to.
        signed_by: account of the second person.
    """

    transmission_id: str
    number: str
    case_id: str
    iso2: str
    language: str
    sha256: str
    authority: str
    marking: Marking
    status: str
    by: str
    at: datetime
    direction: str = "out"
    channel: str = ""
    day: str = ""
    basis: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    reference: str = ""
    deadline: str = ""
    content_sha256: str = ""
    supplement_of: str = ""
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """What happened to a line of the register; never changed, never deleted."""

    event_id: int
    transmission_id: str
    kind: str
    day: str
    detail: Mapping[str, Any]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a letter: ``kind`` is docx or pdf."""

    kind: str
    language: str
    sha256: str
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A letter in work: ``work`` is plain data that JSON can hold; ``authors`` are all who had a hand in it."""

    transmission_id: str
    case_id: str
    work: Mapping[str, Any]
    authors: tuple[str, ...]
    updated_at: datetime
    updated_by: str


@dataclass(frozen=True, slots=True)
class ConditionInput:
    """A condition under which something was received. ``until`` is an ISO day or empty."""

    kind: str
    scope: str = ""
    note: str = ""
    until: str = ""
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A kept condition; ``number`` is that of its line in the register."""

    condition_id: str
    transmission_id: str
    number: str
    case_id: str
    scope: str
    kind: str
    note: str
    until: str
    sender: str
    authority: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PermissionInput:
    """A sender's permission. Days are ISO days; empty ``kinds``, ``scope`` or ``recipient`` mean any."""

    case_id: str
    sender: str
    granted_by: str
    day: str
    kinds: Sequence[str] = ()
    scope: str = ""
    recipient: str = ""
    reference: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """A kept permission; ``withdrawn_by`` is set where it was taken back."""

    permission_id: str
    sender: str
    case_id: str
    scope: str
    kinds: tuple[str, ...]
    recipient: str
    granted_by: str
    reference: str
    day: str
    expires: str
    by: str
    at: datetime
    withdrawn_by: str
    withdrawn_reason: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account without its password hash."""

    account: str
    display: str
    role: str
    country: str | None
    created_at: datetime
    created_by: str
    disabled: bool
    failures: int
    locked_until: datetime | None
    last_sign_in: datetime | None
    second_factor: bool = False


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session; the token itself is never stored. ``stage``: ``full``, or ``code`` or ``enrol`` before it is one."""

    account: str
    role: str
    created_at: datetime
    last_seen: datetime
    expires_at: datetime
    stage: str = "full"


@dataclass(frozen=True, slots=True)
class GrantRow:
    """An account that a case is assigned to by name."""

    account: str
    given_by: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A person asks for access to a case. ``answer``: granted, declined, or ``None`` while it waits."""

    request_id: str
    case_id: str
    account: str
    reason: str
    at: datetime
    answer: str | None
    answered_by: str | None


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """An emergency access. ``finding``: justified, not_justified, or ``None`` while it waits for review."""

    emergency_id: str
    case_id: str
    account: str
    reason: str
    begun_at: datetime
    until: datetime
    reviewed_by: str | None
    reviewed_at: datetime | None
    finding: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A line of the log: ids, codes and counts, with the reason the person gave."""

    seq: int
    at: datetime
    actor: str
    role: str
    action: str
    reason: str
    objects: tuple[str, ...]
    detail: Mapping[str, Any]
