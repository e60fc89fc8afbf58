"""One State judged: links gathered under one line, gates and cautions applied, basis, addressee and channels added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from notify.advice import Decision, Reason, StateAdvice, Urgency
from notify.authorities import authority, channels, introducers
from notify.basis import legal_bases
from notify.cautions import Concern
from notify.facts import by_country, rules
from notify.link import Link
from notify.overrides import SHIPPED_ONLY, Overrides
from notify.parties import Parties
from notify.treaties import TIP, UNTOC, Status, is_territory, responsible_state, status
from records import CaseDocument, dates

_BY_PLACE = {"exploited_here", "harboured_here", "victim_present", "destination_here"}
_ONLINE = {"account", "social_media"}
#: what is still decided by a person when somebody is in danger; the other cautions weigh less then (rule R14)
_STAND_IN_DANGER = {"complicity", "national_bar"}
#: what own law does (R27, R28), as written by the office -> code of a rule
_OWN_LAW = {"bar": "national_bar", "route": "national_route", "approval": "data_protection"}
_CLOSED = {"TLP:RED", "TLP:AMBER+STRICT"}
_SUBMISSION = "submission"
Told = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all States of one case: document, parts played, sender, the letter's date, own facts."""

    document: CaseDocument
    parties: Parties
    sender: str
    on: date
    own: Overrides = SHIPPED_ONLY


def judge(setting: Setting, country: str, links: Sequence[Link], concerns: Sequence[Concern]) -> StateAdvice:
    """The advice for one State, not yet ranked (rank 0)."""
    table = rules()
    positive = [(link.code, link.record) for link in links if table[link.code].effect in ("notify", "review")]
    codes = {code for code, _ in positive}
    danger = "immediate_danger" in codes
    decision, against, cautions = _decide(setting, country, codes, concerns)
    against = [*_speaking_against(links, decision), *against]
    if not _fits(decision):
        return StateAdvice(
            country, 0, decision, _urgency(setting, codes, decision, links), _reasons(positive), _reasons(against),
            _reasons(cautions), (), authority(country, setting.own), (), (),
        )  # fmt: skip
    addressee = authority(country, setting.own)
    cautions += _with_letter(setting, country, links, addressee.verify)
    kinds = {item.kind for item in setting.document.identifiers if item.country == country}
    online = bool(kinds & _ONLINE) or "provider_seat" in codes
    return StateAdvice(
        country, 0, decision, _urgency(setting, codes, decision, links), _reasons(positive), _reasons(against),
        _reasons(cautions), legal_bases(setting.sender, country, setting.on, codes, online=online, own=setting.own),
        addressee,
        channels(
            setting.sender, country, money=bool(codes & {"money_flow", "suspect_account"}), urgent=danger,
            linked="linked_case" in codes, own=setting.own,
        ),
        introducers(setting.sender, country),
    )  # fmt: skip


def _fits(decision: Decision) -> bool:
    return decision in ("notify", "review")


def _decide(
    setting: Setting, country: str, codes: set[str], concerns: Sequence[Concern]
) -> tuple[Decision, Told, Told]:
    """Links first; then what only a person can decide; a block last, which nothing but immediate danger opens."""
    table = rules()
    effects = {table[code].effect for code in codes}
    decision: Decision = "notify" if "notify" in effects else "review" if "review" in effects else "none"
    cautions: Told = [(concern.code, concern.record) for concern in concerns]
    against: Told = []
    danger = "immediate_danger" in codes
    if _fits(decision) and responsible_state(country) == responsible_state(setting.sender):
        decision, danger, against = "none", False, [("same_state", _SUBMISSION)]
    elif _fits(decision):
        against = _treaty_gates(setting, country)
        deciding = {concern.code for concern in concerns if concern.decides}
        for law in setting.own.law(setting.sender, country):
            deciding.add(_OWN_LAW[law.effect])
            cautions.append((_OWN_LAW[law.effect], _SUBMISSION))
        if country in by_country("contested_authorities"):
            deciding.add("de_facto_authorities")
            if "de_facto_authorities" not in {code for code, _ in cautions}:
                cautions.append(("de_facto_authorities", _SUBMISSION))
        if "parallel_proceedings" in codes and not _all_judged(setting.document, country):
            # Consultation on who prosecutes is then what the letter is for (rule R13).
            deciding.discard("ne_bis_in_idem")
        if danger:
            deciding &= _STAND_IN_DANGER
        if against or any(table[code].effect == "review" for code in deciding):
            decision = "review"
    if any(table[code].effect == "block" for code, _ in cautions):
        decision = "review" if danger else "blocked"
    return decision, against, cautions


