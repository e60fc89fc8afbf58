"""Bringing files in: read, check, save all in one transaction, and keep a ledger of what came and what did not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath, PureWindowsPath

import exchange
from exchange import BadRow, Note, Parsed, TablePreview, Unreadable
from exchange.limits import DEFAULT, Limits
from exchange.messages import MESSAGES
from records import Actor, CaseDocument
from services import _countries, _settle, cases, settings
from services._import_views import Added, ImportLine, ImportReport, Quarantined
from services.desk import Desk
from services.errors import Refused
from store import imports as ledger
from store import settings as facts
from store.rows import ImportRow, Quarantine

__all__ = [
    "Added", "ImportLine", "ImportReport", "Quarantined", "SubmissionDefaults", "history", "import_bytes", "preview",
    "quarantine",
]  # fmt: skip

SubmissionDefaults = exchange.Defaults


def import_bytes(
    desk: Desk,
    actor: Actor,
    file_name: str,
    data: bytes,
    *,
    defaults: SubmissionDefaults | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    force: bool = False,
    limits: Limits = DEFAULT,
) -> ImportReport:
    """Read a file and save what is good in it, in one transaction.

    Args:
        desk: the installation.
        actor: who imports.
        file_name: for the ledger only; what the file is comes from its content.
        data: the file.
        defaults: submission data for tables; the State is the actor's own, then the installation's, where not given.
        columns: column name -> field, said by a person; it is remembered for the sender's next file with this header.
        encoding: of a text file, said by a person.
        force: take a file that was taken before.
        limits: bounds for the file.

    Raises:
        Refused: ``already_imported``, ``not_allowed``, or the file as a whole cannot be read (codes of
            ``exchange.messages``). A refused file stands in the ledger too; nothing of it is saved.
    """
    name, digest = _file_name(file_name), hashlib.sha256(data).hexdigest()
    with desk.read(actor) as reader:
        reader.require("import.run")
        if not force:
            _refuse_again(ledger.seen(reader, digest))
    told = _defaults(desk, actor, defaults)
    try:
        parsed = exchange.read(
            data, told, find_country=_countries.find, columns=columns, encoding=encoding, limits=limits,
            remembered=lambda fingerprint: _recall(desk, actor, told.country, fingerprint),
        )  # fmt: skip
    except Unreadable as fault:
        _note_refusal(desk, actor, name, "unknown", digest, len(data), [], [fault.note])
        raise Refused(fault.code, fault.msgid, **fault.params) from None
    if not parsed.documents:
        notes = [*parsed.notes, *_nothing_good(parsed)]
        import_id = _note_refusal(desk, actor, name, parsed.kind, digest, len(data), parsed.bad, notes)
        return _report(import_id, name, parsed, [], notes)
    # Places are looked up before the write block, so that nobody waits for a long table's places.
    documents = [_settle.settle(desk, _arrived(document, digest))[0] for document in parsed.documents]
    with desk.write(actor, "import") as tx:
        if not force:
            # Two windows may send the same file at once; the write block is the place where only one is first.
            _refuse_again(ledger.seen(tx, digest))
        import_id = ledger.begin(tx, name, parsed.kind, digest, len(data))
        saved = cases.save_many(desk, actor, documents, import_id=import_id, tx=tx)
        ledger.finish(tx, import_id, ok=True, quarantined=_aside(parsed.bad), notices=_packed(parsed.notes))
        if columns is not None and parsed.mapping is not None:
            facts.put_fact(tx, _key(told.country, parsed.mapping.fingerprint), json.dumps(dict(columns)))
    added = [
        Added(
            row.case_id, document.case.reference or "", _persons(document), sum(1 for _ in document.stops()),
            len(row.unresolved),
        )
        for row, document in zip(saved, documents, strict=True)
    ]  # fmt: skip
    return _report(import_id, name, parsed, added, parsed.notes)


def preview(
    desk: Desk,
    actor: Actor,
    data: bytes,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    limits: Limits = DEFAULT,
) -> TablePreview | None:
    """A table's columns and their proposed meaning, before it is imported; ``None`` for a case document.

    Raises:
        Refused: ``not_allowed``, or the file cannot be read.
    """
    with desk.read(actor) as reader:
        reader.require("import.run")
    try:
        return exchange.preview(data, columns=columns, encoding=encoding, limits=limits)
    except Unreadable as fault:
        raise Refused(fault.code, fault.msgid, **fault.params) from None


def history(desk: Desk, actor: Actor, limit: int = 100) -> list[ImportLine]:
    """Files that were brought in or refused, newest first.

    Raises:
        Refused: ``not_allowed``.
    """
    with desk.read(actor) as reader:
        rows = ledger.history(reader, limit)
    return [
        ImportLine(
            row.import_id, row.file_name, row.kind, row.sha256, row.size, row.ok, row.cases, row.quarantined,
            tuple(_unpacked(text) for text in row.notices), row.at, row.actor,
        )
        for row in rows
    ]  # fmt: skip


def quarantine(desk: Desk, actor: Actor, import_id: str) -> list[Quarantined]:
    """What was put aside from one file, in file order.

    Raises:
        Refused: ``not_allowed``, ``not_found``.
    """
    with desk.read(actor) as reader:
        rows = ledger.quarantine(reader, import_id)
    return [_told(row.row, row.path, _unpacked(row.reason)) for row in rows]


def _refuse_again(earlier: Sequence[ImportRow]) -> None:
    before = next((row for row in earlier if row.cases), None)
    if before is not None:
        raise Refused(
            "already_imported",
            "This file was imported before, on {date} ({import_id}). Import it again only if you mean to have its "
            "cases twice.",
            date=before.at.date().isoformat(),
            import_id=before.import_id,
        )


def _defaults(desk: Desk, actor: Actor, given: SubmissionDefaults | None) -> SubmissionDefaults:
    told = given or SubmissionDefaults()
    today = desk.now().date()
    own = str(settings.value(desk, "own_country") or "")
    country = told.country or actor.country or own or None
    authority = told.authority
    if authority is None and country and country == own:
        authority = str(settings.value(desk, "own_authority") or "") or None
    return replace(told, country=country, authority=authority, received=told.received or str(today), today=today)


def _file_name(name: str) -> str:
    """The last part of a path, in one line."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return "".join(sign if sign.isprintable() else " " for sign in last).strip()[:200] or "unnamed"


