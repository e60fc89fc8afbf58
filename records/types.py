"""Annotated types that the records share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from records import dates
from records.codes import check_country, read_country


def _date_text(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("not a date; write 2025-09-03, 2025-09, 2025, 1998~ (about) or 2010-21 (spring)")
    return str(value) if isinstance(value, int) else value


def _checked_date(value: str) -> str:
    return dates.parse(value).text


def _local_id(value: str) -> str:
    if not value or any(sign.isspace() for sign in value) or "/" in value:
        raise ValueError("an id is one word without spaces or slashes, e.g. p1")
    return value


Country = Annotated[str, BeforeValidator(read_country), AfterValidator(check_country), Field(examples=["UZ"])]
Edtf = Annotated[str, BeforeValidator(_date_text), AfterValidator(_checked_date), Field(examples=["2025-09", "1998~"])]
Id = Annotated[str, AfterValidator(_local_id), Field(max_length=80)]
Line = Annotated[str, Field(max_length=500)]
Text = Annotated[str, Field(max_length=20_000)]
