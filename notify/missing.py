"""What is missing: the question or document that would most change the list. Computed: each answer is tried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from notify.advice import StateAdvice
from notify.hypotheses import LABELS, hypotheses
from notify.links import LinkedCase
from records import CaseDocument

__all__ = ["LABELS", "Effect", "Question", "questions"]
#: what a decision is worth when a list is compared with another
_WORTH = {"notify": 6, "review": 2, "none": 0, "blocked": 0}
_HEAVIEST = 9
#: answers that are tried for one case at most; alike questions are tried once
_MOST_TRIED = 48
Again = Callable[[CaseDocument, Sequence[LinkedCase]], tuple[StateAdvice, ...]]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one answer would do to one State.

    Attributes:
        answer: code of the answer that was tried.
        iso2: the State; empty for any State that is not on the list yet.
        before: the decision now (none where it is not listed).
        after: the decision then.
    """

    answer: str
    iso2: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Question:
    """An open question, the record it is about, how much its answer could change (1 to 9), and what it would change."""

    code: str
    record: str
    weight: int
    effects: tuple[Effect, ...] = ()


def questions(
    document: CaseDocument, matches: Sequence[LinkedCase], now: Sequence[StateAdvice], again: Again
) -> tuple[Question, ...]:
    """Open questions, the one that could change most first; one that could change no decision is left out.

    Args:
        document: the case.
        matches: cases of other submissions that a person judged.
        now: the list as it stands.
        again: makes the list for another document.
    """
    before = {advice.iso2: advice.decision for advice in now}
    known: dict[object, tuple[int, tuple[Effect, ...]]] = {}
    found, tried = [], 0
    for asked in hypotheses(document, matches, before):
        if asked.alike not in known:
            if tried >= _MOST_TRIED:
                continue
            outcomes = []
            for answer in asked.answers:
                tried += 1
                after = {advice.iso2: advice.decision for advice in again(answer.document, answer.matches or matches)}
                outcomes.append(_compared(answer.code, answer.stands_for_any, before, after))
            known[asked.alike] = max(outcomes, key=lambda outcome: outcome[0], default=(0, ()))
        weight, effects = known[asked.alike]
        if weight:
            found.append(Question(asked.code, asked.record, min(weight, _HEAVIEST), effects))
    return tuple(sorted(found, key=lambda question: (-question.weight, question.record, question.code)))


def _compared(
    answer: str, any_state: str, before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[int, tuple[Effect, ...]]:
    effects, weight = [], 0
    for iso2 in sorted({*before, *after}):
        old, new = before.get(iso2, "none"), after.get(iso2, "none")
        if old != new:
            weight += abs(_WORTH[new] - _WORTH[old]) + ("blocked" in (old, new))
            effects.append(Effect(answer, "" if iso2 == any_state else iso2, old, new))
    return weight, tuple(effects)
