"""Open questions of a case, each with the answers that could be given, as cases in which the answer is written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from notify.facts import by_country
from notify.links import LinkedCase
from notify.links_items import prefix_country
from notify.parties import Parties
from records import CaseDocument
from records.person import Involvement, Person
from records.route import Route, Stop

LABELS = {
    "no_route": "What route did the victims take?",
    "no_suspect": "Who recruited, moved or exploited the victims, and where do they live?",
    "stop_without_country": "In which State is this stop?",
    "suspect_without_place": "Where does this suspect live or stay?",
    "part_unknown": "What part did this person play?",
    "match_undecided": "Is this the same person or body as in the other submission? Decide the match",
    "company_without_seat": "Where is this organisation registered?",
    "company_suspicion_open": "Is this organisation suspected?",
    "plan_carried_out": "Was this part of the plan carried out?",
    "carrier_unknown": "Who met, carried or lodged the victims here?",
    "left_airport": "Did anybody leave the transit area here, or meet the victims there?",
    "document_not_examined": "Was this document forged, borrowed or obtained by fraud? Have it examined",
    "holder_unknown": "Whose is this account, number or vehicle?",
    "identifier_without_country": "Which State issued this, or to which does it belong?",
    "payment_without_country": "From where and to where was this money sent?",
    "victim_without_citizenship": "What is the victim's citizenship?",
}
_PAPERS = {"passport", "identity_card"}
_NEW = "x_someone"


@dataclass(frozen=True, slots=True)
class Answer:
    """A case in which an answer is written down. ``stands_for_any``: the State used for "a State not on the list"."""

    code: str
    document: CaseDocument
    stands_for_any: str = ""
    matches: tuple[LinkedCase, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a record; ``alike`` is the same for questions whose answers do the same."""

    code: str
    record: str
    alike: object
    answers: tuple[Answer, ...]


def hypotheses(document: CaseDocument, matches: Sequence[LinkedCase], decisions: Mapping[str, str]) -> Iterator[Asked]:
    """Every open question with the answers to try, those that usually matter most first.

    Args:
        document: the case.
        matches: cases of other submissions that a person judged.
        decisions: State -> decision as the list stands.
    """
    parties, sender = Parties(document), document.submission.country
    places = _places(document, decisions)

    def settled(country: str | None) -> bool:
        return country is None or country == sender or decisions.get(country) == "notify"

    yield from _blank(document, parties, places)
    yield from _stops(document, places, settled)
    yield from _persons(document, parties, places, settled)
    yield from _matches(document, matches, settled)
    yield from _bodies(document, parties, places, settled)
    yield from _items(document, parties, places, settled)


