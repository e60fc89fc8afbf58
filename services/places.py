"""Place names: what they resolve to, and building the full list of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services import _geo
from services.desk import Desk, Progress

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.gazetteer import Gazetteer
    from geodata.places import PlaceHit


def resolve(
    desk: Desk, text: str, country: str | None = None, mode: str | None = None, limit: int = 5
) -> list[PlaceHit]:
    """Candidates for a place name, best first.

    Args:
        desk: the installation.
        text: the name as written, in any script.
        country: ISO 3166-1 code where it is known; it decides between places of one name.
        mode: how one arrived there; ``air`` lets airport codes speak.
        limit: most candidates.
    """
    return _geo.resolve(desk.gazetteer, text, country, mode, limit)


def opened(folder: Path, progress: Progress | None = None) -> Gazetteer:
    """The full list of places of a data folder, without a store; built at first use, in half a minute or so.

    Args:
        folder: the data folder; ``WAYLINK_PLACES`` names another one for the list.
        progress: told a message id and the share done.
    """
    return _geo.open_full(folder, progress)


def build_full(desk: Desk, progress: Progress | None = None) -> None:
    """Build the full list of places in the data folder (some seconds), and use it from then on."""
    _geo.build_full(desk.folder, progress)
    desk.forget_gazetteer()
