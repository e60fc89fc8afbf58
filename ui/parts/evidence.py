"""The evidence of a pair as a table: both values, why, weight; contradictions stand first."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from services.cases import LinkView
from services.matching import EvidenceRow, QueueRow
from ui import look
from ui.words import N_, _, code_label, country_name, date_text, ngettext

_KINDS = {
    "name": N_("Name"),
    "birth": N_("Date of birth"),
    "gender": N_("Gender"),
    "citizenship": N_("Citizenship"),
    "country": N_("State"),
    "place": N_("Place"),
    "relative": N_("Relative"),
    "address": N_("Address"),
    "registration": N_("Registration"),
    "identifier": N_("Document or number"),
    "prior": N_("Starting point"),
    "cap": N_("Limit"),
}


def score_text(score: float) -> str:
    """A score with two places; never 1.00, which no comparison of records can mean."""
    return ">0.99" if score >= 0.995 else f"{score:.2f}"


def pair_name(row: QueueRow) -> str:
    """A pair in the queue: the references of the two cases."""
    return f"{row.left_reference} / {row.right_reference}"


def evidence_table(rows: Sequence[EvidenceRow], headings: Sequence[str]) -> None:
    """Each line of evidence with its weight; they add up to the score.

    Args:
        rows: contradictions first.
        headings: of the left and the right side, foreign text.
    """
    frame = pd.DataFrame(
        {
            "kind": [field_name(row) for row in rows],
            "left": [_value(row, row.left) for row in rows],
            "right": [_value(row, row.right) for row in rows],
            "why": [why(row) for row in rows],
            "weight": [f"{row.weight:+.1f}".replace("-", "−") for row in rows],
        }
    )
    text = st.column_config.TextColumn
    columns = {
        "weight": text(_("Weight"), width=58),
        "kind": text(_("Field"), width=112),
        "left": text(headings[0], width=127),
        "right": text(headings[1], width=127),
        "why": text(_("Why"), width=226),
    }
    look.table(frame, columns, alt=_("Evidence for and against"), height="content")


def field_name(row: EvidenceRow) -> str:
    """What a line is about, in the reader's language."""
    return (
        code_label("identifier", row.params.get("kind"))
        if row.kind == "identifier"
        else _(_KINDS.get(row.kind, row.kind))
    )


def why(row: EvidenceRow) -> str:
    """Why a line weighs what it weighs; may hold a foreign place name."""
    params = dict(row.params)
    if "kind" in params:
        params["kind"] = code_label("identifier", params["kind"]).lower()
    return _(row.why, **params) if params else _(row.why)


def _value(row: EvidenceRow, value: str) -> str:
    if row.withheld:
        return _("withheld")
    if not value:
        return "–"
    if row.kind == "gender":
        return code_label("gender", value)
    if row.kind in ("citizenship", "country"):
        return ", ".join(country_name(code.strip()) for code in value.split(","))
    if row.kind == "birth":
        return date_text(value, short=True)
    return value


def link_kind(link: LinkView) -> str:
    """What two cases share: a person, an organisation, or a thing and how many cases have it."""
    if link.kind in ("person", "organisation"):
        return _("Organisation") if link.kind == "organisation" else _("Person")
    thing = code_label("identifier", link.reason) if link.kind == "identifier" else _("Place")
    return ngettext("{thing}, in {n} case", "{thing}, in {n} cases", link.sharing, thing=thing)
