"""Persons, organisations, what they have to do with a case and with each other."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, model_validator

from records.base import Record
from records.codes import InList
from records.span import Span
from records.types import Country, Edtf, Id, Line, Text


class Name(Record):
    """One name, in the script it was written in. The parts are given where the source gave them."""

    full: Line | None = None
    kind: Annotated[str, InList("name_kind")] | None = None
    family: Line | None = None
    given: Line | None = None
    patronymic: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_text(cls, data: Any) -> Any:
        return {"full": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _has_some(self) -> Name:
        if not self.display and not self.missing:
            raise ValueError("a name needs 'full' or one of its parts")
        return self

    @property
    def display(self) -> str:
        """The whole name as written; family name first where only parts are given."""
        return (self.full or " ".join(part for part in (self.family, self.given, self.patronymic) if part)).strip()


class Person(Record):
    """A person, or with ``count`` a group that nobody has named."""

    plain_lists: ClassVar[dict[str, str]] = {
        "name": "names",
        "names": "names",
        "citizenship": "citizenships",
        "citizenships": "citizenships",
    }

    id: Id
    names: list[Name] = Field(default_factory=list)
    gender: Annotated[str, InList("gender")] | None = None
    birth: Edtf | None = None
    birth_place: Line | None = None
    age_band: Annotated[str, InList("age_band")] | None = None
    minor: bool | None = None
    citizenships: list[Country] = Field(default_factory=list)
    among: bool = Field(default=False, description="The citizenships are spread over the group, not held by each.")
    residence: Country | None = None
    present_in: Country | None = None
    occupation: Line | None = None
    whereabouts: Annotated[str, InList("whereabouts")] | None = None
    count: Span | None = None
    note: Text | None = None

    @property
    def display(self) -> str:
        """First name on file, or an empty text."""
        return self.names[0].display if self.names else ""


class Organisation(Record):
    """An agency, employer, carrier: suspected, or merely named."""

    plain_lists: ClassVar[dict[str, str]] = {"operates_in": "operates_in", "other_names": "other_names"}

    id: Id
    name: Line | None = None
    other_names: list[Line] = Field(default_factory=list)
    kind: Annotated[str, InList("organisation_kind")] | None = None
    seat: Country | None = None
    operates_in: list[Country] = Field(default_factory=list)
    registration: Line | None = None
    address: Line | None = None
    suspected: Annotated[str, InList("suspected")] | None = None
    note: Text | None = None

    @property
    def display(self) -> str:
        """The name as written, or an empty text."""
        return self.name or ""


class Involvement(Record):
    """What a person or organisation is in the case, and on what basis that is said."""

    model_config = ConfigDict(serialize_by_alias=True)
    plain_lists: ClassVar[dict[str, str]] = {"role": "roles", "roles": "roles"}

    id: Id | None = None
    who: Id
    capacity: Annotated[str, InList("involvement")] = Field(alias="as")
    roles: list[Annotated[str, InList("perpetrator_role")]] = Field(default_factory=list)
    basis: Annotated[str, InList("basis")] | None = None
    status: Annotated[str, InList("victim_status")] | None = None
    note: Text | None = None


class Relation(Record):
    """How two persons or organisations stand to each other."""

    id: Id | None = None
    source: Id = Field(alias="from")
    target: Id = Field(alias="to")
    kind: Annotated[str, InList("relation")]
    note: Text | None = None
