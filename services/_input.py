"""From a document with settled places to what the store saves."""

from __future__ import annotations

from access import masking, redact
from records import CaseDocument
from services import _names
from store.rows import CaseInput


def of(document: CaseDocument, case_id: str | None, expect: int | None = None) -> CaseInput:
    """The document with search keys, whose names are hidden, and the title that listings show."""
    protected = frozenset(person.id for person in document.persons if masking.is_protected(document, person))

    def title(new_id: str) -> str:
        written = document.case.title or ""
        return redact.masked_text(document, written, new_id) if written and protected else written

    return CaseInput(document, case_id, _names.keys_of(document), protected, title, expect)
