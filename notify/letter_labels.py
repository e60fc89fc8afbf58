"""English words (message ids) for letters, conditions and the register."""

from __future__ import annotations

from notify.register import DUE, EVENTS, OWN_EVENTS

CONDITIONS = {
    "H0": "H0: for prevention and prosecution of crime",
    "H1": "H1: not in judicial proceedings without permission",
    "H2": "H2: no dissemination without permission",
    "H3": "H3: other restriction, see note",
    "confidential": "To be kept confidential",
    "use_intelligence": "Intelligence only, not as evidence",
    "use_no_onward": "No onward transfer without consent",
    "use_no_contact": "No contact with victims or family",
    "use_consult": "No action before consultation",
    "use_purpose": "Only for the purpose that was stated",
    "expiry": "Not to be used after a day",
}
STATUSES = {
    "draft": "Draft",
    "submitted": "Waits for a signature",
    "signed": "Signed",
    "dispatched": "Sent by a person",
    "withdrawn": "Withdrawn",
    "received": "Received",
}
DIRECTIONS = {"out": "Outgoing", "in": "Incoming"}
FIELDS = {
    "iso2": "State",
    "authority": "Authority",
    "channel": "Channel",
    "day": "Date",
    "reference": "Their reference",
    "deadline": "Deadline",
    "language": "Language",
}
GROUNDS = {"consent": "Informed written consent", "danger": "Life in immediate danger"}
OBSTACLES = {
    "condition": "{kind} on {record} (from {cause}): the permission of {sender} is needed, or leave it out.",
    "permission": "{kind} on {record} (from {cause}): the permission of {sender} on file does not cover this.",
    "identity": "A victim is to be named: reason, consent or danger, and the risk assessment are needed.",
    "dismissed": "This State was dismissed for this case. Open the question again first.",
    "risk_unanswered": "Not answered: {question}",
    "risk_stands": "It stands and nobody has lifted it: {question}",
    "verify": "{what} ({about})",
    "open_place": "Paragraph {number} ({language}) has an open place.",
}


def condition(kind: str) -> str:
    """Words for a condition; a TLP label stays as it is in every language."""
    return CONDITIONS.get(kind, kind)


def message_ids() -> set[str]:
    """Every English text here that pages translate."""
    tables = (CONDITIONS, STATUSES, DIRECTIONS, FIELDS, GROUNDS, OBSTACLES, DUE, EVENTS, OWN_EVENTS)
    return {words for table in tables for words in table.values()}
