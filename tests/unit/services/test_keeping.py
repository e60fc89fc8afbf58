"""Backups, restoring, retention, the log's page, the doctor, the bill of materials: as a person meets them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from records import Actor
from services import audit, backup, cases, doctor, keys, retention, sbom, settings
from services.desk import open_desk
from services.errors import StoreError
from services.upkeep import Upkeep
from store import manifest

LOCAL = Actor("local:test", "local", "KZ")
ROOT = Path(__file__).parents[3]


def code_of(call, *args, **named):
    with pytest.raises(StoreError) as refused:
        call(*args, **named)
    return refused.value.code


@pytest.fixture
def filled(desk, case):
    cases.save_many(desk, LOCAL, [case])
    return desk


def test_a_backup_comes_back(filled, tmp_path, clock):
    made = backup.make(filled, LOCAL, reason="before the upgrade")
    assert made.made.counts["case_file"] == 1
    assert {path.name for path in made.folder.iterdir()} == {"waylink.db", "waylink.check", "manifest.json"}
    assert made.folder.stat().st_mode & 0o077 == 0
    found, log = backup.verify(made.folder)
    assert (found, log.first_bad) == (made.made, None)
    assert log.checkpoints >= 1

    new = tmp_path / "new"
    assert backup.restore(made.folder, new, replace=False, at=clock()) is None
    at = open_desk(new, clock=clock)
    backup.note_restored(at, LOCAL, "disk lost")
    assert [row.reference for row in cases.listing(at, LOCAL)] == ["KZ-2026/017"]
    assert audit.verify(at, LOCAL).first_bad is None
    assert {path.name for path in new.iterdir()} <= {"waylink.db", "waylink.db-wal", "waylink.db-shm", "waylink.check"}
    at.close()
    assert audit.verify(filled, LOCAL).first_bad is None


def test_going_back_in_place_sets_the_store_aside_and_says_what_was_lost(filled, clock, named):
    made = backup.make(filled, LOCAL)
    for number in range(5):
        cases.save_many(filled, LOCAL, [named("Somebody", reference=f"R-{number}")])
    filled.store.sign_now()
    assert code_of(backup.restore, made.folder, filled.folder, replace=False, at=clock()) == "restore_full"
    filled.close()
    aside = backup.restore(made.folder, filled.folder, replace=True, at=clock())
    assert (aside / "waylink.db").exists()
    at = open_desk(filled.folder, clock=clock)
    assert len(cases.listing(at, LOCAL)) == 1
    backup.note_restored(at, LOCAL, "tried a wrong import")
    seen = audit.verify(at, LOCAL)
    assert (seen.first_bad, seen.reason) == (None, "")
    assert seen.lost > 0
    at.close()


def test_restoring_is_refused_while_a_program_has_the_store(filled, clock):
    import subprocess
    import sys

    made = backup.make(filled, LOCAL)
    program = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from services import backup; from services.errors import Refused\n"
        "try: backup.restore(Path(sys.argv[1]), Path(sys.argv[2]), replace=True, at=datetime.now(UTC))\n"
        "except Refused as error: print(error.code)"
    )
    words = [sys.executable, "-c", program, str(made.folder), str(filled.folder)]
    with filled.store.read(LOCAL) as reader:
        reader.select("SELECT 1 FROM meta")
        told = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT, timeout=60)
    assert told.stdout.strip() == "in_use", told.stderr
    assert len(cases.listing(filled, LOCAL)) == 1


def test_a_backup_that_was_touched(filled):
    made = backup.make(filled, LOCAL).folder
    whole = {path.name: path.read_bytes() for path in made.iterdir()}

    def again(**changed):
        for name, data in whole.items():
            (made / name).write_bytes(data)
        for name, data in changed.items():
            (made / name.replace("__", ".")).write_bytes(data)

    raw = bytearray(whole["waylink.db"])
    raw[9000] ^= 1
    again(waylink__db=bytes(raw))
    assert code_of(backup.verify, made) == "backup_file"
    listed = json.loads(whole["manifest.json"])
    listed["manifest"]["counts"]["case_file"] = 2
    again(manifest__json=json.dumps(listed).encode())
    assert code_of(backup.verify, made) == "backup_list"
    listed = json.loads(whole["manifest.json"])
    listed["manifest"] |= {"public_key": "", "files": {"waylink.db": manifest.file_hash(made / "waylink.db")}}
    listed["manifest"]["counts"]["case_file"] = 2
    again(manifest__json=json.dumps(listed).encode())
    assert code_of(backup.verify, made) == "backup_rows"
    for text in (b"", b"{}", b"[" * 60_000, b'{"manifest": 3}', b"x" * 70_000):
        again(manifest__json=text)
        assert code_of(backup.verify, made) == "backup_list"
    again()
    assert backup.verify(made)
    shutil.rmtree(made)
    assert code_of(backup.verify, made) == "no_backup"


def test_a_sealed_store_s_backup_opens_with_its_passphrase(filled, clock):
    keys.wrap(filled, LOCAL, "four words nobody guesses")
    made = backup.make(filled, LOCAL)
    assert code_of(backup.verify, made.folder) == "sealed"
    assert backup.verify(made.folder, lambda _: "four words nobody guesses")


def test_backups_by_themselves_and_the_oldest_go(filled, clock):
    said = []
    keeper = Upkeep(filled, said.append)
    settings.change(filled, LOCAL, "backup_keep", 2)
    for _ in range(4):
        keeper.once()
        keeper.once()
        clock.forward(hours=25)
    assert len(backup.listing(filled.folder)) == 2
    assert sum(line.startswith("backup made") for line in said) == 4
    assert sum(line.startswith("head of the log on") for line in said) == 4
    settings.change(filled, LOCAL, "backup_hours", 0)
    assert not backup.is_due(filled)


def test_upkeep_says_once_what_fails_and_goes_on(filled, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WAYLINK_BACKUPS", str(tmp_path / "file" / "backups"))
    said = []
    keeper = Upkeep(filled, said.append)
    keeper.once()
    keeper.once()
    assert sum("upkeep:" in line for line in said) == 1


def test_retention_dates(filled, prosecutor, investigator, read_only):
    (row,) = retention.listing(filled, prosecutor)
    assert (row.due, row.by_rule) == (date(2029, 3, 2), True)
    day = filled.now().date() - timedelta(days=1)
    with filled.write(LOCAL) as tx:
        tx.run("UPDATE case_file SET created_by = :me")
    assert code_of(retention.set_due, filled, investigator, row.submission_id, day, "agreed") == "not_allowed"
    assert code_of(retention.set_due, filled, LOCAL, row.submission_id, day, " ") == "reason_needed"
    assert code_of(retention.set_due, filled, LOCAL, "S-00000000", day, "agreed") == "not_found"
    retention.set_due(filled, LOCAL, row.submission_id, day, "agreed with the sender")
    (row,) = retention.listing(filled, LOCAL)
    assert (row.due, row.by_rule, row.days, row.reason) == (day, False, -1, "agreed with the sender")
    settings.change(filled, LOCAL, "retention_months", 0)
    assert code_of(retention.read_day, "24.11.2026") == "bad_date"
    gone = retention.purge(filled, LOCAL, row.submission_id, "the date has come")
    assert gone.emptied
    assert retention.listing(filled, LOCAL) == []
    (line,) = audit.listing(filled, LOCAL, audit.Filter(action="submission.removed"))
    assert line.objects == (row.submission_id, *gone.case_ids)
    assert line.reason == "the date has come"


def test_the_log_with_filters_and_as_a_table(filled, auditor, supervisor, investigator, clock):
    clock.forward(days=2)
    with filled.write(LOCAL, "=HYPERLINK(1)") as tx:
        tx.log("step", ["C-00000000"])
    for actor in (auditor, supervisor):
        assert len(audit.listing(filled, actor, audit.Filter())) == 2
    assert [line.action for line in audit.listing(filled, auditor, audit.Filter(first_day=date(2026, 11, 26)))] == [
        "step"
    ]
    assert [line.seq for line in audit.listing(filled, auditor, audit.Filter(last_day=date(2026, 11, 24)))] == [1]
    assert audit.listing(filled, auditor, audit.Filter(person="nobody")) == []
    assert audit.actions(filled, auditor) == ["case.recorded", "step"]
    name, data = audit.export(filled, auditor, audit.Filter())
    assert name.endswith(".csv")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0]["reason"] == "'=HYPERLINK(1)"
    assert audit.listing(filled, auditor, audit.Filter(limit=1))[0].action == "audit.exported"
    assert audit.head(filled, auditor).seq == 3
    for call in (audit.listing, audit.export):
        assert code_of(call, filled, investigator, audit.Filter()) == "not_allowed"
    for call in (audit.verify, audit.head, audit.actions):
        assert code_of(call, filled, investigator) == "not_allowed"


def test_a_name_in_a_reason_is_not_kept(filled, auditor):
    (row,) = cases.listing(filled, LOCAL)
    with filled.write(LOCAL, "допросили Ахметову, Гульнара; see Ospanov and the agency's letter") as tx:
        tx.log("case.opened", [row.case_id])
    (line,) = audit.listing(filled, auditor, audit.Filter(action="case.opened"))
    assert line.reason == "допросили [name] [name] see Ospanov and the agency's letter"


def test_the_doctor(filled, monkeypatch):
    found = {one.what: one.state for one in [*doctor.outside(filled.folder), *doctor.inside(filled, LOCAL)]}
    assert found["store"] == found["log"] == found["engine"] == found["folder"] == "good"
    assert found["key"] == found["backup"] == "warn"
    assert "bad" not in found.values()
    filled.folder.chmod(0o755)
    assert {one.what: one.state for one in doctor.outside(filled.folder)}["folder"] == "warn"
    db = filled.store.connection()
    db.execute("DROP TRIGGER audit_no_update")
    db.execute("UPDATE audit SET reason = 'other' WHERE seq = 1")
    db.close()
    sick = {one.what: one for one in doctor.inside(filled, LOCAL)}["log"]
    assert (sick.state, "1" in sick.text) == ("bad", True)
    assert doctor.is_alive(filled)
    filled.close()
    assert not doctor.is_alive(filled)


def test_the_bill_of_materials():
    made = sbom.cyclonedx()
    assert made == sbom.cyclonedx()
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    names = {one["name"] for one in made["components"]}
    assert {"streamlit", "sqlcipher3", "pynacl", "numpy"} <= names
    assert "pytest" not in names
    assert "pytest" in {one["name"] for one in sbom.cyclonedx(dev=True)["components"]}
    assert sbom.without_hash(made) == []
    refs = {one["bom-ref"] for one in made["components"]} | {made["metadata"]["component"]["bom-ref"]}
    assert len(refs) == len(made["components"]) + 1
    assert {line["ref"] for line in made["dependencies"]} == refs
    assert {other for line in made["dependencies"] for other in line["dependsOn"]} <= refs
