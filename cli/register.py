"""The register on the command line: what is due, what happened to a line, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from cli import desk, show
from cli.cases import as_json

if TYPE_CHECKING:
    from services.register import Entry

day_option = click.option(
    "--date", "day", default="", metavar="DAY", help="ISO day such as 2026-11-24; today by default."
)


@click.group("register")
def register() -> None:
    """What went out and what came in, with conditions, deadlines and corrections. Nothing is deleted."""


def plain(one: Entry) -> dict[str, Any]:
    """A line as JSON prints it; field names do not change."""
    line = one.line
    return {
        "number": line.number, "direction": line.direction, "state": line.iso2, "status": line.status,
        "case": line.case_id, "authority": line.authority, "channel": line.channel, "day": line.day,
        "basis": list(line.basis), "conditions": list(line.conditions), "marking": line.marking.tlp,
        "handling": sorted(line.marking.handling), "language": line.language, "reference": line.reference,
        "sha256": line.sha256, "content_sha256": line.content_sha256, "deadline": line.deadline,
        "acknowledged": one.acknowledged, "replied": one.replied, "withdrawn": one.withdrawn,
        "signed_by": line.signed_by, "supplement_of": line.supplement_of,
        "due": [{"code": due.code, "day": due.day and due.day.isoformat(), "overdue": due.overdue} for due in one.due],
        "files": [{"kind": file.kind, "language": file.language, "sha256": file.sha256} for file in one.files],
    }  # fmt: skip


def tell(found: Sequence[Entry], wants_json: bool) -> None:
    """Lines as a table, or one JSON object each."""
    if wants_json:
        for one in found:
            show.as_json(plain(one))
        return
    rows = [
        [
            one.line.number, one.line.direction, one.line.iso2, one.line.status, one.line.day, one.line.authority,
            " ".join(one.line.conditions), one.line.deadline,
            "; ".join(f"{due.code}{' OVERDUE' if due.overdue else ''}" for due in one.due),
        ]
        for one in found
    ]  # fmt: skip
    show.table(["number", "way", "State", "status", "day", "authority", "conditions", "deadline", "due"], rows)


@register.command("list")
@click.option("--case", default=None, help="Lines of one case (id or reference).")
@click.option("--state", default=None, help="Lines of one State.")
@click.option("--only", type=click.Choice(["all", "due", "overdue"]), default="all", show_default=True)
@click.option("--direction", type=click.Choice(["out", "in"]), default=None)
@as_json
@click.pass_context
def listed(
    context: click.Context, case: str | None, state: str | None, only: str, direction: str | None, as_json: bool
) -> None:
    """Lines of the register, newest first; --only overdue for what is late."""
    with show.told():
        from services import cases, counterparts
        from services import register as book

        at, actor = desk.desk(context), desk.actor()
        case_id = cases.get(at, actor, case).case_id if case else None
        iso2 = counterparts.country_of(state) if state else None
        tell(book.entries(at, actor, case_id=case_id, direction=direction, iso2=iso2, only=only), as_json)


@register.command("show")
@click.argument("number")
@as_json
@click.pass_context
def shown(context: click.Context, number: str, as_json: bool) -> None:
    """One line with everything that happened to it."""
    with show.told():
        from services import register as book

        one = book.entry(desk.desk(context), desk.actor(), number)
        events = [
            {"kind": event.kind, "day": event.day, "by": event.by, "reason": event.reason, **event.detail}
            for event in one.events
        ]
        received = [
            {"kind": row.kind, "scope": row.scope, "case": row.case_id, "until": row.until, "note": row.note}
            for row in one.conditions
        ]
        if as_json:
            show.as_json(plain(one) | {"events": events, "received_conditions": received})
            return
        tell([one], False)
        told = [[event["kind"], event["day"], event["by"], event["reason"]] for event in events]
        show.table(["event", "day", "by", "reason"], told)
        if received:
            marks = [[row["kind"], row["scope"] or "all", row["case"], row["until"], row["note"]] for row in received]
            show.table(["condition", "on", "case", "until", "note"], marks)


@register.command("record")
@click.argument("number")
@click.argument("kind")
@day_option
@click.option("--text", default="", help="Channel, reference or unit.")
@click.option("--reason", default="", help="Needed for withdrawn, and for a disclosure without notice in advance.")
@as_json
@click.pass_context
def record(context: click.Context, number: str, kind: str, day: str, text: str, reason: str, as_json: bool) -> None:
    """Record what happened to a line.

    KIND: dispatched, acknowledged, replied, deadline, withdrawn, note; for exculpatory information notice_received,
    consultation_asked, no_consultation, consulted, exculpatory_found, notice_given, disclosed, disclosure_reported.
    """
    with show.told():
        from services import register as book

        at, actor = desk.desk(context), desk.actor()
        tell([book.record(at, actor, number, kind, day=day, text=text, reason=reason)], as_json)


@register.command("correct")
@click.argument("number")
@click.argument("field")
@click.argument("value")
@click.option("--reason", required=True, help="Kept with what stood there before.")
@as_json
@click.pass_context
def correct(context: click.Context, number: str, field: str, value: str, reason: str, as_json: bool) -> None:
    """Correct one field: iso2, authority, channel, day, reference, deadline or language."""
    with show.told():
        from services import register as book

        tell([book.correct(desk.desk(context), desk.actor(), number, field, value, reason)], as_json)
