"""Forks a reader for each file that ``fuzz_uploads --fork`` hands it; readers and limits are the import's own."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "exchange"))

import openpyxl  # noqa: F401  -- had before the fork
import text_child
import xlsx_child

from exchange import json_in, table_csv, table_docx  # noqa: F401  -- had before the fork


def read(script: str, told: dict, data: bytes) -> bytes:
    """What the script itself would print; no answer where it would end with 1."""
    xlsx_child.bind(told)
    signal.setitimer(signal.ITIMER_REAL, float(told["seconds"]))
    if script == "xlsx_child.py":
        try:
            answer = xlsx_child.read(data, told)
        except xlsx_child._TooMuchError as error:
            answer = {"fault": str(error)}
    else:
        answer = text_child.read(data, told)
    return json.dumps(answer, ensure_ascii=True).encode("ascii")


def main() -> None:
    """One line of JSON and the file in; one line of JSON and the answer out."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while line := source.readline():
        script, told, size = json.loads(line)
        data = source.read(size)
        here, there = os.pipe()
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                os.close(here)
                with os.fdopen(there, "wb") as pipe:
                    pipe.write(read(script, json.loads(told), data))
                code = 0
            except MemoryError:
                os.kill(os.getpid(), signal.SIGKILL)
            except Exception:
                code = 1
            finally:
                os._exit(code)
        os.close(there)
        with os.fdopen(here, "rb") as pipe:
            answer = pipe.read()
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = [code, len(answer), used.ru_maxrss // 1024, used.ru_utime + used.ru_stime]
        target.write(json.dumps(told).encode() + b"\n" + answer)
        target.flush()


if __name__ == "__main__":
    main()
