"""Cases with a similar route: a lead, with the reason in words."""

from __future__ import annotations

import streamlit as st

from records.actor import Actor
from services import desk, likeness
from services.likeness import SimilarRoute
from ui import look, screens
from ui.text import plain
from ui.words import _, country_name, ngettext, percent

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
            todo=_("Only settled places are compared, and a State in common alone is no likeness."),
        )
        return
    for number, one in enumerate(found):
        case, common = st.columns([2, 5], gap="medium")
        with case:
            if st.button(plain(one.reference), key=f"similar-{number}", icon=":material/folder_open:"):
                screens.go("case_file", case=one.case_id)
            st.caption(_("{country}, likeness {share}", country=country_name(one.country), share=percent(one.score)))
        with common:
            for reason in reasons(one):
                st.text(reason)


def reasons(one: SimilarRoute) -> list[str]:
    """What both cases share, in words, the rarest first."""
    told = []
    # A State is named by the ways and places in it: by itself it would say nothing new.
    for part in [part for part in one.shared if part.kind != "country"][:_MOST_REASONS]:
        if part.kind == "leg":
            told.append(
                ngettext(
                    "Both {way}; that leg is in {n} of {among} cases",
                    "Both {way}; that leg is in {n} of {among} cases",
                    part.cases, way=" → ".join(part.names), among=one.among,
                )
            )  # fmt: skip
        elif part.kind == "ends":
            told.append(
                _("Both from {start} to {end}", start=country_name(part.names[0]), end=country_name(part.names[1]))
            )
        else:
            told.append(
                ngettext(
                    "Both in {place}, which is in {n} of {among} cases",
                    "Both in {place}, which is in {n} of {among} cases",
                    part.cases, place=part.names[0], among=one.among,
                )
            )  # fmt: skip
    return told
