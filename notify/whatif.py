"""What would the list be without one record? The answer shows what a suggestion hangs on."""

from __future__ import annotations

from typing import Any

from records import CaseDocument

_PARTS = (
    "persons", "organisations", "involvements", "relations", "identifiers", "routes", "payments", "proceedings",
    "contacts", "mentions", "cautions", "danger", "sources",
)  # fmt: skip


def without(document: CaseDocument, record_id: str) -> CaseDocument:
    """The same case without one record and without what pointed at it; the case given is not changed.

    Args:
        document: the case.
        record_id: id of a part, or ``route.stop`` for a stop.

    Raises:
        KeyError: no record has this id; the message does not repeat it.
    """
    if record_id not in {name for name, _ in document.records()}:
        raise KeyError("no record has this id")
    changes: dict[str, Any] = {}
    route_id, _, stop_id = record_id.partition(".")
    # An id may hold a dot itself: the whole id is looked for first.
    is_stop = bool(stop_id) and not any(record_id == part.id for name in _PARTS for part in getattr(document, name))
    for name in _PARTS:
        changes[name] = [part for part in getattr(document, name) if is_stop or part.id != record_id]
    gone = None if is_stop else record_id
    changes["routes"] = [
        _route(route, gone, stop_id if is_stop and route.id == route_id else None, record_id, is_stop)
        for route in changes["routes"]
    ]
    changes["involvements"] = [item for item in changes["involvements"] if item.who != gone]
    changes["relations"] = [item for item in changes["relations"] if gone not in (item.source, item.target)]
    changes["identifiers"] = [
        item.model_copy(update={"holders": [who for who in item.holders if who != gone]})
        if gone in item.holders
        else item
        for item in changes["identifiers"]
        if item.holders != [gone]
    ]
    left = {item.id for item in changes["identifiers"]}
    changes["payments"] = [
        item.model_copy(
            update={
                "payer": None if item.payer == gone else item.payer,
                "receiver": None if item.receiver == gone else item.receiver,
                "account": item.account if item.account in left else None,
            }
        )
        for item in changes["payments"]
    ]
    for name in ("cautions", "danger"):
        changes[name] = [
            item.model_copy(update={"who": None}) if gone is not None and item.who == gone else item
            for item in changes[name]
        ]
    changes["routes"] = [
        route.model_copy(
            update={
                "stops": [
                    stop.model_copy(update={"documents": [used for used in stop.documents if used in left]})
                    for stop in route.stops
                ]
            }
        )
        for route in changes["routes"]
    ]
    return document.model_copy(update=changes)


def _route(route: Any, gone: str | None, stop_id: str | None, record_id: str, is_stop: bool) -> Any:
    stops = [
        stop.model_copy(update={"who": [who for who in stop.who if who != gone]})
        for stop in route.stops
        if stop.id != stop_id
    ]
    joins = route.joins
    if joins is not None and (joins.route == gone or (is_stop and f"{joins.route}.{joins.at}" == record_id)):
        joins = None
    return route.model_copy(
        update={
            "stops": stops,
            "travellers": [who for who in route.travellers if who != gone],
            "joins": joins,
            "variant_of": None if route.variant_of == gone else route.variant_of,
        }
    )
