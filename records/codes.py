"""Code lists as data: which codes exist, whether a list is closed, the English label of each (a message id)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

_FILE = Path(__file__).parent / "data" / "codes.json"


@dataclass(frozen=True, slots=True)
class CodeList:
    """One list of codes.

    Attributes:
        name: the list's name.
        source: where the codes come from.
        closed: an unknown code is refused; in an open list it is kept as given.
        labels: code -> English label.
    """

    name: str
    source: str
    closed: bool
    labels: dict[str, str]


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def code_lists() -> dict[str, CodeList]:
    """All lists by name."""
    return {
        name: CodeList(name, entry["source"], entry["closed"], entry["codes"])
        for name, entry in _file()["lists"].items()
    }


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes, and XK."""
    return frozenset(_file()["countries"])


def label(list_name: str, code: str) -> str:
    """English label of a code (a message id); the code itself where the list is open and does not know it."""
    return code_lists()[list_name].labels.get(code, code)


@lru_cache(maxsize=200)
def _folded(list_name: str) -> dict[str, str]:
    return {_fold(code): code for code in code_lists()[list_name].labels}


def _fold(code: str) -> str:
    return code.strip().replace(" ", "").replace("_", "").casefold()


def read_code(list_name: str, value: Any) -> Any:
    """The code as the list spells it: spaces, underscores and case are free; an unknown code stays as given."""
    if isinstance(value, bool) and list_name == "suspected":
        return "yes" if value else "no"
    if not isinstance(value, str):
        return value
    return _folded(list_name).get(_fold(value), value.strip())


def check_code(list_name: str, value: str) -> str:
    """Refuse a code that a closed list does not have.

    Raises:
        ValueError: names the list and its codes, not the value.
    """
    codes = code_lists()[list_name]
    if codes.closed and value not in codes.labels:
        raise ValueError(f"not a code of the list '{list_name}'; allowed: {', '.join(codes.labels)}")
    return value


@dataclass(frozen=True, slots=True)
class InList:
    """Marks a string field as a code of one list: ``Annotated[str, InList("mode")]``."""

    name: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = core_schema.no_info_after_validator_function(
            lambda value: check_code(self.name, value), handler(source)
        )
        return core_schema.no_info_before_validator_function(lambda value: read_code(self.name, value), inner)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        codes = code_lists()[self.name]
        written = {"type": "string"} | {"enum" if codes.closed else "examples": list(codes.labels)}
        return written


def read_country(value: Any) -> Any:
    """Upper-case two-letter code."""
    return value.strip().upper() if isinstance(value, str) else value


def check_country(value: str) -> str:
    """Refuse what is not a country or area code.

    Raises:
        ValueError: the message does not repeat the value.
    """
    if value not in country_codes():
        raise ValueError("unknown country; write an ISO 3166-1 two-letter code such as UZ (XK for Kosovo)")
    return value
