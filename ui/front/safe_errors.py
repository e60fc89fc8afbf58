"""Errors that a person or a log may see: an incident number and a place in the code, never a value.

Exception messages are written by libraries that quote what they were given: names, numbers, whole rows.
"""

from __future__ import annotations

import logging
import secrets
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

import streamlit as st

from services.errors import Refused
from ui import look
from ui.text import plain
from ui.words import _

_log = logging.getLogger("waylink")
_make_record = logging.getLogRecordFactory()
# Without the look-alikes of the Crockford alphabet, so that the number can be read out over a telephone.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def incident_number() -> str:
    """A short random number that ties what a person saw to a line in the log."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _i in range(4)) for _j in range(2))


def place(error: BaseException) -> str:
    """Kind of an exception and where it arose: ``KeyError at cases.py:41 in listing``. No message.

    Args:
        error: any exception; the causes it wraps are followed.
    """
    parts: list[str] = []
    current: BaseException | None = error
    while current is not None and len(parts) < 4:
        frames = traceback.extract_tb(current.__traceback__)
        last = " < ".join(
            f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} in {frame.name}" for frame in reversed(frames[-4:])
        )
        parts.append(f"{type(current).__name__} at {last or 'unknown place'}")
        current = current.__cause__ or current.__context__
    return "; from ".join(parts)


def on_script_error(error: Exception) -> bool:
    """Show what a person can use, and keep the default display away.

    Args:
        error: what a page did not catch.

    Returns:
        ``True``: the display is ours.
    """
    if isinstance(error, Refused):
        look.refused(error)
        return True
    number = incident_number()
    _log.error("incident %s: %s", number, place(error))
    st.error(
        _("Something went wrong and nothing was saved by this step. Incident {number}.", number=plain(number))
        + " "
        + _("Try again; if it stays, tell your administrator this number."),
        icon=":material/error:",
    )
    return True


def install() -> None:
    """Keep exception messages out of every log of this process, and out of what threads print when they die."""
    logging.setLogRecordFactory(_record)
    if not any(isinstance(handler, logging.StreamHandler) for handler in _log.handlers):
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        _log.addHandler(handler)
        _log.setLevel(logging.INFO)
        _log.propagate = False
    sys.excepthook = _excepthook
    threading.excepthook = lambda args: _excepthook(args.exc_type, args.exc_value, args.exc_traceback)


def _record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = _make_record(*args, **kwargs)
    if isinstance(record.args, tuple):
        record.args = tuple(place(part) if isinstance(part, BaseException) else part for part in record.args)
    if isinstance(record.msg, BaseException):
        record.msg = place(record.msg)
    if record.exc_info:
        error = record.exc_info[1]
        record.exc_info, record.exc_text = None, None
        if error is not None:
            record.msg = f"{record.getMessage()} [{place(error)}]".replace("%", "%%") if record.args else record.msg
            record.args = ()
            if place(error) not in str(record.msg):
                record.msg = f"{record.msg} [{place(error)}]"
    return record


def _excepthook(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if error is None or issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error or kind(), trace)
        return
    print(f"waylink stopped: {place(error)}", file=sys.stderr)
