"""The letter of spontaneous information, and the office's own templates for it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cli import desk, show
from cli.cases import as_json

_DATE = click.DateTime(formats=["%Y-%m-%d"])


@click.command("letter")
@click.argument("case")
@click.argument("state")
@click.option("--language", default="en", show_default=True, help="Language of the letter: en, ru, ar, or an own one.")
@click.option("--translation", default="", help="Language of a courtesy translation that the letter announces.")
@click.option("--date", "day", type=_DATE, help="Date of the letter; today by default.")
@click.option("--stop", "stops", multiple=True, help="Stop that goes in, such as r1.s3; repeat. All by default.")
@click.option("--party", "parties", multiple=True, help="Suspect or organisation that goes in, such as p2; repeat.")
@click.option("--identifier", "identifiers", multiple=True, help="Identifier that goes in, such as i4; repeat.")
@click.option("--supplement-of", default="", help="Number of the signed letter that this one adds to.")
@click.option("--format", "kind", type=click.Choice(["docx", "pdf"]), help="By the name of --out, else docx.")
@click.option("--out", "target", type=click.Path(dir_okay=False), help="File to write; else the register's own name.")
@as_json
@click.pass_context
def letter(
    context: click.Context,
    case: str,
    state: str,
    language: str,
    translation: str,
    day: datetime | None,
    stops: tuple[str, ...],
    parties: tuple[str, ...],
    identifiers: tuple[str, ...],
    supplement_of: str,
    kind: str | None,
    target: str | None,
    as_json: bool,
) -> None:
    """Draft the letter of spontaneous information to one State as DOCX or PDF. Nothing is sent."""
    with show.told():
        from services import cases, counterparts, letters

        at, actor = desk.desk(context), desk.actor()
        code = counterparts.country_of(state)
        plan = letters.Plan(
            day=day.date() if day else at.now().date(), language=language, translation=translation,
            stops=frozenset(stops) or None, parties=frozenset(parties) or None,
            identifiers=frozenset(identifiers) or None, supplement_of=supplement_of,
        )  # fmt: skip
        chosen = kind or ("pdf" if target and target.lower().endswith(".pdf") else "docx")
        made = letters.letter(at, actor, cases.get(at, actor, case).case_id, code, plan, kind=chosen)
        file = Path(target or made.file_name)
        try:
            file.write_bytes(made.data)
        except OSError:
            show.fail(f"{file}: cannot be written. Choose another place with --out.")
        places = len(made.content.open_places)
        if as_json:
            show.as_json(
                {
                    "file": str(file), "number": made.number, "state": code, "language": language, "format": chosen,
                    "marking": made.marking.tlp, "handling": sorted(made.marking.handling), "open_places": places,
                }
            )  # fmt: skip
        else:
            show.out(f"{file}: draft {made.number} to {code}, {places} places to fill in")


@click.command("templates")
@click.option("--copy", "language", help="Write the shipped texts of a language into the folder, as a start.")
@as_json
@click.pass_context
def templates(context: click.Context, language: str | None, as_json: bool) -> None:
    """Check the office's own letter templates; with --copy, begin one."""
    with show.told():
        from services import templates as own

        at = desk.desk(context)
        if language:
            show.out(str(own.copy(at, desk.actor(), language)))
            return
        found = own.check(at)
        faulty = [one for one in found if one.faults]
        if as_json:
            for one in found:
                plain = [{"key": fault.key, "reason": fault.reason} for fault in one.faults]
                show.as_json({"file": one.file, "language": one.language, "faults": plain})
        else:
            show.out(f"folder: {own.folder(at)}; languages: {', '.join(own.languages(at))}")
            rows = [[one.file, fault.key, fault.reason] for one in faulty for fault in one.faults]
            if rows:
                show.table(["file", "key", "fault"], rows)
        if faulty:
            show.fail(f"{len(faulty)} templates have faults; no letter is made with them.")
