"""Counterparts under Article 18(4)."""

from __future__ import annotations

from datetime import datetime
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
