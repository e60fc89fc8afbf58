# ruff: noqa: E501  -- one row of the table is one pair
"""The legal-basis card against the fact files read by a second, simpler reader: States, territories, many dates."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from notify.basis import card, legal_bases
from notify.treaties import TIP, UNTOC

DATA = Path(__file__).parents[3] / "notify" / "data"
FILES = {UNTOC: "untoc_parties", TIP: "tip_protocol_parties"}


def read(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso2"]: row for row in csv.DictReader(file)}


PARTIES = {treaty: read(name) for treaty, name in FILES.items()}
TERRITORIES = read("untoc_territories")
CODES = sorted({*PARTIES[UNTOC], *TERRITORIES} - {"EU"})


def expected(treaty, iso2, on):
    """Bound or not by the row itself; ``None`` where the row leaves the date open."""
    row = PARTIES[treaty].get(iso2)
    if row is None:
        field = "untoc_applies" if treaty == UNTOC else "tip_protocol_applies"
        if not TERRITORIES[iso2][field].startswith("yes"):
            return False
        return None if any(sign.isdigit() for sign in TERRITORIES[iso2][field]) else expected(
            treaty, TERRITORIES[iso2]["state_responsible_iso2"], on)  # fmt: skip
    if row["status"] != "party":
        return False
    since = row["entry_into_force_for_party"]
    return None if not since else date.fromisoformat(since) <= on


def test_two_thousand_pairs_and_dates():
    chance, looked_at = random.Random(11), 0
    first = date(2003, 6, 1)
    for _ in range(2_000):
        a, b = chance.sample(CODES, 2)
        on = first + timedelta(days=chance.randrange(8_500))
        rows = {row.treaty: row for row in card(a, b, on)}
        for treaty in (UNTOC, TIP):
            for iso2, bound, status in (
                (a, rows[treaty].in_force_a, rows[treaty].row_a), (b, rows[treaty].in_force_b, rows[treaty].row_b),
            ):  # fmt: skip
                wanted = expected(treaty, iso2, on)
                if wanted is not None:
                    looked_at += 1
                    assert bound is wanted, (treaty, iso2, on)
                row = PARTIES[treaty].get(iso2) or TERRITORIES[iso2]
                assert (status.source, status.as_of, status.confidence) == (
                    row["sources"],
                    row["as_of"],
                    row["confidence"],
                )
        both = rows[UNTOC].usable
        cited = legal_bases(a, b, on, {"exploited_here"})
        assert ("UNTOC-18.4" in cited) is both
        assert ("COMITY" in cited) is not both
        assert ("TIP-10.1" in cited) is (both and rows[TIP].usable)
    assert looked_at > 7_000


@pytest.mark.parametrize(
    ("a", "b", "day", "what"),
    [
        # party only after the letter's date
        ("NP", "IN", "2020-07-15", "TIP a from 2020-07-16"), ("IN", "PK", "2022-12-03", "TIP b from 2022-12-04"),
        # signed only, never party
        ("CM", "CG", "2026-07-01", "UNTOC b signatory"), ("AU", "PG", "2026-07-01", "UNTOC b none"),
        ("FJ", "SB", "2026-07-01", "UNTOC b none"), ("FJ", "TV", "2026-07-01", "UNTOC b none"),
        # Protocol missing
        ("OM", "YE", "2026-07-01", "TIP b none"), ("CN", "KP", "2026-07-01", "TIP b none"), ("NZ", "WS", "2026-07-01", "TIP b none"),
        ("AM", "IR", "2026-07-01", "TIP b none"),
        # territories and entities
        ("PH", "HK", "2026-07-01", "TIP b territory"), ("AL", "XK", "2026-07-01", "UNTOC b territory"),
        ("TH", "TW", "2026-07-01", "UNTOC b territory"), ("DK", "FO", "2026-07-01", "UNTOC b territory"),
    ],
)  # fmt: skip
def test_why_a_treaty_does_not_serve_is_told(a, b, day, what):
    treaty, side, *words = what.split()
    row = next(row for row in card(a, b, date.fromisoformat(day)) if row.treaty == treaty)
    status = row.row_a if side == "a" else row.row_b
    assert not status.party
    assert not row.usable
    if words[0] == "from":
        assert (status.status, status.since) == ("party", date.fromisoformat(words[1]))
    else:
        assert status.status == words[0]
