"""Party status on a date: the depositary's published totals, and States that are easily taken for parties."""

from datetime import date

import pytest

from notify.facts import by_country, members, rules, table
from notify.treaties import TIP, UNTOC, in_force, is_territory, responsible_state, status, totals

NOW = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("treaty", "day", "count"),
    [
        (UNTOC, "2003-07-01", 40), (UNTOC, "2005-03-08", 100), (UNTOC, "2015-01-31", 185), (UNTOC, "2016-06-30", 187),
        (UNTOC, "2018-06-30", 189), (UNTOC, "2018-10-31", 189), (UNTOC, "2020-10-31", 190), (UNTOC, "2022-10-31", 190),
        (UNTOC, "2023-02-20", 191), (UNTOC, "2024-05-04", 192), (UNTOC, "2026-07-01", 194),
        (TIP, "2003-09-26", 40), (TIP, "2005-03-08", 80), (TIP, "2007-08-31", 114), (TIP, "2008-09-30", 124),
        (TIP, "2018-07-31", 173), (TIP, "2020-10-31", 178), (TIP, "2024-04-20", 182), (TIP, "2026-07-01", 185),
    ],
)  # fmt: skip
def test_totals_equal_the_published_ones(treaty, day, count):
    assert totals(treaty, date.fromisoformat(day)) == count


def test_tables_are_whole():
    assert len(table("untoc_parties")) == len(table("tip_protocol_parties")) == 198
    assert len(table("untoc_declarations")) == 138
    assert len(table("untoc_territories")) == 21
    assert len(table("network_members")) == 808
    assert by_country("untoc_parties")["NA"]["name_en"] == "Namibia"
    assert len(members()["INTERPOL"]) == 196
    signed = [row for row in table("untoc_parties") if row["signature_date"]]
    assert len(signed) == 147
    assert len([row for row in table("tip_protocol_parties") if row["signature_date"]]) == 117
    for name in ("untoc_parties", "tip_protocol_parties", "untoc_territories", "network_members", "legal_bases"):
        assert all(row["confidence"] and row["as_of"] and row["sources"] for row in table(name))


def test_no_column_stands_under_a_share_alike_licence():
    assert not {"neighbours", "sea_access", "demonym_en", "calling_code"} & set(table("languages")[0])


def test_every_rule_can_be_told():
    assert {rule.effect for rule in rules().values()} == {"notify", "review", "none", "against", "caution", "block"}
    assert all(rule.label and 0 <= rule.strength <= 9 and rule.rule.startswith("R") for rule in rules().values())


@pytest.mark.parametrize("iso2", ["CG", "PG", "SB", "TV", "TW", "XK", "FO", "GL", "TK", "PR", "AQ"])
def test_not_bound_by_the_convention(iso2):
    assert not status(UNTOC, iso2, NOW).party


@pytest.mark.parametrize("iso2", ["IR", "KP", "WS", "TO", "VU", "YE", "VA", "CK", "NU", "HK"])
def test_bound_by_the_convention_but_not_by_the_protocol(iso2):
    assert status(UNTOC, iso2, NOW).party
    assert not status(TIP, iso2, NOW).party


def test_gates_on_the_day():
    assert not in_force(TIP, "NP", "IN", date(2020, 7, 15))
    assert in_force(TIP, "NP", "IN", date(2020, 7, 16))
    assert not status(UNTOC, "IR", date(2025, 9, 4)).party
    assert status(UNTOC, "IR", date(2025, 9, 5)).party
    assert not status(UNTOC, "IR", NOW).confirmed
    assert not in_force(UNTOC, "KZ", "KG", date(2003, 9, 28))
    assert in_force("CETS197", "GE", "IE", NOW)
    assert not in_force("CETS197", "GE", "IE", date(2008, 1, 31))
    assert not in_force("CETS197", "GE", "RU", NOW)


def test_a_party_without_a_dated_deposit_counts_from_the_day_a_source_shows_it():
    assert not status(TIP, "UG", date(2020, 1, 1)).party
    assert status(TIP, "UG", NOW).party
    assert status(TIP, "UG", NOW).since is None
    assert status(TIP, "UG", NOW).verify
    assert not status(TIP, "MH", date(2025, 5, 1)).party
    assert status(TIP, "MH", date(2025, 6, 1)).party


def test_territories():
    assert responsible_state("HK") == "CN"
    assert responsible_state("RE") == "FR"
    assert responsible_state("TW") == "TW"
    assert is_territory("AW")
    assert not is_territory("NL")
    assert not status(UNTOC, "GI", date(2007, 11, 26)).party
    assert status(UNTOC, "GI", date(2007, 11, 27)).party
    assert status(TIP, "GI", NOW).party is False
    assert status(UNTOC, "RE", NOW).verify
