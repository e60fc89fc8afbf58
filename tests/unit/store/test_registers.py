"""Imports, decisions on States, letters, settings: the smaller repositories."""

from __future__ import annotations

import pytest

from records import Marking
from store import StoreError, cases, decisions, imports, settings, submissions, transmissions
from store.rows import CaseInput, DraftInput, Quarantine


@pytest.fixture
def case_id(store, investigator, case):
    with store.write(investigator) as tx:
        return cases.save_many(tx, [CaseInput(case)])[0].case_id


def code(refused):
    return refused.value.code


def test_the_ledger_of_files(store, investigator, auditor, case):
    with store.write(investigator) as tx:
        import_id = imports.begin(tx, "=cmd|'x'!A1.csv", "csv", "ab" * 32, 120)
        (row,) = cases.save_many(tx, [CaseInput(case)], import_id)
        aside = [Quarantine(3, "B3", "not a date"), Quarantine(None, "header", "unknown column")]
        imports.finish(tx, import_id, ok=True, quarantined=aside, notices=["one column was left out"])
    with store.write(investigator) as tx:
        other = imports.begin(tx, "broken.json", "json", "cd" * 32, 5)
        imports.finish(tx, other, ok=False, notices=["not JSON"])
    with store.read(investigator) as reader:
        refused, taken = imports.history(reader)
        assert (taken.import_id, taken.cases, taken.quarantined, taken.ok) == (import_id, (row.case_id,), 2, True)
        assert taken.notices == ("one column was left out",)
        assert (refused.ok, refused.cases) == (False, ())
        assert imports.quarantine(reader, import_id) == aside
        assert [line.import_id for line in imports.seen(reader, "ab" * 32)] == [import_id]
        assert imports.seen(reader, "cd" * 32) == []
        with pytest.raises(StoreError) as unknown:
            imports.quarantine(reader, "I-00000000")
        assert code(unknown) == "not_found"
    with store.read(auditor) as reader, pytest.raises(StoreError) as denied:
        imports.history(reader)
    assert code(denied) == "not_allowed"


def test_the_last_decision_counts(store, investigator, prosecutor, case_id):
    with store.write(prosecutor, "hotel there") as tx:
        decisions.decide(tx, case_id, "AE", "accept", "hotel there")
        decisions.decide(tx, case_id, "UZ", "dismiss", "nationality only")
        decisions.decide(tx, case_id, "AE", "dismiss", "own request pending")
        decisions.decide(tx, case_id, "UZ", "open", "looked at again")
    with store.read(investigator) as reader:
        current = decisions.current(reader, case_id)
        assert {iso2: row.verdict for iso2, row in current.items()} == {"AE": "dismiss"}
        assert current["AE"].by == prosecutor.id
        assert len(decisions.history(reader, case_id)) == len(decisions.history(reader)) == 4


@pytest.mark.parametrize(
    ("role", "verdict", "wanted"),
    [
        ("prosecutor", "perhaps", "bad_verdict"),
        ("read_only", "accept", "not_allowed"),
        ("auditor", "accept", "not_found"),
    ],
)
def test_who_may_decide(request, store, case_id, role, verdict, wanted):
    with pytest.raises(StoreError) as refused, store.write(request.getfixturevalue(role)) as tx:
        decisions.decide(tx, case_id, "AE", verdict, "x")
    assert code(refused) == wanted


def test_the_register_counts_letters_by_year(store, prosecutor, case_id, clock):
    letter = DraftInput(case_id, "AE", "ar", "ab" * 32, Marking("TLP:AMBER", frozenset({"H1"})), "Ministry of Justice")
    with store.write(prosecutor) as tx:
        rows = [transmissions.draft(tx, letter), transmissions.draft(tx, letter)]
    assert [row.number for row in rows] == ["2026-0001", "2026-0002"]
    assert (rows[0].status, rows[0].marking.handling, rows[0].by) == ("draft", {"H1"}, prosecutor.id)
    clock.forward(days=60)
    with store.write(prosecutor) as tx:
        assert transmissions.draft(tx, letter).number == "2027-0001"
        assert transmissions.next_number(tx) == "2027-0002"


def test_the_register_outlives_its_case(store, supervisor, case_id):
    with store.write(supervisor) as tx:
        transmissions.draft(tx, DraftInput(case_id, "AE", "en", "ab" * 32, Marking()))
        (sent,) = submissions.rows(tx)
    with store.write(supervisor, "withdrawn") as tx:
        submissions.remove(tx, sent.submission_id)
    with store.read(supervisor) as reader:
        assert [row.case_id for row in transmissions.rows(reader)] == [case_id]


def test_settings(store, administrator, investigator):
    with store.write(administrator, "set up") as tx:
        settings.put(tx, "own_country", "KZ")
        settings.put(tx, "own_country", "UZ")
    with store.read(investigator) as reader:
        assert settings.all_values(reader) == {"own_country": "UZ"}
    with pytest.raises(StoreError) as refused, store.write(investigator) as tx:
        settings.put(tx, "own_country", "RU")
    assert code(refused) == "not_allowed"
