"""Cases with a similar route: a lead, with the reason in words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from records.actor import Actor
from services import desk, likeness
from services.likeness import SimilarRoute
from ui import look, screens
from ui.words import _, country_name, ngettext

_MOST_REASONS = 3


def similar_routes(case_id: str, actor: Actor) -> None:
    """The section of the case file; choosing a row opens that case."""
    look.section(
        _("Similar routes"),
        _("A lead, never a link: the same road may be used by people who never met. No person is compared here."),
    )
    found = likeness.similar(desk.current(), actor, case_id)
    if not found:
        look.empty(
            _("No other case you may read has a route like this one."),
            todo=_("Choose the places that are still open: only settled places are compared."),
        )
        return
    frame = pd.DataFrame(
        {
            "case": [one.reference for one in found],
            "country": [country_name(one.country) for one in found],
            "likeness": [round(one.score * 100) for one in found],
            "shared": [reasons(one) for one in found],
        }
    )
    columns = {
        "case": _("Case"), "country": _("Submitted by"),
        "likeness": st.column_config.NumberColumn(_("Likeness"), format="%d %%"), "shared": _("In common"),
    }  # fmt: skip
    chosen = look.table(frame, columns, alt=_("Similar routes"), key="similar", choose=True)
    if chosen is not None:
        screens.go("case_file", case=found[chosen].case_id)


def reasons(one: SimilarRoute) -> str:
    """What both cases share, in words, the rarest first."""
    told = []
    for part in one.shared[:_MOST_REASONS]:
        if part.kind == "leg":
            told.append(
                ngettext(
                    "both {way}; that leg is in {n} of {among} cases",
                    "both {way}; that leg is in {n} of {among} cases",
                    part.cases, way=" → ".join(part.names), among=one.among,
                )
            )  # fmt: skip
        elif part.kind == "ends":
            told.append(
                _("both from {start} to {end}", start=country_name(part.names[0]), end=country_name(part.names[1]))
            )
        elif part.kind == "place":
            told.append(
                ngettext(
                    "both in {place}, which is in {n} of {among} cases",
                    "both in {place}, which is in {n} of {among} cases",
                    part.cases, place=part.names[0], among=one.among,
                )
            )  # fmt: skip
        else:
            told.append(_("both in {country}", country=country_name(part.names[0])))
    return " · ".join(told)
