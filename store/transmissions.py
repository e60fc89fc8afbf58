"""The register: own number, case, State, hash, marking, and all that happened to each line.

Waylink sends nothing itself. Nothing is deleted. The head of a line tells how it stands now; each change of it is an
event that is never changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from records import Marking
from store import cases, ids
from store.database import Reader, Tx
from store.errors import StoreError
from store.rows import DraftInput, EventRow, IncomingInput, TransmissionRow

#: what a correction may change; numbers, hashes and signatures are never corrected
CORRECTABLE = ("iso2", "authority", "channel", "day", "reference", "deadline", "language")
_HEAD = frozenset({*CORRECTABLE, "status", "sha256", "content_sha256", "signed_by", "case_id"})


def next_number(reader: Reader) -> str:
    """The number the next line of this year gets: ``2026-0001``; out and in share one sequence.

    Raises:
        StoreError: ``not_allowed``.
    """
    if not reader.may("letter.draft", "own"):
        reader.require("register.write", "own")
    year = reader.now().year
    last = reader.select(
        "SELECT max(CAST(substr(number, 6) AS INTEGER)) AS n FROM transmission WHERE number LIKE :year || '-%'",
        year=str(year),
    )[0]["n"]
    return f"{year}-{(last or 0) + 1:04d}"


def draft(tx: Tx, letter: DraftInput) -> TransmissionRow:
    """Enter a drafted letter.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    cases.require(tx, letter.case_id, "letter.draft")
    row = _fresh(tx, letter.case_id, letter.iso2, letter.language, letter.sha256, letter.authority, letter.marking) | {
        "status": "draft", "direction": "out", "day": letter.day, "channel": letter.channel,
        "basis": json.dumps(list(letter.basis)), "conditions": json.dumps(sorted(letter.conditions)),
        "supplement_of": letter.supplement_of,
    }  # fmt: skip
    tx.insert("transmission", [row])
    _event(tx, row["transmission_id"], "drafted", letter.day, {})
    tx.log("letter.drafted", [letter.case_id, row["transmission_id"], letter.iso2], language=letter.language)
    return require(tx, row["number"])


def receive(tx: Tx, arrived: IncomingInput) -> TransmissionRow:
    """Enter what came in.

    Raises:
        StoreError: ``not_allowed``, ``not_found`` for a case that the actor may not see.
    """
    tx.require("register.write", "own")
    if arrived.case_id:
        cases.require(tx, arrived.case_id, "register.write")
    row = _fresh(
        tx, arrived.case_id, arrived.iso2, arrived.language, arrived.sha256, arrived.authority, arrived.marking
    ) | {
        "status": "received", "direction": "in", "day": arrived.day, "channel": arrived.channel,
        "reference": arrived.reference, "deadline": arrived.deadline, "basis": json.dumps(list(arrived.basis)),
        "conditions": "[]",
    }  # fmt: skip
    tx.insert("transmission", [row])
    _event(tx, row["transmission_id"], "received", arrived.day, {})
    tx.log("register.received", [row["transmission_id"], arrived.iso2, *([arrived.case_id] if arrived.case_id else [])])
    return require(tx, row["number"])


def happened(
    tx: Tx,
    line: TransmissionRow,
    kind: str,
    day: str = "",
    detail: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
) -> TransmissionRow:
    """Add an event to a line, and change its head with it.

    Args:
        tx: the write in progress; its reason is the event's.
        line: the line as the caller read it.
        kind: code of the event.
        day: ISO day on which it happened.
        detail: plain data that JSON can hold.
        changes: columns of the head.

    Raises:
        StoreError: ``not_allowed``, ``not_found``.
    """
    _may(tx, line)
    if changes:
        if not set(changes) <= _HEAD:
            raise ValueError("this part of the head is not changed")
        names = ", ".join(f"{name} = :{name}" for name in changes)
        tx.run(f"UPDATE transmission SET {names} WHERE transmission_id = :id", id=line.transmission_id, **changes)  # noqa: S608
    _event(tx, line.transmission_id, kind, day, detail or {})
    tx.log("register.event", [line.transmission_id], kind=kind)
    return require(tx, line.number)


def amend(
    tx: Tx, line: TransmissionRow, changes: Mapping[str, Any], conditions: Sequence[str], marking: Marking
) -> None:
    """Bring the head of a line in draft up to the letter in work; a draft has not been anybody's word yet."""
    _may(tx, line)
    given = {name: value for name, value in changes.items() if name in CORRECTABLE}
    names = "".join(f"{name} = :{name}, " for name in given)
    tx.run(
        f"UPDATE transmission SET {names}conditions = :conditions, tlp = :tlp, handling = :handling "  # noqa: S608
        "WHERE transmission_id = :id AND status = 'draft'",
        id=line.transmission_id, conditions=json.dumps(sorted(conditions)), tlp=marking.tlp,
        handling=json.dumps(sorted(marking.handling)), **given,
    )  # fmt: skip


def set_conditions(tx: Tx, line: TransmissionRow, kinds: Sequence[str]) -> None:
    """Say on the head of an incoming line which kinds of conditions came with it."""
    _may(tx, line)
    kept = json.dumps(sorted(set(kinds)))
    tx.run(
        "UPDATE transmission SET conditions = :kinds WHERE transmission_id = :id", id=line.transmission_id, kinds=kept
    )


