"""What a suggestion hangs on: the list without one record beside the list as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from notify.advice import StateAdvice
from notify.whatif import without
from records import CaseDocument

Again = Callable[[CaseDocument], Sequence[StateAdvice]]


@dataclass(frozen=True, slots=True)
class Shift:
    """What becomes of one State: decision and strength of its best reason before and after; ``none``, 0 where gone."""

    iso2: str
    before: str
    after: str
    strength_before: int
    strength_after: int


@dataclass(frozen=True, slots=True)
class Hold:
    """One record behind a State, and what the State would be without it. ``carries``: the suggestion falls with it."""

    record: str
    after: str
    carries: bool


def shifts(before: Sequence[StateAdvice], after: Sequence[StateAdvice]) -> tuple[Shift, ...]:
    """The States whose decision or best reason differs between two lists."""
    old = {advice.iso2: (advice.decision, _best(advice)) for advice in before}
    new = {advice.iso2: (advice.decision, _best(advice)) for advice in after}
    found = []
    for iso2 in (*old, *(code for code in new if code not in old)):
        (was, strong), (is_now, left) = old.get(iso2, ("none", 0)), new.get(iso2, ("none", 0))
        if (was, strong) != (is_now, left) or (iso2 in old) != (iso2 in new):
            found.append(Shift(iso2, was, is_now, strong, left))
    return tuple(found)


def holds(document: CaseDocument, advice: StateAdvice, again: Again) -> tuple[Hold, ...]:
    """Every record behind a State, those first without which the suggestion would fall or weaken.

    Args:
        document: the case.
        advice: the State as it stands.
        again: makes the list for another document.
    """
    known = {name for name, _ in document.records()}
    behind = dict.fromkeys(
        record for part in (*advice.reasons, *advice.cautions) for record in part.records if record in known
    )
    worth = {"notify": 2, "review": 1, "none": 0, "blocked": 0}
    found = []
    for record in behind:
        left = {state.iso2: state.decision for state in again(without(document, record))}
        after = left.get(advice.iso2, "none")
        found.append(Hold(record, after, worth[after] < worth[advice.decision]))
    return tuple(sorted(found, key=lambda hold: (not hold.carries, hold.after == advice.decision, hold.record)))


def _best(advice: StateAdvice) -> int:
    return max((reason.strength for reason in advice.reasons), default=0)
