"""What the stops of the routes say about States: acts, places of exploitation, crossings, layovers."""

from __future__ import annotations

from collections.abc import Iterator

from notify.link import Link
from notify.parties import Parties
from records import CaseDocument, dates
from records.route import Route, Stop

NOT_DONE = frozenset({"planned", "attempted", "alternative"})
#: what was only meant to happen; an attempt has happened
_MEANT = frozenset({"planned", "alternative"})
_BY_ROLE = {
    "harbouring": "harboured_here", "recruitment": "recruited_here", "origin": "departed_from_here",
    "interception": "intercepted_here", "intended_destination": "intended_destination",
}  # fmt: skip
_REACHED = {"exploitation": "exploited_here", "destination": "destination_here"}
_AFTERWARDS = {"refuge": "refuge_here", "return": "returned_here"}
_ENTRY_TELLS = {"irregular", "false_document", "borrowed_document", "concealed", "visa_on_arrival"}
_EXIT_TELLS = {"irregular", "false_document", "borrowed_document", "concealed"}
_MISUSED = {"false", "borrowed", "obtained_by_fraud"}
#: words by which a note says that nobody left the airport; anything else in a note is for a person to read
_AIRSIDE_WORDS = (
    "airside", "layover", "stopover", "transit zone", "transit area", "international zone", "change of plane",
    "changed plane", "plane change", "connecting flight", "транзитн", "пересадк", "стыковк", "ترانزيت", "توقف عابر",
)  # fmt: skip
_SAME_JOURNEY_DAYS = 1


def links(document: CaseDocument, parties: Parties) -> Iterator[Link]:
    """Links of all stops that name a State."""
    for route in document.routes:
        for place, stop in enumerate(route.stops):
            if stop.country is not None:
                yield from _stop(document, parties, route, place)


def _stop(document: CaseDocument, parties: Parties, route: Route, place: int) -> Iterator[Link]:
    stop = route.stops[place]
    country, record = stop.country or "", f"{route.id}.{stop.id}"
    actors = [who for who in stop.who if parties.suspect_like(who, acted=True)]
    done = stop.status not in NOT_DONE
    plan = "" if done else "not_carried_out"
    meant = stop.status in _MEANT
    if stop.role in _REACHED:
        yield Link(country, _REACHED[stop.role] if done else "intended_destination", record, plan)
    elif stop.role in _BY_ROLE:
        code = _BY_ROLE[stop.role]
        yield Link(country, "act_planned" if meant and code != "intended_destination" else code, record, plan)
    elif stop.role in _AFTERWARDS:
        yield Link(country, _AFTERWARDS[stop.role], record, "consent_needed" if stop.role == "refuge" else plan)
    else:
        yield Link(country, _transit(document, route, place, actors), record, plan)
    if meant:
        if actors or set(stop.acts) - {"transportation"}:
            yield Link(country, "act_planned", record, plan)
        return
    if actors and not stop.airside_only:
        yield Link(country, "suspect_acted_here", record, plan)
    acts = set(stop.acts)
    if "harbouring" in acts:
        yield Link(country, "harboured_here", record, plan)
    if acts & {"receipt", "transfer"}:
        yield Link(country, "act_here", record, plan)
    if "recruitment" in acts:
        yield Link(country, "recruited_here", record, plan)


def _transit(document: CaseDocument, route: Route, place: int, actors: list[str]) -> str:
    """Transit counts as an act where something there can be followed up, as a crossing where the ground was entered."""
    stop, after = route.stops[place], _next(document, route, place)
    layover = stop.airside_only or _flown_through(route, place, after)
    acted = bool(actors or set(stop.acts) - {"transportation"}) and stop.status not in _MEANT
    if acted or _border_event(document, stop, after, layover):
        return "transit_act"
    if layover:
        return "layover_only"
    if stop.status in NOT_DONE:
        return "transit_planned"
    return "transit_act" if "transportation" in stop.acts else "transit_crossed"


def _border_event(document: CaseDocument, stop: Stop, after: Stop | None, layover: bool) -> bool:
    if stop.status in NOT_DONE:
        return False
    shown = [item for item in document.identifiers if item.id in stop.documents]
    if stop.crossing in _ENTRY_TELLS or any(item.genuine in _MISUSED for item in shown):
        return True
    # The exit of a traveller who only changed planes is seen at the next border, not here.
    return not layover and after is not None and after.crossing in _EXIT_TELLS and after.status not in NOT_DONE


def _next(document: CaseDocument, route: Route, place: int) -> Stop | None:
    if not route.ordered:
        return None
    if place + 1 < len(route.stops):
        return route.stops[place + 1]
    joined = next((other for other in document.routes if route.joins and other.id == route.joins.route), None)
    if joined is None or route.joins is None:
        return None
    return next((stop for stop in joined.stops if stop.id == route.joins.at), None)


def _flown_through(route: Route, place: int, after: Stop | None) -> bool:
    """In by air and on by air without a sign that anybody entered: the ordinary change of planes.

    A last stop, a stop of a set without order, a stay over days and a note that nobody has read are not taken for one.
    """
    stop = route.stops[place]
    if place == 0 or after is None or after.country == stop.country or set(stop.modes) != {"air"}:
        return False
    if after.modes and "air" not in after.modes:
        return False
    if stop.via or _stayed(stop, after):
        return False
    note = (stop.note or "").casefold()
    return not note or any(word in note for word in _AIRSIDE_WORDS)


def _stayed(stop: Stop, after: Stop) -> bool:
    if not stop.date or not after.date:
        return False
    came, left = dates.parse(stop.date), dates.parse(after.date)
    if came.precision == "interval" or left.earliest is None or came.latest is None:
        return came.precision == "interval"
    return (left.earliest - came.latest).days > _SAME_JOURNEY_DAYS
