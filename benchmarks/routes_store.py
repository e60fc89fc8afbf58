"""A store with invented routes, four legs a case, places and crossings with a skew of real traffic."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodata import countries
from records import Actor, CaseDocument, load_document
from records.codes import country_codes
from services import demo
from services.desk import Desk, open_desk
from store import cases
from store import settings as facts
from store.rows import CaseInput

ACTOR = Actor("bench-supervisor", "supervisor", "KZ")
LEGS_A_CASE = 4
_MODES = ["road", "air", "rail", "sea", "foot"]
_PURPOSES = ["SexualExploitation", "ForcedLabour", "OrganRemoval", "x_ForcedCriminality"]
_ROLES = ["origin", "transit", "transit", "transit", "exploitation"]


def places(seed: int = 7) -> list[dict[str, Any]]:
    """About 2,900 places of 60 States around their label points: eight areas of six places each."""
    draw = random.Random(seed)
    lands = [land for code in sorted(country_codes()) if (land := countries.get(code)) and land.lat is not None]
    draw.shuffle(lands)
    return [
        {
            "country": land.iso2, "admin1": f"Area {area}", "name": f"{land.iso2} town {area}-{town}",
            "lat": round(min(80.0, max(-80.0, float(land.lat or 0) + draw.uniform(-2, 2))), 2),
            "lon": round(min(179.0, max(-179.0, float(land.lon or 0) + draw.uniform(-2, 2))), 2),
        }
        for land in lands[:60] for area in range(8) for town in range(6)
    ]  # fmt: skip


def document(number: int, draw: random.Random, known: list[dict[str, Any]]) -> CaseDocument:
    """One case: five stops in order, one victim."""
    stops = []
    year, month = draw.randint(2019, 2025), draw.randint(1, 8)
    for at, role in enumerate(_ROLES):
        # The square of a uniform draw sends a quarter of the traffic over a sixteenth of the places.
        place = known[int(len(known) * draw.random() ** 2)]
        stop: dict[str, Any] = {
            "id": f"s{at + 1}", "role": role, "place": place["name"], "country": place["country"],
            "date": f"{year}-{month + at // 2:02d}",
            "location": {key: place[key] for key in ("name", "lat", "lon", "admin1")} | {"precision": "place"},
        }  # fmt: skip
        if at:
            stop["modes"] = [draw.choice(_MODES)]
            stop["crossing"] = draw.choice(["regular", "irregular"])
            stop["via"] = f"Post {place['country']}-{draw.randint(1, 4)}"
        if draw.random() < 0.1:
            stop["status"] = "planned"
        stops.append(stop)
    gender = "Feminine" if draw.random() < 0.7 else "Masculine"
    return load_document(
        {
            "format": "waylink/case", "version": 1,
            "submission": {"country": stops[0]["country"], "authority": f"Office {number % 9}", "tlp": "TLP:AMBER"},
            "case": {"reference": f"B-{number}", "status": ["investigation"], "purposes": [draw.choice(_PURPOSES)]},
            "persons": [{"id": "p1", "names": [f"Anna Example{number}"], "gender": gender,
                         "age_band": draw.choice(["9-17", "18-20", "21-23", "30-38"])}],
            "involvements": [{"who": "p1", "as": "victim"}],
            "routes": [{"id": "r1", "travellers": ["p1"], "stops": stops}],
        }
    )  # fmt: skip


def filled(folder: Path, legs: int, seed: int = 7) -> Desk:
    """A demonstration store with ``legs`` legs; one that is there already is opened as it is."""
    there = (folder / "done").exists()
    desk = open_desk(folder, demo=True)
    if not there:
        draw, known = random.Random(seed), places(seed)
        for batch in _batches(legs // LEGS_A_CASE, draw, known):
            with desk.write(ACTOR, "benchmark") as tx:
                cases.save_many(tx, batch)
        with desk.write(ACTOR, "benchmark") as tx:
            # The server leaves the store as it is: it holds these legs and no others.
            facts.put_fact(tx, demo._CASES_DONE, "0")
            facts.put_fact(tx, demo._WORK_DONE, "0,0,0")
            tx.log("demonstration.filled")
        (folder / "done").touch()
    return desk


def _batches(count: int, draw: random.Random, known: list[dict[str, Any]]) -> Iterator[list[CaseInput]]:
    for start in range(0, count, 500):
        yield [CaseInput(document(number, draw, known)) for number in range(start, min(count, start + 500))]
