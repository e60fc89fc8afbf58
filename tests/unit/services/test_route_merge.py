"""Columns brought up to date say what columns built anew say."""

from __future__ import annotations

import random

import pytest

from benchmarks.routes_store import document, places
from geodata import corridors
from services import _route_filter
from services._route_columns import build
from services._route_filter import Filters
from services._route_merge import merged
from services._route_rows import rows_of

KNOWN = places()


def held(numbers, seed=1):
    made = {}
    for number in numbers:
        plain = document(number, random.Random(number * 7 + seed), KNOWN).to_plain()
        head = {"submission_id": f"S-{number}", "country": plain["submission"]["country"], "tlp": "TLP:AMBER",
                "handling": ["H1"] if number % 3 else []}  # fmt: skip
        made[f"C-{number}"] = (seed, head, rows_of(plain))
    return made


def said(columns, wanted=None):
    chosen = _route_filter.select(columns, wanted or Filters())
    frame, _ = corridors.corridors(chosen.legs, "place", limit=10_000)
    told = frame.drop(columns="geometry").sort_values("corridor_id")
    return told[["corridor_id", "cases", "persons", "legs", "first", "last"]].to_csv(index=False), len(chosen.stops)


@pytest.mark.parametrize(("gone", "came"), [([2, 5], [2, 5]), ([0, 39], []), ([], [90, 91]), ([7], [7, 90])])
def test_some_taken_out_and_some_put_in(gone, came):
    before, fresh = held(range(40)), held(came, seed=2)
    made = merged(build(before), [f"C-{number}" for number in gone], build(fresh))
    left = {name: row for name, row in before.items() if int(name[2:]) not in gone}
    anew = build({**left, **fresh})
    for wanted in (Filters(), Filters(genders=frozenset({"Masculine"})), Filters(handling=frozenset({"H1"})),
                   Filters(roles=frozenset({"origin"}), countries=frozenset({KNOWN[0]["country"]}))):  # fmt: skip
        assert said(made, wanted) == said(anew, wanted)
    assert list(made.legs.columns) == list(anew.legs.columns)
    assert list(made.legs["case_id"].astype(str)) == list(anew.legs["case_id"].astype(str))
