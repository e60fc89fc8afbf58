"""Serving on a unix socket that only the reverse proxy's group can open: then its word on who is there counts.

Streamlit's own runner knows network ports only; the app is handed to uvicorn the way its documentation names.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import uvicorn
from streamlit import config

_serving = False


def serving() -> bool:
    """Whether this process is reached over a unix socket alone."""
    return _serving


def serve(app: Any, path: Path) -> None:
    """Serve until the process is told to stop.

    Args:
        app: the ``st.App``.
        path: of the socket; owner and group may open it, nobody else. A socket that an earlier run left is replaced.

    Raises:
        OSError: the socket cannot be made, or there is something else at its place.
    """
    global _serving
    path = path.absolute()
    if path.is_socket():
        path.unlink()
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o117)
    try:
        listening.bind(str(path))
    finally:
        os.umask(before)
    _serving = True
    settings = uvicorn.Config(
        app, access_log=False, log_level="warning", use_colors=False, ws_ping_interval=30, ws_ping_timeout=30,
        ws_max_size=int(config.get_option("server.maxMessageSize")) * 1024 * 1024,
        # Only the proxy reaches the socket, so what it says about TLS and the address counts.
        proxy_headers=True, forwarded_allow_ips="*",
    )  # fmt: skip
    try:
        uvicorn.Server(settings).run(sockets=[listening])
    finally:
        listening.close()
        path.unlink(missing_ok=True)
