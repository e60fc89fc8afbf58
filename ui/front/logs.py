"""The server's log as one JSON object a line (``WAYLINK_LOG=json``), for a machine that collects logs.

A line has time, level, where it comes from and a message: incident numbers, places in the code, opaque ids. Exceptions'
own texts never reach it; ``safe_errors`` takes them out of every record first.
"""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """One object a line; line ends and control signs inside the message are escaped by JSON itself."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        return json.dumps(line, ensure_ascii=True)


def wanted() -> bool:
    """Whether the environment asks for JSON lines."""
    return os.environ.get("WAYLINK_LOG", "") == "json"


def install() -> None:
    """Give every handler of this process the format, where it is asked for; call it once the server's own are there."""
    if not wanted():
        return
    names = [name for name, made in logging.root.manager.loggerDict.items() if isinstance(made, logging.Logger)]
    for logger in (logging.root, *(logging.getLogger(name) for name in names)):
        for handler in logger.handlers:
            handler.setFormatter(JsonLines())
