from __future__ import annotations

import copy
from datetime import date

import pytest

from records import load_document
from store import StoreError, cases, matches, submissions
from store.rows import CaseFilter, CaseInput, MatchInput, RunInput


def save(store, actor, *documents, **fields):
    with store.write(actor, "recorded") as tx:
        return cases.save_many(tx, [CaseInput(document, **fields) for document in documents])


def test_a_document_comes_back_as_it_was_saved(store, investigator, case):
    (saved,) = save(store, investigator, case)
    assert saved.version == 1
    assert saved.case_id.startswith("C-")
    with store.read(investigator) as reader:
        record = cases.get(reader, saved.case_id)
        assert record.document == case
        assert (record.relation, record.created_by) == ("own", investigator.id)
        assert cases.get(reader, "C-00000000") is None


def test_listing_tells_the_case_in_one_line(store, investigator, case):
    (saved,) = save(store, investigator, case, title=lambda case_id: f"title of {case_id}")
    with store.read(investigator) as reader:
        (row,) = cases.rows(reader)
    assert (row.case_id, row.reference, row.title) == (saved.case_id, "KZ-2026/017", f"title of {saved.case_id}")
    assert (row.persons, row.stops, row.countries) == (2, 3, ("UZ", "KZ", "AE"))
    assert (row.marking.tlp, row.marking.handling) == ("TLP:AMBER", {"H1"})
    assert (row.status, row.detected, row.links) == (("investigation",), "2026-02", 0)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (CaseFilter(), True),
        (CaseFilter(text="kz 2026 017"), True),
        (CaseFilter(text="РАБОТЕ за"), True),
        (CaseFilter(text="prosecutor general"), True),
        (CaseFilter(text="%"), False),
        (CaseFilter(text="nothing of the kind"), False),
        (CaseFilter(country="UZ"), True),
        (CaseFilter(country="RU"), False),
        (CaseFilter(role="exploitation"), True),
        (CaseFilter(role="refuge"), False),
        (CaseFilter(country="AE", role="exploitation"), True),
        (CaseFilter(country="UZ", role="exploitation"), False),
        (CaseFilter(purpose="ForcedLabour"), True),
        (CaseFilter(purpose="OrganRemoval"), False),
        (CaseFilter(status="investigation"), True),
        (CaseFilter(status="trial"), False),
        (CaseFilter(detected_from=date(2026, 2, 15)), True),
        (CaseFilter(detected_from=date(2026, 3, 1)), False),
        (CaseFilter(detected_to=date(2026, 1, 31)), False),
        (CaseFilter(ids=[]), False),
        (CaseFilter(limit=0), False),
    ],
)
def test_filters(store, investigator, case, wanted, found):
    save(store, investigator, case)
    with store.read(investigator) as reader:
        assert bool(cases.rows(reader, wanted)) is found
        assert bool(cases.records(reader, wanted)) is found


def test_saving_again_replaces_every_derived_row(store, investigator, case, plain_case):
    (first,) = save(store, investigator, case)
    changed = copy.deepcopy(plain_case)
    changed["routes"][0]["stops"] = changed["routes"][0]["stops"][:1]
    del changed["organisations"], changed["identifiers"]
    (second,) = save(store, investigator, load_document(changed), case_id=first.case_id)
    assert (second.case_id, second.version) == (first.case_id, 2)
    with store.read(investigator) as reader:
        assert [stop.stop_id for stop in cases.stops(reader)] == [f"{first.case_id}/r1.s1"]
        assert [party.local_id for party in cases.parties(reader)] == ["p1", "p2"]
        assert cases.rows(reader, CaseFilter(country="AE")) == []
        for table in ("party_name", "name_word", "name_part"):
            assert reader.select(f"SELECT count(*) AS n FROM {table}")[0]["n"] == 2
        assert reader.select("SELECT count(*) AS n FROM identifier")[0]["n"] == 0


