"""What stands between a draft and a signature: open places, conditions, identity, verification, risk questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from access import redact
from notify.letter import LetterContent
from records import Actor, CaseDocument
from services import basis, risks
from services._conditions import Finding
from services._letter_plan import Plan
from services.desk import Desk
from services.errors import Refused
from store.rows import DecisionRow


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a letter cannot be handed in or signed yet.

    Attributes:
        code: open_place, condition, identity, dismissed, verify, risk, case_changed.
        msgid: an English sentence (a message id) with places.
        params: ids, codes and counts.
        record: what it is about, for a link.
    """

    code: str
    msgid: str
    params: dict[str, str | int]
    record: str = ""


def obstacles(
    desk: Desk,
    actor: Actor,
    case_id: str,
    iso2: str,
    plan: Plan,
    contents: Sequence[LetterContent],
    findings: Sequence[Finding],
    decided: DecisionRow | None,
) -> tuple[Obstacle, ...]:
    """Everything in the way, the gravest first."""
    found = []
    for finding in findings:
        condition = finding.breach.condition
        params: dict[str, str | int] = {
            "kind": condition.kind, "record": finding.breach.record, "cause": condition.cause,
            "sender": condition.sender,
        }  # fmt: skip
        if finding.breach.permission:
            words = "{kind} on {record} (from {cause}): the permission of {sender} on file does not cover this."
        else:
            words = "{kind} on {record} (from {cause}): the permission of {sender} is needed, or leave it out."
        found.append(Obstacle("condition", words, params, finding.breach.record))
    if not plan.identity.complete:
        words = "A victim is to be named: the reason, the consent or the danger, and the risk assessment are needed."
        found.append(Obstacle("identity", words, {}))
    if decided is not None and decided.verdict == "dismiss":
        found.append(
            Obstacle("dismissed", "This State was dismissed for this case. Open the question again first.", {})
        )
    for open_risk in risks.open_risks(desk, actor, case_id, iso2):
        words = (
            "Risk question not answered: {question}."
            if open_risk.why == "unanswered"
            else "A risk stands and nobody has lifted it: {question}."
        )
        found.append(Obstacle("risk", words, {"question": open_risk.question}, open_risk.question))
    for check in basis.open_checks(desk, actor, case_id, iso2, plan.day):
        found.append(
            Obstacle("verify", "To be verified by a person: {subject}.", {"subject": check.subject}, check.subject)
        )
    for content in contents:
        for place in content.places:
            found.append(
                Obstacle(
                    "open_place", "Paragraph {number} ({language}) has an open place.",
                    {"number": place.paragraph, "language": content.language}, place.key,
                )
            )  # fmt: skip
    return tuple(found)


def check_fills(document: CaseDocument, case_id: str, plan: Plan) -> None:
    """Refuse a person's own words that name somebody protected who is not to be named.

    Raises:
        Refused: ``fill_has_name``.
    """
    named = plan.identity.victims
    kept = document.model_copy(update={"persons": [one for one in document.persons if one.id not in named]})
    for words in plan.fills.values():
        for key, text in words.items():
            if redact.masked_text(kept, text, case_id) != text:
                raise Refused(
                    "fill_has_name",
                    "The words for {place} name a protected person. Write them without the name.",
                    place=key,
                )


def day_of(text: str) -> date | None:
    """An ISO day, or ``None`` for an empty text.

    Raises:
        Refused: ``bad_day``.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("bad_day", "This is no day; write it as 2026-11-24.") from None
