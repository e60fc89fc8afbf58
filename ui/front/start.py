"""What happens before the first visitor: the store is opened, a demonstration is filled, the way in is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from streamlit import config

from services import accounts, desk
from services import demo as demonstration
from services.errors import Refused
from ui.words import _


def prepare(*, demo: bool = False, data: Path | None = None) -> None:
    """Open the store that the process will serve; leave with a clear line where that cannot be.

    Args:
        demo: open the demonstration store, and fill it where it is empty.
        data: data folder; ``None`` leaves the choice to the environment.

    Raises:
        SystemExit: the store cannot be opened. Status 2.
    """
    if demo:
        os.environ["WAYLINK_DEMO"] = "1"
    if data is not None:
        os.environ["WAYLINK_DATA"] = str(data)
    try:
        at = desk.current()
        if at.demo:
            _fill(at)
    except Refused as error:
        print(f"waylink: {error.text(_)}", file=sys.stderr)
        raise SystemExit(2) from None


@asynccontextmanager
async def announced(_app: Any) -> AsyncIterator[dict[str, Any] | None]:
    """Print where the desk is served and how to get in, once the server is up."""
    at = desk.current()
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    address = config.get_option("server.address") or "localhost"
    host = "localhost" if address in ("127.0.0.1", "0.0.0.0", "::1") else address  # noqa: S104  -- compared, not bound
    print(f"Waylink is served at {scheme}://{host}:{config.get_option('server.port')}", file=sys.stderr)
    if at.demo:
        print(
            "Demonstration data. Choose a role there: investigator, prosecutor, supervisor or trainer.", file=sys.stderr
        )
    elif accounts.is_first_start(at):
        print(f"No accounts yet. One-time code for the first administrator: {accounts.first_code(at)}", file=sys.stderr)
    sys.stderr.flush()
    yield None


def _fill(at: desk.Desk) -> None:
    def progress(step: str, share: float = 0.0) -> None:
        print(f"  {share:4.0%} {step}", file=sys.stderr, flush=True)

    demonstration.fill(at, progress=progress)
