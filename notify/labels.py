"""English words (message ids) for every code that this room returns."""

from __future__ import annotations

from notify.facts import rules, table
from notify.hypotheses import LABELS as QUESTIONS

DECISIONS = {"notify": "Notify", "review": "Review", "blocked": "Blocked", "none": "No link that carries"}
URGENCY = {"critical": "Critical: by telephone first", "high": "High", "normal": "Normal", "low": "Low"}
CHANNELS = {
    "CENTRAL_AUTHORITY": "Central authority",
    "DIPLOMATIC": "Diplomatic channel",
    "INTERPOL": "INTERPOL National Central Bureau",
    "FIU": "Financial intelligence unit",
    "SIENA": "Europol (SIENA)",
    "SUBMISSION_OWNER": "Owner of the linked submission first",
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
    return sorted(
        {*labels, *DECISIONS.values(), *URGENCY.values(), *CHANNELS.values(), *QUESTIONS.values(), *CONFIDENCE}
    )
