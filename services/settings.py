"""Settings of the installation: few, each with a default that is safe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from records import Actor
from records.codes import country_codes
from services.desk import Desk
from services.errors import Refused
from services.words import LANGUAGES
from store import settings as stored

Check = Callable[[Any], Any]


def _country(value: Any) -> Any:
    code = str(value or "").strip().upper()
    if code and code not in country_codes():
        raise ValueError
    return code


def _line(value: Any) -> Any:
    text = " ".join(str(value or "").split())
    if len(text) > 300:
        raise ValueError
    return text


def _one_of(*allowed: str) -> Check:
    def check(value: Any) -> Any:
        if value not in allowed:
            raise ValueError
        return value

    return check


def _between(low: int, high: int) -> Check:
    def check(value: Any) -> Any:
        number = int(value)
        if isinstance(value, bool) or not low <= number <= high or number != float(value):
            raise ValueError
        return number

    return check


#: name -> (default, check, what is allowed)
SETTINGS: dict[str, tuple[Any, Check, str]] = {
    "own_country": ("", _country, "a two-letter country code such as KZ, or nothing"),
    "own_authority": ("", _line, "one line of up to 300 signs"),
    "language": ("en", _one_of(*LANGUAGES), "en, ru or ar"),
    "boundary_set": ("natural_earth", _one_of("natural_earth", "local"), "natural_earth or local"),
    "idle_minutes": (15, _between(5, 60), "a whole number from 5 to 60"),
    "retention_months": (36, _between(0, 600), "a whole number of months from 0 (no rule) to 600"),
    "backup_hours": (24, _between(0, 720), "a whole number of hours from 0 (none by itself) to 720"),
    "backup_keep": (14, _between(1, 400), "a whole number of backups from 1 to 400"),
    "session_hours": (8, _between(1, 12), "a whole number from 1 to 12"),
}


def get(desk: Desk, actor: Actor) -> dict[str, Any]:
    """All settings by name; those nobody changed have their default.

    Raises:
        Refused: ``not_allowed``.
    """
    with desk.read(actor) as reader:
        reader.require("settings.read")
        changed = stored.all_values(reader)
    return {name: changed.get(name, default) for name, (default, _, _) in SETTINGS.items()}


def value(desk: Desk, name: str) -> Any:
    """One setting, for the machinery itself (session limits)."""
    with desk.read(Actor("desk", "desk")) as reader:
        return stored.all_values(reader).get(name, SETTINGS[name][0])


def change(desk: Desk, actor: Actor, name: str, value: Any, reason: str = "") -> Any:
    """Change one setting; gives the value as it is kept.

    Raises:
        Refused: ``not_allowed``, ``unknown_setting``, ``bad_setting``.
    """
    if name not in SETTINGS:
        raise Refused("unknown_setting", "There is no setting with this name.")
    _, check, allowed = SETTINGS[name]
    try:
        kept = check(value)
    except (TypeError, ValueError, OverflowError):
        raise Refused("bad_setting", "This value does not fit; write {allowed}.", allowed=allowed) from None
    with desk.write(actor, reason) as tx:
        stored.put(tx, name, kept)
    return kept
