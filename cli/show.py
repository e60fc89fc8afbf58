"""How the command line prints: a table for people, or JSON, one object a line."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click


def out(text: str = "") -> None:
    """A line on standard output, in UTF-8 whatever the locale says."""
    click.echo(text)


def as_json(value: Any) -> None:
    """One object on one line."""
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """An aligned table; control and direction marks in cells are not printed."""
    cells = [[clean(value) for value in row] for row in rows]
    widths = [max([_width(heading), *(_width(row[at]) for row in cells)]) for at, heading in enumerate(headings)]
    for row in [list(headings), ["-" * width for width in widths], *cells]:
        out("  ".join(value + " " * (width - _width(value)) for value, width in zip(row, widths, strict=True)).rstrip())


def clean(value: object) -> str:
    """Text for a terminal: no control characters, no direction marks."""
    text = "–" if value in (None, "") else str(value)
    return "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.category(sign) in ("Mn", "Me") for sign in text)


def translate(text: str) -> str:
    """The command line speaks English; the messages are the catalogue's own ids."""
    return text


@contextmanager
def told() -> Iterator[None]:
    """Refusals become a sentence on standard error and exit code 2; nobody sees a traceback."""
    from records import InvalidDocument
    from services.errors import Refused

    try:
        yield
    except Refused as refusal:
        fail(refusal.text(translate))
    except InvalidDocument as refusal:
        for problem in refusal.problems[:20]:
            click.echo(f"waylink: {problem}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo("waylink: stopped; what was not finished was not saved.", err=True)
        sys.exit(130)


def fail(text: str) -> None:
    """Say what is wrong and end with exit code 2."""
    click.echo(f"waylink: {text}", err=True)
    sys.exit(2)


def progress(quiet: bool) -> Callable[[str, float], None]:
    """Steps on standard error, one line each; none where quiet or not a terminal."""
    last: list[str] = []

    def tell(what: str, _share: float) -> None:
        if not quiet and sys.stderr.isatty() and (not last or last[-1] != what):
            last.append(what)
            click.echo(f"{what} …", err=True)

    return tell
