"""Documents, numbers, accounts: what ties a person or organisation to the outside world."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from records.base import Record
from records.codes import InList
from records.types import Country, Edtf, Id, Line, Text


class Identifier(Record):
    """A passport, phone, plate, account. ``country`` issued it, ``valid_for`` is the State a visa admits to."""

    plain_lists: ClassVar[dict[str, str]] = {"holder": "holders", "holders": "holders"}

    id: Id
    kind: Annotated[str, InList("identifier")]
    value: Line | None = None
    country: Country | None = None
    valid_for: Country | None = None
    holders: list[Id] = Field(default_factory=list)
    genuine: Annotated[str, InList("genuine")] | None = None
    issued: Edtf | None = None
    expires: Edtf | None = None
    note: Text | None = None
