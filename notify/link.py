"""One record leads to one State."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """One record leads to one State.

    Attributes:
        country: the State.
        code: code of a rule.
        record: id of the record.
        note: code of a counter-reason that goes with it, or empty.
        lead: it points at a suspect, though it would not carry a letter alone.
    """

    country: str
    code: str
    record: str
    note: str = ""
    lead: bool = False
