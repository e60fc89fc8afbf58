"""The sheet for a call when somebody is in danger: whom by role and channel, what to say, what not to say.

It holds no name and no number of a person: the caller looks numbers up where the office keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from notify.advice import StateAdvice
from notify.parties import Parties
from records import CaseDocument
from records.person import Person

CALLS = {
    "INTERPOL": "Own INTERPOL National Central Bureau, duty officer: asks the Bureau there to act at once",
    "URGENT_LINE": "Urgent channel that the State has declared: {note}",
    "CENTRAL_AUTHORITY": "Central authority: {note}",
    "NETWORK": "Contact point of {note}: finds the competent unit",
    "DIPLOMATIC": "Own embassy there, duty officer: where no authority can be reached",
}
SAY = {
    "who_calls": "Who is calling: authority, function, own reference of the case.",
    "not_a_request": "This is information under Article 18(4), given without a request. It asks for no measure.",
    "comity_only": "No treaty serves between the two States: it is given for the protection of a person.",
    "where": "Where: {place}.",
    "where_unknown": "Where: the place is not recorded; say what is known of it.",
    "who_is_there": "Who is in danger: {people}. No name, unless they cannot find the person without it.",
    "child": "A child is concerned.",
    "since": "Since when: {date}.",
    "danger": "What the danger is: read it from record {record}.",
    "callback": "Ask for: whom to call back, by function; where the letter goes. It follows within 24 hours.",
}
WITHHOLD = {
    "identity": "No name, passport or home address of the victim or family beyond what a rescue needs.",
    "asylum": "Not that anybody is a refugee or has asked for protection, nor where the person is now.",
    "source": "Not from whom or how this is known.",
    "evidence": "No evidence, no list of suspects, no account or telephone data: these go with the letter.",
    "addressee": "Not through the addressee or unit that may be involved: ask for a higher authority.",
    "handling": "Nothing that is marked H2 or TLP:RED without the sender's permission.",
    "no_alarm": "Not the victim's own telephone: a call there can alarm whoever holds the person.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: a key of the tables above, with the values of its places."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PhoneSheet:
    """The sheet."""

    calls: tuple[Line, ...]
    say: tuple[Line, ...]
    withhold: tuple[Line, ...]


def sheet(document: CaseDocument, advice: StateAdvice) -> PhoneSheet | None:
    """The sheet for a State in which somebody is in immediate danger; ``None`` where nobody is."""
    records = next((part.records for part in advice.reasons if part.code == "immediate_danger"), ())
    if not records or advice.urgency != "critical":
        return None
    return PhoneSheet(tuple(_calls(advice)), tuple(_say(document, advice, records)), tuple(_withhold(document, advice)))


def _calls(advice: StateAdvice) -> list[Line]:
    who = advice.authority
    calls = [Line("INTERPOL")] if "INTERPOL" in advice.channels else []
    calls += [Line("URGENT_LINE", {"note": who.urgent})] if who.urgent else []
    calls += [Line("CENTRAL_AUTHORITY", {"note": who.name})] if who.name else []
    networks = [
        one for one in advice.channels if one in ("CASC", "SEAJUST", "EJN", "EUROJUST", "IBERRED", "WACAP", "GLJC")
    ]
    calls += [Line("NETWORK", {"note": networks[0]})] if networks else []
    return [*calls, Line("DIPLOMATIC")]


def _say(document: CaseDocument, advice: StateAdvice, records: tuple[str, ...]) -> list[Line]:
    said = [Line("who_calls"), Line("comity_only" if advice.fallback else "not_a_request")]
    stops = [stop for _, stop in document.stops() if stop.country == advice.iso2 and stop.place]
    there = [stop for stop in stops if stop.role in ("exploitation", "harbouring", "destination")] or stops
    said.append(Line("where", {"place": there[-1].place or ""}) if there else Line("where_unknown"))
    dangers = [part for part in document.danger if part.id in records]
    parties = Parties(document)
    named = {part.who for part in dangers if part.who}
    people = [one for one in document.persons if one.id in named or (not named and parties.victim_like(one.id))]
    said.append(Line("who_is_there", {"people": "; ".join(_described(person) for person in people) or "?"}))
    if any(one.minor or one.age_band in ("0-8", "9-17") for one in people):
        said.append(Line("child"))
    dated = next((stop.date for stop in reversed(there) if stop.date), None)
    said += [Line("since", {"date": dated})] if dated else []
    said += [Line("danger", {"record": part.id or "danger"}) for part in dangers]
    return [*said, Line("callback")]


def _described(person: Person) -> str:
    """A person without a name: how many, age band, gender, citizenship, as codes that a page puts into words."""
    count = str(int(person.count.min)) if person.count and person.count.min else "1"
    return " ".join(part for part in (count, person.gender or "", person.age_band or "", *person.citizenships) if part)


def _withhold(document: CaseDocument, advice: StateAdvice) -> list[Line]:
    minded = {part.code for part in advice.cautions}
    held = [Line("identity")]
    held += [Line("asylum")] if minded & {"asylum", "asylum_state_unknown", "protection_claim"} else []
    held += [Line("addressee")] if minded & {"complicity", "de_facto_authorities"} else []
    submission = document.submission
    held += [Line("handling")] if "H2" in submission.handling or submission.tlp == "TLP:RED" else []
    return [*held, Line("source"), Line("evidence"), Line("no_alarm")]
