"""Evidence of gender, where both sides recorded one."""

from __future__ import annotations

from linking.evidence import Evidence, Weights

WORDS = {"gender.same": "Same gender", "gender.differs": "Gender differs"}


def evidence(left: str | None, right: str | None, used: Weights) -> list[Evidence]:
    """At most one piece; values are codes of the list ``gender``."""
    if not left or not right:
        return []
    level = "same" if left == right else "differs"
    return [Evidence("gender", left, right, level, used["gender"][level], WORDS[f"gender.{level}"])]
