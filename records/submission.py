"""A submission: one authority's package. Every value belongs to one."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from records.base import Record
from records.codes import InList
from records.types import Country, Edtf, Line, Text


class Submission(Record):
    """Who sent what, when, and how it may be used."""

    plain_lists: ClassVar[dict[str, str]] = {"handling": "handling"}

    country: Country
    authority: Line | None = None
    reference: Line | None = None
    received: Edtf | None = None
    language: Line | None = None
    tlp: Annotated[str, InList("tlp")] | None = None
    handling: list[Annotated[str, InList("handling")]] = Field(default_factory=list)
    handling_note: Text | None = None
    file_hash: Line | None = Field(default=None, description="SHA-256 of the file this came in, hexadecimal.")
