"""The services' way to the geodata room. It is imported at first use: signing in needs no map."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from records.route import Location

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.places import PlaceHit

Progress = Callable[[str, float], None]


def open_gazetteer(folder: Path, progress: Progress | None = None) -> Gazetteer:
    """The full list of places where it has been built in this folder, else the small one."""
    from geodata import gazetteer

    return gazetteer.Gazetteer.open(gazetteer.ensure(_places_folder(folder), "small", progress))


def open_full(folder: Path, progress: Progress | None = None) -> Gazetteer:
    """The full list of places, built where there is none; with ``WAYLINK_PLACES_SIZE=small`` the small one does."""
    from geodata import gazetteer

    size: gazetteer.Size = "small" if os.environ.get("WAYLINK_PLACES_SIZE") == "small" else "full"
    return gazetteer.Gazetteer.open(gazetteer.ensure(_places_folder(folder), size, progress))


def build_full(folder: Path, progress: Progress | None = None) -> Path:
    """Build the full list of places in this folder."""
    from geodata import gazetteer

    return gazetteer.ensure(_places_folder(folder), "full", progress)


def _places_folder(folder: Path) -> Path:
    named = os.environ.get("WAYLINK_PLACES")
    return Path(named).expanduser() if named else folder


def resolve(gazetteer: Gazetteer, text: str, country: str | None, mode: str | None, limit: int) -> list[PlaceHit]:
    """Candidates for a place name, best first."""
    from geodata import places

    return places.resolve(gazetteer, text, country=country, mode=mode, limit=limit)


def settle(hits: list[PlaceHit]) -> PlaceHit | None:
    """The one candidate that may be taken without asking; ``None`` where a person must choose."""
    from geodata import places

    return places.settle(hits)


def country_location(iso2: str) -> Location | None:
    """The middle of a country, for a stop of which no more is known."""
    from geodata import countries

    found = countries.get(iso2)
    if found is None or found.lat is None or found.lon is None:
        return None
    return Location.model_validate(
        {
            "name": countries.name(iso2), "lat": found.lat, "lon": found.lon, "precision": "country",
            "method": "country", "place_id": f"country:{iso2}",
        }
    )  # fmt: skip


def location(hit: PlaceHit, confirmed_by: str | None = None) -> Location:
    """A candidate as a stop keeps it."""
    return Location.model_validate(
        {
            "name": hit.name, "lat": hit.lat, "lon": hit.lon, "precision": hit.precision or "place",
            "method": hit.method, "place_id": None if hit.place_id is None else str(hit.place_id),
            "admin1": hit.admin1 or None, "confirmed_by": confirmed_by,
        }
    )  # fmt: skip
