"""The counterpart list of a case: which States to notify or review, why, what speaks against, on what basis.

Pure: no clock, no store, no words. The letter's date decides which treaties count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from notify.advice import Counterparts, Decision, Reason, StateAdvice, Urgency
from notify.cautions import Concern, concerns
from notify.judge import Setting, judge
from notify.links import Link, LinkedCase, gather
from notify.missing import Question, questions
from notify.overrides import SHIPPED_ONLY, Overrides
from notify.parties import Parties
from records import CaseDocument, dates

__all__ = [
    "Counterparts", "Decision", "LinkedCase", "Reason", "StateAdvice", "Urgency", "as_json", "counterparts",
    "own_date", "ranked_states",
]  # fmt: skip
_ORDER = {"notify": 0, "review": 1, "blocked": 2, "none": 3}
_PRESSING = {"critical": 0, "high": 1, "normal": 2, "low": 2}


def counterparts(
    document: CaseDocument,
    *,
    letter_date: date | None = None,
    today: date | None = None,
    matches: Sequence[LinkedCase] = (),
    answers: Sequence[Concern] = (),
    own: Overrides = SHIPPED_ONLY,
) -> Counterparts:
    """Judge every State that a record of the case leads to.

    Args:
        document: the case.
        letter_date: date of the letter; else the document's own, else ``today``.
        today: the caller's date.
        matches: cases of other submissions that a person judged.
        answers: what a person's answers to the risk questions add (``notify.risks.concerns``).
        own: what the office wrote over the shipped facts.

    Raises:
        ValueError: no date is known.
    """
    on = letter_date or own_date(document) or today
    if on is None:
        raise ValueError("a letter date is needed")
    sender = document.submission.country
    ranked = ranked_states(document, sender, on, matches, answers, own)

    def ask() -> tuple[Question, ...]:
        def again(other: CaseDocument, more: Sequence[LinkedCase] = matches) -> tuple[StateAdvice, ...]:
            return ranked_states(other, sender, on, more, answers, own)

        return questions(document, matches, ranked, again)

    return Counterparts(document.case.reference or "", sender, on, ranked, ask)


def ranked_states(
    document: CaseDocument,
    sender: str,
    on: date,
    matches: Sequence[LinkedCase] = (),
    answers: Sequence[Concern] = (),
    own: Overrides = SHIPPED_ONLY,
) -> tuple[StateAdvice, ...]:
    """The list alone: every State judged and ranked."""
    parties = Parties(document)
    links: dict[str, list[Link]] = {}
    for link in gather(document, matches):
        if link.country != sender:
            links.setdefault(link.country, []).append(link)
    minded: dict[str, list[Concern]] = {}
    told = [concern for concern in answers if concern.country in links]
    for concern in (*concerns(document, parties, links, on), *told):
        minded.setdefault(concern.country, []).append(concern)
    setting = Setting(document, parties, sender, on, own)
    judged = [
        judge(setting, country, links.get(country, []), minded.get(country, [])) for country in {**links, **minded}
    ]
    judged.sort(key=_place)
    return tuple(replace(advice, rank=rank) for rank, advice in enumerate(judged, 1))


def own_date(document: CaseDocument) -> date | None:
    """The letter's date that the document itself gives."""
    if not document.letter_date:
        return None
    read = dates.parse(document.letter_date)
    return read.earliest or read.latest


def _place(advice: StateAdvice) -> tuple[int, int, int, int, str]:
    strengths = [reason.strength for reason in advice.reasons]
    return _ORDER[advice.decision], _PRESSING[advice.urgency], -max(strengths, default=0), -sum(strengths), advice.iso2


def as_json(result: Counterparts) -> dict[str, Any]:
    """The list as the command line prints it."""

    def told(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
        return [
            {"code": reason.code, "records": list(reason.records), "strength": reason.strength, "rule": reason.rule}
            for reason in reasons
        ]

    return {
        "case": result.case,
        "sender": result.sender,
        "letter_date": result.letter_date.isoformat(),
        "states": [
            {
                "iso2": advice.iso2,
                "rank": advice.rank,
                "decision": advice.decision,
                "urgency": advice.urgency,
                "reasons": told(advice.reasons),
                "against": told(advice.against),
                "cautions": told(advice.cautions),
                "legal_basis": list(advice.legal_basis),
                "authority": advice.authority.name,
                "authority_confidence": advice.authority.confidence,
                "authority_as_of": advice.authority.as_of,
                "channels": list(advice.channels),
                "introducers": list(advice.introducers),
                "languages": list(advice.languages),
                "fallback": advice.fallback,
            }
            for advice in result.states
        ],
        "missing": [f"{question.code}:{question.record}" for question in result.missing],
        "missing_effects": [
            {
                "code": question.code,
                "record": question.record,
                "weight": question.weight,
                "effects": [
                    {"answer": effect.answer, "iso2": effect.iso2, "before": effect.before, "after": effect.after}
                    for effect in question.effects
                ],
            }
            for question in result.missing
        ],
    }
