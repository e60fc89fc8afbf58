"""The counterpart list of a case: which States to notify or review, why, what speaks against, on what basis, through whom.

Pure: no clock, no store, no words. The letter's date decides which treaties count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from notify import missing as open_questions
from notify.authorities import Authority, authority, channels, introducers
from notify.basis import legal_bases
from notify.facts import by_country, rules
from notify.links import Link, LinkedCase, gather
from notify.missing import Question
from notify.parties import Parties
from notify.treaties import TIP, UNTOC, is_territory, status
from records import CaseDocument, dates

Decision = Literal["notify", "review", "blocked", "none"]
Urgency = Literal["critical", "high", "normal", "low"]
_ORDER = {"notify": 0, "review": 1, "blocked": 2, "none": 3}
_BY_PLACE = {"exploited_here", "harboured_here", "victim_present", "destination_here"}


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


@dataclass(frozen=True, slots=True)
class Counterparts:
    """The whole list with what would change it."""

    case: str
    sender: str
    letter_date: date
    states: tuple[StateAdvice, ...]
    missing: tuple[Question, ...]


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
    found: dict[str, list[Link]] = {}
    for link in gather(document, matches):
        if link.country != sender:
            found.setdefault(link.country, []).append(link)
    cautions = _cautions(document, sender, found)
    for country in cautions:
        found.setdefault(country, [])
    parties = Parties(document)
    judged = [_judge(document, parties, sender, country, links, cautions, on) for country, links in found.items()]
    judged.sort(key=_place)
    ranked = tuple(_with_rank(advice, rank) for rank, advice in enumerate(judged, 1))
    return Counterparts(
        document.case.reference or "", sender, on, ranked, tuple(open_questions.questions(document, parties))
    )


def _own_date(document: CaseDocument) -> date | None:
    if not document.letter_date:
        return None
    read = dates.parse(document.letter_date)
    return read.earliest or read.latest


def _with_rank(advice: StateAdvice, rank: int) -> StateAdvice:
    values = {name: getattr(advice, name) for name in StateAdvice.__dataclass_fields__}
    return StateAdvice(**{**values, "rank": rank})


def _place(advice: StateAdvice) -> tuple[int, int, int, str]:
    strengths = [reason.strength for reason in advice.reasons]
    return _ORDER[advice.decision], -max(strengths, default=0), -sum(strengths), advice.iso2


def _cautions(document: CaseDocument, sender: str, found: dict[str, list[Link]]) -> dict[str, list[tuple[str, str]]]:
    """State -> (code, record) of every caution that concerns it."""
    result: dict[str, list[tuple[str, str]]] = {}
    for number, caution in enumerate(document.cautions, 1):
        record = caution.id or f"cau{number}"
        concerned: list[str] = []
        if caution.country:
            concerned = [caution.country]
        elif caution.kind == "asylum":
            who = [caution.who] if caution.who else [person.id for person in document.victims()]
            persons = [person for person in document.persons if person.id in who]
            concerned = [code for person in persons for code in person.citizenships]
        else:
            concerned = list(found)
        for country in dict.fromkeys(concerned):
            if country != sender:
                result.setdefault(country, []).append((caution.kind, record))
    return result


def _reasons(links: list[tuple[str, str]]) -> tuple[Reason, ...]:
    grouped: dict[str, list[str]] = {}
    for code, record in links:
        grouped.setdefault(code, []).append(record)
    made = [
        Reason(code, tuple(sorted(set(records))), rules()[code].strength, rules()[code].rule)
        for code, records in grouped.items()
    ]
    return tuple(sorted(made, key=lambda reason: (-reason.strength, reason.code)))


def _judge(
    document: CaseDocument,
    parties: Parties,
    sender: str,
    country: str,
    links: list[Link],
    cautions: dict[str, list[tuple[str, str]]],
    on: date,
) -> StateAdvice:
    table = rules()
    positive = [(link.code, link.record) for link in links if table[link.code].effect in ("notify", "review")]
    against = [(link.code, link.record) for link in links if table[link.code].effect == "none"]
    effects = {table[code].effect for code, _ in positive}
    decision: Decision = "notify" if "notify" in effects else "review" if "review" in effects else "none"
    if decision != "notify":
        against += [(link.note, link.record) for link in links if link.note]
    else:
        against += [(link.note, link.record) for link in links if link.note == "earlier_request_pending"]
    told = list(cautions.get(country, []))
    danger = [record for code, record in positive if code == "immediate_danger"]
    named = {caution.kind for caution in document.cautions if caution.country == country}
    decision, gates = _gates(sender, country, decision, told, named, on)
    against += gates
    blocked = any(table[code].effect == "block" for code, _ in told)
    if blocked:
        decision = "review" if danger else "blocked"
    child = parties.child_victim()
    if child and decision in ("notify", "review"):
        told.append(("child_victim", child))
    addressee = authority(country)
    if decision in ("notify", "review") and addressee.verify:
        told.append(("addressee_to_verify", "submission"))
    fits = decision in ("notify", "review")
    if fits and not status(TIP, country, on).party and status(UNTOC, country, on).party:
        told.append(("not_party_tip", "submission"))
    codes = {code for code, _ in positive}
    money = bool(codes & {"money_flow", "suspect_account"})
    kinds = {item.kind for item in document.identifiers if item.country == country}
    bases = legal_bases(sender, country, on, codes, online=bool(kinds & {"account", "social_media"})) if fits else ()
    ways = channels(sender, country, money=money, urgent=bool(danger)) if fits else ()
    return StateAdvice(
        country, 0, decision, _urgency(codes, decision, child is not None, links), _reasons(positive), _reasons(against),
        _reasons(told), bases, addressee, ways, introducers(sender, country) if fits else (),
    )  # fmt: skip


def _gates(
    sender: str, country: str, decision: Decision, told: list[tuple[str, str]], named: set[str], on: date
) -> tuple[Decision, list[tuple[str, str]]]:
    """What turns a notification into a review: treaty status, contested addressees, cautions that need a person.

    A caution that names no State goes with every letter; only one that names this State changes what is suggested.
    """
    if decision == "none":
        return decision, []
    against: list[tuple[str, str]] = []
    own, theirs = status(UNTOC, sender, on), status(UNTOC, country, on)
    if not own.party:
        against.append(("sender_not_party", "submission"))
    if not theirs.party:
        against.append(("not_recognised" if is_territory(country) else "not_party_untoc", "submission"))
    elif not theirs.confirmed:
        against.append(("status_unverified", "submission"))
    if country in by_country("contested_authorities") and "de_facto_authorities" not in {code for code, _ in told}:
        told.append(("de_facto_authorities", "submission"))
        named = named | {"de_facto_authorities"}
    if against or any(rules()[code].effect == "review" for code in named):
        return "review", against
    return decision, against


def _urgency(codes: set[str], decision: Decision, child: bool, links: list[Link]) -> Urgency:
    if "immediate_danger" in codes:
        return "critical"
    if "victim_present" in codes or (child and codes & _BY_PLACE):
        return "high"
    if decision == "review" and max((rules()[link.code].strength for link in links), default=0) <= 3:
        return "low"
    return "normal"


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
