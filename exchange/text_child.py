"""Reads one text or Word file from standard input under limits and prints what it holds as JSON; see ``child``.

The front files of the rooms are not imported: they bring in the whole model, which this process has no use for.
"""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
for _name in ("exchange", "records"):
    if _name not in sys.modules:
        _room = types.ModuleType(_name)
        _room.__path__ = [str(_ROOT / _name)]
        sys.modules[_name] = _room


def read(data: bytes, told: dict[str, Any]) -> dict[str, Any]:
    """What the file holds, or ``{"unreadable": [code, params]}``."""
    from exchange import json_in, table_csv
    from exchange.encoding import decode
    from exchange.faults import Unreadable
    from exchange.limits import Limits

    bounds = {name: value for name, value in told.items() if name in Limits.__dataclass_fields__}
    limits = Limits(**bounds)
    try:
        if told["kind"] == "docx":
            from exchange import table_docx

            return {"tables": table_docx.tables(data, limits)}
        decoded = decode(data, told["encoding"])
        answer: dict[str, Any] = {
            "encoding": decoded.encoding, "notes": [[note.code, note.params] for note in decoded.notes],
        }  # fmt: skip
        if told["kind"] == "json":
            answer["documents"] = [[one.where, one.data] for one in json_in.read(decoded.text, limits)]
        else:
            table = table_csv.read(decoded.text, limits)
            answer["rows"] = [[row.number, [cell.text for cell in row.cells]] for row in table.rows]
    except Unreadable as fault:
        return {"unreadable": [fault.code, fault.params]}
    return answer


def main() -> int:
    """Exit code 0 with an answer, 1 where the file cannot be read."""
    from exchange.xlsx_child import bind, is_out_of_room

    told = json.loads(sys.argv[1])
    bind(told)
    try:
        text = json.dumps(read(sys.stdin.buffer.read(), told), ensure_ascii=True)
    except (MemoryError, ImportError):  # a library that cannot be mapped into what memory is left
        sys.stderr.write("MemoryError")
        return 1
    except Exception:
        if is_out_of_room(told):
            sys.stderr.write("MemoryError")
        # Whatever a damaged file makes a library raise, the answer is the same; its text may hold values.
        return 1
    sys.stdout.buffer.write(text.encode("ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
