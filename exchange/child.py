"""A process of its own for each file from outside: limits on memory, processor and time, and nothing of ours in reach.

What a hostile file can do ends with that process. Its answer is plain JSON: rows, documents, or what is wrong.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from exchange.faults import Unreadable
from exchange.limits import Limits

_HANDED_ON = ("PATH", "SYSTEMROOT", "LANG")


def run(script: str, told: dict[str, Any], data: bytes, limits: Limits, *, broken: str, slow: str) -> dict[str, Any]:
    """Let a script of this room read bytes.

    Args:
        script: file name of the script, beside this module.
        told: what it needs to know, besides the limits.
        data: the file.
        limits: bounds for the file.
        broken: code of the message where it cannot be read.
        slow: code of the message where it wanted too much.

    Raises:
        Unreadable: ``broken``, ``slow``, or what the script itself says is wrong.
    """
    names = ("rows", "columns", "cells", "cell", "seconds", "memory", "depth", "nodes", "documents", "size", "unpacked")
    bounds = {name: getattr(limits, name) for name in names}
    # Our own environment is not handed on; lxml is left out so that defusedxml reads the XML.
    environment = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
    environment |= {"OPENPYXL_LXML": "False", "PYTHONIOENCODING": "utf-8", "OPENBLAS_NUM_THREADS": "1"}
    words = [sys.executable, "-I", str(Path(__file__).parent / script), json.dumps(bounds | told)]
    try:
        done = start(words, data, environment, limits.seconds)
        answer = json.loads(done.stdout) if done.returncode == 0 else {}
    except subprocess.TimeoutExpired:
        raise Unreadable(slow, seconds=round(limits.seconds)) from None
    except ValueError:
        answer = {}
    if not isinstance(answer, dict):
        answer = {}
    if "unreadable" in answer:
        code, params = answer["unreadable"]
        raise Unreadable(str(code), **params)
    if "fault" in answer:
        limit = getattr(limits, str(answer["fault"]).removeprefix("table_"), 0)
        raise Unreadable(answer["fault"], limit=limit) if limit else Unreadable(answer["fault"])
    if not answer:
        # Killed by a limit (negative code), or out of memory inside: both mean that it wanted too much.
        if done.returncode < 0 or b"MemoryError" in done.stderr[-2_000:]:
            raise Unreadable(slow, seconds=round(limits.seconds))
        raise Unreadable(broken)
    return answer


def start(
    words: list[str], data: bytes, environment: dict[str, str], seconds: float
) -> subprocess.CompletedProcess[bytes]:
    """Run our own script with our own interpreter, without a shell.

    Raises:
        subprocess.TimeoutExpired: it took longer than ``seconds`` and was ended.
    """
    return subprocess.run(  # noqa: S603  -- nothing of it comes from outside
        words, input=data, capture_output=True, timeout=seconds, env=environment, check=False
    )
