"""Matching across submissions: runs, the review queue, decisions of persons, what ties cases together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import linking
from records import Actor
from services import _links, cases
from services._groups import (
    BulkReport,
    GroupView,
    MemberView,
    Obvious,
    groups,
    judge_group,
    judge_obvious,
    obvious,
)
from services._pairs import EvidenceRow, PairView, QueueRow, cases_of, evidence_row, protected, queue_row
from services._views import LinkView
from services.desk import Desk, Progress
from services.errors import Refused
from store import Reader, matches, ties
from store import cases as stored
from store.rows import CaseFilter, CaseRecord, MatchInput, MatchRow, RunInput, RunRow, TieRow

__all__ = [
    "BulkReport", "EvidenceRow", "GroupView", "MemberView", "Obvious", "PairView", "QueueRow", "RunReport", "clusters",
    "compare", "groups", "judge", "judge_group", "judge_obvious", "judged_same", "links", "obvious", "pair", "queue",
    "run", "runs", "screen", "undo",
]  # fmt: skip


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


#: a weaker tie between cases is not kept: a capital that everybody passed through
_LEAST_TIE = 0.05


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
    shared = [item for record in records for item in linking.shared_of(record.document, record.case_id)]
    found_ties = [
        TieRow(tie.case_a, tie.case_b, tie.reason, tie.what, tie.strength, tie.sharing, tie.records)
        for tie in linking.case_links(shared)
        if tie.strength >= _LEAST_TIE
    ]
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
        ties.replace(tx, row.run_id, found_ties)
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
        state: open, new (open and found first by the last run), decided or all.
        case_id: only pairs of this case.
    """
    with desk.read(actor) as reader:
        found = matches.rows(reader, "open" if state == "new" else state, case_id)
        known = cases_of(reader, found)
        ledger = matches.runs(reader, 1)
    newest = ledger[0].finished_at if ledger else None
    return [
        queue_row(desk, row, known, newest=newest)
        for row in found
        if row.left_case in known and row.right_case in known and (state != "new" or row.first_seen == newest)
    ]


def pair(desk: Desk, actor: Actor, match_id: str) -> PairView:
    """One pair with its evidence.

    Args:
        desk: the installation.
        actor: who asks.
        match_id: the pair.

    Names of protected persons show while :func:`reveal` of both sides lasts.
    """
    with desk.read(actor) as reader:
        row = matches.get(reader, match_id)
        known = cases_of(reader, [row])
        judged = matches.judgements(reader, match_id)
    sides = _protected_sides(row, known)
    hidden = any(local not in cases.revealed(desk, actor, case_id)[0] for case_id, local in sides)
    shown = queue_row(desk, row, known, revealed=bool(sides) and not hidden)
    limits = linking.lines()
    return PairView(
        shown, tuple(evidence_row(part, hidden) for part in row.evidence), row.score, row.log_odds, limits.review,
        limits.propose, tuple(judged), hidden, row.stale,
    )  # fmt: skip


def reveal(desk: Desk, actor: Actor, match_id: str, reason: str) -> None:
    """Show the names of the protected persons of a pair for a while; the reason is logged for each side.

    Raises:
        Refused: ``reason_needed``, ``reason_has_name``, ``not_found``, ``not_allowed``.
    """
    with desk.read(actor) as reader:
        row = matches.get(reader, match_id)
        known = cases_of(reader, [row])
    for case_id, local in _protected_sides(row, known):
        cases.reveal(desk, actor, case_id, local, reason)


def judge(desk: Desk, actor: Actor, match_id: str, verdict: str, reason: str) -> str:
    """Decide a pair: same, different or cannot_tell. The reason is kept in the log and must not name anybody.

    Returns:
        Id of the judgement, for undoing it.
    """
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    with desk.write(actor, reason) as tx:
        row = matches.get(tx, match_id)
        for record in cases_of(tx, [row]).values():
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
    """Compare two stored parties by their global ids, with what the whole store shares, as a run does."""
    made = []
    for party in (a, b):
        case_id, _, local = party.partition("/")
        record = cases.get(desk, actor, case_id)
        profile = linking.profile_of(record.document, local, id=party, source=record.submission_id)
        if profile is None:
            raise Refused("not_found", "There is no such record, or you may not see it.")
        made.append(profile)
    left, right = sorted(made, key=lambda one: one.id)
    index = _index(desk, actor)
    return linking.compare(left, right, None, index.shares, index.common)


def screen(desk: Desk, actor: Actor, profile: linking.Profile, k: int = 20) -> list[tuple[str, linking.Comparison]]:
    """Is this one known? The best stored parties for a record that is not stored: global id and comparison.

    Only candidates above the review line are given.
    """
    line = linking.lines().review
    return [(other.id, made) for other, made in linking.screen(profile, _index(desk, actor), k) if made.score >= line]


def _index(desk: Desk, actor: Actor) -> linking.Index:
    with desk.read(actor) as reader:
        reader.require("match.read", "own")
        return linking.Index(_profiles(stored.records(reader, CaseFilter())))


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


def _protected_sides(row: MatchRow, known: Mapping[str, CaseRecord]) -> list[tuple[str, str]]:
    """(case, local id) of the sides of a pair whose names are hidden by default."""
    sides = [side.partition("/") for side in (row.left_id, row.right_id)]
    return [(case_id, local) for case_id, _, local in sides if protected(known[case_id].document, local)]
