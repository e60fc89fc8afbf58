"""SECURITY.md names tests and documents that exist, and knows every chapter of the standard."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_named_file_exists():
    named = set(re.findall(r"`((?:tests|docs|ui|access|scripts)/[A-Za-z0-9_./-]+)`", PAGE))
    assert len(named) > 40
    assert not [name for name in named if not (ROOT / name).exists()]


def test_every_chapter_has_lines_with_a_state():
    rows = re.findall(r"^\| V(\d+)[^|]*\| (done|n/a|open|deploy) \| ([^|]+) \|$", PAGE, re.MULTILINE)
    assert {int(number) for number, _, _ in rows} == set(range(1, 18))
    assert len(rows) > 120
    assert all(len(shown) > 5 for _, _, shown in rows)


def test_all_six_kinds_of_threat_and_three_deployments_are_there():
    kinds = re.findall(r"^\| ([STRIDE]) \| .* \| ([LSX ]+) \| ", PAGE, re.MULTILINE)
    assert {kind for kind, _ in kinds} == set("STRIDE")
    assert {place for _, places in kinds for place in places.split()} == set("LSX")
