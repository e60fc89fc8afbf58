"""English words (message ids) for every code that this room returns."""

from __future__ import annotations

from notify import checks, consultation, letter_labels, phone, risks
from notify.facts import rules, table
from notify.hypotheses import LABELS as QUESTIONS

DECISIONS = {"notify": "Notify", "review": "Review", "blocked": "Blocked", "none": "No link that carries"}
URGENCY = {"critical": "Critical: by telephone first", "high": "High", "normal": "Normal", "low": "Low"}
URGENCY_SHORT = {"critical": "Critical", "high": "High", "normal": "Normal", "low": "Low"}
CHANNELS = {
    "CENTRAL_AUTHORITY": "Central authority",
    "DIPLOMATIC": "Diplomatic channel",
    "INTERPOL": "INTERPOL National Central Bureau",
    "FIU": "Financial intelligence unit",
    "SIENA": "Europol (SIENA)",
    "SUBMISSION_OWNER": "Owner of the linked submission first",
}


CHANGES = {
    "decision": "The suggestion was {before} and is now {after}",
    "urgency": "The urgency was {before} and is now {after}",
    "basis": "The legal basis is not the same any more",
    "record_changed": "Record {record} was changed",
    "record_new": "Record {record} is new",
    "record_gone": "Record {record} is gone or leads there no more",
}
CONFIDENCE = ("confirmed by two sources", "one source", "recalled, needs check")


def reason(code: str) -> str:
    """Words for a reason, counter-reason or caution; the code itself where it has none."""
    rule = rules().get(code)
    return rule.label if rule else code


def channel(code: str) -> str:
    """Words for a channel: the network's own name where it is a network."""
    if code in CHANNELS:
        return CHANNELS[code]
    return next((row["name"] for row in table("networks") if row["network_id"] == code), code)


def question(code: str) -> str:
    """Words for an open question."""
    return QUESTIONS.get(code, code)


def message_ids() -> list[str]:
    """Every English text that pages translate."""
    labels = [rule.label for rule in rules().values()]
    asked = [text for one in risks.questions().values() for text in (one.label, one.help)]
    kinds = [row["kind"] for row in table("networks")]
    lists = (
        DECISIONS, URGENCY, URGENCY_SHORT, CHANNELS, QUESTIONS, CHANGES, checks.LABELS, phone.CALLS, phone.SAY,
        phone.WITHHOLD, consultation.TEXT, consultation.SIZES,
    )  # fmt: skip
    told = [text for texts in lists for text in texts.values()]
    return sorted({*labels, *asked, *letter_labels.message_ids(), *kinds, *CONFIDENCE, *told})
