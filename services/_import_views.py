"""What an import tells: cases added, rows put aside, a line of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from exchange import Note


@dataclass(frozen=True, slots=True)
class Added:
    """One case that was saved; ``questions`` is how many of its stops need a person to choose the place."""

    case_id: str
    reference: str
    persons: int
    stops: int
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One fault: the row as a spreadsheet counts (``None`` in a document), the column's field or the path, the reason.

    ``code`` and ``params`` are the reason for a reader in another language: :meth:`text`.
    """

    row: int | None
    path: str
    reason: str
    note: Note


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one file gave.

    Attributes:
        import_id: line of the ledger.
        file_name: as it was sent, without folders.
        kind: ``json``, ``table`` or ``xlsx``, told from the content.
        added: cases saved.
        quarantined: faults; in a JSON file any fault refuses the whole file.
        notices: what the person should know.
        ok: whether something was saved.
        mapping: for tables, column name -> field as it was read.
        encoding: of a text file.
    """

    import_id: str
    file_name: str
    kind: str
    added: list[Added]
    quarantined: list[Quarantined]
    notices: list[Note]
    ok: bool
    mapping: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One line of the ledger."""

    import_id: str
    file_name: str
    kind: str
    sha256: str
    size: int
    ok: bool
    cases: tuple[str, ...]
    quarantined: int
    notices: tuple[Note, ...]
    at: datetime
    actor: str
