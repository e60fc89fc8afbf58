"""The kill harness at a small count: the real store loses nothing, two broken ones are caught."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "benchmarks" / "kill_writers.py"


@pytest.mark.parametrize(("broken", "kills", "told"), [
    ("", 12, "lost 0, half-written 0, other faults 0"),
    ("early", 12, "the harness caught the broken store"),
    ("split", 6, "the harness caught the broken store"),
])  # fmt: skip
def test_four_writers_and_kill_minus_nine(broken, kills, told):
    words = [sys.executable, str(SCRIPT), "--kills", str(kills), "--broken", broken]
    done = subprocess.run(words, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert told in done.stdout
