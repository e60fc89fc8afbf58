"""What a person chose for a letter, as it is kept with the letter in work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from notify.letter_content import RESTRICTIONS, Earlier, LetterChoices

_SETS = ("stops", "legs", "parties", "identifiers")
#: how long the other side is given for an acknowledgement where nobody chose a day
_ACKNOWLEDGE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Identity:
    """Why a victim is named: reason, ground (consent or danger), risk assessment; all kept, never sent."""

    victims: frozenset[str] = frozenset()
    ground: str = ""
    reason: str = ""
    consent: str = ""
    risk: str = ""

    @property
    def complete(self) -> bool:
        """Whether all that is needed before a victim is named has been written."""
        grounds = self.ground == "danger" or (self.ground == "consent" and len(self.consent.strip()) >= 3)
        return not self.victims or (grounds and len(self.reason.strip()) >= 3 and len(self.risk.strip()) >= 3)


@dataclass(frozen=True, slots=True)
class Plan:
    """One letter as a person wants it.

    Attributes:
        day: date of the letter.
        language: of the letter.
        translation: language of a courtesy translation beside it, or empty.
        stops, legs, parties, identifiers: what goes in; see :class:`notify.letter_content.LetterChoices`.
        carriers: carriers and border points go in.
        restrictions: what is asked for.
        identity: victims who are named, and why.
        summary: the case's own summary goes in.
        also_informed: States told as other recipients.
        feedback_by: day for the acknowledgement; 30 days after the letter where nobody chose one.
        fills: language -> key of an open place -> words.
        supplement_of: number of the letter that this one adds to.
        channel: how it is to go.
    """

    day: date
    language: str = "en"
    translation: str = ""
    stops: frozenset[str] | None = None
    legs: frozenset[str] | None = None
    parties: frozenset[str] | None = None
    identifiers: frozenset[str] | None = None
    carriers: bool = False
    restrictions: frozenset[str] = field(default=frozenset(RESTRICTIONS))
    identity: Identity = field(default_factory=Identity)
    summary: bool = False
    also_informed: tuple[str, ...] = ()
    feedback_by: date | None = None
    fills: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    supplement_of: str = ""
    channel: str = ""

    @property
    def answer_by(self) -> date:
        """Day by which an acknowledgement would be welcome."""
        return self.feedback_by or self.day + _ACKNOWLEDGE

    def choices(self, language: str, forced: frozenset[str], earlier: Earlier | None) -> LetterChoices:
        """What goes into the text of one language; ``forced`` restrictions come with what the letter carries."""
        second = bool(self.translation) and language == self.translation != self.language
        return LetterChoices(
            self.stops, self.legs, self.parties, self.identifiers, self.carriers, self.restrictions | forced,
            self.identity.victims, self.identity.ground, self.summary, self.also_informed, self.answer_by,
            self.fills.get(language, {}), self.language if second else "", self.translation, earlier,
        )  # fmt: skip

    def to_plain(self) -> dict[str, Any]:
        """Plain data for JSON."""
        plain: dict[str, Any] = {
            name: None if getattr(self, name) is None else sorted(getattr(self, name)) for name in _SETS
        }
        return plain | {
            "day": self.day.isoformat(), "language": self.language, "translation": self.translation,
            "carriers": self.carriers, "restrictions": sorted(self.restrictions), "summary": self.summary,
            "identity": {
                "victims": sorted(self.identity.victims), "ground": self.identity.ground,
                "reason": self.identity.reason, "consent": self.identity.consent, "risk": self.identity.risk,
            },
            "also_informed": list(self.also_informed),
            "feedback_by": self.feedback_by.isoformat() if self.feedback_by else "",
            "fills": {language: dict(words) for language, words in self.fills.items()},
            "supplement_of": self.supplement_of, "channel": self.channel,
        }  # fmt: skip

    def with_fill(self, language: str, key: str, words: str) -> Plan:
        """The plan with one open place filled."""
        fills = {one: dict(known) for one, known in self.fills.items()}
        fills.setdefault(language, {})[key] = words
        return replace(self, fills=fills)


def plan_from(plain: Mapping[str, Any]) -> Plan:
    """What :meth:`Plan.to_plain` wrote."""
    told = plain["identity"]
    identity = Identity(frozenset(told["victims"]), told["ground"], told["reason"], told["consent"], told["risk"])
    sets: dict[str, Any] = {name: None if plain[name] is None else frozenset(plain[name]) for name in _SETS}
    return Plan(
        day=date.fromisoformat(plain["day"]), language=plain["language"], translation=plain["translation"], **sets,
        carriers=plain["carriers"], restrictions=frozenset(plain["restrictions"]), identity=identity,
        summary=plain["summary"], also_informed=tuple(plain["also_informed"]),
        feedback_by=date.fromisoformat(plain["feedback_by"]) if plain["feedback_by"] else None,
        fills=plain["fills"], supplement_of=plain["supplement_of"], channel=plain["channel"],
    )  # fmt: skip
