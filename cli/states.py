"""Counterparts under Article 18(4), and the draft letter."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from cli import desk, show
from cli.cases import as_json

_DATE = click.DateTime(formats=["%Y-%m-%d"])


@click.command("counterparts")
@click.argument("case")
@click.option("--date", "day", type=_DATE, help="Date of the letter; else the document's own, else today.")
@click.option("--without", metavar="RECORD", help="What if: the list without this record.")
@as_json
@click.pass_context
def counterparts(context: click.Context, case: str, day: datetime | None, without: str | None, as_json: bool) -> None:
    """Ranked States for a stored case (id or reference) or a case document."""
    with show.told():
        on = day.date() if day else None
        extra: dict[str, Any] = {}
        if desk.is_file(case):
            from services import counterparts as advice

            document = desk.document(case)
            if without:
                document = advice.without(document, without)
            result = advice.for_document(None, document, on)
        else:
            from services import cases
            from services import counterparts as advice

            at, actor = desk.desk(context), desk.actor()
            view = advice.for_case(at, actor, cases.get(at, actor, case).case_id, letter_date=on)
            result, extra = view.result, advice.decided_json(view)
            if without:
                result = advice.for_document(at, advice.without(cases.get(at, actor, case).document, without), on)
        from notify import labels
        from notify.counterparts import as_json as plain

        if as_json:
            told = plain(result)
            for state in told["states"]:
                state.update(extra.get(state["iso2"], {}))
            show.as_json(told)
            return
        rows = [
            [
                state.rank,
                state.iso2,
                state.decision,
                state.urgency,
                "; ".join(labels.reason(one.code) for one in state.reasons[:3]),
                " ".join(state.legal_basis[:4]),
                " ".join(state.channels[:3]),
                " ".join(state.languages),
            ]
            for state in result.states
        ]
        show.out(f"{result.case or 'case'}: letter date {result.letter_date.isoformat()}, sender {result.sender}")
        show.table(["rank", "State", "decision", "urgency", "reasons", "legal basis", "channels", "languages"], rows)
        for question in result.missing[:5]:
            effects = "; ".join(
                f"{effect.iso2 or 'a State not listed yet'}: {effect.before} -> {effect.after}"
                for effect in question.effects[:3]
            )
            show.out(f"open: {labels.question(question.code)} ({question.record}) {effects}")


@click.command("letter")
@click.argument("case")
@click.argument("state")
@click.option("--language", type=click.Choice(["en", "ru", "ar"]), default="en", show_default=True)
@click.option("--out", "target", type=click.Path(dir_okay=False), help="File to write; else the register's own name.")
@as_json
@click.pass_context
def letter(context: click.Context, case: str, state: str, language: str, target: str | None, as_json: bool) -> None:
    """Draft the letter of spontaneous information to one State as DOCX. Nothing is sent."""
    with show.told():
        from services import cases
        from services import counterparts as advice

        at, actor = desk.desk(context), desk.actor()
        code = advice.country_of(state)
        made = advice.letter(at, actor, cases.get(at, actor, case).case_id, code, language=language)
        file = Path(target or made.file_name)
        try:
            file.write_bytes(made.data)
        except OSError:
            show.fail(f"{file}: cannot be written. Choose another place with --out.")
        if as_json:
            show.as_json({"file": str(file), "number": made.number, "state": code, "language": language})
        else:
            show.out(f"{file}: draft {made.number} to {code}")
