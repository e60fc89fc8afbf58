"""Pairs as pages and the command line show them: names masked, evidence in words, contradictions first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import linking
from access import masking
from linking.compare import WORDS
from records import CaseDocument
from services import _show
from services.desk import Desk
from store import Reader
from store import cases as stored
from store.rows import CaseFilter, CaseRecord, JudgementRow, MatchRow

_WITHHELD = "withheld"
_PERSONAL = {"name", "identifier", "relative", "address"}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A pair in the queue; names of protected persons are pseudonyms. ``status`` is review or propose.

    ``new``: the last run found it for the first time.
    """

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
    new: bool


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


def cases_of(reader: Reader, rows: Sequence[MatchRow]) -> dict[str, CaseRecord]:
    """The cases of pairs that the actor may see, by id."""
    wanted = sorted({case_id for row in rows for case_id in (row.left_case, row.right_case)})
    return {record.case_id: record for record in stored.records(reader, CaseFilter(ids=wanted))} if wanted else {}


def protected(document: CaseDocument, local: str) -> bool:
    """Whether a party's name is hidden by default."""
    party = document.holder(local)
    return party is not None and masking.is_protected(document, party)


def queue_row(
    desk: Desk, row: MatchRow, known: Mapping[str, CaseRecord], revealed: bool = False, newest: datetime | None = None
) -> QueueRow:
    """One pair for a listing; ``newest`` is when the last run finished."""
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
        row.first_seen == newest,
    )  # fmt: skip


def evidence_row(part: Mapping[str, Any], hidden: bool) -> EvidenceRow:
    """One stored piece of evidence in words; ``hidden`` withholds what would name a protected person."""
    kind, level = str(part["kind"]), str(part["level"])
    key = kind if kind in ("prior", "cap") else f"{kind}.{level}"
    left, right = str(part["left"]), str(part["right"])
    withheld = hidden and (kind in _PERSONAL or level.startswith("birth_"))
    if withheld:
        left = right = _WITHHELD
    elif hidden and kind == "birth":
        # The year orders the pair; the day would single a protected person out.
        left, right = left[:4], right[:4]
    return EvidenceRow(
        kind, level, left, right, WORDS.get(key, level), dict(part.get("params") or {}), float(part["weight"]), withheld
    )
