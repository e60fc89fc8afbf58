"""The commands as a person runs them: exit codes, field names, no traceback, no person's data."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import waylink

EXAMPLES = Path(__file__).parents[3] / "examples"
PC2, PC3 = (str(EXAMPLES / "published" / f"PC-{number}.json") for number in (2, 3))


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("WAYLINK_KEY_FILE", str(tmp_path / "key"))

    def call(*words, data="data", text=None):
        return CliRunner().invoke(waylink, ["--data", str(tmp_path / data), *words], input=text)

    return call


def lines(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_counterparts_of_a_document_needs_no_store(run, tmp_path):
    (told,) = lines(run("counterparts", PC2, "--json"))
    assert {state["iso2"]: state["decision"] for state in told["states"]} == {"NP": "notify", "UZ": "notify"}
    assert {
        "rank",
        "urgency",
        "reasons",
        "against",
        "cautions",
        "legal_basis",
        "authority",
        "channels",
        "languages",
    } <= set(told["states"][0])
    assert {"code", "records", "strength"} <= set(told["states"][0]["reasons"][0])
    assert not (tmp_path / "data").exists()
    assert "Nationality of a victim" in run("counterparts", PC2).stdout


def test_place_and_its_lines(run):
    (told,) = lines(run("place", "Ташкент", "--json"))
    assert {"name", "iso2", "admin1", "lat", "lon", "score", "method"} <= set(told["candidates"][0])
    assert (told["query"], told["candidates"][0]["name"]) == ("Ташкент", "Tashkent")
    many = lines(run("place", "-", "--json", text="Tashkent\tUZ\nدبي\t\n\nOsh\tKG\n"))
    assert [one["candidates"][0]["iso2"] for one in many] == ["UZ", "AE", "KG"]


def test_route_of_a_document(run):
    (told,) = lines(run("route", str(EXAMPLES / "published" / "PC-5.json"), "--json"))
    assert told["countries"][0] == "TM"
    assert all({"from", "to", "km", "mode", "stated"} <= set(leg) for leg in told["legs"])
    # "Kandıra, Kayseri, Nevşehir" names three towns: a person chooses, until then the stop is a gap.
    assert len(told["legs"]) == 3
    assert "r1.s3" in told["gaps"]


def test_import_link_review_letter(run, tmp_path):
    added = lines(run("import", PC2, PC3, "--json"))
    assert [one["added"][0]["reference"] for one in added] == ["PC-2", "PC-3"]
    (linked,) = lines(run("link", "--json"))
    assert {"candidates", "compared", "blocks_capped"} <= set(linked)
    (told,) = lines(run("counterparts", "PC-3", "--json"))
    assert told["states"][0]["iso2"] == "TR"
    out = tmp_path / "letter.docx"
    assert run("letter", "PC-3", "TR", "--language", "ar", "--out", str(out)).exit_code == 0
    assert out.read_bytes()[:2] == b"PK"
    assert run("letter", "PC-3", "GB").exit_code == 2
    assert run("import", PC2).exit_code == 2
    assert len(lines(run("cases", "--json"))) == 2


def test_compare_two_files(run, tmp_path):
    one, other = tmp_path / "a.json", tmp_path / "b.json"
    one.write_text(json.dumps({"names": ["Дилноза Каримова"], "birth": "1998"}))
    held = [{"kind": "passport", "value": "AB1234567", "country": "UZ"}]
    other.write_text(json.dumps({"person": {"names": ["Dilnoza Karimova"]}, "identifiers": held}))
    (told,) = lines(run("compare", str(one), str(other), "--json"))
    assert {"score", "log_odds", "evidence"} <= set(told)
    assert {"kind", "left", "right", "level", "weight", "words"} == set(told["evidence"][0])


SECRET = "Gulnora Secretova"
BAD = {
    "truncated.json": b'{"format": "waylink/case", "persons": [{"names": ["' + SECRET.encode(),
    "country.json": json.dumps(
        {"format": "waylink/case", "version": 1, "submission": {"country": "QQ"}, "persons": [{"names": [SECRET]}]}
    ).encode(),
    "empty.json": b"",
    "huge.json": b" " * (30 * 1024 * 1024),
    "noise.bin": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_and_nothing_is_saved(run, tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name])
    result = run("import", str(tmp_path / name))
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert SECRET not in result.output
    assert "Traceback" not in result.output
    assert run("cases", "--json").stdout == ""
    if name.endswith(".json"):
        assert run("counterparts", str(tmp_path / name)).exit_code == 2


@pytest.mark.parametrize(
    "words", [["counterparts", "nobody"], ["import", "nowhere.csv"], ["compare", "C-1/p1", "C-2/p1"]]
)
def test_what_is_not_there(run, words):
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.startswith("waylink: ")


def test_utf8_under_the_c_locale(tmp_path):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "cli.main", "--data", str(tmp_path), "place", "دبي", "--json"]
    root = Path(__file__).parents[3]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, timeout=60, check=True)
    assert json.loads(done.stdout.decode())["query"] == "دبي"


def test_killed_in_the_middle_of_an_import_leaves_all_or_nothing(run, tmp_path):
    document = json.loads(Path(PC2).read_text())
    many = [{**document, "case": {**document["case"], "reference": f"K-{number}"}} for number in range(150)]
    (tmp_path / "many.json").write_text(json.dumps(many))
    run("cases")
    command = [
        sys.executable,
        "-m",
        "cli.main",
        "--data",
        str(tmp_path / "data"),
        "import",
        str(tmp_path / "many.json"),
    ]
    seen = set()
    for wait in (1.6, 2.2, 2.8, 3.4):
        process = subprocess.Popen(
            command,
            cwd=Path(__file__).parents[3],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        seen.add(len(lines(run("cases", "--json"))))
    assert seen <= {0, 150}
