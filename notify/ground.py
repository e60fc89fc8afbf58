"""What a decision on a State rested on, and what has changed since: codes, record ids and digests, no person's data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from notify.advice import StateAdvice
from records import CaseDocument


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that is not as it was decided on.

    Attributes:
        what: ``decision``, ``urgency``, ``basis``, ``record_changed``, ``record_new`` or ``record_gone``.
        record: id of the record; empty where none is meant.
        before: code then, for decision, urgency and basis.
        after: code now.
        reasons: codes of the reasons that the record stands behind.
    """

    what: str
    record: str = ""
    before: str = ""
    after: str = ""
    reasons: tuple[str, ...] = ()


def ground(document: CaseDocument, advice: StateAdvice) -> dict[str, Any]:
    """What a decision on this State rests on, as plain data to keep."""
    parts = dict(document.records())
    behind = _behind(advice)
    return {
        "decision": advice.decision,
        "urgency": advice.urgency,
        "basis": list(advice.legal_basis),
        "records": {record: [_digest(parts, record), *sorted(codes)] for record, codes in sorted(behind.items())},
    }


def changes(kept: Mapping[str, Any], document: CaseDocument, advice: StateAdvice | None) -> tuple[Changed, ...]:
    """What differs between the ground of a decision and the list of today.

    Args:
        kept: what :func:`ground` gave when the person decided.
        document: the case as it is now.
        advice: the State as it is now; ``None`` where no record leads to it any more.
    """
    now: dict[str, Any] = {"decision": "none", "urgency": "low", "basis": [], "records": {}}
    if advice is not None:
        now = ground(document, advice)
    found = [
        Changed(name, before=str(kept[name]), after=str(now[name]))
        for name in ("decision", "urgency")
        if kept[name] != now[name]
    ]
    if kept["basis"] != now["basis"] and kept["decision"] == now["decision"]:
        found.append(Changed("basis", before=" ".join(kept["basis"]), after=" ".join(now["basis"])))
    old, new = kept["records"], now["records"]
    for record in sorted({*old, *new}):
        if record not in new:
            found.append(Changed("record_gone", record, reasons=tuple(old[record][1:])))
        elif record not in old:
            found.append(Changed("record_new", record, reasons=tuple(new[record][1:])))
        elif old[record] != new[record]:
            codes = tuple(sorted({*old[record][1:], *new[record][1:]}))
            found.append(Changed("record_changed", record, reasons=codes))
    return tuple(found)


def _behind(advice: StateAdvice) -> dict[str, set[str]]:
    behind: dict[str, set[str]] = {}
    for part in (*advice.reasons, *advice.against, *advice.cautions):
        for record in part.records:
            behind.setdefault(record, set()).add(part.code)
    behind.pop("submission", None)
    return behind


def _digest(parts: Mapping[str, Any], record: str) -> str:
    part = parts.get(record)
    text = json.dumps(part.to_plain(), ensure_ascii=False, sort_keys=True) if part is not None else ""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
