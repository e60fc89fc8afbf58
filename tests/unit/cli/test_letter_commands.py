"""``waylink letter``, ``register`` and ``templates`` as a person runs them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import waylink

PC3 = str(Path(__file__).parents[3] / "examples" / "published" / "PC-3.json")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("WAYLINK_KEY_FILE", str(tmp_path / "key"))

    def call(*words):
        return CliRunner().invoke(waylink, ["--data", str(tmp_path / "data"), *words])

    return call


def lines(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_letter_register_and_templates(run, tmp_path):
    lines(run("import", PC3, "--json"))
    out = tmp_path / "letter.pdf"
    (told,) = lines(run("letter", "PC-3", "TR", "--language", "ru", "--out", str(out), "--json"))
    assert {"file", "number", "state", "language", "format", "marking", "handling", "open_places"} <= set(told)
    assert (told["format"], out.read_bytes()[:5]) == ("pdf", b"%PDF-")
    assert run("letter", "PC-3", "TR", "--language", "tr").exit_code == 2

    assert run("register", "receive", "GE").exit_code == 2
    (line,) = lines(
        run("register", "receive", "Georgia", "--authority", "Prosecutor", "--condition", "H2",
            "--condition", "confidential=2099-01-01", "--date", "2026-01-02", "--json")
    )  # fmt: skip
    assert {"number", "direction", "state", "status", "conditions", "due", "deadline", "sha256"} <= set(line)
    assert (line["state"], line["handling"], line["due"][0]["overdue"]) == ("GE", ["H2"], True)
    lines(run("register", "attach", line["number"], "PC-3", "--json"))
    refused = run("letter", "PC-3", "TR", "--out", str(out))
    assert refused.exit_code == 2
    assert "GE" in refused.stderr
    (given,) = lines(run("register", "permit", "PC-3", "GE", "--by", "Head of unit", "--to", "TR", "--json"))
    assert run("letter", "PC-3", "TR", "--out", str(out)).exit_code == 0
    lines(run("register", "unpermit", given["permission"], "--reason", "taken back", "--json"))
    assert run("letter", "PC-3", "TR", "--out", str(out)).exit_code == 2

    assert [one["number"] for one in lines(run("register", "list", "--only", "overdue", "--json"))] == [line["number"]]
    (line,) = lines(run("register", "record", line["number"], "acknowledged", "--json"))
    assert line["acknowledged"]
    (line,) = lines(
        run("register", "correct", line["number"], "reference", "GE-9", "--reason", "was missing", "--json")
    )
    (shown,) = lines(run("register", "show", line["number"], "--json"))
    assert [event["kind"] for event in shown["events"]] == ["received", "content_attached", "acknowledged", "corrected"]
    assert "GE-9" in str(shown["events"][-1])
    assert "corrected" in run("register", "show", line["number"]).stdout
    assert run("register", "record", line["number"], "dispatched").exit_code == 2

    made = run("templates", "--copy", "ru")
    assert made.exit_code == 0, made.stderr
    assert lines(run("templates", "--json"))[0]["faults"] == []
    file = Path(made.stdout.strip())
    file.write_text('{"title": "{x}"}', encoding="utf-8")
    assert run("templates").exit_code == 2
    assert "ru.json" in run("letter", "PC-3", "TR", "--language", "ru").stderr
