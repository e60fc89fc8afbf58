"""A case while it is being recorded: a plain case document that grows entry by entry."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from records.document import FORMAT, VERSION

Draft = dict[str, Any]


def new(country: str | None, authority: str | None) -> Draft:
    """An empty draft of one's own State."""
    submission = {name: value for name, value in (("country", country), ("authority", authority)) if value}
    return {"format": FORMAT, "version": VERSION, "submission": submission, "case": {}}


def put(draft: Draft, section: str, name: str, value: Any) -> None:
    """Set or, for an empty value, take away a field of submission or case."""
    part = draft.setdefault(section, {})
    if value in (None, "", []):
        part.pop(name, None)
    else:
        part[name] = value


def add_stop(draft: Draft, stop: Draft) -> None:
    """Append a stop to the first route, which is made where there is none."""
    routes = draft.setdefault("routes", [])
    if not routes:
        routes.append({"id": "r1", "travellers": [], "stops": []})
    stops = routes[0].setdefault("stops", [])
    stops.append({"id": _free("s", stops), **_filled(stop)})


def add(draft: Draft, name: str, entry: Draft, stem: str) -> str:
    """Append an entry to a list and give it an id."""
    entries = draft.setdefault(name, [])
    made = _free(stem, entries)
    entries.append({"id": made, **_filled(entry)})
    return made


def add_party(draft: Draft, name: str, entry: Draft, stem: str, capacity: str | None, role: str | None) -> None:
    """Append a person or organisation with its part in the case; victims travel on the first route."""
    made = add(draft, name, entry, stem)
    if capacity:
        part = {"who": made, "as": capacity} | ({"roles": [role]} if role else {})
        draft.setdefault("involvements", []).append(part)
    if capacity == "victim" and draft.get("routes"):
        draft["routes"][0].setdefault("travellers", []).append(made)


def move(draft: Draft, route: int, stop: int, by: int) -> None:
    """Move a stop up (-1) or down (+1) in its route."""
    stops = draft["routes"][route]["stops"]
    target = stop + by
    if 0 <= target < len(stops):
        stops[stop], stops[target] = stops[target], stops[stop]


def remove_stop(draft: Draft, route: int, stop: int) -> None:
    """Take a stop out; other routes that join there lose the joint."""
    gone = draft["routes"][route]["stops"].pop(stop)
    for other in draft["routes"]:
        joins = other.get("joins")
        if joins and joins["route"] == draft["routes"][route]["id"] and joins["at"] == gone["id"]:
            del other["joins"]


def remove(draft: Draft, name: str, made: str) -> None:
    """Take an entry out with every reference to it."""
    draft[name] = [entry for entry in draft.get(name, []) if entry.get("id") != made]
    for other in ("involvements", "relations", "cautions", "danger"):
        draft[other] = [
            entry
            for entry in draft.get(other, [])
            if made not in (entry.get("who"), entry.get("from"), entry.get("to"))
        ]
    for route in draft.get("routes", []):
        route["travellers"] = [who for who in route.get("travellers", []) if who != made]
        for stop in route.get("stops", []):
            for field in ("who", "documents"):
                if made in stop.get(field, []):
                    stop[field] = [one for one in stop[field] if one != made]
    for item in draft.get("identifiers", []):
        item["holders"] = [who for who in item.get("holders", []) if who != made]
    for payment in draft.get("payments", []):
        for field in ("payer", "receiver", "account"):
            if payment.get(field) == made:
                del payment[field]


def cleaned(draft: Draft) -> Draft:
    """The draft without empty lists, ready to be read as a document; victims travel where nobody was said to."""
    made = deepcopy(draft)
    victims = [part["who"] for part in made.get("involvements", []) if part.get("as") == "victim"]
    for route in made.get("routes", []):
        if not route.get("travellers") and len(made["routes"]) == 1:
            route["travellers"] = victims
    return {
        name: value for name, value in made.items() if value not in ([], {}, None) or name in ("submission", "case")
    }


def _filled(entry: Draft) -> Draft:
    return {name: value for name, value in entry.items() if value not in (None, "", [])}


def _free(stem: str, entries: list[Draft]) -> str:
    taken = {entry.get("id") for entry in entries}
    number = len(entries) + 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"
