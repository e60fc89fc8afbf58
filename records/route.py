"""Routes: the itinerary of a group of persons."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from records.base import Record
from records.codes import InList
from records.span import Span
from records.types import Country, Edtf, Id, Line, Text


class Location(Record):
    """Where a stop's place text was resolved to.

    ``lat`` and ``lon`` are WGS 84 degrees of a place's centroid, never an address. ``confirmed_by`` is set where a
    person chose the candidate; without it the hit was exact.
    """

    name: Line
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    precision: Literal["exact", "place", "admin1", "country"] = "place"
    method: Line | None = None
    place_id: Line | None = None
    admin1: Line | None = None
    confirmed_by: Line | None = None


class Stop(Record):
    """One place of a route. Mode, crossing, carrier and documents describe the leg that arrives here."""

    plain_lists: ClassVar[dict[str, str]] = {
        "mode": "modes",
        "modes": "modes",
        "acts": "acts",
        "who": "who",
        "documents": "documents",
    }

    id: Id
    role: Annotated[str, InList("stop_role")] | None = None
    place: Line | None = None
    country: Country | None = None
    date: Edtf | None = None
    status: Annotated[str, InList("stop_status")] | None = None
    modes: list[Annotated[str, InList("mode")]] = Field(default_factory=list)
    crossing: Annotated[str, InList("crossing")] | None = None
    carrier: Line | None = None
    via: Line | None = Field(default=None, description="Border point of the leg that arrives here.")
    airside_only: bool = False
    acts: list[Annotated[str, InList("act")]] = Field(default_factory=list)
    who: list[Id] = Field(default_factory=list, description="Who acted here.")
    documents: list[Id] = Field(default_factory=list, description="Identifiers shown on the leg that arrives here.")
    cost: Span | None = None
    currency: Line | None = None
    location: Location | None = None
    note: Text | None = None


class Joins(Record):
    """From here on the travellers share the rest of another route, from the stop ``at``."""

    route: Id
    at: Id


class Route(Record):
    """Stops in order, or a set without order."""

    plain_lists: ClassVar[dict[str, str]] = {"travellers": "travellers", "traveller": "travellers"}

    id: Id
    travellers: list[Id] = Field(default_factory=list)
    ordered: bool = True
    variant_of: Id | None = None
    joins: Joins | None = None
    stops: list[Stop] = Field(default_factory=list)
    note: Text | None = None
