"""Reading cases: whole documents, lines of a listing, the rows derived from them; always what the actor may see."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from records import CaseDocument, Marking
from store.database import Reader
from store.errors import StoreError
from store.fold import fold, squeezed
from store.rows import CaseFields, CaseFilter, CaseRecord, PartyFields, StopFields

_LINKS = (
    "(SELECT count(*) FROM match m WHERE (m.left_case = case_file.case_id OR m.right_case = case_file.case_id) "
    "AND (m.state = 'open' OR m.verdict = 'same'))"
)


def get(reader: Reader, case_id: str, action: str = "case.read") -> CaseRecord | None:
    """One case, or ``None`` where there is none that the actor may do ``action`` with."""
    found = _records(reader, "case_file.case_id = :case_id", action, case_id=case_id)
    return found[0] if found else None


def require(reader: Reader, case_id: str, action: str) -> CaseRecord:
    """One case that the actor may do ``action`` with.

    Raises:
        StoreError: ``not_found`` where the actor may not even read it, ``not_allowed`` otherwise.
    """
    record = get(reader, case_id, action)
    if record is None:
        raise StoreError("not_allowed" if get(reader, case_id) else "not_found")
    return record


def find(reader: Reader, reference: str) -> list[str]:
    """Ids of the cases with this reference of their own; spaces, signs and case aside."""
    key = squeezed(reference)
    if not key:
        return []
    rows = reader.select(
        f"SELECT case_id FROM case_file WHERE reference_key = :key AND {reader.visible_sql('case.read')} "  # noqa: S608
        "ORDER BY created_at",
        key=key,
    )
    return [row["case_id"] for row in rows]


def rows(reader: Reader, wanted: CaseFilter | None = None) -> list[CaseFields]:
    """Cases the actor may read, last changed first."""
    condition, params = _condition(reader, wanted or CaseFilter())
    columns = (
        "case_id, submission_id, reference, title, country, authority, status, detected, persons, stops, countries, "
        "tlp, handling, causes, version, restricted, created_at, created_by, updated_at"
    )
    found = reader.select(
        f"SELECT {columns}, {_LINKS} AS links, {reader.relation_sql()} AS relation "  # noqa: S608
        f"FROM case_file WHERE {condition}",
        **params,
    )
    return [
        CaseFields(
            row["case_id"], row["submission_id"], row["reference"], row["title"], row["country"], row["authority"],
            tuple(json.loads(row["status"])), row["detected"], row["persons"], row["stops"],
            tuple(json.loads(row["countries"])), row["links"], _marking(row), row["version"], bool(row["restricted"]),
            datetime.fromisoformat(row["created_at"]), row["created_by"], datetime.fromisoformat(row["updated_at"]),
            row["relation"],
        )
        for row in found
    ]  # fmt: skip


def records(reader: Reader, wanted: CaseFilter | None = None) -> list[CaseRecord]:
    """Whole documents of the cases the actor may read, last changed first."""
    condition, params = _condition(reader, wanted or CaseFilter())
    return _records(reader, condition, None, **params)


def parties(reader: Reader, case_id: str | None = None, party_ids: Sequence[str] | None = None) -> list[PartyFields]:
    """Derived rows of persons and organisations, in document order within a case."""
    found = reader.select(
        "SELECT party.* FROM party JOIN case_file USING (case_id) "  # noqa: S608
        "WHERE (:case_id IS NULL OR party.case_id = :case_id) "
        "AND (:ids IS NULL OR party_id IN (SELECT value FROM json_each(:ids))) "
        f"AND {reader.visible_sql('case.read')} ORDER BY party.case_id, position",
        case_id=case_id,
        ids=None if party_ids is None else json.dumps(list(party_ids)),
    )
    return [
        PartyFields(
            row["party_id"], row["case_id"], row["local_id"], row["kind"], tuple(json.loads(row["capacities"])),
            bool(row["masked"]), row["gender"], row["birth"], row["age_band"],
            None if row["minor"] is None else bool(row["minor"]), tuple(json.loads(row["countries"])), row["persons"],
        )
        for row in found
    ]  # fmt: skip


def stops(reader: Reader, case_id: str | None = None) -> list[StopFields]:
    """Derived rows of stops, in document order within a case."""
    found = reader.select(
        "SELECT stop.* FROM stop JOIN case_file USING (case_id) "  # noqa: S608
        "WHERE (:case_id IS NULL OR stop.case_id = :case_id) "
        f"AND {reader.visible_sql('case.read')} ORDER BY stop.case_id, position",
        case_id=case_id,
    )
    return [
        StopFields(
            row["stop_id"], row["case_id"], row["route_id"], row["position"], row["role"], row["country"], row["place"],
            row["lat"], row["lon"], row["precision"], row["admin1"], row["date"], row["status"],
            tuple(json.loads(row["modes"])),
        )
        for row in found
    ]  # fmt: skip


def counts(reader: Reader) -> dict[str, int]:
    """How many cases, persons, organisations, submissions and countries the actor can see."""
    visible = reader.visible_sql("case.read")
    row = reader.select(
        "SELECT count(*) AS cases, coalesce(sum(persons), 0) AS persons, "  # noqa: S608
        f"count(DISTINCT submission_id) AS submissions FROM case_file WHERE {visible}"
    )[0]
    organisations = reader.select(
        "SELECT count(*) AS n FROM party JOIN case_file USING (case_id) "  # noqa: S608
        f"WHERE kind = 'organisation' AND {visible}"
    )[0]["n"]
    countries = reader.select(
        "SELECT count(DISTINCT code) AS n FROM case_code JOIN case_file USING (case_id) "  # noqa: S608
        f"WHERE list = 'country' AND {visible}"
    )[0]["n"]
    return {**row, "organisations": organisations, "countries": countries}


def _condition(reader: Reader, wanted: CaseFilter) -> tuple[str, dict[str, Any]]:
    parts = [reader.visible_sql("case.read")]
    params: dict[str, Any] = {}
    if wanted.text.strip():
        parts.append("(instr(text_key, :text) > 0 OR instr(reference_key, :squeezed) > 0 OR case_id = :given)")
        text, key = fold(wanted.text), squeezed(wanted.text)
        # A text of signs alone folds to nothing, and nothing is in every text: ask for what cannot be there.
        params |= {"text": text or "\x00", "squeezed": key or "\x00", "given": wanted.text.strip().upper()}
    if wanted.country and wanted.role:
        parts.append("case_id IN (SELECT s.case_id FROM stop s WHERE s.country = :country AND s.role = :role)")
        params |= {"country": wanted.country, "role": wanted.role}
    codes = {"purpose": wanted.purpose, "status": wanted.status}
    if not (wanted.country and wanted.role):
        codes |= {"country": wanted.country, "role": wanted.role}
    for name, code in codes.items():
        if code:
            parts.append(
                f"case_id IN (SELECT k.case_id FROM case_code k WHERE k.list = '{name}' AND k.code = :{name}_code)"  # noqa: S608
            )
            params[f"{name}_code"] = code
    if wanted.submission:
        parts.append("submission_id = :submission")
        params["submission"] = wanted.submission
    if wanted.detected_from:
        parts.append("(detected_to IS NULL OR detected_to >= :detected_from)")
        params["detected_from"] = wanted.detected_from.isoformat()
    if wanted.detected_to:
        parts.append("(detected_from IS NULL OR detected_from <= :detected_to)")
        params["detected_to"] = wanted.detected_to.isoformat()
    if wanted.ids is not None:
        parts.append("case_id IN (SELECT value FROM json_each(:ids))")
        params["ids"] = json.dumps(list(wanted.ids))
    params["limit"] = -1 if wanted.limit is None else wanted.limit
    return " AND ".join(parts) + " ORDER BY updated_at DESC, case_id LIMIT :limit", params


def _records(reader: Reader, condition: str, action: str | None, **params: Any) -> list[CaseRecord]:
    if action is not None:
        condition = f"{condition} AND {reader.visible_sql(action)}"
    found = reader.select(
        "SELECT case_id, body, version, submission_id, created_at, updated_at, created_by, tlp, handling, causes, "  # noqa: S608
        f"{reader.relation_sql()} AS relation FROM case_file WHERE {condition}",
        **params,
    )
    return [
        CaseRecord(
            row["case_id"], CaseDocument.model_validate(json.loads(row["body"])), row["version"], row["submission_id"],
            datetime.fromisoformat(row["created_at"]), datetime.fromisoformat(row["updated_at"]), row["created_by"],
            row["relation"], _marking(row),
        )
        for row in found
    ]  # fmt: skip


def _marking(row: dict[str, Any]) -> Marking:
    causes = tuple(json.loads(row["causes"])) if "causes" in row else ()
    return Marking(row["tlp"], frozenset(json.loads(row["handling"])), causes)
