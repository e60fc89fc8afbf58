"""Cases: the face of the room for all that concerns a case. Saving and reading live in modules of their own."""

from store.reading import counts, find, get, parties, records, require, rows, stops
from store.rows import CaseFilter, CaseInput
from store.saving import drop, remove, restrict, save_many, share

__all__ = [
    "CaseFilter",
    "CaseInput",
    "counts",
    "drop",
    "find",
    "get",
    "parties",
    "records",
    "remove",
    "require",
    "restrict",
    "rows",
    "save_many",
    "share",
    "stops",
]
