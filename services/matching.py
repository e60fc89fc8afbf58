"""Matching across submissions: runs, the review queue, decisions of persons, what ties cases together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import linking
from access import masking
from linking.compare import WORDS
from records import Actor, CaseDocument
from services import _links, _show, cases
from services._views import LinkView
from services.desk import Desk, Progress
from services.errors import Refused
from store import Reader, matches
from store import cases as stored
from store.rows import CaseFilter, CaseRecord, JudgementRow, MatchInput, MatchRow, RunInput, RunRow

_WITHHELD = "withheld"
_PERSONAL = {"name", "identifier", "relative", "address"}


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did: ``new`` pairs were not known before."""

    run_id: str
    candidates: int
    new: int
    compared: int
    blocks_capped: int
    seconds: float
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A pair in the queue; names of protected persons are pseudonyms. ``status`` is review or propose."""

    match_id: str
    left_id: str
    right_id: str
    left_shown: str
    right_shown: str
    left_case: str
    right_case: str
    left_reference: str
    right_reference: str
    left_country: str
    right_country: str
    kind: str
    score: float
    status: str
    days: int
    verdict: str | None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A line of the evidence table; ``why`` is an English message id with ``params``. ``weight`` in log-odds."""

    kind: str
    level: str
    left: str
    right: str
    why: str
    params: Mapping[str, str]
    weight: float
    withheld: bool


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair with its evidence, contradictions first."""

    row: QueueRow
    rows: tuple[EvidenceRow, ...]
    score: float
    log_odds: float
    review_line: float
    propose_line: float
    judgements: tuple[JudgementRow, ...]
    masked: bool
    stale: bool


def run(desk: Desk, actor: Actor, progress: Progress | None = None) -> RunReport:
    """Compare everybody in the store with everybody from another submission, and keep the pairs worth a look.

    What persons decided stays decided; a pair that is no longer found leaves the queue.
    """
    started = desk.now()
    with desk.read(actor) as reader:
        reader.require("match.run")
        known = [(left, right) for left, right, _verdict in matches.known(reader)]
        records = stored.records(reader, CaseFilter())
    profiles = _profiles(records)
    result = linking.link(profiles, known, progress=progress)
    kinds = {profile.id: profile.kind for profile in profiles}
    inputs = [
        MatchInput(
            pair.left, pair.right, pair.score, pair.comparison.log_odds, _plain(pair.comparison), kinds[pair.left]
        )
        for pair in result.candidates
    ]
    limits = linking.lines()
    ledger = RunInput(
        started, result.compared, result.blocks_capped, result.seconds, len(profiles),
        {"review": limits.review, "propose": limits.propose},
    )  # fmt: skip
    with desk.write(actor, "matching") as tx:
        row = matches.record_run(tx, ledger, inputs)
    return RunReport(row.run_id, row.candidates, row.new, row.compared, row.blocks_capped, row.seconds, row.finished_at)


def runs(desk: Desk, actor: Actor) -> list[RunRow]:
    """The ledger: what was compared and when it finished, newest first."""
    with desk.read(actor) as reader:
        return matches.runs(reader)


def queue(desk: Desk, actor: Actor, *, state: str = "open", case_id: str | None = None) -> list[QueueRow]:
    """Pairs to review, or decided ones, best first.

    Args:
        desk: the installation.
        actor: who asks.
        state: open, decided or all.
        case_id: only pairs of this case.
    """
    with desk.read(actor) as reader:
        found = matches.rows(reader, state, case_id)
        known = _cases(reader, found)
    return [_queue_row(desk, row, known) for row in found if row.left_case in known and row.right_case in known]


def pair(desk: Desk, actor: Actor, match_id: str, *, reveal: str = "") -> PairView:
    """One pair with its evidence.

    Args:
        desk: the installation.
        actor: who asks.
        match_id: the pair.
        reveal: a reason to see the names of protected persons; it is logged for both sides.
    """
    with desk.read(actor) as reader:
        row = matches.get(reader, match_id)
        known = _cases(reader, [row])
        judged = matches.judgements(reader, match_id)
    if reveal:
        for side in (row.left_id, row.right_id):
            case_id, _, local = side.partition("/")
            if _protected(known[case_id].document, local):
                cases.reveal(desk, actor, case_id, local, reveal)
    hidden = not reveal and any(
        _protected(known[case_id].document, local)
        for case_id, _, local in (side.partition("/") for side in (row.left_id, row.right_id))
    )
    shown = _queue_row(desk, row, known, revealed=bool(reveal))
    limits = linking.lines()
    return PairView(
        shown, tuple(_evidence_row(part, hidden) for part in row.evidence), row.score, row.log_odds, limits.review,
        limits.propose, tuple(judged), hidden, row.stale,
    )  # fmt: skip


def judge(desk: Desk, actor: Actor, match_id: str, verdict: str, reason: str) -> str:
    """Decide a pair: same, different or cannot_tell. The reason is kept in the log and must not name anybody.

    Returns:
        Id of the judgement, for undoing it.
    """
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    with desk.write(actor, reason) as tx:
        row = matches.get(tx, match_id)
        for record in _cases(tx, [row]).values():
            cases.check_reason(record.document, reason)
        return matches.judge(tx, match_id, verdict, reason)


def undo(desk: Desk, actor: Actor, judgement_id: str, reason: str) -> str:
    """Take a judgement back; it stays in the history. Returns the id of the pair."""
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    with desk.write(actor, reason) as tx:
        return matches.undo(tx, judgement_id, reason)


def links(desk: Desk, actor: Actor, case_id: str) -> list[LinkView]:
    """What ties a case to others: decided pairs first, then open ones by score."""
    with desk.read(actor) as reader:
        return _links.links_of(reader, case_id)


def judged_same(reader: Reader, case_id: str) -> list[MatchRow]:
    """Pairs of a case that persons judged to be one and the same."""
    return [row for row in matches.rows(reader, "decided", case_id) if row.verdict == "same"]


def clusters(desk: Desk, actor: Actor) -> list[linking.Cluster]:
    """Parties that persons judged to be one, with conflicts raised."""
    with desk.read(actor) as reader:
        known = matches.known(reader)
    same = [(left, right) for left, right, verdict in known if verdict == "same"]
    apart = [(left, right) for left, right, verdict in known if verdict == "different"]
    return linking.cluster(same, apart)


def compare(desk: Desk, actor: Actor, a: str, b: str) -> linking.Comparison:
    """Compare two stored parties by their global ids."""
    made = []
    for party in (a, b):
        case_id, _, local = party.partition("/")
        record = cases.get(desk, actor, case_id)
        profile = linking.profile_of(record.document, local, id=party, source=record.submission_id)
        if profile is None:
            raise Refused("not_found", "There is no such record, or you may not see it.")
        made.append(profile)
    return linking.compare(made[0], made[1])


def _profiles(records: Sequence[CaseRecord]) -> list[linking.Profile]:
    made = []
    for record in records:
        document = record.document
        for local in [*(one.id for one in document.persons), *(one.id for one in document.organisations)]:
            profile = linking.profile_of(document, local, id=f"{record.case_id}/{local}", source=record.submission_id)
            if profile is not None:
                made.append(profile)
    return made


def _plain(comparison: linking.Comparison) -> list[dict[str, Any]]:
    return [
        {"kind": part.kind, "level": part.level, "left": part.left, "right": part.right, "weight": part.weight,
         "params": dict(part.params)}
        for part in comparison.evidence
    ]  # fmt: skip


def _cases(reader: Reader, rows: Sequence[MatchRow]) -> dict[str, CaseRecord]:
    wanted = sorted({case_id for row in rows for case_id in (row.left_case, row.right_case)})
    return {record.case_id: record for record in stored.records(reader, CaseFilter(ids=wanted))} if wanted else {}


def _protected(document: CaseDocument, local: str) -> bool:
    party = document.holder(local)
    return party is not None and masking.is_protected(document, party)


def _queue_row(desk: Desk, row: MatchRow, known: Mapping[str, CaseRecord], revealed: bool = False) -> QueueRow:
    left, right = known[row.left_case], known[row.right_case]
    shown = [
        _show.name_of(side.case_id, side.document, party.partition("/")[2], revealed=revealed)
        for side, party in ((left, row.left_id), (right, row.right_id))
    ]
    return QueueRow(
        row.match_id, row.left_id, row.right_id, shown[0], shown[1], row.left_case, row.right_case,
        left.document.case.reference or row.left_case, right.document.case.reference or row.right_case,
        left.document.submission.country, right.document.submission.country, row.kind, row.score,
        linking.lines().status(row.score), max(0, (desk.now() - row.first_seen).days), row.verdict,
    )  # fmt: skip


def _evidence_row(part: Mapping[str, Any], hidden: bool) -> EvidenceRow:
    kind, level = str(part["kind"]), str(part["level"])
    key = kind if kind in ("prior", "cap") else f"{kind}.{level}"
    left, right = str(part["left"]), str(part["right"])
    withheld = hidden and kind in _PERSONAL
    if withheld:
        left = right = _WITHHELD
    elif hidden and kind == "birth":
        # The year orders the pair; the day would single a protected person out.
        left, right = left[:4], right[:4]
    return EvidenceRow(
        kind, level, left, right, WORDS.get(key, level), dict(part.get("params") or {}), float(part["weight"]), withheld
    )
