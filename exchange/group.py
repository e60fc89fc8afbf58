"""Rows of one case become one case document: ids given, papers shared, equal journeys joined."""

from __future__ import annotations

import json
from typing import Any

from exchange.row import Entry
from records.document import FORMAT, VERSION, CaseDocument, load_document


def build_document(entries: list[Entry], submission: dict[str, Any]) -> CaseDocument:
    """One document of a group of rows.

    A paper or number that several rows name becomes one identifier with several holders; rows with the same journey
    become travellers of one route.

    Raises:
        InvalidDocument: the rows passed the cells' checks and yet do not make a valid document.
    """
    persons, involvements = [], []
    identifiers: dict[tuple[str, ...], dict[str, Any]] = {}
    routes: dict[str, dict[str, Any]] = {}
    case: dict[str, Any] = {}
    for number, entry in enumerate(entries, 1):
        who = f"p{number}"
        persons.append({"id": who, **entry.person})
        if entry.involvement:
            involvements.append({"who": who, **entry.involvement})
        for part in entry.identifiers:
            key = (part["kind"], part["value"].casefold(), part.get("country", ""))
            holders = identifiers.setdefault(key, {**part, "holders": []})["holders"]
            if who not in holders:
                holders.append(who)
        if entry.stops:
            journey = json.dumps(entry.stops, sort_keys=True)
            routes.setdefault(journey, {"travellers": [], "stops": entry.stops})["travellers"].append(who)
        for name, value in entry.case.items():
            if name == "purposes":
                case[name] = list(dict.fromkeys([*case.get(name, []), *value]))
            else:
                case.setdefault(name, value)
    return load_document(
        {
            "format": FORMAT,
            "version": VERSION,
            "submission": submission,
            "case": case,
            "persons": persons,
            "involvements": involvements,
            "identifiers": list(identifiers.values()),
            "routes": list(routes.values()),
        }
    )
