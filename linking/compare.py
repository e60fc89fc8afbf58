"""The score of a pair: log-odds of each piece of evidence, added up; the waterfall sums to the score exactly.

Names alone never reach the line above which a link is proposed. Contradictions come first in what is told.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from linking import birth, facts, names, organisation_match
from linking.evidence import NOTHING_COMMON, Common, Evidence, Weights
from linking.profile import Profile

_FILE = Path(__file__).parent / "data" / "weights.json"

#: kind.level -> English words (message ids)
WORDS = {
    "prior": "Starting point: two records that share a sign",
    "name.same": "Same name",
    "name.spelling": "Same name in two spellings",
    "name.forms": "Forms of one name",
    "name.near": "Similar names",
    "name.initials": "Same family name, initials agree",
    "name.single": "Same single name",
    "name.single_near": "Similar single name",
    "name.partial": "One part of the name agrees",
    "name.patronymic_differs": "Patronymics differ",
    "name.given_differs": "Part of the name agrees, another part differs",
    "name.different": "Names differ",
    "name.other_form": "Same name with another legal form",
    "name.acronym": "One name is the initials of the other",
    "name.figures_differ": "Numbers in the names differ",
    "name.rare": "The name is rare in the store",
    "name.common": "The name is common in the store",
    "birth.same_day": "Same date of birth",
    "birth.swapped": "Day and month swapped",
    "birth.one_digit": "Dates of birth differ in one sign",
    "birth.year_off": "Same day and month, a year apart",
    "birth.other_day": "Same month of birth, another day",
    "birth.same_month": "Same month of birth",
    "birth.same_year": "Same year of birth, day unknown",
    "birth.placeholder": "Same year; 1 January is often a placeholder",
    "birth.near_year": "Years of birth are close",
    "birth.overlaps": "Dates of birth can be the same",
    "birth.differs": "Dates of birth differ",
    **facts.WORDS,
    "cap": "Limit: this kind of evidence cannot carry more",
}


#: kinds of evidence that names the same for many persons
_NO_PROOF = frozenset({"prior", "cap", "name", "gender", "citizenship", "country"})
_SPLIT = frozenset({"given_differs", "patronymic_differs"})
_WEAKEST = frozenset(
    {"weakest", "weak_classes", "weak_fine", "second", "agreeing", "given", "family", "apart", "father"}
)


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
    return {**facts.weights(), **loaded}


def lines(model: Weights | None = None) -> Lines:
    """The two lines of a model."""
    used = model or weights()
    return Lines(used["review"], used["propose"])


def compare(
    a: Profile,
    b: Profile,
    model: Weights | None = None,
    rarity: Mapping[str, float] | None = None,
    common: Common = NOTHING_COMMON,
) -> Comparison:
    """Compare two profiles of one kind; symmetric but for the sides of the evidence.

    Args:
        a: left.
        b: right.
        model: weights; the shipped ones by default.
        rarity: part of a name -> share of profiles that have it, for how much an agreement says.
        common: how many records share an identifier, a place or an address; hubs are damped.
    """
    used = model or weights()
    parts: list[Evidence] = []
    named = _name(a, b, used, rarity)
    parts += named
    parts += _birth(a, b, used)
    told = facts.evidence(a, b, used, common, _doubted(a, b, named[0] if named else None))
    total = sum(part.weight for part in told if part.kind == "identifier")
    if total > used["most_from_identifiers"]:
        told.append(Evidence("cap", "", "", "identifiers", used["most_from_identifiers"] - total, WORDS["cap"]))
    parts += told
    parts.append(Evidence("prior", "", "", a.kind, used["prior"][a.kind], WORDS["prior"]))
    total = math.fsum(part.weight for part in parts)
    most = _most(parts, named, used)
    if total > most:
        parts.append(Evidence("cap", "", "", "proof", most - total, WORDS["cap"]))
    ordered = tuple(
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
    log_odds = math.fsum(part.weight for part in ordered)
    return Comparison(1 / (1 + math.exp(-max(-500.0, min(500.0, log_odds)))), log_odds, ordered)


def _most(parts: list[Evidence], named: list[Evidence], used: Weights) -> float:
    """The most a pair can reach: less where a name differs or only names, a year, gender and States speak for it."""
    for_it = {part.kind for part in parts if part.weight > 0} - _NO_PROOF
    if for_it - {"birth"}:
        return math.inf
    if named and named[0].level in _SPLIT:
        # Twins share a date of birth, and brothers a father.
        return float(used["most_with_other_name"])
    strong = any(part.kind == "birth" and part.weight > 0 and part.level not in used["weak_birth"] for part in parts)
    return math.inf if strong else float(used["most_without_proof"])


def rank(a: Profile, b: Profile, model: Weights | None = None) -> float:
    """Log-odds of names, dates of birth and gender without the limits of ``compare``: for ordering many pairs."""
    used = model or weights()
    if a.kind == "person":
        found = [names.weigh(one, other) for one in a.forms for other in b.forms]
    else:
        found = [organisation_match.weigh(one, other) for one in a.bodies for other in b.bodies]
    top = max(found, default=used["prior"][a.kind])
    if a.birth and b.birth:
        born = birth.level(a.birth, b.birth)
        top += used["birth"][born] if born else 0.0
    if a.gender and b.gender:
        top += used["gender"]["same" if a.gender == b.gender else "differs"]
    return float(top)


def _evidence(kind: str, level: str, left: str, right: str, weight: float) -> Evidence:
    return Evidence(kind, left, right, level, weight, WORDS[f"{kind}.{level}"])


def _name(a: Profile, b: Profile, used: Weights, rarity: Mapping[str, float] | None) -> list[Evidence]:
    person = a.kind == "person"
    found = names.best(a.forms, b.forms) if person else organisation_match.best(a.bodies, b.bodies)
    if found is None:
        return []
    start = used["prior"][a.kind]
    weight = max(found.log_odds - start, used["least_from_names"])
    left, right = a.written[found.left], b.written[found.right]
    told = [_evidence("name", found.level, left, right, weight)]
    if person and found.level in _SPLIT:
        # What agrees and what differs are told apart, so that the contradiction is seen even where the sum is for it.
        shares = names.shares(a.forms[found.left], b.forms[found.right])
        against = math.fsum(share for view, share in shares.items() if view in _WEAKEST and share < 0)
        if against < 0:
            agreed = _evidence("name", "partial", left, right, weight - against)
            told = [_evidence("name", found.level, left, right, against), agreed]
    if rarity and found.tokens and weight > 0:
        rarest = min(rarity.get(token, 0.0) for token in found.tokens)
        said = used["rare"] if rarest < 0.002 else used["common"] if rarest > 0.02 else 0.0
        if said:
            told.append(_evidence("name", "rare" if said > 0 else "common", "", "", said))
    total = sum(part.weight for part in told)
    if total > used["most_from_names"]:
        told.append(Evidence("cap", "", "", "names", used["most_from_names"] - total, WORDS["cap"]))
    return told


def _doubted(a: Profile, b: Profile, named: Evidence | None) -> str:
    """``name`` or ``spelling`` where that differs between two parties with names, else an empty text."""
    if named is None:
        return ""
    one, other = ({tuple(sorted(part.text for part in name)) for name in side.names} for side in (a, b))
    return "name" if named.weight < 0 else "" if one & other else "spelling"


def _birth(a: Profile, b: Profile, used: Weights) -> list[Evidence]:
    born = birth.level(a.birth, b.birth)
    return [_evidence("birth", born, a.birth or "", b.birth or "", used["birth"][born])] if born else []
