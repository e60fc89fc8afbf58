"""The score of a pair: log-odds of each piece of evidence, added up; the waterfall sums to the score exactly.

Names alone never reach the line above which a link is proposed. Contradictions come first in what is told.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from linking import birth, identifiers, names
from linking.profile import Profile

Weights = dict[str, Any]
_FILE = Path(__file__).parent / "data" / "weights.json"

#: kind.level -> English words (message ids)
WORDS = {
    "prior": "Starting point: two records that share a sign",
    "name.same": "Same name",
    "name.spelling": "Same name in two spellings",
    "name.near": "Similar names",
    "name.initials": "Same family name, initials agree",
    "name.single": "Same single name",
    "name.single_near": "Similar single name",
    "name.partial": "One part of the name agrees",
    "name.patronymic_differs": "Patronymics differ",
    "name.given_differs": "Part of the name agrees, another part differs",
    "name.different": "Names differ",
    "birth.same_day": "Same date of birth",
    "birth.swapped": "Day and month swapped",
    "birth.one_digit": "Dates of birth differ in one sign",
    "birth.same_month": "Same month of birth",
    "birth.same_year": "Same year of birth, day unknown",
    "birth.placeholder": "Same year; 1 January is often a placeholder",
    "birth.near_year": "Years of birth are close",
    "birth.overlaps": "Dates of birth can be the same",
    "birth.differs": "Dates of birth differ",
    "gender.same": "Same gender",
    "gender.differs": "Gender differs",
    "citizenship.shared": "Citizenship in common",
    "citizenship.differs": "Citizenships differ",
    "country.same": "Same State of residence or seat",
    "registration.same": "Same registration number",
    "registration.differs": "Registration numbers differ",
    "identifier.same": "Same {kind}",
    "identifier.look_alike": "Same {kind} but for signs that look alike",
    "identifier.one_off": "{kind} differs in one sign",
    "cap": "Limit: this kind of evidence cannot carry more",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence.

    Attributes:
        kind: name, birth, gender, citizenship, country, registration, identifier, prior or cap.
        left: value on the left, as written.
        right: value on the right.
        level: code of the level.
        weight: log-odds it adds (natural logarithm).
        words: English message id with {placeholders}.
        params: values for the placeholders; ``kind`` is a code of the list ``identifier``.
    """

    kind: str
    left: str
    right: str
    level: str
    weight: float
    words: str
    params: Mapping[str, str] = field(default_factory=dict)

    def english(self) -> str:
        """The words filled in, in English."""
        return self.words.format(**self.params)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Score in [0, 1], its log-odds, and the evidence: contradictions first, then by weight."""

    score: float
    log_odds: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair of profile ids, the smaller first, with its comparison."""

    left: str
    right: str
    comparison: Comparison

    @property
    def score(self) -> float:
        """Score of the comparison."""
        return self.comparison.score


@dataclass(frozen=True, slots=True)
class Lines:
    """Scores from which a pair is shown for review, and from which it is proposed."""

    review: float
    propose: float

    def status(self, score: float) -> str:
        """none, review or propose."""
        return "propose" if score >= self.propose else "review" if score >= self.review else "none"


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights."""
    loaded: Weights = json.loads(_FILE.read_text(encoding="utf-8"))
    return loaded


def lines(model: Weights | None = None) -> Lines:
    """The two lines of a model."""
    used = model or weights()
    return Lines(used["review"], used["propose"])


def compare(
    a: Profile, b: Profile, model: Weights | None = None, rarity: Mapping[str, float] | None = None
) -> Comparison:
    """Compare two profiles of one kind; symmetric but for the sides of the evidence.

    Args:
        a: left.
        b: right.
        model: weights; the shipped ones by default.
        rarity: part of a name -> share of profiles that have it, for how much an agreement says.
    """
    used = model or weights()
    parts: list[Evidence] = []
    named = _name(a, b, used, rarity)
    if named:
        parts.append(named)
    parts += _facts(a, b, used)
    held = _identifiers(a, b, used)
    total = sum(part.weight for part in held)
    if total > used["most_from_identifiers"]:
        held.append(Evidence("cap", "", "", "identifiers", used["most_from_identifiers"] - total, WORDS["cap"]))
    parts += held
    parts.append(Evidence("prior", "", "", a.kind, used["prior"][a.kind], WORDS["prior"]))
    told = tuple(
        sorted(
            parts,
            key=lambda part: (
                part.kind in ("prior", "cap"),
                part.weight >= 0,
                -abs(part.weight),
                part.kind,
                part.level,
            ),
        )
    )
    log_odds = math.fsum(part.weight for part in told)
    return Comparison(1 / (1 + math.exp(-max(-500.0, min(500.0, log_odds)))), log_odds, told)


def _evidence(kind: str, level: str, left: str, right: str, weight: float) -> Evidence:
    return Evidence(kind, left, right, level, weight, WORDS[f"{kind}.{level}"])


def _name(a: Profile, b: Profile, used: Weights, rarity: Mapping[str, float] | None) -> Evidence | None:
    found = names.best(a.names, b.names)
    if found is None:
        return None
    weight = used["name"][found.level]
    if weight > 0:
        weight += used["more_parts"] * min(2, max(0, found.matched - 2)) * (found.level in ("same", "spelling"))
        if rarity and found.tokens:
            shares = [rarity.get(token, 0.0) for token in found.tokens]
            rarest = min(shares)
            weight += used["rare"] if rarest < 0.002 else used["common"] if rarest > 0.02 else 0.0
        weight = min(weight, used["most_from_names"])
    return _evidence("name", found.level, a.written[found.left], b.written[found.right], weight)


def _facts(a: Profile, b: Profile, used: Weights) -> list[Evidence]:
    parts = []
    born = birth.level(a.birth, b.birth)
    if born:
        parts.append(_evidence("birth", born, a.birth or "", b.birth or "", used["birth"][born]))
    if a.gender and b.gender:
        level = "same" if a.gender == b.gender else "differs"
        parts.append(_evidence("gender", level, a.gender, b.gender, used["gender"][level]))
    if a.citizenships and b.citizenships:
        level = "shared" if a.citizenships & b.citizenships else "differs"
        left, right = (", ".join(sorted(part)) for part in (a.citizenships, b.citizenships))
        parts.append(_evidence("citizenship", level, left, right, used["citizenship"][level]))
    if a.country and a.country == b.country:
        parts.append(_evidence("country", "same", a.country, b.country or "", used["country"]["same"]))
    if a.registration and b.registration:
        level = "same" if a.registration == b.registration else "differs"
        if level == "same" or (a.country and a.country == b.country):
            parts.append(_evidence("registration", level, a.registration, b.registration, used["registration"][level]))
    return parts


def _identifiers(a: Profile, b: Profile, used: Weights) -> list[Evidence]:
    parts = []
    taken: set[tuple[str, str]] = set()
    for kind, left, _ in a.identifiers:
        for other, right, _ in b.identifiers:
            level = identifiers.level(kind, left, right) if kind == other and (kind, right) not in taken else None
            if level is None:
                continue
            taken.add((kind, right))
            weight = used["identifier"].get(kind, used["identifier_other"])
            weight *= 1.0 if level == "same" else used[level]
            words = WORDS[f"identifier.{level}"]
            parts.append(Evidence("identifier", left, right, level, weight, words, {"kind": kind}))
            break
    return sorted(parts, key=lambda part: -part.weight)
