from __future__ import annotations

import threading

import pytest

from records import Actor
from store import StoreError, audit, cases
from store.rows import CaseInput


def count(store, table):
    with store.read(Actor("a", "auditor")) as reader:
        return reader.select(f"SELECT count(*) AS n FROM {table}")[0]["n"]


def test_all_or_nothing(store, investigator, case):
    def save_and_fail():
        with store.write(investigator) as tx:
            cases.save_many(tx, [CaseInput(case)])
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        save_and_fail()
    assert count(store, "case_file") == count(store, "audit") == count(store, "name_word") == 0


def test_a_change_without_a_log_line_gets_one(store, investigator):
    with store.write(investigator, "by hand") as tx:
        tx.run("INSERT INTO meta (name, value) VALUES ('a', 'b')")
    with store.read(Actor("a", "auditor")) as reader:
        (line,) = audit.rows(reader)
    assert (line.action, line.reason, line.actor) == ("store.changed", "by hand", investigator.id)


def test_a_thread_cannot_wait_for_itself(store, investigator):
    with store.write(investigator), pytest.raises(RuntimeError, match="pass its tx on"), store.write(investigator):
        pass
    with store.write(investigator) as tx:
        tx.log("fine")


def test_a_reader_sees_one_snapshot(store, investigator, case):
    with store.read(investigator) as reader:
        assert cases.rows(reader) == []
        thread = threading.Thread(target=_save, args=(store, investigator, case))
        thread.start()
        thread.join()
        assert cases.rows(reader) == []
    with store.read(investigator) as reader:
        assert len(cases.rows(reader)) == 1


def test_a_reader_cannot_leave_a_change(store, investigator):
    with store.read(investigator) as reader:
        before = count(store, "meta")
        reader.db.execute("INSERT INTO meta (name, value) VALUES ('a', 'b')")
    assert count(store, "meta") == before


def test_four_writers_lose_nothing(store, investigator, named):
    each, failures = 12, []

    def work(number):
        try:
            for turn in range(each):
                _save(store, investigator, named(f"Name {number} {turn}"))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    seen = 0
    while any(thread.is_alive() for thread in threads):
        now = count(store, "case_file")
        assert now >= seen
        seen = now
    for thread in threads:
        thread.join()
    assert failures == []
    assert count(store, "case_file") == count(store, "party") == 4 * each
    with store.read(Actor("a", "auditor")) as reader:
        assert audit.verify(reader.db) == []
        assert len(audit.rows(reader)) == 4 * each


def test_idle_connections_are_few(store, investigator):
    threads = [threading.Thread(target=count, args=(store, "audit")) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store._idle) <= 8


def test_a_full_disk_saves_nothing_and_says_so(store, investigator, case, named):
    with store.write(investigator) as tx:
        cases.save_many(tx, [CaseInput(case)])
        pages = tx.db.execute("PRAGMA page_count").fetchone()[0]
    whole = store._connect

    def small(path):
        db = whole(path)
        db.execute(f"PRAGMA max_page_count = {pages + 1}")
        return db

    store._idle.clear()
    store._connect = small
    with pytest.raises(StoreError) as refused, store.write(investigator) as tx:
        cases.save_many(tx, [CaseInput(named(f"Somebody {n}")) for n in range(400)])
    assert refused.value.code == "disk_full"
    assert count(store, "case_file") == 1


def test_closed(store, investigator):
    store.close()
    with pytest.raises(StoreError) as refused, store.read(investigator):
        pass
    assert refused.value.code == "closed"


def test_errors_carry_no_stored_value(store, investigator, named):
    secret = "Зарипова"
    with store.write(investigator) as tx:
        cases.save_many(tx, [CaseInput(named(secret))])
    with pytest.raises(StoreError) as refused, store.write(investigator) as tx:
        tx.run("INSERT INTO party_name (party_id, case_id, folded) VALUES ('x', 'x', :name)", name=secret)
    assert secret not in repr(refused.value)
    assert refused.value.code == "conflict"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def _save(store, actor, document):
    with store.write(actor) as tx:
        return cases.save_many(tx, [CaseInput(document)])
