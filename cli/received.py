"""What came in under conditions, and permissions of senders: commands of ``waylink register``."""

from __future__ import annotations

import hashlib

import click

from cli import desk, show
from cli.cases import as_json
from cli.register import day_option, register, tell


@register.command("receive")
@click.argument("state")
@click.option("--authority", default="", help="Who sent it.")
@click.option("--channel", default="", help="How it came.")
@click.option("--reference", default="", help="The sender's own number.")
@day_option
@click.option("--deadline", default="", metavar="DAY", help="Last day for what the sender asks of us.")
@click.option("--condition", "kinds", multiple=True, help="KIND or KIND=DAY, such as H2 or confidential=2027-01-01.")
@click.option("--note", default="", help="The conditions in the sender's own words.")
@click.option("--no-conditions", is_flag=True, help="Somebody looked: the sender stated none.")
@click.option("--file", "path", default="", help="The file that came; only its hash is kept.")
@as_json
@click.pass_context
def receive(
    context: click.Context,
    state: str,
    authority: str,
    channel: str,
    reference: str,
    day: str,
    deadline: str,
    kinds: tuple[str, ...],
    note: str,
    no_conditions: bool,
    path: str,
    as_json: bool,
) -> None:
    """Enter what came in, its conditions first."""
    with show.told():
        from services import counterparts, received

        at, actor = desk.desk(context), desk.actor()
        given = [
            received.ConditionInput(kind, "", note, until) for kind, _, until in (one.partition("=") for one in kinds)
        ]
        digest = hashlib.sha256(desk.file_bytes(path)).hexdigest() if path else ""
        arrived = received.IncomingInput(
            counterparts.country_of(state), authority, day or at.now().date().isoformat(), channel, reference,
            sha256=digest, deadline=deadline,
        )  # fmt: skip
        tell([received.receive(at, actor, arrived, given, none_stated=no_conditions)], as_json)


@register.command("attach")
@click.argument("number")
@click.argument("case")
@click.option(
    "--record", "records", multiple=True, help="Record that holds the content; repeat. The whole case if none."
)
@as_json
@click.pass_context
def attach(context: click.Context, number: str, case: str, records: tuple[str, ...], as_json: bool) -> None:
    """Say in which case the content of an incoming line is recorded: its conditions stick to it."""
    with show.told():
        from services import cases, received

        at, actor = desk.desk(context), desk.actor()
        tell([received.attach(at, actor, number, cases.get(at, actor, case).case_id, records)], as_json)


@register.command("permit")
@click.argument("case")
@click.argument("sender")
@click.option("--by", "granted_by", required=True, help="Who gave it, by function.")
@day_option
@click.option("--kind", "kinds", multiple=True, help="Condition it lifts; repeat. All if none.")
@click.option("--record", "scope", default="", help="Record it is for; the whole case if none.")
@click.option("--to", "recipient", default="", help="State the information may go to; any if none.")
@click.option("--reference", default="", help="Of the permission.")
@click.option("--expires", default="", metavar="DAY", help="Its last day.")
@as_json
@click.pass_context
def permit(
    context: click.Context,
    case: str,
    sender: str,
    granted_by: str,
    day: str,
    kinds: tuple[str, ...],
    scope: str,
    recipient: str,
    reference: str,
    expires: str,
    as_json: bool,
) -> None:
    """Record a sender's permission to use what it marked."""
    with show.told():
        from services import cases, counterparts, received

        at, actor = desk.desk(context), desk.actor()
        given = received.PermissionInput(
            cases.get(at, actor, case).case_id, counterparts.country_of(sender), granted_by,
            day or at.now().date().isoformat(), kinds, scope, counterparts.country_of(recipient) if recipient else "",
            reference, expires,
        )  # fmt: skip
        row = received.permit(at, actor, given)
        if as_json:
            show.as_json({"permission": row.permission_id, "sender": row.sender, "case": row.case_id})
        else:
            show.out(f"permission {row.permission_id} of {row.sender} recorded for {row.case_id}")


@register.command("unpermit")
@click.argument("permission")
@click.option("--reason", required=True, help="Why it no longer holds.")
@as_json
@click.pass_context
def unpermit(context: click.Context, permission: str, reason: str, as_json: bool) -> None:
    """Mark a permission as taken back."""
    with show.told():
        from services import received

        received.withdraw_permission(desk.desk(context), desk.actor(), permission, reason)
        if as_json:
            show.as_json({"permission": permission, "withdrawn": True})
        else:
            show.out(f"permission {permission} is marked as taken back")
