"""Places and routes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cli import desk, show
from cli.cases import as_json

if TYPE_CHECKING:
    from services.routes import CaseRoutes


@click.command("place")
@click.argument("text")
@click.option("--country", metavar="XX", help="State of the place, where it is known.")
@click.option("--mode", help="How one arrived there; air lets airport codes speak.")
@as_json
@click.pass_context
def place(context: click.Context, text: str, country: str | None, mode: str | None, as_json: bool) -> None:
    """What a place name resolves to; "-" reads lines "text<TAB>country" from standard input."""
    with show.told():
        from geodata import places
        from services.places import opened

        listed = opened(desk.folder(context), show.progress(as_json))
        for wanted, state in _lines(text, country):
            hits = places.resolve(listed, wanted, country=state, mode=mode)
            made = [
                {
                    "name": hit.name,
                    "iso2": hit.iso2,
                    "admin1": hit.admin1,
                    "lat": hit.lat,
                    "lon": hit.lon,
                    "score": hit.score,
                    "method": hit.method,
                    "precision": hit.precision,
                }
                for hit in hits
            ]
            if as_json:
                show.as_json({"query": wanted, "candidates": made})
                continue
            show.out(f"{show.clean(wanted)}:")
            show.table(
                ["name", "State", "area", "lat", "lon", "score", "method"],
                [[one[key] for key in ("name", "iso2", "admin1", "lat", "lon", "score", "method")] for one in made],
            )


def _lines(text: str, country: str | None) -> Iterator[tuple[str, str | None]]:
    if text != "-":
        yield text, country
        return
    for line in sys.stdin:
        wanted, _, state = line.rstrip("\r\n").partition("\t")
        if wanted.strip():
            yield wanted, state.strip() or country


@click.command("route")
@click.argument("case")
@as_json
@click.pass_context
def route(context: click.Context, case: str, as_json: bool) -> None:
    """Stops with coordinates, legs and great-circle kilometres of a stored case or a case document."""
    with show.told():
        from services import routes

        if desk.is_file(case):
            made = _of_document(context, case, as_json)
        else:
            made = routes.case_routes(desk.desk(context), desk.actor(), case)
        _print(made, as_json)


def _of_document(context: click.Context, path: str, quiet: bool) -> CaseRoutes:
    from services import routes
    from services.places import opened

    document = desk.document(path)
    return routes.document_routes(opened(desk.folder(context), show.progress(quiet)), document)


def _print(made: CaseRoutes, as_json: bool) -> None:
    stops: list[dict[str, Any]] = []
    legs: list[dict[str, Any]] = []
    countries: list[str] = []
    for one in made.itineraries:
        for stop in one.stops:
            spot = one.spots.get(stop.id)
            entry = {
                "route": one.route_id, "id": stop.id, "role": stop.role, "place": stop.place, "country": stop.country,
                "lat": spot.lat if spot else None, "lon": spot.lon if spot else None,
                "precision": spot.precision if spot else None, "date": stop.date,
            }  # fmt: skip
            if entry not in stops:
                stops.append(entry)
        legs += [
            {
                "route": one.route_id,
                "from": leg.from_stop,
                "to": leg.to_stop,
                "km": leg.km,
                "mode": leg.mode,
                "stated": leg.stated,
            }
            for leg in one.legs
        ]
        countries += [code for code in one.countries if code not in countries]
    if as_json:
        show.as_json(
            {"case": made.reference, "stops": stops, "legs": legs, "countries": countries, "gaps": list(made.gaps)}
        )
        return
    keys = ["route", "id", "role", "place", "country", "lat", "lon", "precision"]
    show.table(keys, [[entry[key] for key in keys] for entry in stops])
    keys = ["route", "from", "to", "km", "mode", "stated"]
    show.table(keys, [[leg[key] for key in keys] for leg in legs])


@click.group("gazetteer")
def gazetteer() -> None:
    """The list of places."""


@gazetteer.command("build")
@click.option("--small", is_flag=True, help="Only places from 15,000 inhabitants.")
@as_json
@click.pass_context
def build(context: click.Context, small: bool, as_json: bool) -> None:
    """Build the list of places in the data folder."""
    with show.told():
        from geodata import gazetteer as lists

        path = lists.ensure(desk.folder(context), "small" if small else "full", show.progress(as_json))
        count = lists.Gazetteer.open(path).count
        show.as_json({"file": path.name, "places": count}) if as_json else show.out(f"{path.name}: {count} places")
