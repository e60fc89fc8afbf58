"""A store of the first version, kept as a file, opens in this one with every row it had."""

from __future__ import annotations

import shutil
from pathlib import Path

from access.decide import decide
from records import Actor
from store import audit, backup, cases, checkpoints, driver, health, keys, open_store, schema, search, submissions
from store.rows import CaseFilter

OLD = Path(__file__).parents[2] / "data" / "store_0001"
LOCAL = Actor("local:test", "local")


def test_every_row_is_still_there(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(OLD, folder)
    db = driver.connect(folder / "waylink.db", keys.from_file(folder / "waylink.key"))
    assert schema.version_of(db)[1] == 1
    before, head = backup.inventory(db)
    bodies = db.execute("SELECT case_id, body FROM case_file ORDER BY case_id").fetchall()
    db.close()
    assert before["case_file"] == 4

    store = open_store(folder, decide=decide, create=False)
    db = store.connection()
    assert schema.version_of(db)[1] == schema.VERSION > 1
    assert backup.inventory(db) == (before, head)
    assert db.execute("SELECT case_id, body FROM case_file ORDER BY case_id").fetchall() == bodies
    assert audit.verify(db) == []
    assert len(checkpoints.store_id(db)) == 16
    db.close()
    assert health.faults(store) == []
    with store.read(LOCAL) as reader:
        assert len(cases.records(reader, CaseFilter())) == 4
        assert len(submissions.rows(reader)) == 3
        assert search.find(reader, "PC-2")
    with store.write(LOCAL, "after the upgrade") as tx:
        tx.log("step")
    store.close()
    assert open_store(folder, decide=decide, create=False).close() is None
