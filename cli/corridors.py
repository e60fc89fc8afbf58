"""Routes of many cases: corridors as a list, and as a file that may be handed out."""

from __future__ import annotations

from pathlib import Path

import click

from cli import desk, show
from cli.cases import as_json

_LEVELS = click.Choice(["country", "admin1", "place"])
_FORMATS = ("geojson", "gpkg", "geoparquet", "kml")
_NOTE = (
    "{marking}. A line joins stops in recorded order; it is not a travelled path. {borders} "
    "Corridors withheld for fewer than five persons: {small}; cases left out by their senders' conditions: {held}. "
    "Outlines: Natural Earth. Places: GeoNames."
)


@click.command("corridors")
@click.option("--level", type=_LEVELS, default="country", help="What the ends are.")
@click.option("--state", metavar="XX", multiple=True, help="Routes with a stop in this State; may be repeated.")
@click.option("--most", type=click.IntRange(1, 300), default=40, help="Most corridors that are listed.")
@as_json
@click.pass_context
def corridors(context: click.Context, level: str, state: tuple[str, ...], most: int, as_json: bool) -> None:
    """Corridors of all cases you may read, widest first."""
    with show.told():
        from services import routes

        wanted = routes.Filters(countries=frozenset(code.upper() for code in state))
        view = routes.explorer(desk.desk(context), desk.actor(), wanted, level)  # type: ignore[arg-type]
        rows = [
            {
                "from": row["from_key"], "to": row["to_key"], "cases": int(row["cases"]),
                "persons": int(row["persons"]), "uncertain": float(row["uncertain"]),
                "first": _day(row["first"]), "last": _day(row["last"]),
            }
            for row in view.corridors.head(most).to_dict("records")
        ]  # fmt: skip
        left = len(view.corridors) - len(rows) + view.not_drawn
        if as_json:
            show.as_json({"cases": view.cases, "corridors": rows, "not_listed": left})
            return
        keys = ["from", "to", "cases", "persons", "uncertain", "first", "last"]
        show.table(keys, [[row[key] for key in keys] for row in rows])
        show.out(f"{view.cases} cases; {left} corridors are not listed.")


@click.command("export-routes")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--format", "kind", type=click.Choice(_FORMATS), default="geojson", help="Format of the file.")
@click.option("--level", type=_LEVELS, default="country", help="What the ends are.")
@click.option("--for", "recipient", metavar="XX", default="", help="State it goes to; left out, the own office.")
@click.option(
    "--clearance",
    type=click.Choice(["own_office", "receiver_needs_places", "court_order"]),
    help="Why places and small corridors may be shown; kept in the log.",
)
@as_json
@click.pass_context
def export_routes(
    context: click.Context, file: str, kind: str, level: str, recipient: str, clearance: str | None, as_json: bool
) -> None:
    """Corridors that may be shown to others, checked against every condition, with a line in the log."""
    with show.told():
        from geodata import borders
        from services import route_exports

        at, actor = desk.desk(context), desk.actor()
        shared = route_exports.prepare(
            at, actor, None, level, recipient=recipient.upper(), clearance=clearance or ""  # type: ignore[arg-type]
        )  # fmt: skip
        marking = ", ".join([*([shared.marking.tlp] if shared.marking.tlp else []), *sorted(shared.marking.handling)])
        note = _NOTE.format(
            marking=marking or "no marking recorded", borders=borders.DISCLAIMER, small=shared.small,
            held=shared.held_back,
        )  # fmt: skip
        _name, data = route_exports.data_file(at, actor, shared, kind, note)
        Path(file).write_bytes(data)
        told = {
            "file": file,
            "corridors": len(shared.corridors),
            "withheld": shared.small,
            "left_out": shared.held_back,
        }
        show.as_json(told) if as_json else show.out(f"{file}: {len(shared.corridors)} corridors. {note}")


def _day(moment: object) -> str:
    text = str(moment)
    return "" if text == "NaT" else text[:10]
