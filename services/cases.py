"""Cases: recording, reading, finding, revealing a name, taking a submission out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from access import redact
from access.decide import decide
from records import Actor, CaseDocument
from records.person import Organisation, Person
from services import _geo, _input, _links, _names, _settle, _show
from services._views import (
    CaseFile,
    CaseRow,
    IdentifierView,
    LegView,
    LinkView,
    PartyView,
    SavedCase,
    SearchHit,
    StopQuestion,
    StopView,
    StoredCase,
)
from services.desk import Desk
from services.errors import Refused
from store import Reader, Tx, reveals, submissions
from store import cases as stored
from store import search as finder
from store.rows import CaseFilter, CaseRecord, SubmissionRow

if TYPE_CHECKING:
    from geodata.places import PlaceHit

__all__ = [
    "REVEALED_FOR",
    "CaseFile",
    "CaseRow",
    "IdentifierView",
    "LegView",
    "LinkView",
    "PartyView",
    "SavedCase",
    "SearchHit",
    "StopQuestion",
    "StopView",
    "StoredCase",
    "case_file",
    "choose_place",
    "get",
    "hide",
    "listing",
    "remove",
    "remove_submission",
    "restrict",
    "reveal",
    "reveal_many",
    "revealed",
    "save",
    "save_many",
    "search",
    "share",
    "submission_rows",
]  # fmt: skip

#: how long a name stays on the screen after a reason was given
REVEALED_FOR = timedelta(minutes=15)


def save(
    desk: Desk,
    actor: Actor,
    document: CaseDocument,
    *,
    case_id: str | None = None,
    reason: str = "",
    expect: int | None = None,
) -> SavedCase:
    """Record a case, or save it anew.

    Args:
        desk: the installation.
        actor: who saves.
        document: the whole case.
        case_id: the case to replace; ``None`` makes a new one.
        reason: kept in the log.
        expect: version that the editor had read; a newer one in the store refuses the save.

    Raises:
        Refused: ``not_allowed``, ``not_found``, ``changed_meanwhile``, or the store cannot be written.
    """
    before = None
    if case_id is not None:
        with desk.read(actor) as reader:
            before = stored.require(reader, case_id, "case.write")
    ready, questions = _settle.settle(desk, document, before.document if before else None)
    item = _input.of(ready, case_id, expect)
    with desk.write(actor, reason) as tx:
        row = stored.save_many(tx, [item])[0]
    return SavedCase(row.case_id, row.version, row.submission_id, questions)


def save_many(
    desk: Desk,
    actor: Actor,
    documents: Sequence[CaseDocument],
    *,
    import_id: str | None = None,
    reason: str = "",
    tx: Tx | None = None,
) -> list[SavedCase]:
    """Record new cases, all or none.

    Args:
        desk: the installation.
        actor: who saves.
        documents: whole cases.
        import_id: the file they came in (``store.imports.begin``).
        reason: kept in the log.
        tx: an open write block to take part in; without it this makes its own.

    Raises:
        Refused: ``not_allowed``, or the store cannot be written; nothing was saved.
    """
    settled = [_settle.settle(desk, document) for document in documents]
    items = [_input.of(document, None) for document, _ in settled]
    if tx is None:
        with desk.write(actor, reason) as own:
            rows = stored.save_many(own, items, import_id)
    else:
        rows = stored.save_many(tx, items, import_id)
    return [
        SavedCase(row.case_id, row.version, row.submission_id, questions)
        for row, (_, questions) in zip(rows, settled, strict=True)
    ]


def get(desk: Desk, actor: Actor, ref: str) -> StoredCase:
    """A whole case by its id or by its own reference, nothing hidden. The opening is logged.

    Raises:
        Refused: ``not_found``, ``ambiguous``.
    """
    with desk.read(actor) as reader:
        record = _find(reader, ref)
    desk.note_opening(actor, record.case_id, "case.opened_whole")
    return StoredCase(
        record.case_id, record.document, record.version, record.submission_id, record.created_at, record.updated_at,
        record.created_by, record.marking,
    )  # fmt: skip


def listing(
    desk: Desk,
    actor: Actor,
    *,
    text: str = "",
    country: str | None = None,
    role: str | None = None,
    purpose: str | None = None,
    status: str | None = None,
    submission: str | None = None,
    limit: int = 200,
) -> list[CaseRow]:
    """Cases the actor may read, last changed first.

    ``text`` is looked for in reference, title and authority; ``role`` is a stop's role, and with ``country`` the two
    belong to one stop.
    """
    wanted = CaseFilter(text, country, role, purpose, status, submission, limit=limit)
    with desk.read(actor) as reader:
        return [_show.row_of(fields) for fields in stored.rows(reader, wanted)]


def case_file(desk: Desk, actor: Actor, case_id: str) -> CaseFile:
    """A case opened to read, protected names hidden. The opening is logged.

    Raises:
        Refused: ``not_found``.
    """
    with desk.read(actor) as reader:
        record = _find(reader, case_id)
        fields = stored.rows(reader, CaseFilter(ids=[record.case_id]))[0]
        links = _links.links_of(reader, record.case_id)
    desk.note_opening(actor, record.case_id, "case.opened")
    shown = redact.masked(record.document, record.case_id)
    duties = decide(actor.role, "case.read", record.relation, record.marking).obligations
    return CaseFile(
        _show.row_of(fields),
        shown,
        _show.people_of(record.case_id, record.document, shown),
        _show.stops_of(record.document, shown, record.case_id),
        _show.legs_of(shown),
        links,
        record.marking,
        duties,
    )


def choose_place(desk: Desk, actor: Actor, case_id: str, stop: str, hit: PlaceHit) -> SavedCase:
    """Settle the place of a stop by a person's choice; ``stop`` is ``r1.s3``.

    Raises:
        Refused: ``not_found``, ``no_such_stop``, ``other_country`` where the place lies outside the stop's country.
    """
    with desk.read(actor) as reader:
        record = stored.require(reader, case_id, "case.write")
    known = {f"{route.id}.{part.id}": part for route, part in record.document.stops()}
    if stop not in known:
        raise Refused("no_such_stop", "The case has no such stop any more. Reload it.")
    country = known[stop].country
    if country and hit.iso2 and hit.iso2 != country:
        raise Refused(
            "other_country", "The stop lies in {country}; correct its country before choosing a place in {other}.",
            country=country, other=hit.iso2,
        )  # fmt: skip
    document = _settle.choose(record.document, stop, _geo.location(hit, actor.id), hit.iso2 or None)
    return save(desk, actor, document, case_id=case_id, reason="place chosen", expect=record.version)


def reveal(desk: Desk, actor: Actor, case_id: str, person_id: str, reason: str) -> list[str]:
    """All names of one person, as written, and shown for a quarter of an hour.

    The reason goes into the log, so it must not name anybody.

    Raises:
        Refused: ``reason_needed``, ``reason_has_name``, ``not_allowed``, ``not_found``.
    """
    found = reveal_many(desk, actor, case_id, [person_id.rpartition("/")[2]], reason)
    return next(iter(found.values()))


def reveal_many(desk: Desk, actor: Actor, case_id: str, local_ids: Sequence[str], reason: str) -> dict[str, list[str]]:
    """The same for several persons of one case: local id → names.

    Raises:
        Refused: ``reason_needed``, ``reason_has_name``, ``not_allowed``, ``not_found``.
    """
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    with desk.write(actor, reason) as tx:
        record = stored.require(tx, _find(tx, case_id).case_id, "case.reveal")
        parties = [record.document.holder(local_id) for local_id in local_ids]
        if not parties or None in parties:
            raise Refused("not_found", "There is no such record, or you may not see it.")
        check_reason(record.document, reason)
        reveals.begin(tx, record.case_id, local_ids, desk.now() + REVEALED_FOR)
    return {party.id: _names_of(party) for party in parties if party is not None}


def revealed(desk: Desk, actor: Actor, case_id: str) -> tuple[dict[str, list[str]], datetime | None]:
    """Names that the actor may see at this moment, by local id, and when the first of them goes off again."""
    with desk.read(actor) as reader:
        running = reveals.active(reader, case_id)
        record = stored.get(reader, case_id) if running else None
    if record is None:
        return {}, None
    parties = {local_id: record.document.holder(local_id) for local_id in running}
    return {key: _names_of(party) for key, party in parties.items() if party is not None}, min(running.values())


def hide(desk: Desk, actor: Actor, case_id: str) -> None:
    """Put the names of a case under their pseudonyms again, before their time is over."""
    with desk.write(actor, "names hidden") as tx:
        reveals.end(tx, case_id)


def search(desk: Desk, actor: Actor, text: str, limit: int = 50) -> list[SearchHit]:
    """Persons, organisations and cases by name, number or reference, in every script. Protected names stay hidden."""
    if not text.strip():
        return []
    with desk.read(actor) as reader:
        found = finder.find(reader, text[:200], _names.readings(text[:200]), limit)
        wanted = CaseFilter(ids=sorted({hit.case_id for hit in found}))
        records = {record.case_id: record for record in stored.records(reader, wanted)}
    hits = []
    for hit in found:
        record = records[hit.case_id]
        reference = record.document.case.reference or record.case_id
        local = hit.party_id.partition("/")[2]
        shown = _show.name_of(hit.case_id, record.document, local) if local else reference
        hits.append(SearchHit(hit.case_id, hit.party_id, shown, hit.kind, hit.matched_by, reference))
    return hits


def submission_rows(desk: Desk, actor: Actor) -> list[SubmissionRow]:
    """Submissions with a case that the actor may read, newest first."""
    with desk.read(actor) as reader:
        return submissions.rows(reader)


def remove_submission(desk: Desk, actor: Actor, submission_id: str, reason: str) -> list[str]:
    """Take a submission out with all that only it supported, from the bytes too; gives the ids of its cases.

    Raises:
        Refused: ``reason_needed``, ``not_found``, ``not_allowed``.
    """
    with desk.write(actor, reason) as tx:
        removed = submissions.remove(tx, submission_id)
    desk.store.purge()
    return removed


def remove(desk: Desk, actor: Actor, case_id: str, reason: str) -> None:
    """Take one case out, from the bytes too.

    Raises:
        Refused: ``reason_needed``, ``not_found``, ``not_allowed``.
    """
    if not reason.strip():
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    with desk.write(actor, reason) as tx:
        stored.remove(tx, case_id)
    desk.store.purge()


def share(desk: Desk, actor: Actor, case_id: str, account: str, reason: str) -> None:
    """Assign a case to an account by name: needed for what is restricted or marked TLP:RED."""
    with desk.write(actor, reason) as tx:
        stored.share(tx, case_id, account)


def restrict(desk: Desk, actor: Actor, case_id: str, restricted: bool, reason: str) -> None:
    """Close a case to all but its owner and those it is assigned to, or open it again."""
    with desk.write(actor, reason) as tx:
        stored.restrict(tx, case_id, restricted)


def check_reason(document: CaseDocument, reason: str) -> None:
    """Refuse a reason that names a person of the case: it goes into a log that is never erased.

    Raises:
        Refused: ``reason_has_name``.
    """
    if redact.names_in(document, reason):
        raise Refused("reason_has_name", "Write the reason without a name: it goes into the log, which is kept.")


def _names_of(party: Person | Organisation) -> list[str]:
    return [name.display for name in getattr(party, "names", ())] or [party.display]


def _find(reader: Reader, ref: str) -> CaseRecord:
    record = stored.get(reader, ref.strip().upper())
    if record is not None:
        return record
    found = stored.find(reader, ref)
    if len(found) > 1:
        raise Refused(
            "ambiguous", "{count} cases have this reference: {ids}. Use the id.", count=len(found), ids=", ".join(found)
        )
    record = stored.get(reader, found[0]) if found else None
    if record is None:
        raise Refused("not_found", "There is no such record, or you may not see it.")
    return record
