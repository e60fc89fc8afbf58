"""A case (TIP event) as its own office describes it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from records.base import Record
from records.codes import InList
from records.types import Edtf, Line, Text


class Case(Record):
    """Reference, status of proceedings, acts, means and purposes."""

    plain_lists: ClassVar[dict[str, str]] = {
        name: name
        for name in (
            "status",
            "acts",
            "means",
            "purposes",
            "purposes_suspected",
            "methods_of_control",
            "other_offences",
        )
    }

    reference: Line | None = None
    title: Line | None = None
    summary: Text | None = None
    status: list[Annotated[str, InList("proceedings_status")]] = Field(default_factory=list)
    detected: Edtf | None = None
    sector: Annotated[str, InList("sector")] | None = None
    acts: list[Annotated[str, InList("act")]] = Field(default_factory=list)
    means: list[Annotated[str, InList("means")]] = Field(default_factory=list)
    purposes: list[Annotated[str, InList("purpose")]] = Field(default_factory=list)
    purposes_suspected: list[Annotated[str, InList("purpose")]] = Field(default_factory=list)
    methods_of_control: list[Annotated[str, InList("method_of_control")]] = Field(default_factory=list)
    other_offences: list[Line] = Field(default_factory=list)
    titles: dict[str, Line] = Field(default_factory=dict, description="Title in other languages, by language code.")
    summaries: dict[str, Text] = Field(
        default_factory=dict, description="Summary in other languages, by language code."
    )
