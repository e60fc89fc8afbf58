"""Key, log, backup, retention, doctor: the commands as a person runs them."""

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cli.main import waylink

ROOT = Path(__file__).parents[3]
PC2 = str(ROOT / "examples" / "published" / "PC-2.json")


@pytest.fixture
def run(tmp_path):
    def call(*words, data="data", text=None):
        return CliRunner().invoke(waylink, ["--data", str(tmp_path / data), *words], input=text)

    return call


@pytest.fixture
def filled(run):
    assert run("import", PC2).exit_code == 0
    return run


def one(result):
    assert result.exit_code == 0, result.stderr
    (line,) = result.stdout.splitlines()
    return json.loads(line)


def refused(result, *words):
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr


def test_the_ceremony(filled, tmp_path):
    phrase, other = tmp_path / "phrase", tmp_path / "other"
    phrase.write_text("four words nobody guesses\n")
    other.write_text("another passphrase\n")
    assert one(filled("key", "status", "--json"))["advice"] == ["seal"]
    refused(filled("key", "wrap"), "--passphrase-file")
    wrapped = filled("key", "wrap", "--keep-file", "--passphrase-file", str(phrase))
    recovery = re.search(r"Recovery key: ((?:[0-9A-Z]{4}-){7}[0-9A-Z]{4})", wrapped.stdout).group(1)
    made = filled("key", "identity", str(tmp_path / "officer"))
    public = made.stdout.strip()
    assert public.startswith("age1")
    assert filled("key", "add", "A. Officer", public).stdout.startswith("k3")
    refused(filled("key", "add", "B. Officer", "age1nokey"), "age1")
    refused(filled("key", "remove", "k9"), "no such record")
    assert filled("key", "remove", "k3").exit_code == 0
    told = one(filled("key", "status", "--json"))
    assert [slot["kind"] for slot in told["slots"]] == ["passphrase", "recovery"]
    refused(filled("key", "change", "--passphrase-file", str(other)), "Neither")
    changed = filled("key", "change", "--passphrase-file", str(phrase), "--reason", "an officer left")
    assert changed.exit_code == 0, changed.stderr
    assert "Recovery key" in changed.stdout
    assert recovery not in changed.stdout
    assert "PC-2" in filled("cases").stdout
    secret = tmp_path / "secret"
    secret.write_text("wrong")
    refused(filled("key", "recover", "--secret-file", str(secret), "--passphrase-file", str(other)), "Neither")
    secret.write_text(re.search(r"Recovery key: (\S+)", changed.stdout).group(1))
    assert filled("key", "recover", "--secret-file", str(secret), "--passphrase-file", str(other)).exit_code == 0
    refused(filled("--demo", "key", "wrap"), "demonstration")


def test_the_log(filled, tmp_path):
    lines = [json.loads(line) for line in filled("audit", "list", "--json").stdout.splitlines()]
    assert {line["action"] for line in lines} >= {"case.recorded", "import.taken"}
    assert (
        filled("audit", "list", "--action", "case.recorded", "--since", "2020-01-01").stdout.count("case.recorded") == 1
    )
    refused(filled("audit", "list", "--since", "yesterday"), "2026-11-24")
    told = one(filled("audit", "verify", "--json"))
    assert told["ok"]
    assert told["in_second_place"] >= 1
    assert len(one(filled("audit", "head", "--json"))["hash"]) == 64
    assert filled("audit", "export", str(tmp_path / "log.csv")).exit_code == 0
    assert (tmp_path / "log.csv").read_bytes().startswith(b"\xef\xbb\xbfline,")
    refused(filled("audit", "export", str(tmp_path / "log.csv")), "already")
    refused(filled("audit", "verify", "--heads", "nowhere"), "no such file")


def test_a_changed_log_is_named_with_exit_code_1(filled, tmp_path):
    from services.desk import open_desk

    at = open_desk(tmp_path / "data")
    db = at.store.connection()
    db.execute("DROP TRIGGER audit_no_update")
    db.execute("UPDATE audit SET reason = 'other' WHERE seq = 2")
    db.close()
    at.close()
    told = filled("audit", "verify")
    assert told.exit_code == 1
    assert "Line 2 was changed" in told.stderr
    assert filled("doctor").exit_code == 1


def test_backup_and_restore(filled, tmp_path):
    folder = one(filled("backup", "--json"))["folder"]
    assert one(filled("restore", folder, "--verify", "--json"))["counts"]["case_file"] == 1
    refused(filled("restore", folder), "--replace")
    assert "It is now the store" in filled("restore", folder, data="other").stdout
    assert "PC-2" in filled("cases", data="other").stdout
    assert "set aside" in filled("restore", folder, "--replace").stdout
    assert len(filled("backup", "--list", "--json").stdout.splitlines()) == 1
    refused(filled("restore", str(tmp_path)), "no backup here")
    refused(filled("backup", "--to", folder), "already")
    (Path(folder) / "waylink.db").write_bytes(b"x")
    refused(filled("restore", folder, "--verify"), "not the one that was backed up")


def test_retention_and_purge(filled):
    row = one(filled("retention", "--json"))
    assert row["by_rule"]
    refused(filled("retention", "--set", row["submission"], "2020-01-01"), "reason")
    late = one(filled("retention", "--set", row["submission"], "2020-01-01", "--reason", "agreed", "--due", "--json"))
    assert late["days"] < 0
    refused(filled("purge", row["submission"], "--reason", "the date has come"), "--yes")
    gone = one(filled("purge", row["submission"], "--reason", "the date has come", "--yes", "--json"))
    assert (len(gone["cases"]), gone["emptied"]) == (1, True)
    assert filled("retention", "--json").stdout == ""
    refused(filled("purge", row["submission"], "--reason", "again", "--yes"), "no such record")


def test_the_doctor_and_the_bill(run, filled):
    told = {line["what"]: line["state"] for line in map(json.loads, filled("doctor", "--json").stdout.splitlines())}
    assert told["store"] == told["log"] == "good"
    assert run("doctor", data="nothing").exit_code == 0
    assert json.loads(run("sbom").stdout)["bomFormat"] == "CycloneDX"


def test_the_doctor_of_a_store_that_does_not_open(filled, tmp_path):
    (tmp_path / "data" / "waylink.db").write_bytes(b"")
    told = filled("doctor")
    assert told.exit_code == 1
    assert "0 bytes" in told.stdout


def test_every_command_is_in_the_reference():
    page = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    missing = []
    for name, command in waylink.commands.items():
        inner = list(command.commands) if isinstance(command, click.Group) else []
        missing += [name] if f"`waylink {name}" not in page else []
        missing += [f"{name} {word}" for word in inner if not re.search(rf"`waylink {name}[^\n]*\b{word}\b", page)]
    assert missing == []
