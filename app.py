"""Waylink's front door. ``uv run app.py [--demo] [--port N] [--data FOLDER]`` serves the desk on this machine."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.front import safe_errors, start, unix_socket
from ui.front.gate import Gate
from ui.front.routes import routes

safe_errors.install()
app = st.App(
    Path(__file__).resolve().parent / "ui" / "frame.py",
    routes=routes(),
    middleware=[Middleware(Gate)],
    lifespan=start.announced,
    on_script_error=safe_errors.on_script_error,
)


def main() -> None:
    """Read the command line, make the store ready, serve."""
    reader = argparse.ArgumentParser(prog="app.py", description="Serve Waylink on this machine.")
    reader.add_argument("--demo", action="store_true", help="open the demonstration store and fill it on first use")
    reader.add_argument("--port", type=int, default=8501, help="port to listen on (default: 8501)")
    reader.add_argument("--address", default="127.0.0.1", help="address to listen on (default: this machine only)")
    reader.add_argument("--socket", type=Path, help="unix socket to serve on, for a reverse proxy, in place of a port")
    reader.add_argument("--data", type=Path, help="data folder (default: WAYLINK_DATA, else the user's own)")
    choices = reader.parse_args()
    start.prepare(demo=choices.demo, data=choices.data and choices.data.absolute())
    if choices.socket:
        place = choices.socket.absolute()
        os.chdir(Path(__file__).resolve().parent)  # where Streamlit looks for its settings
        unix_socket.serve(app, place)
        return
    app.run(config={"server.port": choices.port, "server.address": choices.address})


if __name__ == "__main__":
    main()
