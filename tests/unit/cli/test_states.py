"""States on the command line: what if, the legal-basis card, the worklist; tables and JSON."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import waylink
from records import load_document

EXAMPLES = Path(__file__).parents[3] / "examples"
A01, A08 = (str(EXAMPLES / "acceptance" / f"{name}.json") for name in ("A01", "A08"))


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("WAYLINK_KEY_FILE", str(tmp_path / "key"))

    def call(*words):
        return CliRunner().invoke(waylink, ["--data", str(tmp_path / "data"), *words])

    return call


def lines(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_suggested_state_leads_to_its_records(run):
    (told,) = lines(run("counterparts", A08, "--json"))
    ids = {record for record, _ in load_document(json.loads(Path(A08).read_text())).records()}
    for state in told["states"]:
        records = {record for part in (*state["reasons"], *state["cautions"]) for record in part["records"]}
        assert records
        assert records <= {*ids, "submission"}
    assert {state["iso2"]: state["decision"] for state in told["states"]} == {
        "IT": "notify", "LY": "review", "ER": "blocked",
    }  # fmt: skip


def test_what_if_one_record_were_not_there(run):
    (told,) = lines(run("counterparts", A01, "--without", "p2", "--json"))
    assert {state["iso2"]: state["decision"] for state in told["states"]} == {"AE": "notify", "TR": "none"}
    refused = run("counterparts", A01, "--without", "p99")
    assert refused.exit_code == 2
    assert "No record of the case has this id." in refused.stderr


def test_missing_says_what_would_change(run):
    (told,) = lines(run("counterparts", str(EXAMPLES / "acceptance" / "A04.json"), "--json"))
    (asked,) = (one for one in told["missing_effects"] if one["code"] == "left_airport")
    assert f"left_airport:{asked['record']}" in told["missing"]
    assert asked["effects"][0] == {"answer": "a_suspect", "iso2": "PL", "before": "none", "after": "notify"}
    assert "PL: none -> notify" in run("counterparts", str(EXAMPLES / "acceptance" / "A04.json")).stdout


def test_the_card(run):
    (told,) = lines(run("basis", "Philippines", "HK", "--date", "2026-07-01", "--json"))
    rows = {row["treaty"]: row for row in told["rows"]}
    assert (rows["UNTOC"]["serves"], rows["TIP"]["serves"], rows["UNTOC"]["verify"]) == (True, False, True)
    assert all(state["source"] and state["as_of"] for row in rows.values() for state in row["states"])
    assert "since 2008-09-11" in run("basis", "UZ", "AE", "--date", "2026-07-01").stdout
    assert run("basis", "UZ", "Nowhere").exit_code == 2


def test_the_worklist(run):
    assert "0 States not yet told" in run("not-told").stdout
    assert run("import", A01, A08).exit_code == 0
    rows = lines(run("not-told", "--json"))
    assert {(row["iso2"], row["decision"]) for row in rows} == {
        ("AE", "notify"), ("TR", "notify"), ("IT", "notify"), ("LY", "review"),
    }  # fmt: skip
    assert all(row["records"] and row["decided"] is None for row in rows)
    assert "2 cases" in run("not-told").stdout
