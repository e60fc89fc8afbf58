"""Who signs the log's head, and the second place where signed heads are kept."""

from __future__ import annotations

import os
from pathlib import Path

from services._keyring import config_folder
from store import keys
from store.checkpoints import Witness
from store.errors import StoreError


def witness_for(folder: Path, demo: bool) -> Witness | None:
    """The witness of an installation; ``None`` where its key can be neither read nor made (``waylink doctor`` says so).

    The key is the installation's own and lies beside the store's, never in the data folder; a demonstration keeps both
    beside the store.
    """
    try:
        place = (folder / "waylink.sign") if demo else signing_file()
        seed = keys.from_file(place) if place.exists() else keys.make_file(place)
    except (StoreError, OSError):
        return None
    return Witness(seed, second_place(folder, demo))


def signing_file() -> Path:
    """Where the signing key lies: ``WAYLINK_SIGNING_KEY_FILE``, else the user's configuration folder."""
    named = os.environ.get("WAYLINK_SIGNING_KEY_FILE")
    return Path(named).expanduser() if named else config_folder() / "keys" / "signing.key"


def second_place(folder: Path, demo: bool) -> Path:
    """The file that signed heads are added to: in the folder ``WAYLINK_CHECKPOINTS``, else beside the keys."""
    if demo:
        return folder / "waylink.heads"
    named = os.environ.get("WAYLINK_CHECKPOINTS")
    return (Path(named).expanduser() if named else config_folder()) / "waylink.heads"
