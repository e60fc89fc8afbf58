"""The questions a person answers before a letter to a State, and what an answer does to the suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from notify.cautions import Concern
from notify.facts import table
from notify.parties import Parties
from records import CaseDocument

#: first part of the record id under which an answer appears among the cautions
RECORD = "risk:"
#: caution of the case document -> question it bears on
_ASKS = {
    "asylum": "asylum", "political": "political", "complicity": "complicity", "de_facto_authorities": "complicity",
    "death_penalty": "death_torture", "torture": "death_torture", "retaliation": "retaliation",
    "covert_phase": "covert", "ne_bis_in_idem": "ne_bis", "data_protection": "data_protection",
    "non_punishment": "non_punishment",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RiskQuestion:
    """One question of ``risk_questions.csv``.

    Attributes:
        question: its id.
        rule: id such as R20.
        effect: code of ``rules.csv`` that a yes adds to the State.
        liftable: a named person may decide to go on in spite of a yes.
        label: the question (a message id).
        help: what a yes means (a message id).
    """

    question: str
    rule: str
    effect: str
    liftable: bool
    label: str
    help: str


@lru_cache(maxsize=1)
def questions() -> dict[str, RiskQuestion]:
    """All questions by id, in their order."""
    return {
        row["question"]: RiskQuestion(
            row["question"], row["rule"], row["effect"], row["override"] == "named", row["label"], row["help"]
        )
        for row in table("risk_questions")
    }


def concerns(answers: Iterable[tuple[str, str, str, str]]) -> tuple[Concern, ...]:
    """What answers of yes do: each becomes a caution for its State, which decides unless a named person lifted it.

    Args:
        answers: (State, question, answer, who lifted it or empty).
    """
    known = questions()
    return tuple(
        Concern(iso2, known[question].effect, RECORD + question, not lifted or not known[question].liftable)
        for iso2, question, said, lifted in answers
        if said == "yes" and question in known
    )


def recorded(document: CaseDocument, iso2: str, cautions: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Which questions the case itself already speaks to: question -> ids of records to read before answering.

    Args:
        document: the case.
        iso2: the State.
        cautions: code of a caution of that State's advice -> its records.
    """
    found: dict[str, list[str]] = {}
    for code, records in cautions.items():
        if code in _ASKS:
            found.setdefault(_ASKS[code], []).extend(one for one in records if not one.startswith(RECORD))
    parties = Parties(document)
    held = [person.id for person in document.persons if person.whereabouts == "in_custody"]
    found.setdefault("non_punishment", []).extend(who for who in held if parties.victim_like(who))
    found.setdefault("ne_bis", []).extend(
        step.id or "" for step in document.proceedings if step.country == iso2 and step.kind in ("judgment", "trial")
    )
    return {question: tuple(dict.fromkeys(one for one in ids if one)) for question, ids in found.items()}
