"""A letter in work and its record of decision, as they are kept with its line of the register."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from notify.letter import LetterContent
from notify.letter_content import from_plain
from records import Actor
from services import counterparts
from services._letter_earlier import subjects
from services._letter_plan import Plan, plan_from
from services.desk import Desk
from store import Reader, Tx, conditions, transmissions
from store import letters as kept
from store.rows import DraftInput, EventRow, FileRow, TransmissionRow

if TYPE_CHECKING:
    from services._letter_preview import Preview


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A letter of the register with its words, its authors, its files and all that happened."""

    line: TransmissionRow
    plan: Plan | None
    contents: tuple[LetterContent, ...]
    authors: tuple[str, ...]
    record: dict[str, Any]
    files: tuple[FileRow, ...]
    events: tuple[EventRow, ...]


def get(desk: Desk, actor: Actor, number: str) -> LetterFile:
    """One letter of the register.

    Raises:
        Refused: ``not_found``.
    """
    with desk.read(actor) as reader:
        line = transmissions.require(reader, number)
        work = kept.get(reader, line)
        files = tuple(kept.files(reader, line))
        events = tuple(transmissions.events(reader, [line.transmission_id]))
    if work is None:
        return LetterFile(line, None, (), (line.by,), {}, files, events)
    contents = tuple(from_plain(plain) for plain in work.work.get("contents", ()))
    return LetterFile(
        line, plan_from(work.work["plan"]), contents, work.authors, work.work.get("record", {}), files, events
    )


def enter(tx: Tx, made: Preview) -> TransmissionRow:
    """Open a line of the register for a letter."""
    plan, advice = made.plan, made.advice
    entry = DraftInput(
        made.case_id, made.iso2, plan.language, "", made.carried.marking, advice.authority.name,
        plan.day.isoformat(), plan.channel or next(iter(advice.channels), ""), advice.legal_basis,
        sorted(plan.restrictions | frozenset(made.forced)), plan.supplement_of,
    )  # fmt: skip
    return transmissions.draft(tx, entry)


def keep(tx: Tx, line: TransmissionRow, made: Preview, record: dict[str, Any] | None = None) -> None:
    """Keep the choices and the words of a letter in work; a record of decision goes with what is handed in."""
    work = {"plan": made.plan.to_plain(), "contents": [content.to_plain() for content in made.contents]}
    kept.save(tx, line, work | ({"record": record} if record else {}))
    transmissions.set_subjects(tx, line.transmission_id, subjects(made.case_id, made.contents[0].records))
    changes: dict[str, Any] = {
        "day": made.plan.day.isoformat(), "deadline": made.plan.answer_by.isoformat(), "language": made.plan.language,
    }  # fmt: skip
    if made.plan.channel:
        changes["channel"] = made.plan.channel
    transmissions.amend(
        tx, line, changes, sorted(made.plan.restrictions | frozenset(made.forced)), made.carried.marking
    )


def record_of(desk: Desk, reader: Reader, actor: Actor, made: Preview) -> dict[str, Any]:
    """The record of decision (element 25): kept with the letter, never sent."""
    view = counterparts.for_case(desk, actor, made.case_id, letter_date=made.plan.day)
    identity = made.plan.identity
    return {
        "states": [
            {
                "iso2": state.iso2, "decision": state.decision, "for": [one.code for one in state.reasons],
                "against": [one.code for one in (*state.against, *state.cautions)],
                "decided": view.decisions[state.iso2].verdict if state.iso2 in view.decisions else "",
            }
            for state in view.result.states
        ],
        "identity": {
            "victims": len(identity.victims), "ground": identity.ground, "reason": identity.reason,
            "consent": identity.consent, "risk": identity.risk,
        },
        "conditions": [[one.kind, one.cause, one.sender] for one in made.carried.conditions],
        "permissions": [row.permission_id for row in conditions.permissions(reader, [made.case_id])],
        "earlier": [one.number or one.record for one in made.earlier],
        "by": actor.id, "at": desk.now().isoformat(timespec="seconds"),
    }  # fmt: skip


def digest_of(contents: Sequence[LetterContent]) -> str:
    """Hash of a letter's words in all its languages, whatever the file format."""
    plain = [content.to_plain() for content in contents]
    text = json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
