"""The queries that quality is measured on were written before tuning and stay as they were."""

import csv
import hashlib
import json
import unicodedata
from pathlib import Path

GOLD = Path(__file__).parents[3] / "benchmarks" / "gold"


def _rows(name):
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_gold_files_are_frozen():
    frozen = json.loads((GOLD / "manifest.json").read_text())
    assert {path.name for path in GOLD.glob("*.csv")} == set(frozen)
    assert {name: hashlib.sha256((GOLD / name).read_bytes()).hexdigest() for name in frozen} == frozen


def test_gold_files_are_wide_enough():
    places = _rows("places.csv")
    scripts = {unicodedata.name(sign).split()[0] for row in places for sign in row["query"] if sign.isalpha()}
    assert len(places) >= 200
    assert len(scripts) >= 10
    assert sum(row["kind"] == "border" for row in places) >= 50
    countries = _rows("countries.csv")
    assert len(countries) >= 100
    assert {row["lang"] for row in countries} == {"en", "fr", "es", "ru", "ar", "zh", "kk", "ky", "tg", "tk", "uz"}
