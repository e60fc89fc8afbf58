"""What surrounds a case: payments, proceedings, contacts, mere mentions, cautions, danger, sources."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from records.base import Record
from records.codes import InList
from records.span import Span
from records.types import Country, Edtf, Id, Line, Text


class Payment(Record):
    """Money that moved, or was to move."""

    id: Id | None = None
    from_country: Country | None = None
    to_country: Country | None = None
    payer: Id | None = None
    receiver: Id | None = None
    amount: Span | None = None
    currency: Line | None = None
    per: Annotated[str, InList("payment_per")] | None = None
    purpose: Annotated[str, InList("payment_purpose")] | None = None
    channel: Annotated[str, InList("payment_channel")] | None = None
    account: Id | None = Field(default=None, description="Id of the account's identifier.")
    date: Edtf | None = None
    note: Text | None = None


class Proceeding(Record):
    """Proceedings or requests in or with another State."""

    id: Id | None = None
    country: Country
    kind: Annotated[str, InList("proceeding_kind")]
    direction: Annotated[str, InList("proceeding_direction")] | None = None
    date: Edtf | None = None
    note: Text | None = None


class Contact(Record):
    """A contact already made with a body abroad."""

    id: Id | None = None
    country: Country
    body: Line | None = None
    date: Edtf | None = None
    note: Text | None = None


class Mention(Record):
    """A State that is named but has no link to the case. It is never suggested."""

    id: Id | None = None
    country: Country
    kind: Annotated[str, InList("mention")]
    note: Text | None = None


class Caution(Record):
    """A reason for care. ``country`` is the State that must not learn of it, or whose act is feared."""

    id: Id | None = None
    kind: Annotated[str, InList("caution")]
    country: Country | None = None
    who: Id | None = None
    body: Line | None = None
    until: Edtf | None = None
    note: Text | None = None


class Danger(Record):
    """Immediate danger to a person in a State."""

    id: Id | None = None
    country: Country
    who: Id | None = None
    note: Text | None = None


class Source(Record):
    """Where one value comes from: ``field`` is a path of ids, ``routes.r1.s1.date``; the grade is kept as given."""

    id: Id | None = None
    field: Line | None = None
    quote: Text | None = None
    url: Line | None = None
    grade: Line | None = None
    scheme: Annotated[str, InList("grading_scheme")] | None = None
    handling: list[Annotated[str, InList("handling")]] = Field(default_factory=list)
    tlp: Annotated[str, InList("tlp")] | None = None
    note: Text | None = None
