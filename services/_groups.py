"""Several pairs decided at once: a group of parties that may be one, and obvious pairs in bulk after a sample check."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import linking
from records import Actor
from services import _show, cases
from services._pairs import QueueRow, cases_of, queue_row
from services.desk import Desk
from services.errors import Refused
from store import Reader, Tx, matches
from store.rows import MatchRow

#: pairs that are read at most; what a person looks at in one sitting is far less
_MOST = 2_000
_SAMPLE = (3, 10)


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member of a group; the name of a protected person is a pseudonym."""

    party_id: str
    shown: str
    case_id: str
    reference: str
    country: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """Parties that may be one.

    Attributes:
        key: names the group as long as its members stay.
        members: in the order of their ids.
        pairs: ids of its open pairs.
        decided: number of its pairs that a person judged to be one.
        weakest: score of its weakest link, in [0, 1].
        kept_apart: members with whom a decision "different" keeps others apart, as (shown, shown).
    """

    key: str
    members: tuple[MemberView, ...]
    pairs: tuple[str, ...]
    decided: int
    weakest: float
    kept_apart: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Obvious:
    """Open pairs above the line for proposals with nothing against them, and those among them to look at first."""

    pairs: tuple[QueueRow, ...]
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BulkReport:
    """How many pairs were judged, and how many stay open because the sample was not clean."""

    judged: int
    left_open: int


def groups(desk: Desk, actor: Actor) -> list[GroupView]:
    """Groups of three or more parties with something to decide, the largest first."""
    with desk.read(actor) as reader:
        found = matches.rows(reader, "all", limit=_MOST)
        known = cases_of(reader, found)
    rows = [row for row in found if row.left_case in known and row.right_case in known]
    by_pair = {(row.left_id, row.right_id): row for row in rows}
    shown = {}
    for row in rows:
        for party, case_id in ((row.left_id, row.left_case), (row.right_id, row.right_case)):
            document = known[case_id].document
            shown[party] = MemberView(
                party, _show.name_of(case_id, document, party.partition("/")[2]), case_id,
                document.case.reference or case_id, document.submission.country,
            )  # fmt: skip
    views = []
    for group in _groups_of(rows):
        inside = [by_pair[pair] for pair in by_pair if pair[0] in group.members and pair[1] in group.members]
        waiting = tuple(row.match_id for row in inside if row.state == "open")
        if len(group.members) < 3 or not waiting:
            continue
        views.append(
            GroupView(
                hashlib.sha256(" ".join(group.members).encode()).hexdigest()[:12],
                tuple(shown[member] for member in group.members),
                waiting,
                sum(row.verdict == "same" for row in inside),
                1 / (1 + math.exp(-group.weakest)),
                tuple((shown[one].shown, shown[other].shown) for one, other in group.kept_apart if one in shown),
            )
        )
    return views


def judge_group(desk: Desk, actor: Actor, match_ids: Sequence[str], verdict: str, reason: str) -> list[str]:
    """Decide all open pairs of a group at once, in one step of the log; each can be undone by itself.

    Returns:
        Ids of the judgements.
    """
    with desk.write(actor, _reason(reason)) as tx:
        return [_judged(tx, match_id, verdict, reason) for match_id in match_ids]


def obvious(desk: Desk, actor: Actor) -> Obvious:
    """Open pairs that speak for themselves: nothing against, and a paper, an account or the whole date of birth for."""
    with desk.read(actor) as reader:
        rows = _obvious_rows(reader)
        known = cases_of(reader, rows)
    seen = [row for row in rows if row.left_case in known and row.right_case in known]
    return Obvious(tuple(queue_row(desk, row, known) for row in seen), _sample([row.match_id for row in seen]))


def judge_obvious(desk: Desk, actor: Actor, sample: Mapping[str, str], reason: str) -> BulkReport:
    """Judge the sample, and the other obvious pairs as the same where the whole sample was.

    Args:
        desk: the installation.
        actor: who decides.
        sample: pair of the sample -> verdict; every pair of it must have one.
        reason: kept in the log; it must not name anybody.
    """
    with desk.write(actor, _reason(reason)) as tx:
        rows = [row.match_id for row in _obvious_rows(tx)]
        wanted = _sample(rows)
        if set(wanted) != set(sample):
            raise Refused("sample_needed", "Look at each pair of the sample first; the queue may have changed.")
        clean = all(verdict == "same" for verdict in sample.values())
        for match_id in wanted:
            _judged(tx, match_id, sample[match_id], reason)
        rest = [match_id for match_id in rows if match_id not in sample]
        if not clean:
            return BulkReport(len(wanted), len(rest))
        for match_id in rest:
            _judged(tx, match_id, "same", reason)
    return BulkReport(len(rows), 0)


def _reason(reason: str) -> str:
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    return reason


def _judged(tx: Tx, match_id: str, verdict: str, reason: str) -> str:
    row = matches.get(tx, match_id)
    for record in cases_of(tx, [row]).values():
        cases.check_reason(record.document, reason)
    return matches.judge(tx, match_id, verdict, reason)


def _groups_of(rows: Sequence[MatchRow]) -> list[linking.Group]:
    def pairs(verdict: str) -> list[tuple[str, str]]:
        return [(row.left_id, row.right_id) for row in rows if row.verdict == verdict]

    waiting = {(row.left_id, row.right_id): row.log_odds for row in rows if row.verdict not in ("same", "different")}
    strong = [
        (row.left_id, row.right_id)
        for row in rows
        if row.verdict != "different"
        and any(part.get("kind") == "identifier" and float(part["weight"]) >= 4 for part in row.evidence)
    ]
    return linking.groups(waiting, strong, pairs("same"), pairs("different"))


def _obvious_rows(reader: Reader) -> list[MatchRow]:
    line = linking.lines().propose
    return [row for row in matches.rows(reader, "open", limit=_MOST) if row.score >= line and _speaks(row)]


def _speaks(row: MatchRow) -> bool:
    against = any(float(part["weight"]) < 0 and part["kind"] not in ("prior", "cap") for part in row.evidence)
    sure = any(
        (part["kind"] in ("identifier", "registration") and float(part["weight"]) >= 4)
        or (part["kind"] == "birth" and part["level"] == "same_day")
        for part in row.evidence
    )
    return sure and not against and not row.stale


def _sample(match_ids: Sequence[str]) -> tuple[str, ...]:
    """A tenth of the pairs, three to ten; which ones is nobody's choice and the same until the queue changes."""
    least, most = _SAMPLE
    size = min(len(match_ids), most, max(least, math.ceil(len(match_ids) / 10)))
    return tuple(sorted(match_ids, key=lambda one: hashlib.sha256(one.encode()).hexdigest())[:size])
