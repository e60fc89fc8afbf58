"""What changed since a reader last looked: how an in-process copy of derived columns is kept in step with the store."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from store.database import Reader

#: log lines of acts that leave every case and every right as it was
_HARMLESS = (
    "case.opened",
    "case.opened_whole",
    "case.name_revealed",
    "sign_in.",
    "sign_out.",
    "routes.exported",
    "case.exported",
    "backup.",
)
_CHUNK = 2_000


def last_line(reader: Reader) -> int:
    """Number of the newest log line; every write adds one, so it stands for the state of the store."""
    if not reader.may("case.read", "own"):
        return 0
    return int(reader.select("SELECT coalesce(max(seq), 0) AS n FROM audit")[0]["n"])


def changed_since(reader: Reader, line: int) -> bool:
    """Whether something may have changed cases or rights after a log line; an act that is not known counts as one."""
    if not reader.may("case.read", "own"):
        return False
    found = reader.select("SELECT DISTINCT action FROM audit WHERE seq > :line", line=line)
    return any(
        not (row["action"] in _HARMLESS or row["action"].startswith(tuple(n for n in _HARMLESS if n.endswith("."))))
        for row in found
    )


def versions(reader: Reader, action: str = "case.read") -> dict[str, int]:
    """Version of each case that the actor may read, or do ``action`` with."""
    found = reader.select(f"SELECT case_id, version FROM case_file WHERE {reader.visible_sql(action)}")  # noqa: S608
    return {row["case_id"]: row["version"] for row in found}


def gone(reader: Reader, case_ids: Sequence[str]) -> bool:
    """Whether one of these cases is in the store no more, whoever asks."""
    if not reader.may("case.read", "own"):
        return False
    found = reader.select(
        "SELECT count(*) AS n FROM case_file WHERE case_id IN (SELECT value FROM json_each(:ids))",
        ids=json.dumps(list(case_ids)),
    )
    return int(found[0]["n"]) < len(case_ids)


def bodies(reader: Reader, case_ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Cases the actor may read, as plain values: case_id, version, submission_id, country, tlp, handling, plain.

    ``plain`` is the document as :meth:`records.CaseDocument.to_plain` writes it, not validated again.
    """
    for start in range(0, len(case_ids), _CHUNK):
        found = reader.select(
            "SELECT case_id, version, submission_id, country, tlp, handling, body FROM case_file "  # noqa: S608
            f"WHERE case_id IN (SELECT value FROM json_each(:ids)) AND {reader.visible_sql('case.read')}",
            ids=json.dumps(list(case_ids[start : start + _CHUNK])),
        )
        for row in found:
            body = row.pop("body")
            yield {**row, "handling": json.loads(row["handling"]), "plain": json.loads(body)}
