"""Demonstration data, accounts, version."""

from __future__ import annotations

import click

from cli import desk, show
from cli.cases import as_json


@click.command("demo")
@as_json
@click.pass_context
def demo(context: click.Context, as_json: bool) -> None:
    """Fill the demonstration store with invented and published cases."""
    with show.told():
        from services import demo as filling

        context.obj["demo"] = True
        made = filling.fill(desk.desk(context), progress=show.progress(as_json))
        told = {
            "submissions": made.submissions, "cases": made.cases, "persons": made.persons, "matches": made.matches,
            "judged": made.judged, "letters": made.letters, "seconds": round(made.seconds, 2), "already": made.already,
        }  # fmt: skip
        if as_json:
            show.as_json(told)
            return
        show.out(f"Demonstration store in {desk.folder(context)}")
        show.table(["what", "number"], list(told.items()))


@click.group("accounts")
def accounts() -> None:
    """Accounts of this installation."""


@accounts.command("list")
@as_json
@click.pass_context
def list_accounts(context: click.Context, as_json: bool) -> None:
    """List the accounts."""
    with show.told():
        from services import accounts as keeping

        rows = keeping.list_accounts(desk.desk(context), desk.actor())
        for row in rows if as_json else ():
            show.as_json({"account": row.account, "role": row.role, "country": row.country, "disabled": row.disabled})
        if not as_json:
            show.table(["account", "role", "State"], [[row.account, row.role, row.country] for row in rows])


@accounts.command("first-code")
@click.pass_context
def first_code(context: click.Context) -> None:
    """Print the one-time code for the first account."""
    with show.told():
        from services import accounts as keeping

        at = desk.desk(context)
        if not keeping.is_first_start(at):
            show.fail("There is an account already; ask an administrator for another one.")
        show.out(keeping.first_code(at))


@click.command("version")
@as_json
def version(as_json: bool) -> None:
    """Print the version."""
    import importlib.metadata

    number = importlib.metadata.version("waylink")
    show.as_json({"version": number}) if as_json else show.out(f"Waylink {number}")
