from __future__ import annotations

import pytest

from records import Actor
from store import StoreError, audit, cases, driver
from store.ids import for_log
from store.rows import CaseInput


def test_lines_tell_who_what_why(store, investigator, auditor, case):
    with store.write(investigator, "from the letter of 2 March") as tx:
        (saved,) = cases.save_many(tx, [CaseInput(case)])
    with store.read(auditor) as reader:
        (line,) = audit.rows(reader)
        assert audit.rows(reader, object_id=saved.case_id) == [line]
        assert audit.rows(reader, object_id="C-00000000") == audit.rows(reader, action="other") == []
    assert (line.actor, line.role, line.action) == (investigator.id, "investigator", "case.recorded")
    assert line.reason == "from the letter of 2 March"
    assert line.objects == (saved.case_id, saved.submission_id)
    assert line.detail == {"version": 1}


@pytest.mark.parametrize("sql", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "DELETE FROM audit_object"])
def test_it_is_append_only(store, investigator, sql):
    with store.write(investigator) as tx:
        tx.log("first", ["C-00000000"])
    with pytest.raises(StoreError), store.write(investigator) as tx:
        tx.run(sql)
    db = store.connection()
    assert audit.verify(db) == []
    assert audit.head(db)[0] == 1
    db.close()


def test_the_chain_shows_an_edit_and_a_gap(store, investigator):
    for number in range(5):
        with store.write(investigator) as tx:
            tx.log("step", number=number)
    db = store.connection()
    db.execute("DROP TRIGGER audit_no_update")
    db.execute("DROP TRIGGER audit_no_delete")
    db.execute("UPDATE audit SET reason = 'other' WHERE seq = 2")
    assert audit.verify(db) == [2]
    db.execute("DELETE FROM audit WHERE seq = 4")
    assert audit.verify(db) == [2, 5]
    db.close()


@pytest.mark.parametrize("value", ["Ахметова", "two words", {"a": 1}, "", "x" * 81, b"x"])
def test_values_are_refused(store, investigator, value):
    with pytest.raises(ValueError, match="numbers and short codes"), store.write(investigator) as tx:
        tx.log("step", what=value)


def test_ids_that_could_be_names_are_digested():
    assert for_log("C-7K2M9QX4/p1") == "C-7K2M9QX4/p1"
    assert for_log("C-7K2M9QX4/r1.s3") == "C-7K2M9QX4/r1.s3"
    assert for_log("account:anna.k") == "account:anna.k"
    for hostile in ("C-7K2M9QX4/ivanov", "Ахметова", "C-7K2M9QX4/r1.Петров", "C-lower123", "account:Иван", "\ud800"):
        told = for_log(hostile)
        assert hostile not in told
        assert not any(part in told for part in ("ivanov", "Петров", "Иван", "lower"))


def test_only_those_whose_work_it_is_read_it(store, investigator, auditor, supervisor, administrator):
    for actor in (auditor, supervisor):
        with store.read(actor) as reader:
            assert audit.rows(reader) == []
    for actor in (investigator, administrator, Actor("x", "unknown")):
        with store.read(actor) as reader, pytest.raises(StoreError) as refused:
            audit.rows(reader)
        assert refused.value.code == "not_allowed"


def test_a_reason_is_one_line_of_500_signs(store, investigator, auditor):
    with store.write(investigator, "a\nb\t" + "x" * 600) as tx:
        tx.log("step")
    with store.read(auditor) as reader:
        (line,) = audit.rows(reader)
    assert line.reason.startswith("a b x")
    assert len(line.reason) == 500


def test_a_line_goes_with_its_change(store, investigator, auditor):
    def log_and_fail():
        with store.write(investigator) as tx:
            tx.log("step")
            raise driver.EngineError

    with pytest.raises(StoreError):
        log_and_fail()
    with store.read(auditor) as reader:
        assert audit.rows(reader) == []
