"""What stands between a draft and a signature: open places, conditions, identity, verification, risk questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from access import redact
from notify.checks import LABELS
from notify.letter import LetterContent
from notify.letter_labels import OBSTACLES
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
        translated: names of parameters that are message ids themselves.
    """

    code: str
    msgid: str
    params: dict[str, str | int]
    record: str = ""
    translated: tuple[str, ...] = ()


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
        words = OBSTACLES["permission" if finding.breach.permission else "condition"]
        found.append(Obstacle("condition", words, params, finding.breach.record))
    if not plan.identity.complete:
        found.append(Obstacle("identity", OBSTACLES["identity"], {}))
    if decided is not None and decided.verdict == "dismiss":
        found.append(Obstacle("dismissed", OBSTACLES["dismissed"], {}))
    for risk in risks.open_risks(desk, actor, case_id, iso2):
        about: dict[str, str | int] = {"question": risk.label}
        found.append(Obstacle("risk", OBSTACLES[f"risk_{risk.why}"], about, risk.question, ("question",)))
    for check in basis.open_checks(desk, actor, case_id, iso2, plan.day):
        facts: dict[str, str | int] = {"what": LABELS[check.code], "about": check.about}
        found.append(Obstacle("verify", OBSTACLES["verify"], facts, check.subject, ("what",)))
    for content in contents:
        for place in content.open_places:
            where: dict[str, str | int] = {"number": place.paragraph, "language": content.language}
            found.append(Obstacle("open_place", OBSTACLES["open_place"], where, place.key))
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
