"""Handling marks, and which of several is the strictest.

Sources: Europol handling codes H0 to H3; FIRST, Traffic Light Protocol 2.0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

TLP_ORDER = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")


@dataclass(frozen=True, slots=True)
class Marking:
    """How information may be used.

    Attributes:
        tlp: Traffic Light Protocol label; ``None`` where the sender gave none.
        handling: Europol handling codes; they add up.
        causes: ids of the inputs that made the marking what it is.
    """

    tlp: str | None = None
    handling: frozenset[str] = frozenset()
    causes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def rank(self) -> int:
        """Place of the TLP label in the order of strictness; -1 for none."""
        return TLP_ORDER.index(self.tlp) if self.tlp in TLP_ORDER else -1


def strictest(markings: Iterable[tuple[str, Marking]]) -> Marking:
    """The marking of what is derived from several inputs: the strictest label, all handling codes but a needless H0.

    Args:
        markings: pairs of the input's id and its marking.
    """
    pairs = list(markings)
    if not pairs:
        return Marking()
    top = max(marking.rank for _, marking in pairs)
    codes = frozenset(code for _, marking in pairs for code in marking.handling)
    if len(codes) > 1:
        codes -= {"H0"}
    causes = tuple(
        name for name, marking in pairs if (top >= 0 and marking.rank == top) or (marking.handling & codes - {"H0"})
    )
    return Marking(TLP_ORDER[top] if top >= 0 else None, codes, causes)
