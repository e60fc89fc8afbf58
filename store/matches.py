"""Candidate pairs, kept apart from the records they point at, and what people decided about them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from store import ids
from store.database import Reader, Tx
from store.errors import StoreError
from store.rows import JudgementRow, MatchCounts, MatchInput, MatchRow, RunInput, RunRow

VERDICTS = ("same", "different", "cannot_tell")
STATES = ("open", "decided", "all")


def record_run(tx: Tx, run: RunInput, candidates: Iterable[MatchInput]) -> RunRow:
    """Write a run into the ledger and its pairs beside it.

    A pair seen before keeps its id, its first day and its judgements, and gets the new score and evidence. An open pair
    that the run no longer found is taken away, where the actor could see both its cases; a decided one stays, whatever
    its new score. Pairs of parties that were removed while the run went on are left out.

    Raises:
        StoreError: ``not_allowed``.
        ValueError: a pair is one party twice.
    """
    tx.require("match.run")
    now = tx.now().isoformat(timespec="microseconds")
    run_id = ids.new_id("R")
    known = {(row["left_id"], row["right_id"]) for row in tx.select("SELECT left_id, right_id FROM match")}
    parties = {row["party_id"] for row in tx.select("SELECT party_id FROM party")}
    pairs: dict[tuple[str, str], dict[str, Any]] = {}
    for given in candidates:
        left, right = sorted((given.left_id, given.right_id))
        if left == right:
            raise ValueError("a pair needs two different parties")
        if left not in parties or right not in parties:
            continue
        pairs[left, right] = {
            "match_id": ids.new_id("M"), "left_id": left, "right_id": right, "left_case": ids.case_of(left),
            "right_case": ids.case_of(right), "kind": given.kind, "score": float(given.score),
            "log_odds": float(given.log_odds), "evidence": json.dumps(list(given.evidence), ensure_ascii=False),
            "run_id": run_id, "first_seen": now, "last_seen": now, "state": "open",
        }  # fmt: skip
    new = len(pairs.keys() - known)
    ledger = {
        "run_id": run_id, "started_at": run.started_at.isoformat(), "finished_at": now, "actor": tx.actor.id,
        "candidates": len(pairs), "new": new, "gone": 0, "compared": run.compared, "blocks_capped": run.blocks_capped,
        "seconds": float(run.seconds), "profiles": run.profiles, "settings": json.dumps(dict(run.settings)),
    }  # fmt: skip
    tx.insert("link_run", [ledger])
    _upsert(tx, list(pairs.values()))
    seen = f"SELECT case_id FROM case_file WHERE {tx.visible_sql('match.read')}"  # noqa: S608
    gone = tx.run(
        f"DELETE FROM match WHERE state = 'open' AND run_id <> :run_id AND left_case IN ({seen}) "  # noqa: S608
        f"AND right_case IN ({seen})",
        run_id=run_id,
    )
    tx.run("UPDATE link_run SET gone = :gone WHERE run_id = :run_id", gone=gone, run_id=run_id)
    tx.log("match.run", [run_id], candidates=len(pairs), new=new, gone=gone, compared=run.compared)
    return _run({**ledger, "gone": gone})


def runs(reader: Reader, limit: int = 20) -> list[RunRow]:
    """The newest runs first."""
    reader.require("match.read", "own")
    return [
        _run(row)
        for row in reader.select("SELECT * FROM link_run ORDER BY finished_at DESC, rowid DESC LIMIT :n", n=limit)
    ]


def rows(reader: Reader, state: str = "open", case_id: str | None = None, limit: int = 500) -> list[MatchRow]:
    """Pairs whose two cases the actor may see, highest score first."""
    condition = {"open": "m.state = 'open'", "decided": "m.state = 'decided'", "all": "1"}[state]
    return _rows(
        reader,
        f"{condition} AND (:case_id IS NULL OR m.left_case = :case_id OR m.right_case = :case_id)",
        limit,
        case_id=case_id,
    )


def get(reader: Reader, match_id: str) -> MatchRow:
    """One pair.

    Raises:
        StoreError: ``not_found`` where there is none that the actor may see.
    """
    found = _rows(reader, "m.match_id = :match_id", 1, match_id=match_id)
    if not found:
        raise StoreError("not_found")
    return found[0]


def pair(reader: Reader, one: str, other: str) -> MatchRow | None:
    """The stored pair of two global party ids in any order."""
    left, right = sorted((one, other))
    found = _rows(reader, "m.left_id = :left AND m.right_id = :right", 1, left=left, right=right)
    return found[0] if found else None


def known(reader: Reader) -> list[tuple[str, str, str]]:
    """(left, right, verdict) of every decided pair: what the next run must respect."""
    reader.require("match.read", "own")
    found = reader.select("SELECT left_id, right_id, verdict FROM match WHERE state = 'decided' ORDER BY 1, 2")
    return [(row["left_id"], row["right_id"], row["verdict"]) for row in found]


def counts(reader: Reader) -> MatchCounts:
    """How much waits for review."""
    row = reader.select(
        "SELECT count(*) FILTER (WHERE m.state = 'open') AS open, "  # noqa: S608
        "count(*) FILTER (WHERE m.state = 'decided') AS decided, count(*) FILTER (WHERE m.verdict = 'same') AS same, "
        f"min(m.first_seen) FILTER (WHERE m.state = 'open') AS oldest FROM {_joined(reader)}"
    )[0]
    oldest = None if row["oldest"] is None else datetime.fromisoformat(row["oldest"])
    return MatchCounts(row["open"], row["decided"], row["same"], oldest)


def judge(tx: Tx, match_id: str, verdict: str, reason: str) -> str:
    """Write down what a person decided; the newest judgement that stands is the pair's verdict. Gives its id.

    Raises:
        StoreError: ``bad_verdict``, ``not_found``, ``not_allowed``.
    """
    if verdict not in VERDICTS:
        raise StoreError("bad_verdict")
    row = _judged(tx, match_id)
    judgement_id = ids.new_id("J")
    at = tx.now().isoformat(timespec="microseconds")
    tx.insert(
        "judgement",
        [
            {
                "judgement_id": judgement_id, "match_id": match_id, "verdict": verdict, "reason": reason.strip(),
                "by": tx.actor.id, "at": at,
            }
        ],
    )  # fmt: skip
    _settle(tx, match_id)
    tx.log("match.judged", [match_id, judgement_id, row.left_id, row.right_id], verdict=verdict)
    return judgement_id


def undo(tx: Tx, judgement_id: str, reason: str) -> str:
    """Take a judgement back; it stays on record. The pair falls back to the judgement before it, or is open again.

    Returns:
        The pair's id.

    Raises:
        StoreError: ``not_found``, ``not_allowed``, ``already_undone``.
    """
    tx.require("match.judge", "own")
    found = tx.select("SELECT match_id, undone_at FROM judgement WHERE judgement_id = :id", id=judgement_id)
    if not found:
        raise StoreError("not_found")
    match_id = str(found[0]["match_id"])
    _judged(tx, match_id)
    if found[0]["undone_at"] is not None:
        raise StoreError("already_undone")
    tx.run(
        "UPDATE judgement SET undone_by = :me, undone_at = :at, undone_reason = :why WHERE judgement_id = :id",
        at=tx.now().isoformat(timespec="microseconds"),
        why=reason.strip(),
        id=judgement_id,
    )
    _settle(tx, match_id)
    tx.log("match.judgement_undone", [match_id, judgement_id])
    return match_id


def judgements(reader: Reader, match_id: str | None = None) -> list[JudgementRow]:
    """Judgements on one pair, or on all that the actor may see; the newest first, those taken back included."""
    found = reader.select(
        f"SELECT j.* FROM judgement j JOIN ({_joined(reader)}) ON j.match_id = m.match_id "  # noqa: S608
        "WHERE :match_id IS NULL OR j.match_id = :match_id ORDER BY j.at DESC, j.rowid DESC",
        match_id=match_id,
    )
    return [
        JudgementRow(
            row["judgement_id"], row["match_id"], row["verdict"], row["reason"], row["by"],
            datetime.fromisoformat(row["at"]), row["undone_by"],
            None if row["undone_at"] is None else datetime.fromisoformat(row["undone_at"]), row["undone_reason"],
        )
        for row in found
    ]  # fmt: skip


def _judged(tx: Tx, match_id: str) -> MatchRow:
    row = get(tx, match_id)
    allowed = tx.select(f"SELECT 1 FROM {_joined(tx, 'match.judge')} WHERE m.match_id = :id", id=match_id)  # noqa: S608
    if not allowed:
        raise StoreError("not_allowed")
    return row


def _settle(tx: Tx, match_id: str) -> None:
    standing = (
        "SELECT verdict FROM judgement WHERE match_id = :id AND undone_at IS NULL ORDER BY at DESC, rowid DESC LIMIT 1"
    )
    tx.run(f"UPDATE match SET verdict = ({standing}) WHERE match_id = :id", id=match_id)  # noqa: S608
    tx.run("UPDATE match SET state = iif(verdict IS NULL, 'open', 'decided') WHERE match_id = :id", id=match_id)


def _upsert(tx: Tx, pairs: list[dict[str, Any]]) -> None:
    tx.db.conn.executemany(
        "INSERT INTO match (match_id, left_id, right_id, left_case, right_case, kind, score, log_odds, evidence, "
        "run_id, first_seen, last_seen, state) VALUES (:match_id, :left_id, :right_id, :left_case, :right_case, :kind, "
        ":score, :log_odds, :evidence, :run_id, :first_seen, :last_seen, :state) "
        "ON CONFLICT (left_id, right_id) DO UPDATE SET kind = excluded.kind, score = excluded.score, stale = 0, "
        "log_odds = excluded.log_odds, evidence = excluded.evidence, run_id = excluded.run_id, "
        "last_seen = excluded.last_seen",
        pairs,
    )


def _joined(reader: Reader, action: str = "match.read") -> str:
    """Pairs with both their cases, only where the actor may do ``action`` with both."""
    return (
        "match m "
        f"JOIN case_file lc ON lc.case_id = m.left_case AND {reader.visible_sql(action, 'lc')} "
        f"JOIN case_file rc ON rc.case_id = m.right_case AND {reader.visible_sql(action, 'rc')}"
    )


def _rows(reader: Reader, condition: str, limit: int, **params: Any) -> list[MatchRow]:
    found = reader.select(
        f"SELECT m.* FROM {_joined(reader)} WHERE {condition} "  # noqa: S608
        "ORDER BY m.score DESC, m.match_id LIMIT :limit",
        limit=limit,
        **params,
    )
    return [
        MatchRow(
            row["match_id"], row["left_id"], row["right_id"], row["left_case"], row["right_case"], row["kind"],
            row["score"], row["log_odds"], tuple(json.loads(row["evidence"])), row["run_id"],
            datetime.fromisoformat(row["first_seen"]), datetime.fromisoformat(row["last_seen"]), row["state"],
            row["verdict"], bool(row["stale"]),
        )
        for row in found
    ]  # fmt: skip


def _run(row: dict[str, Any]) -> RunRow:
    return RunRow(
        row["run_id"], datetime.fromisoformat(row["started_at"]), datetime.fromisoformat(row["finished_at"]),
        row["actor"], row["candidates"], row["new"], row["gone"], row["compared"], row["blocks_capped"],
        row["seconds"], row["profiles"], json.loads(row["settings"]),
    )  # fmt: skip


def case_pairs(reader: Reader) -> list[tuple[str, str]]:
    """Pairs of readable cases that may share a person: an open candidate between them, or one judged the same."""
    found = reader.select(
        "SELECT DISTINCT left_case, right_case FROM match WHERE (state = 'open' OR verdict = 'same') "  # noqa: S608
        f"AND left_case IN (SELECT case_id FROM case_file WHERE {reader.visible_sql('match.read')}) "
        f"AND right_case IN (SELECT case_id FROM case_file WHERE {reader.visible_sql('match.read')})"
    )
    return [(row["left_case"], row["right_case"]) for row in found]
