"""The ground of every record: how input is read, how absence is kept, how a fault is told without its value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

Missing = Literal["unknown", "not_asked", "refused"]
MISSING: tuple[Missing, ...] = ("unknown", "not_asked", "refused")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a document: where it is, what is wrong, how to mend it. Never the value itself.

    Attributes:
        path: place in the document, e.g. ``routes[0].stops[2].country``.
        reason: an English sentence (a message id for translation).
    """

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path or 'document'}: {self.reason}"


class InvalidDocument(ValueError):  # noqa: N818  -- it names what the caller holds
    """A document that cannot be taken. ``problems`` lists every fault that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems[:20]))


class Record(BaseModel):
    """Base of all parts of a case document.

    Three kinds of absence are three values: a field left out is unknown; ``"not_asked"`` and ``"refused"`` written in
    place of a value are moved to ``missing`` under the field's name, so that no reader mistakes them for data, and are
    written back in place by :meth:`to_plain`. Fields that are not known here are kept and never interpreted.
    """

    model_config = ConfigDict(
        extra="allow", populate_by_name=True, frozen=True, hide_input_in_errors=True, str_max_length=20_000
    )

    #: fields whose plain scalar form is read as a list of one, old name -> field name
    plain_lists: ClassVar[dict[str, str]] = {}

    missing: dict[str, Missing] = Field(default_factory=dict, description="Why a field has no value.")

    @model_validator(mode="before")
    @classmethod
    def _read_plain_forms(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        values = dict(data)
        missing = dict(values.get("missing") or {})
        for plain, name in cls.plain_lists.items():
            if plain in values and (plain == name or name not in values):
                value = values.pop(plain)
                values[name] = value if isinstance(value, list) or value in (None, *MISSING) else [value]
        for name, value in list(values.items()):
            if value is None:
                del values[name]
            elif isinstance(value, str) and value in ("not_asked", "refused"):
                missing[name] = cast(Missing, value)
                del values[name]
        if missing:
            values["missing"] = missing
        return values

    def to_plain(self) -> dict[str, Any]:
        """The record as the case document writes it: no empty fields, reasons of absence in place, aliases applied."""
        plain = self.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
        return cast(dict[str, Any], _tidy(plain))

    def unknown_fields(self) -> list[str]:
        """Names of fields that were kept but are not understood (``x_`` fields are the sender's own and not listed)."""
        return [name for name in (self.model_extra or {}) if not name.startswith("x_")]


def _tidy(value: Any) -> Any:
    if isinstance(value, dict):
        tidy = {name: _tidy(part) for name, part in value.items() if name != "missing"}
        tidy = {name: part for name, part in tidy.items() if part not in ({}, [], "")}
        for name, reason in (value.get("missing") or {}).items() if isinstance(value.get("missing"), dict) else ():
            tidy.setdefault(name, reason)
        return tidy
    if isinstance(value, list):
        return [_tidy(part) for part in value]
    return value


def problems_of(error: ValidationError, prefix: str = "") -> list[Problem]:
    """The faults of a pydantic error as paths and sentences, without any input value."""
    problems = []
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        path = prefix
        for step in fault["loc"]:
            path += f"[{step}]" if isinstance(step, int) else (f".{step}" if path else str(step))
        reason = fault["msg"].removeprefix("Value error, ")
        problems.append(Problem(path, reason))
    return problems
