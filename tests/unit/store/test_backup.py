from __future__ import annotations

import shutil
import threading

import pytest

from access.decide import decide
from store import StoreError, backup, cases, open_store
from store.rows import CaseInput


def test_a_backup_opens_and_holds_everything(store, tmp_path, administrator, investigator, case, named):
    with store.write(investigator) as tx:
        cases.save_many(tx, [CaseInput(case)])
    stop = threading.Event()

    def write():
        while not stop.is_set():
            with store.write(investigator) as tx:
                cases.save_many(tx, [CaseInput(named("Somebody"))])

    thread = threading.Thread(target=write)
    thread.start()
    try:
        path = backup.write(store, administrator, tmp_path / "copy.db")
    finally:
        stop.set()
        thread.join()
    assert b"SQLite format" not in path.read_bytes()[:100]
    assert [left.name for left in tmp_path.iterdir() if left.name.startswith("copy.db.")] == []
    other = tmp_path / "restored"
    other.mkdir()
    shutil.copy(path, other / "waylink.db")
    shutil.copy(store.path.parent / "waylink.key", other / "waylink.key")
    restored = open_store(other, decide=decide, create=False)
    with restored.read(investigator) as reader:
        assert cases.find(reader, "KZ-2026/017")
    restored.close()


def test_it_overwrites_nothing_and_asks_who(store, tmp_path, administrator, investigator):
    (tmp_path / "copy.db").write_text("kept")
    with pytest.raises(StoreError) as refused:
        backup.write(store, administrator, tmp_path / "copy.db")
    assert refused.value.code == "backup_exists"
    assert (tmp_path / "copy.db").read_text() == "kept"
    with pytest.raises(StoreError) as refused:
        backup.write(store, investigator, tmp_path / "other.db")
    assert refused.value.code == "not_allowed"
    with pytest.raises(StoreError) as refused:
        backup.write(store, administrator, tmp_path / "no" / "such" / "folder.db")
    assert refused.value.code == "no_access"
