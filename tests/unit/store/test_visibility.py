from __future__ import annotations

import copy

import pytest

from access.decide import decide
from records import Actor, load_document
from store import StoreError, cases, open_store, search, submissions
from store.rows import CaseInput


def save(store, actor, document, **options):
    with store.write(actor) as tx:
        return cases.save_many(tx, [CaseInput(document, **options)])[0]


def sees(store, actor, saved):
    with store.read(actor) as reader:
        ways = {
            "get": cases.get(reader, saved.case_id) is not None,
            "rows": bool(cases.rows(reader)),
            "records": bool(cases.records(reader)),
            "parties": bool(cases.parties(reader)),
            "stops": bool(cases.stops(reader)),
            "counts": cases.counts(reader)["cases"] > 0,
            "reference": bool(cases.find(reader, "KZ-2026/017")),
            "submissions": bool(submissions.rows(reader)),
        }
        try:
            ways["search"] = bool(search.find(reader, "Оспанов"))
        except StoreError:
            ways["search"] = False
    assert len(set(ways.values())) == 1, ways
    return ways["get"]


def test_roles(store, investigator, case):
    saved = save(store, investigator, case)
    for role in ("investigator", "prosecutor", "supervisor", "trainer", "read_only", "local"):
        assert sees(store, Actor("somebody", role), saved), role
    for role in ("auditor", "administrator", "door", "desk", "", "INVESTIGATOR"):
        assert not sees(store, Actor("somebody", role), saved), role


def test_red_is_for_named_recipients(store, investigator, colleague, plain_case):
    plain_case["submission"]["tlp"] = "TLP:RED"
    saved = save(store, investigator, load_document(plain_case))
    assert sees(store, investigator, saved)
    assert not sees(store, colleague, saved)
    with pytest.raises(StoreError) as refused:
        save(store, colleague, load_document(plain_case), case_id=saved.case_id)
    assert refused.value.code == "not_found"
    with store.write(investigator, "same team") as tx:
        cases.share(tx, saved.case_id, colleague.id)
    assert sees(store, colleague, saved)


def test_one_red_source_makes_the_case_red(store, investigator, colleague, plain_case):
    plain_case["sources"] = [{"id": "q1", "field": "persons.p1", "tlp": "TLP:RED"}]
    saved = save(store, investigator, load_document(plain_case))
    assert not sees(store, colleague, saved)
    with store.read(investigator) as reader:
        assert cases.get(reader, saved.case_id).marking.causes[-1] == "q1"


def test_restricted(store, investigator, colleague, supervisor, case):
    saved = save(store, investigator, case)
    with store.write(investigator, "covert phase") as tx:
        cases.restrict(tx, saved.case_id, True)
    assert sees(store, investigator, saved)
    assert not sees(store, colleague, saved)
    assert not sees(store, supervisor, saved)
    with pytest.raises(StoreError), store.write(colleague) as tx:
        cases.share(tx, saved.case_id, colleague.id)
    with store.write(investigator, "over") as tx:
        cases.restrict(tx, saved.case_id, False)
    assert sees(store, colleague, saved)


def test_a_demonstration_is_open(tmp_path, plain_case, investigator):
    plain_case["submission"]["tlp"] = "TLP:RED"
    store = open_store(tmp_path / "d", decide=decide, open_to_all=True)
    saved = save(store, investigator, load_document(plain_case))
    assert sees(store, Actor("demo-trainer", "trainer"), saved)
    assert not sees(store, Actor("somebody", "auditor"), saved)
    store.close()


def test_who_may_write_and_remove(store, investigator, read_only, prosecutor, supervisor, case):
    saved = save(store, investigator, case)
    with pytest.raises(StoreError) as refused:
        save(store, read_only, case)
    assert refused.value.code == "not_allowed"
    for actor, code in ((read_only, "not_allowed"), (investigator, "not_allowed"), (prosecutor, "not_allowed")):
        with pytest.raises(StoreError) as refused, store.write(actor, "why") as tx:
            submissions.remove(tx, saved.submission_id)
        assert refused.value.code == code
    assert sees(store, investigator, saved)
    with store.write(supervisor, "why") as tx:
        submissions.remove(tx, saved.submission_id)
    assert not sees(store, investigator, saved)


def test_a_submission_goes_whole_or_not_at_all(store, supervisor, investigator, plain_case):
    from store import imports

    other = copy.deepcopy(plain_case)
    other["case"]["reference"] = "KZ-2026/018"
    with store.write(investigator) as tx:
        import_id = imports.begin(tx, "a", "json", "0", 1)
        rows = cases.save_many(tx, [CaseInput(load_document(plain_case)), CaseInput(load_document(other))], import_id)
        cases.restrict(tx, rows[1].case_id, True)
    lone = Actor("prosecutor.two", "prosecutor")
    with pytest.raises(StoreError), store.write(lone, "why") as tx:
        submissions.remove(tx, rows[0].submission_id)
    with store.read(investigator) as reader:
        assert len(cases.rows(reader)) == 2
