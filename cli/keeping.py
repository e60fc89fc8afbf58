"""``waylink backup``, ``restore``, ``retention``, ``purge``: what is kept, for how long, and how it comes back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli import desk, show
from cli.cases import as_json


@click.command("backup")
@click.option("--to", "target", metavar="FOLDER", help="Folder to make; default: a dated one in WAYLINK_BACKUPS.")
@click.option("--list", "listed", is_flag=True, help="List the backups there are, and make none.")
@as_json
@click.pass_context
def backup(context: click.Context, target: str | None, listed: bool, as_json: bool) -> None:
    """Write a backup, open it, compare it with the store, sign the list of what it holds."""
    with show.told():
        from services import backup as keeping

        if listed:
            found = keeping.listing(desk.folder(context))
            for one in found if as_json else ():
                show.as_json({"folder": str(one.folder), "at": one.made.at, "cases": one.made.counts.get("case_file")})
            if not as_json:
                rows = [[one.made.at, one.made.counts.get("case_file"), one.folder] for one in found]
                show.table(["when (UTC)", "cases", "folder"], rows)
            return
        made = keeping.make(desk.desk(context), desk.actor(), Path(target) if target else None, "command line")
        if as_json:
            show.as_json({"folder": str(made.folder), "at": made.made.at, "counts": made.made.counts,
                          "head": list(made.made.head)})  # fmt: skip
            return
        show.out(f"Backup: {made.folder}")
        show.out(
            f"{made.made.counts['case_file']} cases, {made.made.counts['audit']} lines of the log; compared and whole."
        )


@click.command("restore")
@click.argument("folder")
@click.option("--verify", "only", is_flag=True, help="Look at the backup and change nothing.")
@click.option("--replace", is_flag=True, help="Set the store that is there aside.")
@as_json
@click.pass_context
def restore(context: click.Context, folder: str, only: bool, replace: bool, as_json: bool) -> None:
    """Put the backup in FOLDER into the data folder; it is verified first. Stop Waylink before."""
    with show.told():
        from datetime import UTC, datetime

        from services import backup as keeping
        from services.desk import open_desk

        ask = desk.ask if sys.stdin.isatty() else None
        made, log = keeping.verify(Path(folder), ask)
        told = {"ok": True, "at": made.at, "counts": made.counts, "lines": log.lines, "signed_heads": log.checkpoints}
        if not only:
            target = desk.folder(context)
            aside = keeping.restore(Path(folder), target, replace=replace, at=datetime.now(UTC), ask=ask)
            at = open_desk(target, demo=context.obj["demo"], ask=ask)
            context.call_on_close(at.close)
            keeping.note_restored(at, desk.actor(), "command line")
            told |= {"folder": str(target), "set_aside": str(aside) if aside else None}
        if as_json:
            show.as_json(told)
            return
        show.out(f"The backup of {made.at} is whole: {made.counts['case_file']} cases, {log.lines} lines of the log.")
        if not only:
            show.out(f"It is now the store in {told['folder']}.")
            if told["set_aside"]:
                show.out(f"The earlier store was set aside: {told['set_aside']}")


@click.command("retention")
@click.option("--due", is_flag=True, help="Only submissions whose date has come.")
@click.option("--set", "chosen", nargs=2, metavar="SUBMISSION DAY", help="Keep a submission until a day.")
@click.option("--reason", default="", help="Why, for --set.")
@as_json
@click.pass_context
def retention(context: click.Context, due: bool, chosen: tuple[str, str] | None, reason: str, as_json: bool) -> None:
    """List until when each submission is kept, or set the date of one."""
    with show.told():
        from services import retention as keeping

        at = desk.desk(context)
        if chosen:
            keeping.set_due(at, desk.actor(), chosen[0], keeping.read_day(chosen[1]), reason)
        rows = [row for row in keeping.listing(at, desk.actor()) if not due or (row.days is not None and row.days <= 0)]
        for row in rows if as_json else ():
            show.as_json({"submission": row.submission_id, "country": row.country, "received": row.received,
                          "cases": row.cases, "due": row.due, "by_rule": row.by_rule, "days": row.days})  # fmt: skip
        if not as_json:
            table = [[row.submission_id, row.country, row.authority, row.received, row.cases, row.due,
                      "rule" if row.by_rule else row.set_by, row.days] for row in rows]  # fmt: skip
            show.table(["submission", "State", "authority", "received", "cases", "due", "set by", "days"], table)


@click.command("purge")
@click.argument("submission")
@click.option("--reason", required=True, help="Why; it is kept in the log.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@as_json
@click.pass_context
def purge(context: click.Context, submission: str, reason: str, yes: bool, as_json: bool) -> None:
    """Take a SUBMISSION out with all that only it supported, down to the bytes. It cannot be undone."""
    with show.told():
        from services import retention as keeping

        at = desk.desk(context)
        if not yes:
            if not sys.stdin.isatty():
                show.fail("Say --yes: a purge cannot be undone.")
            click.confirm(f"Take {show.clean(submission)} out for good?", abort=True, err=True)
        gone = keeping.purge(at, desk.actor(), submission, reason)
        if as_json:
            show.as_json({"submission": gone.submission_id, "cases": list(gone.case_ids), "emptied": gone.emptied})
            return
        show.out(f"{gone.submission_id}: {len(gone.case_ids)} cases taken out. The log keeps that they were there.")
        if not gone.emptied:
            show.out("Somebody was reading: the last bytes go with the next write.")
        show.out("Backups made before hold it until they are let go.")
