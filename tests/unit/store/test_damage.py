"""The damage and full-disk commands of ``benchmarks``, at a small count."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


def told(script, *words):
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / script), *words], capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_damaged_store_never_answers_wrongly():
    text = told("corrupt_store.py", "--copies", "12")
    assert "silently wrong 0" in text.splitlines()[1]


@pytest.mark.skipif(os.getuid() != 0, reason="mounts a small file system, which only root may; CI is root")
def test_a_full_disk_loses_nothing():
    text = told("disk_full.py")
    assert "told: disk_full" in text
    assert text.endswith("lost or half done: nothing\n")


def test_broken_uploads_are_refused():
    text = told("fuzz_uploads.py", "--files", "70", "--seed", "5")
    assert "crashes 0" in text
    assert "set aside without row or path 0" in text
