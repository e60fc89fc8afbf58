"""What happens before the first visitor: the store is opened, a demonstration is filled, the way in is printed."""

from __future__ import annotations

import asyncio
import getpass
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from streamlit import config

from services import accounts, desk, upkeep
from services import demo as demonstration
from services.errors import Refused
from ui.front import logs, steady_memory, unix_socket
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
        at = desk.current(_ask if sys.stdin.isatty() else None)
        if at.demo:
            _fill(at)
    except Refused as error:
        print(f"waylink: {error.text(_)}", file=sys.stderr)
        raise SystemExit(2) from None


@asynccontextmanager
async def announced(_app: Any) -> AsyncIterator[dict[str, Any] | None]:
    """Print where the desk is served and how to get in, once the server is up."""
    logs.install()
    at = desk.current()
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    address = config.get_option("server.address") or "localhost"
    host = "localhost" if address in ("127.0.0.1", "0.0.0.0", "::1") else address  # noqa: S104  -- compared, not bound
    at_port = f"at {scheme}://{host}:{config.get_option('server.port')}"
    print(f"Waylink is served {'on its unix socket' if unix_socket.serving() else at_port}", file=sys.stderr)
    if at.demo:
        print(
            "Demonstration data. Choose a role there: investigator, prosecutor, supervisor or trainer.", file=sys.stderr
        )
    elif accounts.is_first_start(at):
        print(f"No accounts yet. One-time code for the first administrator: {accounts.first_code(at)}", file=sys.stderr)
    sys.stderr.flush()
    keeper = upkeep.Upkeep(at, _say)
    keeper.start()
    frozen = asyncio.create_task(steady_memory.keep())
    try:
        yield None
    finally:
        frozen.cancel()
        keeper.stop()


def _say(line: str) -> None:
    logging.getLogger("waylink").info("%s", line)


def _ask(question: str) -> str:
    return getpass.getpass(f"{question} (Enter to go on without): ")


def _fill(at: desk.Desk) -> None:
    def progress(step: str, share: float = 0.0) -> None:
        print(f"  {share:4.0%} {step}", file=sys.stderr, flush=True)

    demonstration.fill(at, progress=progress)
