"""``waylink``: the commands. Heavy rooms are imported inside a command, so that each starts quickly."""

from __future__ import annotations

import sys

import click

from cli import (
    audit,
    cases,
    corridors,
    inspect,
    keeping,
    key,
    letters,
    maintain,
    matching,
    places,
    received,
    register,
    state_facts,
    states,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", metavar="FOLDER", help="Data folder; overrides WAYLINK_DATA.")
@click.option("--demo", is_flag=True, help="Work in the demonstration store.")
@click.pass_context
def waylink(context: click.Context, data: str | None, demo: bool) -> None:
    """Every step of Waylink without a browser. Each command takes --json."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    context.obj = {"data": data, "demo": demo}


_ = received  # its commands join ``register`` when it is read
for command in (
    cases.import_files,
    cases.list_cases,
    cases.search,
    matching.link,
    matching.compare,
    matching.screen,
    matching.review,
    states.counterparts,
    state_facts.not_told,
    state_facts.basis,
    letters.letter,
    letters.templates,
    register.register,
    places.place,
    places.route,
    corridors.corridors,
    corridors.export_routes,
    places.gazetteer,
    key.key,
    audit.audit,
    keeping.backup,
    keeping.restore,
    keeping.retention,
    keeping.purge,
    inspect.doctor,
    inspect.sbom,
    maintain.demo,
    maintain.accounts,
    maintain.version,
):
    waylink.add_command(command)

if __name__ == "__main__":
    waylink()
