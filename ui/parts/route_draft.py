"""Changes to the routes of a draft: routes, variants, joints, the order of stops. Plain values; nothing is invented."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

Draft = dict[str, Any]
#: what a stop keeps when its place is used again elsewhere
_PLACE = ("place", "country", "location")


def routes_of(draft: Draft) -> list[Draft]:
    """The routes, made where there are none."""
    listed: list[Draft] = draft.setdefault("routes", [])
    return listed


def find(draft: Draft, route_id: str) -> Draft | None:
    """The route with this id."""
    return next((route for route in routes_of(draft) if route["id"] == route_id), None)


def add_route(draft: Draft) -> str:
    """A new empty route after the others."""
    made = _free("r", routes_of(draft))
    routes_of(draft).append({"id": made, "travellers": [], "stops": []})
    return made


def remove_route(draft: Draft, route_id: str) -> None:
    """Take a route out; others that join it or vary it lose that."""
    draft["routes"] = [route for route in routes_of(draft) if route["id"] != route_id]
    for route in draft["routes"]:
        if route.get("variant_of") == route_id:
            del route["variant_of"]
        if (route.get("joins") or {}).get("route") == route_id:
            del route["joins"]


def add_variant(draft: Draft, route_id: str, status: str) -> str | None:
    """The same travellers and stops once more, as a variant whose stops have ``status`` (planned, alternative).

    Dates and papers belong to what happened and are not taken over.
    """
    source = find(draft, route_id)
    if source is None:
        return None
    made = _free("r", routes_of(draft))
    keep = ("id", "role", *_PLACE, "modes", "crossing", "via")
    stops = [{**{name: deepcopy(stop[name]) for name in keep if name in stop}, "status": status}
             for stop in source.get("stops", [])]  # fmt: skip
    variant: Draft = {
        "id": made,
        "travellers": list(source.get("travellers", [])),
        "variant_of": route_id,
        "stops": stops,
    }
    if source.get("ordered") is False:
        variant["ordered"] = False
    routes_of(draft).append(variant)
    return made


def back_to_start(draft: Draft, route_id: str, role: str | None) -> None:
    """Add the first stop's place as the last stop: a circle, or with ``role`` a return. Nothing else is taken over."""
    route = find(draft, route_id)
    if route is None or not route.get("stops"):
        return
    first = route["stops"][0]
    stop = {name: deepcopy(first[name]) for name in _PLACE if name in first} | ({"role": role} if role else {})
    route["stops"].append({"id": _free("s", route["stops"]), **stop})


def set_kind(
    draft: Draft, route_id: str, *, ordered: bool, variant_of: str | None, joins: Mapping[str, str] | None
) -> bool:
    """Say how a route stands to its stops and to the others; gives whether something changed."""
    route = find(draft, route_id)
    if route is None:
        return False
    before = (route.get("ordered", True), route.get("variant_of"), route.get("joins"))
    for name, value in (("variant_of", variant_of), ("joins", dict(joins) if joins else None)):
        if value:
            route[name] = value
        else:
            route.pop(name, None)
    if ordered:
        route.pop("ordered", None)
    else:
        route["ordered"] = False
    return before != (route.get("ordered", True), route.get("variant_of"), route.get("joins"))


def add_stop(draft: Draft, route_id: str | None, stop: Mapping[str, Any]) -> str:
    """Append a stop to a route, which is made where there is none; gives the route's id."""
    route = find(draft, route_id or "") or (routes_of(draft)[0] if routes_of(draft) else None)
    if route is None:
        route = find(draft, add_route(draft)) or {}
    stops = route.setdefault("stops", [])
    stops.append({"id": _free("s", stops), **_filled(stop)})
    return str(route["id"])


def move(draft: Draft, route_id: str, stop_id: str, to: int) -> bool:
    """Put a stop at a position of its route."""
    route = find(draft, route_id)
    stops = route.get("stops", []) if route else []
    at = next((number for number, stop in enumerate(stops) if stop["id"] == stop_id), None)
    if at is None or not 0 <= to < len(stops) or to == at:
        return False
    stops.insert(to, stops.pop(at))
    return True


def replace_stop(draft: Draft, route_id: str, stop_id: str, stop: Mapping[str, Any]) -> None:
    """Write a stop anew. Where its place or State was changed, the point it was drawn at is forgotten."""
    route = find(draft, route_id)
    for number, before in enumerate(route.get("stops", []) if route else []):
        if route is not None and before["id"] == stop_id:
            made = {"id": stop_id, **_filled(stop)}
            same = all(before.get(name) == made.get(name) for name in ("place", "country"))
            if not same and made.get("location") == before.get("location"):
                made.pop("location", None)
            route["stops"][number] = made


def remove_stop(draft: Draft, route_id: str, stop_id: str) -> None:
    """Take a stop out; other routes that join there lose the joint."""
    route = find(draft, route_id)
    if route is None:
        return
    route["stops"] = [stop for stop in route["stops"] if stop["id"] != stop_id]
    for other in routes_of(draft):
        joins = other.get("joins") or {}
        if joins.get("route") == route_id and joins.get("at") == stop_id:
            del other["joins"]


def _filled(entry: Mapping[str, Any]) -> Draft:
    return {name: value for name, value in entry.items() if value not in (None, "", []) and name != "id"}


def _free(stem: str, entries: list[Draft]) -> str:
    taken = {entry.get("id") for entry in entries}
    number = len(entries) + 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"
