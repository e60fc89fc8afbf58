"""Risk questions before a letter to a State: a person answers, the answer is kept, a yes stands until it is lifted.

Where the law leaves no choice (asylum, political prosecution) nobody can lift a yes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from notify import risks as rules
from notify.cautions import Concern
from notify.risks import RiskQuestion
from records import Actor
from services import cases
from services.desk import Desk
from services.errors import Refused
from store import Reader
from store import cases as stored
from store import risks as answers
from store.rows import RiskRow

__all__ = ["OpenRisk", "RiskView", "answer", "concerns_of", "history", "open_risks", "views"]


@dataclass(frozen=True, slots=True)
class RiskView:
    """A question with the answer that counts.

    Attributes:
        asked: the question.
        answered: the last answer; ``None`` where nobody answered.
        stands: the answer is yes and nobody lifted it.
        older: the case was changed after the answer.
    """

    asked: RiskQuestion
    answered: RiskRow | None
    stands: bool
    older: bool


@dataclass(frozen=True, slots=True)
class OpenRisk:
    """Why a letter may not be final yet: ``unanswered``, or ``stands`` (a yes that nobody lifted).

    Attributes:
        question: id.
        label: the question (a message id).
        why: unanswered or stands.
        liftable: a named person may lift it.
    """

    question: str
    label: str
    why: str
    liftable: bool


def views(desk: Desk, actor: Actor, case_id: str, iso2: str) -> list[RiskView]:
    """All questions for one State of a case, with their answers.

    Raises:
        Refused: ``not_found``, ``not_allowed``.
    """
    with desk.read(actor) as reader:
        case = stored.require(reader, case_id, "state.read")
        known = answers.current(reader, case_id)
    made = []
    for asked in rules.questions().values():
        row = known.get((case_id, iso2, asked.question))
        stands = row is not None and row.answer == "yes" and not (row.lifted_by and asked.liftable)
        made.append(RiskView(asked, row, stands, row is not None and row.at < case.updated_at))
    return made


def open_risks(desk: Desk, actor: Actor, case_id: str, iso2: str) -> list[OpenRisk]:
    """What still stands between a letter to the State and its being final; empty where all is answered or lifted.

    Raises:
        Refused: ``not_found``, ``not_allowed``.
    """
    return [
        OpenRisk(
            view.asked.question, view.asked.label, "stands" if view.answered else "unanswered", view.asked.liftable
        )
        for view in views(desk, actor, case_id, iso2)
        if view.answered is None or view.stands
    ]


def answer(
    desk: Desk, actor: Actor, case_id: str, iso2: str, question: str, said: str, reason: str, lifted_by: str = ""
) -> RiskRow:
    """Answer a question; a yes may be lifted by a named person where the law allows it.

    Args:
        desk: the installation.
        actor: who answers.
        case_id: the case.
        iso2: the State.
        question: id of the question.
        said: no or yes.
        reason: why; names of victims are refused.
        lifted_by: name or function of who decides to go on in spite of a yes.

    Raises:
        Refused: ``unknown_question``, ``reason_needed``, ``cannot_be_lifted``, ``not_allowed``, ``not_found``.
    """
    asked = rules.questions().get(question)
    if asked is None or said not in ("no", "yes"):
        raise Refused("unknown_question", "This question or answer is not known.")
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    lifted = " ".join(lifted_by.split())[:200] if said == "yes" else ""
    if lifted and not asked.liftable:
        raise Refused("cannot_be_lifted", "The law leaves no choice here: nobody can lift this, and nothing is sent.")
    case = cases.get(desk, actor, case_id)
    cases.check_reason(case.document, f"{reason} {lifted}")
    with desk.write(actor, reason) as tx:
        return answers.answer(tx, case.case_id, iso2, question, said, reason, lifted)


def history(desk: Desk, actor: Actor, case_id: str, iso2: str) -> list[RiskRow]:
    """Every answer ever given for a State of a case, newest first."""
    with desk.read(actor) as reader:
        return answers.history(reader, case_id, iso2)


def concerns_of(reader: Reader, case_id: str | None = None) -> dict[str, tuple[Concern, ...]]:
    """What answers of yes do to the suggestions, by case."""
    by_case: dict[str, list[RiskRow]] = {}
    for row in answers.current(reader, case_id).values():
        by_case.setdefault(row.case_id, []).append(row)
    return {one: _concerns(rows) for one, rows in by_case.items()}


def _concerns(rows: Iterable[RiskRow]) -> tuple[Concern, ...]:
    return rules.concerns((row.iso2, row.question, row.answer, row.lifted_by) for row in rows)
