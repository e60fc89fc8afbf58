"""Conditions stick to values and to what is made from them; only the sender's word lifts one."""

from dataclasses import replace
from datetime import date

import pytest

from notify.conditions import Condition, Permission, Use, asked, breaches, carried, covers, kinds, marking
from notify.letter import RESTRICTIONS

DAY = date(2026, 11, 24)
ABROAD, OFFICE = Use(DAY, "KZ", "TR"), Use(DAY, "KZ")
COURT = replace(ABROAD, court=True)


def test_scope_reaches_values_and_not_their_neighbours():
    assert covers("", "i2")
    assert covers("identifiers.i2", "i2")
    assert covers("identifiers.i2.value", "i2")
    assert covers("routes.r1", "r1.s3")
    assert covers("r1.s3.date", "r1.s3")
    assert not covers("routes.r1.s3", "r1.s4")
    assert not covers("identifiers.i2", "i20")
    assert covers("case.summary", "case.summary")
    assert not covers("case.summary", "case")
    assert covers("case", "case.summary")


@pytest.mark.parametrize(
    ("kind", "sender", "broken"),
    [
        ("H0", "GE", ""), ("H1", "GE", "court"), ("H2", "GE", "abroad office court"),
        ("H3", "GE", "abroad office court"), ("TLP:GREEN", "GE", ""), ("TLP:AMBER", "GE", "abroad court"),
        ("TLP:AMBER", "KZ", ""), ("TLP:AMBER+STRICT", "GE", "abroad court"), ("TLP:RED", "KZ", "abroad office court"),
        ("confidential", "GE", "abroad court"), ("use_intelligence", "GE", "court"),
        ("use_no_onward", "GE", "abroad court"), ("use_no_contact", "GE", ""), ("use_purpose", "GE", "abroad court"),
    ],
)  # fmt: skip
def test_what_each_condition_forbids(kind, sender, broken):
    told = " ".join(
        name
        for name, use in (("abroad", ABROAD), ("office", OFFICE), ("court", COURT))
        if breaches(["i2"], [Condition("c", kind, sender)], use)
    )
    assert told == broken


def test_it_may_always_go_back_to_its_sender():
    condition = Condition("c", "H2", "GE")
    assert not breaches(["i2"], [condition], replace(ABROAD, recipient="GE"))
    assert breaches(["i2"], [condition], replace(ABROAD, recipient="GE", holder="GE"))


def test_days():
    closed = Condition("c", "confidential", "GE", until=date(2026, 11, 23))
    assert not breaches(["i2"], [closed], ABROAD)
    assert not carried(["i2"], [closed], DAY)
    expired = Condition("c", "expiry", "GE", until=date(2026, 11, 23))
    assert breaches(["i2"], [expired], OFFICE)
    assert not breaches(["i2"], [replace(expired, until=DAY)], OFFICE)


def test_permissions():
    condition = Condition("c", "H2", "GE", "identifiers.i2", "i2-source")
    given = Permission("g", "GE", frozenset({"H2"}), "identifiers.i2", "TR", date(2026, 11, 1), date(2026, 12, 1))
    (found,) = breaches(["i2", "i3"], [condition], ABROAD)
    assert (found.record, found.condition.sender, found.permission) == ("i2", "GE", "")
    assert not breaches(["i2"], [condition], ABROAD, [given])
    for wrong in (
        replace(given, sender="AZ"), replace(given, kinds=frozenset({"H1"})), replace(given, scope="identifiers.i3"),
    ):  # fmt: skip
        assert breaches(["i2"], [condition], ABROAD, [wrong])[0].permission == ""
    for stale in (
        replace(given, recipient="RU"), replace(given, expires=date(2026, 11, 20)), replace(given, withdrawn=True),
        replace(given, day=date(2026, 11, 25)),
    ):  # fmt: skip
        assert breaches(["i2"], [condition], ABROAD, [stale])[0].permission == "g"


def test_the_strictest_wins_with_its_cause():
    marks = [
        Condition("a", "TLP:GREEN", "KZ", "", "submission"), Condition("b", "TLP:RED", "GE", "i2", "2026-0004"),
        Condition("c", "H1", "GE", "i3", "src1"),
    ]  # fmt: skip
    both = carried(["i2", "p1"], marks, DAY)
    assert [one.kind for one in both] == ["TLP:RED", "TLP:GREEN"]
    found = marking(both)
    assert (found.tlp, found.handling, found.causes) == ("TLP:RED", frozenset(), ("2026-0004",))
    assert marking(carried(["p1"], marks, DAY)).tlp == "TLP:GREEN"
    assert set(asked(carried(["i3"], marks, DAY))) == {"use_intelligence"}


def test_every_rule_is_whole():
    for row in kinds().values():
        assert {row["transfer"], row["office"], row["court"]} <= {"yes", "no", "received"}
        assert row["asks"] in ("", *RESTRICTIONS)
        assert row["source"]
