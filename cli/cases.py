"""Bringing files in, listing and searching cases."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli import desk, show

if TYPE_CHECKING:
    from services.imports import ImportReport

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")


@click.command("import")
@click.argument("files", nargs=-1, required=True)
@click.option("--country", metavar="XX", help="For tables: the sender's State.")
@click.option("--authority", help="For tables: the sender's authority.")
@click.option("--again", is_flag=True, help="Take a file that was taken before.")
@as_json
@click.pass_context
def import_files(
    context: click.Context,
    files: tuple[str, ...],
    country: str | None,
    authority: str | None,
    again: bool,
    as_json: bool,
) -> None:
    """Import case documents (JSON) and tables of persons (CSV, XLSX)."""
    bad = False
    with show.told():
        from services import imports
        from services.errors import Refused

        content = [(Path(name).name, desk.file_bytes(name)) for name in files]
        at, actor = desk.desk(context), desk.actor()
        defaults = imports.SubmissionDefaults(country=country, authority=authority) if country else None
        for name, data in content:
            try:
                report = imports.import_bytes(at, actor, name, data, defaults=defaults, force=again)
            except Refused as refusal:
                bad = True
                if as_json:
                    show.as_json({"file": name, "ok": False, "code": refusal.code, "added": [], "quarantined": []})
                click.echo(f"waylink: {name}: {refusal.text(show.translate)}", err=True)
                continue
            bad |= not report.ok
            _print(name, report, as_json)
    sys.exit(2 if bad else 0)


def _print(name: str, report: ImportReport, as_json: bool) -> None:
    added = [
        {
            "case": one.case_id,
            "reference": one.reference,
            "persons": one.persons,
            "stops": one.stops,
            "places_to_choose": one.questions,
        }
        for one in report.added
    ]
    aside = [{"row": one.row, "path": one.path, "reason": one.reason} for one in report.quarantined]
    if as_json:
        show.as_json(
            {"file": name, "ok": report.ok, "kind": report.kind, "added": added, "quarantined": aside,
             "notices": [note.text(show.translate) for note in report.notices]}
        )  # fmt: skip
        return
    show.out(f"{show.clean(name)}: {len(added)} added, {len(aside)} set aside")
    if added:
        show.table(
            ["case", "reference", "persons", "stops"],
            [[one["case"], one["reference"], one["persons"], one["stops"]] for one in added],
        )
    if aside:
        show.table(["row", "field", "reason"], [[one["row"], one["path"], one["reason"]] for one in aside])
    for note in report.notices:
        show.out(f"note: {note.text(show.translate)}")
    if not report.ok:
        click.echo(f"waylink: {name}: nothing of this file was saved.", err=True)


@click.command("cases")
@click.option("--country", metavar="XX", help="Only cases with a stop in this State.")
@as_json
@click.pass_context
def list_cases(context: click.Context, country: str | None, as_json: bool) -> None:
    """List the stored cases."""
    with show.told():
        from services import cases

        rows = cases.listing(desk.desk(context), desk.actor(), country=country, limit=10_000)
        made: list[dict[str, Any]] = [
            {"case": row.case_id, "reference": row.reference, "title": row.title, "country": row.country,
             "countries": list(row.countries), "persons": row.persons, "stops": row.stops, "links": row.links}
            for row in rows
        ]  # fmt: skip
        if as_json:
            for one in made:
                show.as_json(one)
        else:
            keys = ["case", "reference", "country", "title"]
            show.table([*keys, "route"], [[*(one[key] for key in keys), " > ".join(one["countries"])] for one in made])


@click.command("search")
@click.argument("text")
@as_json
@click.pass_context
def search(context: click.Context, text: str, as_json: bool) -> None:
    """Find persons, organisations and cases by name, number or reference, in any script."""
    with show.told():
        from services import cases

        hits = cases.search(desk.desk(context), desk.actor(), text)
        if as_json:
            for hit in hits:
                show.as_json(
                    {
                        "case": hit.case_id,
                        "party": hit.party_id,
                        "shown": hit.shown,
                        "kind": hit.kind,
                        "by": hit.matched_by,
                    }
                )
        else:
            rows = [[hit.party_id or hit.case_id, hit.shown, hit.kind, hit.matched_by, hit.reference] for hit in hits]
            show.table(["id", "shown", "kind", "found by", "reference"], rows)
