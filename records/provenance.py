"""Where a value comes from: its submission, its source's grade, how it may be handled."""

from __future__ import annotations

from dataclasses import dataclass

from records.marking import Marking


@dataclass(frozen=True, slots=True)
class Provenance:
    """Origin of one value.

    Attributes:
        path: path of ids within the case document, e.g. ``routes.r1.s1.date``.
        country: State of the submission.
        authority: the submitting authority, where it is named.
        marking: the strictest of the submission's marking and the source's own.
        grade: the source's grade as the sender wrote it.
        scheme: grading scheme of ``grade``; never converted.
        quote: words of the source.
        url: public address of the source.
    """

    path: str
    country: str
    authority: str | None
    marking: Marking
    grade: str | None = None
    scheme: str | None = None
    quote: str | None = None
    url: str | None = None
