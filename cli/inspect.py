"""``waylink doctor`` and ``waylink sbom``: is the installation sound, and what is it made of."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from cli import desk, show
from cli.cases import as_json


@click.command("doctor")
@as_json
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Look at program, folder, disk, key, store, log, backups. Exit code 1 where something is wrong."""
    with show.told():
        from services import doctor as looking
        from services.errors import Refused

        folder, demo = desk.folder(context), context.obj["demo"]
        found = looking.outside(folder, demo=demo)
        if (folder / "waylink.db").exists():
            try:
                found += looking.inside(desk.desk(context), desk.actor())
            except Refused as error:
                found.append(looking.Finding("store", "bad", error.text()))
        for one in found if as_json else ():
            show.as_json({"what": one.what, "state": one.state, "text": one.text})
        if not as_json:
            show.table(["what", "state", ""], [[one.what, one.state, one.text] for one in found])
        if any(one.state == "bad" for one in found):
            sys.exit(1)


@click.command("sbom")
@click.option("--out", "file", metavar="FILE", help="Write to a file; default: standard output.")
@click.option("--dev", is_flag=True, help="With the packages that only development needs.")
def sbom(file: str | None, dev: bool) -> None:
    """Print the bill of materials (CycloneDX 1.6, JSON) of the locked packages."""
    with show.told():
        from services import sbom as materials

        text = json.dumps(materials.cyclonedx(dev=dev), indent=1, sort_keys=True)
        if file is None:
            show.out(text)
            return
        try:
            Path(file).write_text(text + "\n", encoding="utf-8")
        except OSError:
            show.fail(f"{file}: cannot be written. Check the folder and its rights.")
        show.out(file)