def _all_judged(document: CaseDocument, country: str) -> bool:
    """Whether all that is known of proceedings there is a judgment: nothing is left to coordinate."""
    kinds = {step.kind for step in document.proceedings if step.country == country and step.direction != "from_us"}
    return bool(kinds) and kinds <= {"judgment"}


def _treaty_gates(setting: Setting, country: str) -> Told:
    own, theirs = (status(UNTOC, code, setting.on, setting.own) for code in (setting.sender, country))
    against: Told = []
    if not own.party:
        against.append(("sender_not_party", _SUBMISSION))
    if not theirs.party:
        against.append((_why_not_party(theirs), _SUBMISSION))
    elif not theirs.confirmed:
        against.append(("status_unverified", _SUBMISSION))
    return against


def _why_not_party(found: Status) -> str:
    if is_territory(found.iso2):
        return "not_recognised"
    return "not_yet_in_force" if found.status == "party" else "not_party_untoc"


def _speaking_against(links: Iterable[Link], decision: Decision) -> Told:
    """Counter-reasons: all of them where they tip the balance, else those that the letter has to mention."""
    table = rules()
    told: Told = []
    for link in links:
        if table[link.code].effect == "none":
            told.append((link.code, link.record))
        if link.note and (decision != "notify" or link.note in ("earlier_request_pending", "consent_needed")):
            told.append((link.note, link.record))
    return told


def _with_letter(setting: Setting, country: str, links: Sequence[Link], verify: bool) -> Told:
    told: Told = []
    child = setting.parties.child_victim()
    if child:
        told.append(("child_victim", child))
    if verify:
        told.append(("addressee_to_verify", _SUBMISSION))
    convention, protocol = (status(treaty, country, setting.on, setting.own) for treaty in (UNTOC, TIP))
    if convention.party and not protocol.party:
        told.append(("not_party_tip", _SUBMISSION))
    submission = setting.document.submission
    if "H2" in submission.handling or submission.tlp in _CLOSED:
        told.append(("handling_permission", _SUBMISSION))
    if any("smuggling" in offence.casefold() for offence in setting.document.case.other_offences):
        told.append(("smuggling_protocol", "case"))
    told += [("owner_first", link.record) for link in links if link.code == "linked_case"]
    held = {person.id for person in setting.document.persons if person.whereabouts == "in_custody"}
    told += [("non_punishment", link.record) for link in links if link.code == "victim_present" and link.record in held]
    return told


def _urgency(setting: Setting, codes: set[str], decision: Decision, links: Sequence[Link]) -> Urgency:
    if "immediate_danger" in codes:
        return "critical"
    if decision in ("none", "blocked"):
        return "low"
    child = setting.parties.child_victim() is not None
    if "victim_present" in codes or (child and codes & _BY_PLACE) or _goes_on(setting, links):
        return "high"
    if decision == "review" and max((rules()[link.code].strength for link in links), default=0) <= 3:
        return "low"
    return "normal"


def _goes_on(setting: Setting, links: Sequence[Link]) -> bool:
    """Whether exploitation there has no end yet: an open interval such as ``2026-05/..``."""
    there = {link.record for link in links if link.code in ("exploited_here", "harboured_here")}
    for route, stop in setting.document.stops():
        if stop.date and f"{route.id}.{stop.id}" in there:
            read = dates.parse(stop.date)
            if read.precision == "interval" and read.latest is None:
                return True
    return False


def _reasons(links: Iterable[tuple[str, str]]) -> tuple[Reason, ...]:
    grouped: dict[str, set[str]] = {}
    for code, record in links:
        grouped.setdefault(code, set()).add(record)
    made = [
        Reason(code, tuple(sorted(records)), rules()[code].strength, rules()[code].rule)
        for code, records in grouped.items()
    ]
    return tuple(sorted(made, key=lambda reason: (-reason.strength, reason.code)))
