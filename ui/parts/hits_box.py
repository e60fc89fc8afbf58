"""Hit or no hit: what closed cases hold, without showing them; their owner can be asked."""

from __future__ import annotations

import streamlit as st

from records.actor import Actor
from services import desk, hits
from services.errors import Refused
from ui import look
from ui.text import plain
from ui.words import _, moment_text

_MOST = 5


def hidden_hits(actor: Actor, text: str) -> None:
    """Lines for the hits in cases that the actor may not read, and the way to ask for access.

    Args:
        actor: who searches.
        text: what was typed into the search.
    """
    here = desk.current()
    strengths = {"high": _("high"), "medium": _("medium")}
    for hit in hits.look(here, actor, text)[:_MOST]:
        with st.container(border=True):
            st.markdown(
                _(
                    "A hit in submission {submission}, strength {strength}. It is closed to you; ask its owner.",
                    submission=plain(hit.submission_id), strength=strengths[hit.strength],
                )
            )  # fmt: skip
            reason = st.text_input(_("Reason for asking"), key=f"ask-why-{hit.submission_id}", max_chars=300)
            if st.button(_("Ask its owner"), key=f"ask-{hit.submission_id}", icon=":material/forward_to_inbox:"):
                try:
                    hits.ask(here, actor, text, hit.submission_id, reason)
                except Refused as error:
                    look.refused(error)
                else:
                    look.done(_("The owner sees your question."), hit.submission_id)
    _answers(actor)


def _answers(actor: Actor) -> None:
    """What became of earlier questions."""
    asked = hits.asked(desk.current(), actor)
    if not asked:
        return
    words = {"granted": _("access given"), "declined": _("declined"), None: _("waits for an answer")}
    with st.expander(_("Your questions to owners")):
        for one in asked[:10]:
            about = f" · {one.case_id}" if one.case_id else ""
            st.text(f"{moment_text(one.at)} · {words.get(one.answer, one.answer)}{about}")
