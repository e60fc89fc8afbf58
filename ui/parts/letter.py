"""The draft letter to one State: its language, who is in it, and the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from notify.counterparts import StateAdvice
from notify.letter import LANGUAGES as LETTER_LANGUAGES
from notify.letter import LetterChoices
from records.actor import Actor
from services import counterparts, desk
from services.cases import PartyView
from services.counterparts import CounterpartsView
from services.words import LANGUAGES
from ui import export, look
from ui.words import _, country_name

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter(actor: Actor, view: CounterpartsView, state: StateAdvice, people: Sequence[PartyView], day: date) -> None:
    """Choices and the button that drafts the letter; victims appear by number only, whatever is chosen."""
    spoken = next((code for code in state.languages if code in LETTER_LANGUAGES), "en")
    language = st.selectbox(
        _("Language of the letter"),
        LETTER_LANGUAGES,
        index=LETTER_LANGUAGES.index(spoken),
        format_func=lambda code: LANGUAGES[code],
        key=f"language-{state.iso2}",
    )
    if spoken == "en" and "en" not in state.languages:
        st.caption(_("There is no template in the addressee's language: a translation must be attached."))
    shown = {party.local_id: party.shown for party in people if not party.masked}
    chosen = st.multiselect(
        _("Suspects and organisations in the letter"),
        list(shown),
        default=list(shown),
        format_func=lambda one: shown[one],
        key=f"parties-{state.iso2}",
    )

    def make() -> tuple[str, bytes]:
        choices = LetterChoices(parties=frozenset(chosen))
        made = counterparts.letter(
            desk.current(), actor, view.case_id, state.iso2, language=language, choices=choices, letter_date=day
        )
        return made.file_name, made.data

    export.export_button(
        _("Draft the letter (Word)"),
        make,
        actor=actor,
        key=f"letter-{state.iso2}",
        holds=_("Draft of spontaneous information; victims by number only"),
        marking=look.marking_text(view.marking.tlp, view.marking.handling),
        recipient=_("you, for review before anything is sent to {state}", state=country_name(state.iso2)),
        mime=_WORD,
    )
