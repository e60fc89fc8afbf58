"""The counterpart list of a case: which States to notify or review, why, what speaks against, on what basis.

Pure: no clock, no store, no words. The letter's date decides which treaties count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from notify import missing as open_questions
from notify.advice import Counterparts, Decision, Reason, StateAdvice, Urgency
from notify.cautions import Concern, concerns
from notify.judge import Setting, judge
from notify.links import Link, LinkedCase, gather
from notify.parties import Parties
from records import CaseDocument, dates

__all__ = ["Counterparts", "Decision", "LinkedCase", "Reason", "StateAdvice", "Urgency", "as_json", "counterparts"]
_ORDER = {"notify": 0, "review": 1, "blocked": 2, "none": 3}
_PRESSING = {"critical": 0, "high": 1, "normal": 2, "low": 2}


def counterparts(
    document: CaseDocument,
    *,
    letter_date: date | None = None,
    today: date | None = None,
    matches: Sequence[LinkedCase] = (),
) -> Counterparts:
    """Judge every State that a record of the case leads to.

    Args:
        document: the case.
        letter_date: date of the letter; else the document's own, else ``today``.
        today: the caller's date.
        matches: cases of other submissions that a person judged to be linked.

    Raises:
        ValueError: no date is known.
    """
    on = letter_date or _own_date(document) or today
    if on is None:
        raise ValueError("a letter date is needed")
    sender = document.submission.country
    parties = Parties(document)
    links: dict[str, list[Link]] = {}
    for link in gather(document, matches):
        if link.country != sender:
            links.setdefault(link.country, []).append(link)
    minded: dict[str, list[Concern]] = {}
    for concern in concerns(document, parties, links, on):
        minded.setdefault(concern.country, []).append(concern)
    setting = Setting(document, parties, sender, on)
    judged = [
        judge(setting, country, links.get(country, []), minded.get(country, [])) for country in {**links, **minded}
    ]
    judged.sort(key=_place)
    ranked = tuple(replace(advice, rank=rank) for rank, advice in enumerate(judged, 1))
    return Counterparts(
        document.case.reference or "", sender, on, ranked, tuple(open_questions.questions(document, parties))
    )


def _own_date(document: CaseDocument) -> date | None:
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
    }
