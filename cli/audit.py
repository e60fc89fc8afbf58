"""``waylink audit``: the log, for those whose work it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli import desk, show
from cli.cases import as_json

if TYPE_CHECKING:
    from services.audit import Filter


@click.group("audit")
def audit() -> None:
    """The log: list, verify, head, export."""


def filters(command: Any) -> Any:
    """The options that choose lines."""
    for option in (
        click.option("--until", metavar="DAY", help="Last day, e.g. 2026-11-24 (UTC)."),
        click.option("--since", metavar="DAY", help="First day."),
        click.option("--object", "object_id", metavar="ID", help="Lines about a case, submission, account …"),
        click.option("--person", metavar="ACCOUNT", help="Lines of one account."),
        click.option("--action", metavar="CODE", help="Lines of one action, e.g. case.name_revealed."),
    ):
        command = option(command)
    return command


def _wanted(limit: int, **told: str | None) -> Filter:
    from services.audit import Filter
    from services.retention import read_day

    first, last = (read_day(told[name] or "") if told[name] else None for name in ("since", "until"))
    return Filter(told["action"], told["person"], told["object_id"], first, last, limit)


@audit.command("list")
@filters
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 50_000))
@as_json
@click.pass_context
def list_lines(context: click.Context, /, limit: int, as_json: bool, **told: Any) -> None:
    """Lines of the log, newest first."""
    with show.told():
        from services import audit as log

        rows = log.listing(desk.desk(context), desk.actor(), _wanted(limit, **told))
        for row in rows if as_json else ():
            show.as_json({"line": row.seq, "at": row.at.isoformat(), "actor": row.actor, "role": row.role,
                          "action": row.action, "objects": list(row.objects), "reason": row.reason,
                          "detail": dict(row.detail)})  # fmt: skip
        if not as_json:
            table = [[row.seq, f"{row.at:%Y-%m-%d %H:%M}", row.actor, row.action, " ".join(row.objects), row.reason]
                     for row in rows]  # fmt: skip
            show.table(["line", "when (UTC)", "who", "what", "about", "reason"], table)


@audit.command("verify")
@click.option("--heads", metavar="FILE", help="Signed heads kept in a second place; default: the installation's own.")
@as_json
@click.pass_context
def verify(context: click.Context, heads: str | None, as_json: bool) -> None:
    """Read the whole log and compare it with every signed head. Exit code 1 names the first wrong line."""
    with show.told():
        from services import audit as log

        if heads and not Path(heads).is_file():
            show.fail(f"{heads}: there is no such file.")
        found = log.verify(desk.desk(context), desk.actor(), Path(heads) if heads else None)
        if as_json:
            show.as_json({"ok": found.first_bad is None, "lines": found.lines, "head": found.head,
                          "signed_heads": found.checkpoints, "in_second_place": found.second, "lost": found.lost,
                          "first_bad": found.first_bad, "reason": found.reason})  # fmt: skip
        elif found.first_bad is None:
            show.out(f"The log is whole: {found.lines} lines, {found.checkpoints} signed heads agree "
                     f"({found.second} of them kept in the second place). Head: {found.head}")  # fmt: skip
            if found.lost:
                show.out(f"A backup was taken back: {found.lost} later lines, known from signed heads, are not in it.")
            if not found.second:
                show.out("No head is kept in a second place: a log that was cut off or written anew could not be told.")
        else:
            click.echo("waylink: " + log.WRONG[found.reason].format(seq=found.first_bad), err=True)
            click.echo("waylink: Keep a copy of the data folder as it is and tell the supervisor.", err=True)
        if found.first_bad is not None:
            sys.exit(1)


@audit.command("head")
@as_json
@click.pass_context
def head(context: click.Context, as_json: bool) -> None:
    """Print the number and hash of the last line, to be kept elsewhere; signs it."""
    with show.told():
        from services import audit as log

        at = desk.desk(context)
        at.store.sign_now()
        found = log.head(at, desk.actor())
        if as_json:
            show.as_json({"line": found.seq, "hash": found.hash, "at": found.at.isoformat()})
            return
        show.out(f"{found.at:%Y-%m-%d %H:%M} UTC: line {found.seq}, {found.hash}")


@audit.command("export")
@click.argument("file")
@filters
@click.pass_context
def export(context: click.Context, /, file: str, **told: Any) -> None:
    """Write lines of the log to a CSV file; the export is itself logged."""
    with show.told():
        from services import audit as log

        if Path(file).exists():
            show.fail(f"{file}: there is already a file with this name.")
        _, data = log.export(desk.desk(context), desk.actor(), _wanted(1, **told))
        try:
            Path(file).write_bytes(data)
        except OSError:
            show.fail(f"{file}: cannot be written. Check the folder and its rights.")
        show.out(file)
