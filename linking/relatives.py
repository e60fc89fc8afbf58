"""Evidence of relatives whom both records name. Different ones say nothing: everybody has many."""

from __future__ import annotations

from linking import names
from linking.evidence import Evidence, Weights
from linking.name_parts import Part

WORDS = {
    "relative.same": "Both name the same relative",
    "relative.near": "Both name a relative with a similar name",
}
Relative = tuple[str, tuple[Part, ...]]
_LEVELS = {"same": "same", "spelling": "same", "near": "near", "initials": "near"}


def evidence(left: tuple[Relative, ...], right: tuple[Relative, ...], used: Weights) -> list[Evidence]:
    """The best pair of relatives; a family name alone is shared by the whole family and does not count."""
    best: Evidence | None = None
    for one, parts in left:
        for other, other_parts in right:
            made = names.match(parts, other_parts)
            level = _LEVELS.get(made.level) if made.matched >= 2 or made.level == "initials" else None
            if level and (best is None or used["relative"][level] > best.weight):
                best = Evidence("relative", one, other, level, used["relative"][level], WORDS[f"relative.{level}"])
    return [best] if best else []
