from __future__ import annotations

import threading

from access.decide import decide
from store import cases, health, open_store
from store.rows import CaseInput


def test_a_whole_store(store, investigator, case):
    with store.write(investigator) as tx:
        cases.save_many(tx, [CaseInput(case)])
    assert health.faults(store) == []


def test_a_tampered_log(store, investigator):
    with store.write(investigator) as tx:
        tx.log("step")
    db = store.connection()
    db.execute("DROP TRIGGER audit_no_update")
    db.execute("UPDATE audit SET actor = 'somebody.else'")
    db.close()
    assert health.faults(store) == ["log"]


def test_a_broken_reference(store, investigator):
    db = store.connection()
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("INSERT INTO case_code (case_id, list, code) VALUES ('C-00000000', 'country', 'KZ')")
    db.close()
    assert health.faults(store) == ["references"]


def test_a_damaged_page(store, investigator, case):
    with store.write(investigator) as tx:
        cases.save_many(tx, [CaseInput(case)])
    store.purge()
    store.close()
    raw = bytearray(store.path.read_bytes())
    raw[-2000] ^= 1
    store.path.write_bytes(raw)
    again = open_store(store.path.parent, decide=decide)
    assert "pages" in health.faults(again)
    again.close()


def test_purging_waits_for_readers_without_failing(store, investigator, case):
    with store.write(investigator) as tx:
        cases.save_many(tx, [CaseInput(case)])
    reading, done = threading.Event(), threading.Event()

    def read():
        with store.read(investigator) as reader:
            cases.rows(reader)
            reading.set()
            done.wait(20)

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait(20)
    log = store.path.with_name("waylink.db-wal")
    with store.write(investigator) as tx:
        tx.log("step")
    assert store.purge() is False
    done.set()
    thread.join()
    with store.write(investigator) as tx:
        tx.log("step")
    assert log.stat().st_size == 0
