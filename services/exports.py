"""Files of a case that leave the desk: the right is checked, then the conditions, then the export is logged."""

from __future__ import annotations

import json

from access import redact
from records import Actor
from services import _conditions
from services._conditions import Carried
from services.desk import Desk
from store import cases as stored


def case_document(desk: Desk, actor: Actor, case_id: str, *, protected: bool = False) -> tuple[str, bytes, Carried]:
    """A case as its document: file name, bytes, and what the file carries.

    Args:
        desk: the installation.
        actor: who exports.
        case_id: the case.
        protected: names of protected persons go in.

    Raises:
        Refused: ``not_allowed``, ``not_found``, ``conditions``.
    """
    with desk.read(actor) as reader:
        record = stored.require(reader, case_id, "case.export")
    carried = _conditions.check_export(desk, actor, {case_id: None})
    document = record.document if protected else redact.masked(record.document, case_id)
    with desk.write(actor, "case exported") as tx:
        stored.require(tx, case_id, "case.export")
        tx.log("case.exported", [case_id], protected=protected)
    data = json.dumps(document.to_plain(), ensure_ascii=False, indent=1).encode()
    return f"waylink-{case_id}.json", data, carried
