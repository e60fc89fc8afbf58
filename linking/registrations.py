"""Evidence of registration numbers of organisations: different ones speak only within one State."""

from __future__ import annotations

from linking.evidence import Evidence, Weights
from linking.papers import looks
from linking.phones import one_off

WORDS = {
    "registration.same": "Same registration number",
    "registration.look_alike": "Same registration number but for signs that look alike",
    "registration.one_off": "Registration numbers differ in one sign",
    "registration.differs": "Registration numbers differ",
}


def level(left: str, right: str, same_state: bool) -> str | None:
    """How two normal forms compare; different numbers only speak within one State."""
    if not left or not right:
        return None
    if left == right:
        return "same"
    if looks(left) == looks(right):
        return "look_alike"
    if len(left) == len(right) >= 7 and one_off(left, right):
        return "one_off"
    return "differs" if same_state else None


def evidence(left: str, right: str, same_state: bool, used: Weights) -> list[Evidence]:
    """At most one piece."""
    found = level(left, right, same_state)
    weighed = used["registration"]
    return (
        [Evidence("registration", left, right, found, weighed[found], WORDS[f"registration.{found}"])] if found else []
    )
