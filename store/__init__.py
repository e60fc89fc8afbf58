"""One encrypted file per installation: records, search, matches, decisions, accounts, audit.

Opening: ``open_store(folder, *, key=None, create=True, decide=…, open_to_all=False) -> Store``.

Work is done inside one of two blocks. Both carry the actor; every repository function asks the access rules that the
store was opened with, and refuses with ``StoreError("not_allowed")``::

    with store.read(actor) as reader:            # one snapshot, on a connection of its own
        row = cases.get(reader, case_id)
    with store.write(actor, "why") as tx:        # BEGIN IMMEDIATE … audit rows … COMMIT; a Tx is also a Reader
        matches.judge(tx, match_id, "same", "why")

Repository functions (``r`` takes a Reader or a Tx, ``tx`` needs a Tx; times are aware UTC datetimes):

    cases.save_many(tx, items: Sequence[CaseInput], import_id=None) -> list[SavedRow(case_id, version, submission_id)]
        CaseInput(document, case_id=None, keys={local party id: [romanised search keys]},
        protected={local ids whose names are hidden}, expect=version the editor had read)
    cases.get(r, case_id) -> CaseRecord(case_id, document, version, submission_id, created_at, updated_at, created_by,
        relation, marking); None if there is none that this actor may see
    cases.find(r, reference) -> list[case_id]                      by the case's own reference, spaces and case aside
    cases.rows(r, CaseFilter(...)) -> list[CaseFields]             listing, newest first
    cases.records(r, CaseFilter(...)) -> list[CaseRecord]          whole documents, for matching and maps
    cases.parties(r, case_id=None, ids=None) -> list[PartyFields]  derived rows of persons and organisations
    cases.stops(r, case_id=None) -> list[StopFields]               derived rows of stops
    cases.counts(r) -> dict[str, int]                              cases, persons, organisations, submissions, countries
    cases.remove(tx, case_id);  cases.share(tx, case_id, account); cases.restrict(tx, case_id, restricted: bool)
    submissions.rows(r) -> list[SubmissionRow];  submissions.remove(tx, submission_id) -> list[case_id]
    search.find(r, text, keys=(), limit=50) -> list[Found(case_id, party_id, kind, matched_by)]     keys: whole readings
    imports.begin(tx, file_name, kind, sha256, size) -> import_id
    imports.finish(tx, import_id, ok=…, quarantined=[Quarantine(row, path, reason)], notices=[…]) -> ImportRow
        (which cases came is taken from save_many(…, import_id=import_id) in the same tx)
    imports.history(r, limit=100) -> list[ImportRow];  imports.quarantine(r, import_id) -> list[Quarantine]
    imports.seen(r, sha256) -> list[ImportRow]                     files with the same content, taken before
    matches.record_run(tx, RunInput(started_at, compared, blocks_capped, seconds, profiles, settings), candidates:
        Iterable[MatchInput(left_id, right_id, score, log_odds, evidence, kind)]) -> RunRow
        (open pairs that it no longer found are taken away)
    matches.runs(r, limit=20) -> list[RunRow]
    matches.rows(r, state="open|decided|all", case_id=None, limit=500) -> list[MatchRow];  matches.get(r, match_id);
        matches.pair(r, one, other) -> MatchRow | None
    matches.judge(tx, match_id, verdict, reason) -> judgement_id;  matches.undo(tx, judgement_id, reason)
    matches.judgements(r, match_id=None) -> list[JudgementRow];  matches.counts(r) -> MatchCounts
    matches.known(r) -> list[tuple[left_id, right_id, verdict]]    what people decided
    ties.replace(tx, run_id, [TieRow]) -> int;  ties.of_case(r, case_id) -> list[TieRow]      what ties cases, damped
    decisions.decide(tx, case_id, iso2, verdict, reason) -> DecisionRow
    decisions.current(r, case_id) -> dict[iso2, DecisionRow]
    decisions.history(r, case_id=None) -> list[DecisionRow]
    transmissions.draft(tx, DraftInput(case_id, iso2, language, sha256, marking, authority)) -> TransmissionRow
    transmissions.receive(tx, IncomingInput(iso2, authority, day, …)) -> TransmissionRow
    transmissions.rows(r, case_id=None, direction=None, iso2=None) -> list[TransmissionRow]
    transmissions.require(r, ref) -> TransmissionRow
    transmissions.happened(tx, line, kind, day, detail, changes) -> TransmissionRow;  transmissions.events(r, ids)
    transmissions.set_subjects(tx, id, party_ids);  transmissions.about(r, iso2, party_ids) -> dict[id, parties]
    letters.save/submit/give_back(tx, line, …);  letters.sign(tx, line, content_sha256, files): only by a second person
    letters.get(r, line) -> WorkRow | None;  letters.files(r, line) -> list[FileRow]
    letters.body(r, line, kind, language) -> bytes
    conditions.receive/attach/permit/withdraw(tx, …);  conditions.rows(r, case_ids)
    conditions.permissions(r, case_ids)
    accounts.create/get/rows/set_password/set_role/set_disabled/failed/succeeded;  sessions.begin/find/touch/end/end_all
    settings.all_values(r) -> dict;  settings.put(tx, name, value)
    audit.rows(r, limit=200, action=None, actor=None, object_id=None, since=None, until=None) -> list[AuditRow]
    audit.actions(r) -> list[str];  audit.head(r.db) -> (number, hash)
    checkpoints.examine(r.db, kept=checkpoints.read(file)) -> Examined      the log against its signed heads
    retention.rows(r) -> {submission_id: KeptUntil};  retention.put(tx, submission_id, due)
    audit.verify(r.db) -> sequence numbers that do not fit the chain
    tx.log(action, objects=(), **detail)                           one more audit line: ids, codes and counts only
    backup.bundle(store, actor, folder) -> Manifest;  restoring.verify(folder, key);  restoring.put_back(…)
    slots.*: ways to open a sealed key;  rekey.change(…): a new key
    backup.write(store, actor, target) -> Path;  health.faults(store) -> codes of what is wrong, empty when all is well
    store.purge() -> bool                                          after an erasure: empty the log's bytes

A pair's ids are global party ids (``C-7K2M9QX4/p1``) in text order. Rows are frozen dataclasses in :mod:`store.rows`.
"""

from store.database import Reader, Store, Tx
from store.errors import StoreError
from store.opening import open_store

__all__ = ["Reader", "Store", "StoreError", "Tx", "open_store"]
