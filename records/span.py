"""A number that may be a range or an estimate: how many persons, how much money."""

from __future__ import annotations

from typing import Any

from pydantic import model_validator

from records.base import Record


class Span(Record):
    """From ``min`` to ``max``, both inclusive; either may be open. A plain number is read as both."""

    min: int | float | None = None
    max: int | float | None = None
    about: bool = False

    @model_validator(mode="before")
    @classmethod
    def _read_number(cls, data: Any) -> Any:
        if isinstance(data, bool):
            raise ValueError('write a number or {"min": …, "max": …}')
        return {"min": data, "max": data} if isinstance(data, int | float) else data

    @model_validator(mode="after")
    def _ordered(self) -> Span:
        if (self.min is not None and self.min < 0) or (self.max is not None and self.max < 0):
            raise ValueError("the number is below zero")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("min is larger than max")
        return self
