"""The cases behind a leg or a border point: what each record says, who says it, and the cases side by side."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from records.actor import Actor
from services import route_evidence
from services.desk import Desk
from services.routes import Selection
from ui import look, screens
from ui.parts import side_by_side
from ui.text import plain
from ui.words import _, code_label, country_name, date_text, ngettext


def behind(desk: Desk, actor: Actor, legs: pd.DataFrame, title: str) -> None:
    """The legs of a choice, each with its case and its source.

    Args:
        desk: the installation.
        actor: who looks.
        legs: of ``services.routes.corridor_legs``.
        title: names the choice; foreign text.
    """
    found, beyond = route_evidence.legs(desk, actor, legs)
    count = len({row.case_id for row in found})
    look.section(plain(title), ngettext("{n} case with its source", "{n} cases with their sources", count))
    frame = pd.DataFrame(
        {
            "reference": [row.reference for row in found],
            "submitted": [
                ", ".join(part for part in (country_name(row.country), row.authority) if part) for row in found
            ],
            "leg": [f"{row.start} → {row.end}" for row in found],
            "date": [date_text(row.date, short=True) for row in found],
            "mode": [code_label("mode", row.mode) for row in found],
            "crossing": [" · ".join(_passed(row)) for row in found],
            "source": [_source(row) for row in found],
            "marking": [look.marking_text(row.marking.tlp, row.marking.handling) for row in found],
        }
    )
    columns = {
        "reference": _("Reference"), "submitted": _("Submitted by"), "leg": _("Leg as written"), "date": _("Date"),
        "mode": _("Arrived by"), "crossing": _("Crossing"), "source": _("Source"), "marking": _("Marking"),
    }  # fmt: skip
    picked = look.table(frame, columns, alt=_("Cases behind the choice"), key=f"behind-{hash(title)}", choose=True)
    if beyond:
        st.caption(ngettext("{n} more leg is not listed.", "{n} more legs are not listed.", beyond))
    with st.container(horizontal=True):
        if picked is not None and st.button(_("Open the case file"), icon=":material/description:", key="open-case"):
            screens.go("case_file", case=found[picked].case_id)
    side_by_side.choose(desk, actor, list(dict.fromkeys(row.case_id for row in found)))


def at_point(desk: Desk, actor: Actor, chosen: Selection, case_ids: list[str], title: str) -> None:
    """The legs of the cases that pass a point."""
    legs: pd.DataFrame = chosen.legs[chosen.legs["case_id"].isin(case_ids).to_numpy()]
    behind(desk, actor, legs, title)


def _passed(row: route_evidence.LegEvidence) -> list[str]:
    parts = [code_label("crossing", row.crossing) if row.crossing else "", row.via or "", row.carrier or ""]
    return [part for part in parts if part] or [_("not recorded")]


def _source(row: route_evidence.LegEvidence) -> str:
    grade = f"{row.grade} ({row.scheme})" if row.grade and row.scheme else row.grade
    return " · ".join(part for part in (grade, row.source) if part) or _("the submission itself")
