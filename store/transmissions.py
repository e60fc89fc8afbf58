"""The register of letters: number, case, State, language, hash of the file, marking. Waylink sends nothing itself."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from records import Marking
from store import cases, ids
from store.database import Reader, Tx
from store.rows import DraftInput, TransmissionRow


def next_number(reader: Reader) -> str:
    """The number the next letter of this year gets: ``2026-0001``."""
    reader.require("letter.draft", "own")
    year = reader.now().year
    last = reader.select(
        "SELECT max(CAST(substr(number, 6) AS INTEGER)) AS n FROM transmission WHERE number LIKE :year || '-%'",
        year=str(year),
    )[0]["n"]
    return f"{year}-{(last or 0) + 1:04d}"


def draft(tx: Tx, letter: DraftInput) -> TransmissionRow:
    """Enter a drafted letter.

    Raises:
        StoreError: ``not_found``, ``not_allowed``.
    """
    cases.require(tx, letter.case_id, "letter.draft")
    row: dict[str, Any] = {
        "transmission_id": ids.new_id("T"), "number": next_number(tx), "case_id": letter.case_id, "iso2": letter.iso2,
        "language": letter.language, "sha256": letter.sha256, "authority": letter.authority, "tlp": letter.marking.tlp,
        "handling": json.dumps(sorted(letter.marking.handling)), "status": "draft", "by": tx.actor.id,
        "at": tx.now().isoformat(timespec="microseconds"),
    }  # fmt: skip
    tx.insert("transmission", [row])
    tx.log("letter.drafted", [letter.case_id, row["transmission_id"], letter.iso2], language=letter.language)
    return _row(row)


def rows(reader: Reader, case_id: str | None = None) -> list[TransmissionRow]:
    """Lines of the register for cases the actor may see, and those whose case has been removed; newest first."""
    reader.require("state.read", "own")
    found = reader.select(
        "SELECT t.* FROM transmission t LEFT JOIN case_file USING (case_id) "  # noqa: S608
        f"WHERE (:case_id IS NULL OR t.case_id = :case_id) AND (case_file.body IS NULL OR "
        f"{reader.visible_sql('state.read')}) ORDER BY t.at DESC, t.rowid DESC",
        case_id=case_id,
    )
    return [_row(row) for row in found]


def _row(row: dict[str, Any]) -> TransmissionRow:
    return TransmissionRow(
        row["transmission_id"], row["number"], row["case_id"], row["iso2"], row["language"], row["sha256"],
        row["authority"], Marking(row["tlp"], frozenset(json.loads(row["handling"]))), row["status"], row["by"],
        datetime.fromisoformat(row["at"]),
    )  # fmt: skip
