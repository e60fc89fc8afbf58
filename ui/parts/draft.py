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


def put_top(draft: Draft, name: str, value: Any) -> None:
    """Set or, for an empty value, take away a field of the document itself."""
    if value in (None, "", []):
        draft.pop(name, None)
    else:
        draft[name] = value


def add(draft: Draft, name: str, entry: Draft, stem: str) -> str:
    """Append an entry to a list and give it an id."""
    entries = draft.setdefault(name, [])
    made = free(stem, entries)
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


def remember(state: dict[str, Any]) -> None:
    """Keep the draft as it is now, so that the next change can be undone. At most thirty steps are kept."""
    state["undo"] = [*state.get("undo", []), deepcopy(state["draft"])][-30:]
    state["step"] += 1


def undo(state: dict[str, Any]) -> None:
    """Take back the last change."""
    if state.get("undo"):
        state["draft"] = state["undo"].pop()
        state["step"] += 1
        state["stop"] = state["entry"] = None


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


def free(stem: str, entries: list[Draft]) -> str:
    """An id that no entry has yet."""
    taken = {entry.get("id") for entry in entries}
    number = len(entries) + 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"
