"""What the engine says about one State and about a whole case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from notify.authorities import Authority

if TYPE_CHECKING:
    from notify.missing import Question

Decision = Literal["notify", "review", "blocked", "none"]
Urgency = Literal["critical", "high", "normal", "low"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of ``rules.csv`` with the records behind it.

    Attributes:
        code: of the rule.
        records: ids of records of the case.
        strength: 0 to 9.
        rule: id such as R04.
    """

    code: str
    records: tuple[str, ...]
    strength: int
    rule: str


@dataclass(frozen=True, slots=True)
class StateAdvice:
    """What is suggested for one State. It is a suggestion: a named person decides.

    Attributes:
        iso2: State or territory.
        rank: 1 for the first; States that are not suggested have ranks too, after the others.
        decision: notify, review, blocked or none.
        urgency: critical, high, normal or low.
        reasons: what links the State, strongest first.
        against: counter-reasons.
        cautions: what to mind before anything leaves.
        legal_basis: ids of ``legal_bases.csv``, most specific first; ``COMITY`` where no treaty serves.
        authority: on file, with confidence and languages.
        channels: best first.
        introducers: networks whose secretariat can introduce.
    """

    iso2: str
    rank: int
    decision: Decision
    urgency: Urgency
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    legal_basis: tuple[str, ...]
    authority: Authority
    channels: tuple[str, ...]
    introducers: tuple[str, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages for the letter."""
        return self.authority.languages

    @property
    def fallback(self) -> bool:
        """No treaty basis for both on the date."""
        return "COMITY" in self.legal_basis


@dataclass(frozen=True)
class Counterparts:
    """The whole list, and what would change it most (computed when it is asked for, and once)."""

    case: str
    sender: str
    letter_date: date
    states: tuple[StateAdvice, ...]
    ask: Callable[[], tuple[Question, ...]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def missing(self) -> tuple[Question, ...]:
        """Open questions, the one whose answer would change the list most first."""
        return self.ask()