def test_a_newer_version_is_not_overwritten_unseen(store, investigator, case):
    (first,) = save(store, investigator, case)
    save(store, investigator, case, case_id=first.case_id, expect=1)
    with pytest.raises(StoreError) as refused:
        save(store, investigator, case, case_id=first.case_id, expect=1)
    assert refused.value.code == "changed_meanwhile"


def test_cases_of_one_file_share_their_submission(store, investigator, case, plain_case):
    other = copy.deepcopy(plain_case)
    other["submission"]["authority"] = "Another office"
    from store import imports

    with store.write(investigator) as tx:
        import_id = imports.begin(tx, "a.json", "json", "0" * 64, 10)
        rows = cases.save_many(tx, [CaseInput(case), CaseInput(case), CaseInput(load_document(other))], import_id)
        done = imports.finish(tx, import_id, ok=True)
    assert rows[0].submission_id == rows[1].submission_id != rows[2].submission_id
    assert set(done.cases) == {row.case_id for row in rows}
    with store.read(investigator) as reader:
        assert sorted(row.cases for row in submissions.rows(reader)) == [1, 2]


def test_finding_by_reference(store, investigator, case):
    (saved,) = save(store, investigator, case)
    with store.read(investigator) as reader:
        assert cases.find(reader, "kz2026017") == [saved.case_id]
        assert cases.find(reader, "KZ-2026/018") == cases.find(reader, "") == cases.find(reader, "/-") == []


def test_removing_a_submission_removes_what_only_it_supported(store, supervisor, case, named):
    (kept,) = save(store, supervisor, named("Иван Петров"))
    (gone,) = save(store, supervisor, case)
    with store.write(supervisor) as tx:
        pair = MatchInput(f"{gone.case_id}/p2", f"{kept.case_id}/p1", 0.9, 2.0, [{"kind": "name", "left": "x"}])
        matches.record_run(tx, RunInput(tx.now(), 1, 0, 0.1, 2), [pair])
        (row,) = matches.rows(tx)
        matches.judge(tx, row.match_id, "same", "seen")
    with pytest.raises(StoreError) as refused, store.write(supervisor) as tx:
        submissions.remove(tx, gone.submission_id)
    assert refused.value.code == "reason_needed"
    with store.write(supervisor, "sent by mistake") as tx:
        assert submissions.remove(tx, gone.submission_id) == [gone.case_id]
    with store.read(supervisor) as reader:
        assert [row.case_id for row in cases.rows(reader)] == [kept.case_id]
        assert matches.rows(reader, "all") == matches.judgements(reader) == []
        for table in ("party", "party_name", "name_word", "name_part"):
            assert reader.select(f"SELECT count(*) AS n FROM {table}")[0]["n"] == 1
        for table in ("stop", "identifier", "judgement", "match", "case_code"):
            assert reader.select(f"SELECT count(*) AS n FROM {table}")[0]["n"] == (1 if table == "case_code" else 0) * 2


def test_removing_the_last_case_of_a_submission_removes_it(store, supervisor, case):
    (saved,) = save(store, supervisor, case)
    with store.write(supervisor, "entered twice") as tx:
        cases.remove(tx, saved.case_id)
    with store.read(supervisor) as reader:
        assert submissions.rows(reader) == []
        assert reader.select("SELECT count(*) AS n FROM submission")[0]["n"] == 0


def test_counts(store, investigator, case, named):
    save(store, investigator, case, named("A B"))
    with store.read(investigator) as reader:
        assert cases.counts(reader) == {
            "cases": 2, "persons": 3, "submissions": 2, "organisations": 1, "countries": 3,
        }  # fmt: skip


def test_a_group_counts_with_its_smallest_number(store, investigator, plain_case):
    plain_case["persons"].append({"id": "p3", "names": [], "count": {"min": 12, "about": True}})
    save(store, investigator, load_document(plain_case))
    with store.read(investigator) as reader:
        assert cases.rows(reader)[0].persons == 14
        assert cases.parties(reader)[2].kind == "group"
