"""Evidence of citizenship: in common, one of several, changed to that of the State lived in, or different."""

from __future__ import annotations

from linking.evidence import Evidence, Weights

WORDS = {
    "citizenship.shared": "Same citizenship",
    "citizenship.one_of_several": "One citizenship in common, of several",
    "citizenship.changed": "Citizenships differ; it may have been changed to that of the State of residence",
    "citizenship.differs": "Citizenships differ",
}


def level(
    left: frozenset[str], right: frozenset[str], left_residence: str | None, right_residence: str | None
) -> str | None:
    """How two sets of ISO codes compare; ``None`` where one side is unknown."""
    if not left or not right:
        return None
    if left == right:
        return "shared"
    if left & right:
        return "one_of_several"
    return "changed" if left_residence in right or right_residence in left else "differs"


def evidence(
    left: frozenset[str], right: frozenset[str], residences: tuple[str | None, str | None], used: Weights
) -> list[Evidence]:
    """At most one piece; values are ISO codes, separated by commas."""
    found = level(left, right, *residences)
    if found is None:
        return []
    one, other = (", ".join(sorted(side)) for side in (left, right))
    return [Evidence("citizenship", one, other, found, used["citizenship"][found], WORDS[f"citizenship.{found}"])]
