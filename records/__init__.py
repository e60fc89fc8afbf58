"""What a submission, a case, a person, a route, a match and a transmission are: model, code lists, validation."""

from records.actor import Actor
from records.base import InvalidDocument, Problem
from records.dates import PartialDate
from records.document import CaseDocument, load_document
from records.marking import Marking, strictest
from records.provenance import Provenance

__all__ = [
    "Actor",
    "CaseDocument",
    "InvalidDocument",
    "Marking",
    "PartialDate",
    "Problem",
    "Provenance",
    "load_document",
    "strictest",
]
