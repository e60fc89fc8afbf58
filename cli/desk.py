"""Opening what a command needs: the desk, a case by reference or file, the places alone."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.show import fail

if TYPE_CHECKING:
    from records import Actor, CaseDocument
    from services.desk import Desk

_MOST = 20 * 1024 * 1024


def folder(context: click.Context) -> Path:
    """The data folder that the options or the environment name."""
    from services.desk import data_folder

    chosen: dict[str, Any] = context.obj
    if chosen["data"]:
        return Path(chosen["data"]) / "demonstration" if chosen["demo"] else Path(chosen["data"])
    return data_folder(chosen["demo"])


def desk(context: click.Context) -> Desk:
    """The open installation; it is closed when the command ends."""
    from services.desk import open_desk

    made = open_desk(folder(context), demo=context.obj["demo"], ask=ask if sys.stdin.isatty() else None)
    context.call_on_close(made.close)
    return made


def ask(question: str) -> str:
    """Ask the person at the terminal for a secret, which is not shown; Enter alone goes on without."""
    return str(click.prompt(question, default="", hide_input=True, show_default=False, err=True))


def actor() -> Actor:
    """The person at this machine."""
    from services.accounts import local_actor

    return local_actor()


def file_bytes(path: str) -> bytes:
    """A file's content; a folder, a missing or an overlong file ends the command with a sentence."""
    file = Path(path)
    if not file.is_file():
        fail(f"{path}: there is no such file. Check the path.")
    if file.stat().st_size > _MOST:
        fail(f"{path}: larger than 20 MB. Split the file.")
    try:
        return file.read_bytes()
    except OSError:
        fail(f"{path}: cannot be read. Check the rights on it.")
        raise


def json_file(path: str) -> Any:
    """Parsed JSON of a file; a fault names the line."""
    data = file_bytes(path)
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        fail(f"{path}: not UTF-8 text. Save the file as UTF-8.")
    except json.JSONDecodeError as error:
        fail(f"{path}: line {error.lineno}, column {error.colno}: not valid JSON. The file may be cut off.")
    except RecursionError:
        fail(f"{path}: nested too deeply.")


def document(path: str) -> CaseDocument:
    """The case document in a file."""
    from records import load_document

    return load_document(json_file(path))


def is_file(text: str) -> bool:
    """Whether an argument means a file rather than a reference."""
    return text.endswith(".json") or "/" in text or Path(text).is_file()