def _arrived(document: CaseDocument, digest: str) -> CaseDocument:
    """The document with its file's hash. Only somebody here can have confirmed a place here."""
    routes = []
    for route in document.routes:
        stops = [
            stop.model_copy(update={"location": stop.location.model_copy(update={"confirmed_by": None})})
            if stop.location is not None
            else stop
            for stop in route.stops
        ]
        routes.append(route.model_copy(update={"stops": stops}))
    submission = document.submission.model_copy(update={"file_hash": digest})
    return document.model_copy(update={"submission": submission, "routes": routes})


def _persons(document: CaseDocument) -> int:
    return sum(int(person.count.min or 1) if person.count else 1 for person in document.persons)


def _nothing_good(parsed: Parsed) -> list[Note]:
    if parsed.kind == "json":
        return []
    return [Note("nothing_good", {"count": len({fault.row for fault in parsed.bad})})]


def _note_refusal(
    desk: Desk,
    actor: Actor,
    name: str,
    kind: str,
    digest: str,
    size: int,
    bad: Sequence[BadRow],
    notes: Sequence[Note],
) -> str:
    with desk.write(actor, "import") as tx:
        import_id = ledger.begin(tx, name, kind, digest, size)
        ledger.finish(tx, import_id, ok=False, quarantined=_aside(bad), notices=_packed(notes))
    return import_id


def _report(import_id: str, name: str, parsed: Parsed, added: list[Added], notes: Sequence[Note]) -> ImportReport:
    mapping = parsed.mapping.to_plain()["columns"] if parsed.mapping else {}
    bad = [_told(fault.row, fault.path, fault.note) for fault in parsed.bad]
    return ImportReport(import_id, name, parsed.kind, added, bad, list(notes), bool(added), mapping, parsed.encoding)


def _told(row: int | None, path: str, note: Note) -> Quarantined:
    return Quarantined(row, path, note.text(), note)


def _aside(bad: Sequence[BadRow]) -> list[Quarantine]:
    return [Quarantine(fault.row, fault.path, _pack(fault.note)) for fault in bad]


def _packed(notes: Sequence[Note]) -> list[str]:
    return [_pack(note) for note in notes]


def _pack(note: Note) -> str:
    return json.dumps([note.code, note.params], ensure_ascii=False)


def _unpacked(text: str) -> Note:
    """A note as it was kept; one of a code that is no longer known is told as it stands."""
    code, params = json.loads(text)
    return Note(code, params) if code in MESSAGES else Note("not_taken", {"reason": str(code)})


def _key(country: str | None, fingerprint: str) -> str:
    return f"columns:{country or ''}:{fingerprint}"


def _recall(desk: Desk, actor: Actor, country: str | None, fingerprint: str) -> Mapping[str, str] | None:
    with desk.read(actor) as reader:
        kept = facts.fact(reader, _key(country, fingerprint))
    return json.loads(kept) if kept else None