def rows(
    reader: Reader, case_id: str | None = None, *, direction: str | None = None, iso2: str | None = None
) -> list[TransmissionRow]:
    """Lines of the register, newest first: of cases the actor may see, without a case, or whose case is gone."""
    reader.require("state.read", "own")
    found = reader.select(
        "SELECT t.* FROM transmission t LEFT JOIN case_file USING (case_id) "  # noqa: S608
        "WHERE (:case_id IS NULL OR t.case_id = :case_id) AND (:direction IS NULL OR t.direction = :direction) "
        f"AND (:iso2 IS NULL OR t.iso2 = :iso2) AND (case_file.body IS NULL OR {reader.visible_sql('state.read')}) "
        "ORDER BY t.at DESC, t.rowid DESC",
        case_id=case_id, direction=direction, iso2=iso2,
    )  # fmt: skip
    return [_row(row) for row in found]


def require(reader: Reader, ref: str) -> TransmissionRow:
    """One line by number or id.

    Raises:
        StoreError: ``not_found`` where there is none that the actor may see.
    """
    reader.require("state.read", "own")
    found = reader.select(
        "SELECT t.* FROM transmission t LEFT JOIN case_file USING (case_id) "  # noqa: S608
        "WHERE (t.number = :ref OR t.transmission_id = :ref) "
        f"AND (case_file.body IS NULL OR {reader.visible_sql('state.read')})",
        ref=ref,
    )
    if not found:
        raise StoreError("not_found")
    return _row(found[0])


def events(reader: Reader, transmission_ids: Sequence[str] | None = None) -> list[EventRow]:
    """What happened to lines the caller has already been given, oldest first."""
    reader.require("state.read", "own")
    found = reader.select(
        "SELECT * FROM transmission_event WHERE :ids IS NULL OR transmission_id IN (SELECT value FROM json_each(:ids)) "
        "ORDER BY event_id",
        ids=None if transmission_ids is None else json.dumps(list(transmission_ids)),
    )
    return [
        EventRow(
            row["event_id"], row["transmission_id"], row["kind"], row["day"], json.loads(row["detail"]), row["reason"],
            row["by"], datetime.fromisoformat(row["at"]),
        )
        for row in found
    ]  # fmt: skip


def set_subjects(tx: Tx, transmission_id: str, party_ids: Sequence[str]) -> None:
    """Say whom a line is about, as global party ids, so that an earlier letter about the same person is found."""
    if not tx.may("letter.draft", "own"):
        tx.require("register.write", "own")
    tx.run("DELETE FROM transmission_subject WHERE transmission_id = :id", id=transmission_id)
    tx.insert(
        "transmission_subject",
        [{"transmission_id": transmission_id, "party_id": one} for one in dict.fromkeys(party_ids)],
    )


def about(reader: Reader, iso2: str, party_ids: Sequence[str]) -> dict[str, set[str]]:
    """Ids of lines to or from a State about any of these persons -> the persons they share."""
    reader.require("state.read", "own")
    found = reader.select(
        "SELECT s.transmission_id, s.party_id FROM transmission_subject s JOIN transmission t USING (transmission_id) "
        "WHERE t.iso2 = :iso2 AND s.party_id IN (SELECT value FROM json_each(:ids))",
        iso2=iso2, ids=json.dumps(list(party_ids)),
    )  # fmt: skip
    result: dict[str, set[str]] = {}
    for row in found:
        result.setdefault(row["transmission_id"], set()).add(row["party_id"])
    return result


def _may(tx: Tx, line: TransmissionRow) -> None:
    if line.case_id and cases.get(tx, line.case_id) is not None:
        cases.require(tx, line.case_id, "register.write")
    else:
        tx.require("register.write", "own")


def _fresh(
    tx: Tx, case_id: str, iso2: str, language: str, sha256: str, authority: str, marking: Marking
) -> dict[str, Any]:
    return {
        "transmission_id": ids.new_id("T"), "number": next_number(tx), "case_id": case_id, "iso2": iso2,
        "language": language, "sha256": sha256, "authority": authority, "tlp": marking.tlp,
        "handling": json.dumps(sorted(marking.handling)), "by": tx.actor.id,
        "at": tx.now().isoformat(timespec="microseconds"),
    }  # fmt: skip


def _event(tx: Tx, transmission_id: str, kind: str, day: str, detail: Mapping[str, Any]) -> None:
    tx.insert(
        "transmission_event",
        [
            {
                "transmission_id": transmission_id, "kind": kind, "day": day,
                "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True), "reason": tx.reason.strip()[:500],
                "by": tx.actor.id, "at": tx.now().isoformat(timespec="microseconds"),
            }
        ],
    )  # fmt: skip


def _row(row: dict[str, Any]) -> TransmissionRow:
    return TransmissionRow(
        row["transmission_id"], row["number"], row["case_id"], row["iso2"], row["language"], row["sha256"],
        row["authority"], Marking(row["tlp"], frozenset(json.loads(row["handling"]))), row["status"], row["by"],
        datetime.fromisoformat(row["at"]), row["direction"], row["channel"], row["day"],
        tuple(json.loads(row["basis"])), tuple(json.loads(row["conditions"])), row["reference"], row["deadline"],
        row["content_sha256"], row["supplement_of"], row["signed_by"],
    )  # fmt: skip
