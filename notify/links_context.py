"""What proceedings, contacts, mentions and dangers say about States."""

from __future__ import annotations

from collections.abc import Iterator

from notify.link import Link
from records import CaseDocument
from records.context import Proceeding

_ABOUT_A_PERSON = {"repatriation", "extradition"}


def links(document: CaseDocument) -> Iterator[Link]:
    """Links of what surrounds the case."""
    for step in document.proceedings:
        yield _proceeding(step)
    for contact in document.contacts:
        yield Link(contact.country, "contact_made", contact.id or "contact")
    for mention in document.mentions:
        yield Link(mention.country, f"mention_{mention.kind}", mention.id or "mention")
    for danger in document.danger:
        yield Link(danger.country, "immediate_danger", danger.id or "danger")


def _proceeding(step: Proceeding) -> Link:
    record = step.id or "proceeding"
    ours = step.direction == "from_us" or (step.direction is None and step.kind in ("request", *_ABOUT_A_PERSON))
    if ours or step.kind == "repatriation":
        return Link(step.country, "earlier_request", record, "earlier_request_pending")
    return Link(step.country, "parallel_proceedings", record)
