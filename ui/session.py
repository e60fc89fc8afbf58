"""Typed names for what is remembered while a person is signed in. Nothing else touches ``st.session_state``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

import streamlit as st

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    """One remembered value.

    Attributes:
        name: its name in the session; also usable as a widget's ``key``.
        default: what :meth:`get` gives before anything was set.
    """

    name: str
    default: T

    def get(self) -> T:
        """The value, or the default."""
        return cast(T, st.session_state.get(self.name, self.default))

    def set(self, value: T) -> None:
        """Remember a value until the session ends."""
        st.session_state[self.name] = value

    def clear(self) -> None:
        """Forget the value."""
        st.session_state.pop(self.name, None)

    def take(self) -> T:
        """The value, forgotten as it is given: for what is shown once."""
        return cast(T, st.session_state.pop(self.name, self.default))


#: interface language; empty until the person chose one
LANGUAGE: Key[str] = Key("language", "")
#: opaque id of the case last opened; a deep link sets it
CASE: Key[str | None] = Key("case", None)
#: opaque id of the pair under review
MATCH: Key[int | str | None] = Key("match", None)
#: corridor chosen on the routes page
CORRIDOR: Key[str | None] = Key("corridor", None)
#: corridor of the table row that was marked when the page last ran: a mark that stays is no new choice
MARKED: Key[str] = Key("corridor_marked", "")
#: State that a letter is written to
STATE: Key[str | None] = Key("state_of_letter", None)
#: number of the letter that is open
LETTER: Key[str | None] = Key("letter", None)
#: the last service result that a page keeps showing after the run that made it (a report, a reference)
RESULT: Key[Any] = Key("result", None)

#: the worklist of States with the stamp under which it was made, so that a filter does not go through all cases again
NOT_TOLD: Key[tuple[str, Any] | None] = Key("not_told_made", None)

_DEEP_LINKS = ("case", "match", "corridor", "state", "record", "letter")


def deep_link(name: str) -> str | None:
    """The value of one allowed key in the address, at most 60 plain characters; anything else is not there.

    Args:
        name: one of ``case``, ``match``, ``corridor``, ``state``, ``record``, ``letter``.

    Raises:
        ValueError: the key is not one that the address may carry.
    """
    if name not in _DEEP_LINKS:
        raise ValueError(f"the address carries {', '.join(_DEEP_LINKS)}, not '{name}'")
    value = st.query_params.get(name)
    if value is None or len(value) > 60 or not all(char.isalnum() or char in "-_/.:>" for char in value):
        return None
    return value


#: what the address of the routes page may carry beside the deep links: codes, months, a point of view; never a name
_VIEW_KEYS = (
    "role", "state", "purpose", "mode", "status", "age", "gender", "handling", "submission", "from", "to", "level",
    "weight", "show", "at",
)  # fmt: skip
_MOST_IN_ADDRESS = 400


def view_value(name: str) -> str | None:
    """A part of the view that the address carries, at most 400 plain characters; anything else is not there.

    Raises:
        ValueError: the key is not one that the address may carry.
    """
    if name not in _VIEW_KEYS:
        raise ValueError(f"the address carries {', '.join(_VIEW_KEYS)}, not '{name}'")
    value = st.query_params.get(name)
    if not value or len(value) > _MOST_IN_ADDRESS or not all(char.isalnum() or char in "-_.,:+" for char in value):
        return None
    return value


def from_address(key: str, name: str, allowed: list[str]) -> None:
    """Set a widget that has no value yet to the codes in the address; a code that is not allowed is left out."""
    if key in st.session_state or not (value := view_value(name)):
        return
    if chosen := [code for code in value.split(",") if code in allowed]:
        st.session_state[key] = chosen


def to_address(name: str, codes: list[str]) -> None:
    """Let the address carry codes, or take them out of it; what grows too long stays out.

    Raises:
        ValueError: the key is not one that the address may carry.
    """
    if name not in _VIEW_KEYS:
        raise ValueError(f"the address carries {', '.join(_VIEW_KEYS)}, not '{name}'")
    text = ",".join(codes)
    if not text or len(text) > _MOST_IN_ADDRESS:
        if name in st.query_params:
            del st.query_params[name]
    elif st.query_params.get(name) != text:
        st.query_params[name] = text


def one_from_address(key: str, name: str, allowed: list[str]) -> None:
    """Set a widget of one choice that has no value yet to the code in the address, where it is allowed."""
    if key not in st.session_state and (value := view_value(name)) in allowed:
        st.session_state[key] = value


def corridor_to_address(key: str) -> None:
    """Let the address carry the chosen corridor's opaque key, or take it out."""
    if key and st.query_params.get("corridor") != key:
        st.query_params["corridor"] = key
    elif not key and "corridor" in st.query_params:
        del st.query_params["corridor"]
