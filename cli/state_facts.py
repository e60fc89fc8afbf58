"""States not yet told over all cases, and the legal basis between two States."""

from __future__ import annotations

import sys
from datetime import date, datetime

import click

from cli import desk, show
from cli.cases import as_json

_DATE = click.DateTime(formats=["%Y-%m-%d"])


@click.command("not-told")
@click.option("--date", "day", type=_DATE, help="Date of the letters; else each case's own, else today.")
@as_json
@click.pass_context
def not_told(context: click.Context, day: datetime | None, as_json: bool) -> None:
    """Every State that an open case leads to and no letter has gone to, the most urgent first."""
    with show.told():
        from notify import labels
        from services import worklist

        def tell(done: int, total: int) -> None:
            if not as_json and sys.stderr.isatty():
                click.echo(f"{done} of {total} cases …", err=True)

        found = worklist.not_told(desk.desk(context), desk.actor(), on=day.date() if day else None, progress=tell)
        if as_json:
            for row in found.rows:
                show.as_json(
                    {
                        "case": row.case_id, "reference": row.reference, "sender": row.sender, "iso2": row.iso2,
                        "decision": row.decision, "urgency": row.urgency, "reason": row.reason,
                        "records": list(row.records), "letter_by": row.letter_by, "late_hours": row.late,
                        "decided": row.verdict or None, "changed": row.changed, "letter_in_work": row.in_work,
                    }
                )  # fmt: skip
            return
        show.out(f"{found.cases} cases, {found.closed} of them closed; {len(found.rows)} States not yet told")
        rows = [
            [row.reference, row.iso2, row.decision, row.urgency, labels.reason(row.reason),
             row.verdict or "not decided", f"late by {row.late} h" if row.late else ""]
            for row in found.rows
        ]  # fmt: skip
        show.table(["case", "State", "suggestion", "urgency", "strongest reason", "decision", "clock"], rows)


@click.command("basis")
@click.argument("sender")
@click.argument("receiver")
@click.option("--date", "day", type=_DATE, help="Date of the letter; else today.")
@as_json
def basis(sender: str, receiver: str, day: datetime | None, as_json: bool) -> None:
    """The legal-basis card of two States on a date, from the shipped facts."""
    with show.told():
        from services import basis as card
        from services import counterparts

        a, b = counterparts.country_of(sender), counterparts.country_of(receiver)
        on = day.date() if day else date.today()
        rows = card.rows(a, b, on)
        if as_json:
            show.as_json(
                {"sender": a, "receiver": b, "date": on.isoformat(), "rows": [card.as_json(row) for row in rows]}
            )
            return
        show.table(
            ["treaty", "article", a, b, "serves", "verify", "confidence", "as of"],
            [
                [row.treaty, row.article, _since(row.status_a, row.in_force_a, row.since_a),
                 _since(row.status_b, row.in_force_b, row.since_b), "yes" if row.usable else "no",
                 "yes" if row.verify else "", row.confidence, row.as_of]
                for row in rows
            ],
        )  # fmt: skip


def _since(status: str, bound: bool, since: date | None) -> str:
    if bound:
        return f"since {since.isoformat()}" if since else "in force, date unknown"
    return f"from {since.isoformat()}" if status == "party" and since else status
