"""Reads one workbook from standard input under limits and prints its sheets as JSON; run by ``table_xlsx`` only.

It stands alone (no import of this project) so that it can run isolated, with nothing of the parent in reach.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import re
import sys
import zipfile
from typing import Any

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_LAST_ROW = 1_048_576
_MOST_MERGES = 5_000


class _TooMuchError(Exception):
    """One of the table limits is passed; the argument is its code."""


def bind(limits: dict[str, Any]) -> None:
    """Put limits on this process: memory, processor time, no files, no further processes."""
    # Other systems have no such limits; the parent's clock still ends the process there.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        seconds = int(limits["seconds"]) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (int(limits["memory"]), int(limits["memory"])))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def is_out_of_room(limits: dict[str, Any]) -> bool:
    """Whether the address space is nearly used up: libraries hide a lack of memory behind errors of their own."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  -- nothing more is imported here
            return int(file.read().split()[0]) * 4096 > 0.7 * int(limits["memory"])
    except (OSError, ValueError, MemoryError):
        return False


def _cell(cell: Any, longest: int) -> list[str]:
    value = cell.value
    if value is None:
        return ["", "text"]
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return [value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes"), "date"]
    if isinstance(value, datetime.date):
        return [value.isoformat(), "date"]
    if isinstance(value, bool):
        return ["yes" if value else "no", "text"]
    if isinstance(value, int | float):
        whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
        return [str(int(value)) if whole else repr(value), "number"]
    kind = "error" if cell.data_type == "e" else "text"
    # One character more than is taken, so that the parent sees that it is too long.
    return [str(value)[: longest + 1], kind]


def _merges(package: zipfile.ZipFile, part: str) -> list[list[int]]:
    """Merged regions; openpyxl's reader for large sheets does not know them."""
    found: list[list[int]] = []
    tail = b""
    with package.open(part) as source:
        while chunk := source.read(1 << 20):
            text = tail + chunk
            for left, top, right, bottom in _MERGE.findall(text):
                found.append([int(top), _column(left), int(bottom), _column(right)])
                if len(found) > _MOST_MERGES:
                    return found
            # The tail starts after the last whole tag, so that no region is counted twice.
            tail = text[text.rfind(b">") + 1 :][-500:]
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def read(data: bytes, limits: dict[str, Any]) -> dict[str, Any]:
    """All visible sheets: filled rows as ``[number, [[text, kind], …]]`` and merged regions."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets, rows_left, cells_left = [], limits["rows"], limits["cells"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible" or not hasattr(sheet, "reset_dimensions"):
                continue
            sheet.reset_dimensions()
            rows: list[Any] = []
            before: Any = None
            for number, row in enumerate(sheet.iter_rows(max_col=limits["columns"] + 1), 1):
                if number > _LAST_ROW:
                    raise _TooMuchError("table_rows")
                # Rows that the file leaves out all come as the same object: a million of them cost nothing.
                if row is before:
                    continue
                before = row
                cells = [_cell(cell, limits["cell"]) for cell in row] if any(c.value is not None for c in row) else []
                while cells and not cells[-1][0].strip():
                    cells.pop()
                if not cells:
                    continue
                if len(cells) > limits["columns"]:
                    raise _TooMuchError("table_columns")
                rows_left -= 1
                cells_left -= sum(1 for text, _ in cells if text)
                if rows_left < 0 or cells_left < 0:
                    raise _TooMuchError("table_rows" if rows_left < 0 else "table_cells")
                rows.append([number, cells])
            sheets.append({"rows": rows, "merges": _merges(package, vars(sheet)["_worksheet_path"])})
    return {"sheets": sheets}


def main() -> int:
    """Exit code 0 with an answer, 1 where the workbook cannot be read."""
    limits = json.loads(sys.argv[1])
    bind(limits)
    try:
        answer = read(sys.stdin.buffer.read(), limits)
    except _TooMuchError as error:
        answer = {"fault": str(error)}
    except (MemoryError, ImportError):  # a library that cannot be mapped into what memory is left
        sys.stderr.write("MemoryError")
        return 1
    except Exception:
        if is_out_of_room(limits):
            sys.stderr.write("MemoryError")
        # Whatever a damaged package makes the library raise, the answer is the same; its text may hold cell values.
        return 1
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=True).encode("ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
