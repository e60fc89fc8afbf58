"""Files in and out, one format per file: bytes become case documents and faults, never an unhandled exception."""

from exchange.faults import BadRow, Note, Unreadable
from exchange.limits import Limits
from exchange.mapping import ColumnMapping
from exchange.persons import Defaults
from exchange.read import Parsed, TablePreview, preview, read

__all__ = [
    "BadRow",
    "ColumnMapping",
    "Defaults",
    "Limits",
    "Note",
    "Parsed",
    "TablePreview",
    "Unreadable",
    "preview",
    "read",
]