def _places(document: CaseDocument, decisions: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """States to try: one that is not on the list, which stands for any, and those that a further link may lift."""
    named = {*decisions, document.submission.country}
    new = next(
        code
        for code, row in by_country("untoc_parties").items()
        if code not in named and row["status"] == "party" and row["verify_before_use"] != "yes"
        and code not in by_country("contested_authorities") and code not in ("EU", "VA")
    )  # fmt: skip
    weak = sorted(code for code, decision in decisions.items() if decision in ("review", "none"))[:2]
    return ((new, new), *((code, "") for code in weak))


def _with(document: CaseDocument, **changes: Any) -> CaseDocument:
    return document.model_copy(update=changes)


def _part(document: CaseDocument, name: str, place: int, **changes: Any) -> CaseDocument:
    parts = list(getattr(document, name))
    parts[place] = parts[place].model_copy(update=changes)
    return document.model_copy(update={name: parts})


def _stop(document: CaseDocument, route: int, place: int, **changes: Any) -> list[Route]:
    routes = list(document.routes)
    stops = list(routes[route].stops)
    stops[place] = stops[place].model_copy(update=changes)
    routes[route] = routes[route].model_copy(update={"stops": stops})
    return routes


def _in_each(places: Sequence[tuple[str, str]], make: Any) -> tuple[Answer, ...]:
    return tuple(Answer("in_a_state", make(code), any_state) for code, any_state in places)


def _blank(document: CaseDocument, parties: Parties, places: Any) -> Iterator[Asked]:
    """What the case says nothing about at all."""

    def routed(code: str) -> CaseDocument:
        stop = Stop(id="s1", role="exploitation", country=code)
        return _with(document, routes=[*document.routes, Route(id=_NEW, stops=[stop])])

    def suspected(code: str) -> CaseDocument:
        played = [*document.involvements, Involvement(who=_NEW, capacity="suspect")]
        return _with(document, persons=[*document.persons, Person(id=_NEW, residence=code)], involvements=played)

    if not any(route.stops for route in document.routes):
        yield Asked("no_route", "case", "no_route", _in_each(places, routed))
    known = [*(one.id for one in document.persons), *(one.id for one in document.organisations)]
    if not any(parties.suspect_like(one) for one in known):
        yield Asked("no_suspect", "case", "no_suspect", _in_each(places, suspected))


def _stops(document: CaseDocument, places: Any, settled: Any) -> Iterator[Asked]:
    met = [*document.involvements, Involvement(who=_NEW, capacity="suspect")]
    someone = [*document.persons, Person(id=_NEW)]
    for number, route in enumerate(document.routes):
        for place, stop in enumerate(route.stops):
            record = f"{route.id}.{stop.id}"
            if stop.country is None:

                def placed(code: str, n: int = number, p: int = place) -> CaseDocument:
                    return _with(document, routes=_stop(document, n, p, country=code))

                yield Asked("stop_without_country", record, record, _in_each(places, placed))
            elif settled(stop.country):
                continue
            elif stop.role == "intended_destination" or stop.status in ("planned", "attempted", "alternative"):
                role = "exploitation" if stop.role == "intended_destination" else stop.role
                done = _stop(document, number, place, role=role, status="completed")
                yield Asked("plan_carried_out", record, record, (Answer("yes", _with(document, routes=done)),))
            elif not stop.who:
                there = _stop(document, number, place, who=[_NEW], airside_only=False)
                acted = _with(document, routes=there, persons=someone, involvements=met)
                left = _with(document, routes=_stop(document, number, place, airside_only=False, via="x"))
                code = "left_airport" if stop.airside_only else "carrier_unknown"
                yield Asked(code, record, record, (Answer("a_suspect", acted), Answer("left", left)))


def _persons(document: CaseDocument, parties: Parties, places: Any, settled: Any) -> Iterator[Asked]:
    for place, person in enumerate(document.persons):
        if parties.suspect_like(person.id):
            if not (person.residence or person.present_in):
                alike = ("suspect", tuple(person.citizenships), person.whereabouts)
                yield Asked(
                    "suspect_without_place", person.id, alike,
                    _in_each(places, lambda code, p=place: _part(document, "persons", p, residence=code)),
                )  # fmt: skip
        elif parties.victim_like(person.id):
            if not person.citizenships:
                yield Asked(
                    "victim_without_citizenship", person.id, "victim",
                    _in_each(places, lambda code, p=place: _part(document, "persons", p, citizenships=[code])),
                )  # fmt: skip
        elif not (parties.relative(person.id) or parties.professional(person.id)):
            states = (person.residence, person.present_in, *person.citizenships)
            if not all(settled(code) for code in states):
                played = [*document.involvements, Involvement(who=person.id, capacity="suspect")]
                yield Asked(
                    "part_unknown", person.id, ("part", states),
                    (Answer("a_suspect", _with(document, involvements=played)),),
                )  # fmt: skip


def _matches(document: CaseDocument, matches: Sequence[LinkedCase], settled: Any) -> Iterator[Asked]:
    for place, match in enumerate(matches):
        if match.verdict == "cannot_tell" and not settled(match.country):
            decided = (*matches[:place], replace(match, verdict="same"), *matches[place + 1 :])
            for record in match.records[:1] or ("case",):
                yield Asked(
                    "match_undecided", record, ("match", match.country), (Answer("same", document, "", decided),)
                )


def _bodies(document: CaseDocument, parties: Parties, places: Any, settled: Any) -> Iterator[Asked]:
    for place, body in enumerate(document.organisations):
        suspected = body.suspected == "yes" or parties.suspect_like(body.id)
        if not body.seat and body.suspected != "no":
            alike = ("seat", suspected, body.kind)
            yield Asked(
                "company_without_seat", body.id, alike,
                _in_each(places, lambda code, p=place: _part(document, "organisations", p, seat=code)),
            )  # fmt: skip
        states = (body.seat, *body.operates_in)
        if not suspected and body.suspected != "no" and not all(settled(code) for code in states):
            yield Asked(
                "company_suspicion_open", body.id, ("suspicion", states, body.kind),
                (Answer("yes", _part(document, "organisations", place, suspected="yes")),),
            )  # fmt: skip


def _items(document: CaseDocument, parties: Parties, places: Any, settled: Any) -> Iterator[Asked]:
    victim = next((person.id for person in document.persons if parties.victim_like(person.id)), None)
    for place, item in enumerate(document.identifiers):
        ours = not item.holders or any(parties.suspect_like(who) for who in item.holders)
        if item.country is None and prefix_country(item.value or "", item.kind) is None:
            yield Asked(
                "identifier_without_country", item.id, ("issuer", item.kind, item.genuine, ours),
                _in_each(places, lambda code, p=place: _part(document, "identifiers", p, country=code)),
            )  # fmt: skip
        if item.kind in _PAPERS and item.genuine in (None, "unknown") and not settled(item.country):
            yield Asked(
                "document_not_examined", item.id, ("examined", item.country),
                (Answer("by_fraud", _part(document, "identifiers", place, genuine="obtained_by_fraud")),),
            )  # fmt: skip
        if not item.holders and victim and item.country not in (None, document.submission.country):
            yield Asked(
                "holder_unknown", item.id, ("holder", item.kind, item.country),
                (Answer("a_victim", _part(document, "identifiers", place, holders=[victim])),),
            )  # fmt: skip
    for place, payment in enumerate(document.payments):
        for side in ("to_country", "from_country"):
            if getattr(payment, side) is None:
                suffers = (payment.payer, payment.receiver, payment.purpose, side)
                yield Asked(
                    "payment_without_country", payment.id or "payment", suffers,
                    _in_each(
                        places, lambda code, p=place, s=side: _part(document, "payments", p, **{s: code})
                    ),
                )  # fmt: skip
                break
