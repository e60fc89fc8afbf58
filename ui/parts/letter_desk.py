"""What is done with a letter: kept, taken as a draft, handed in, signed by a second person, taken as signed files."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from records.actor import Actor
from services import desk, letters
from services.errors import Refused
from services.letters import LetterFile, Plan, Preview
from ui import export, look, screens, session
from ui.parts.letter_check import status_word
from ui.parts.letter_preview import preview
from ui.text import bare, plain
from ui.words import _, country_name, moment_text

_MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_NAMES = {"docx": "Word", "pdf": "PDF"}


def drafting(actor: Actor, case_id: str, iso2: str, plan: Plan, made: Preview, number: str) -> None:
    """Keep the letter, take it as a draft, hand it in."""
    here = desk.current()
    look.section(_("Next step"))
    with st.container(horizontal=True):
        keep = st.button(_("Save the draft"), key="keep", icon=":material/save:")
        hand_in = st.button(
            _("Hand in for signature"), key="hand-in", type="primary", disabled=bool(made.obstacles) or not number,
            help=_("Save it first; nothing may be open.") if made.obstacles or not number else None,
        )  # fmt: skip
    try:
        if keep:
            line = letters.save(here, actor, case_id, iso2, plan, number=number)
            session.LETTER.set(line.number)
            st.rerun()
        if hand_in:
            letters.save(here, actor, case_id, iso2, plan, number=number)
            letters.submit(here, actor, number)
            st.rerun()
    except Refused as error:
        look.refused(error)
    if not number:
        st.caption(_("The draft gets its number in the register when it is saved."))
    marking = look.marking_text(made.carried.marking.tlp, made.carried.marking.handling)
    columns = st.columns(2)
    for column, kind in zip(columns, _MIME, strict=True):
        with column:
            export.export_button(
                _("Draft the letter ({kind})", kind=_NAMES[kind]),
                _draft(actor, case_id, iso2, plan, kind, number),
                actor=actor,
                key=f"draft-{kind}",
                holds=_("Draft of spontaneous information; each page says that it is a draft"),
                marking=marking,
                recipient=_("you, for review before anything is sent to {state}", state=country_name(iso2)),
                mime=_MIME[kind],
            )


def _draft(
    actor: Actor, case_id: str, iso2: str, plan: Plan, kind: str, number: str
) -> Callable[[], tuple[str, bytes]]:
    def make() -> tuple[str, bytes]:
        made = letters.letter(desk.current(), actor, case_id, iso2, plan, kind=kind, number=number)
        return made.file_name, made.data

    return make


def frozen(actor: Actor, opened: LetterFile) -> None:
    """A letter whose words stand still: handed in, signed, sent or withdrawn."""
    line = opened.line
    with st.container(horizontal=True, gap="xsmall"):
        look.badge(status_word(line.status), "good" if line.signed_by else "info")
        look.badge(plain(look.marking_text(line.marking.tlp, line.marking.handling)), "info")
    if line.status == "submitted":
        _signature(actor, opened)
    if line.signed_by:
        _files(actor, opened)
    screens.link("register", _("Open the register"), icon=":material/book_2:")
    if opened.contents:
        preview(opened.contents)
    _record(opened)


def _signature(actor: Actor, opened: LetterFile) -> None:
    look.section(_("Signature of a second person"))
    names = ", ".join(bare(one) for one in opened.authors)
    st.caption(_("Whoever had a hand in the letter cannot sign it: {names}.", names=plain(names)))
    reason = st.text_input(_("Reason for giving it back"), max_chars=500, key="back-reason")
    with st.container(horizontal=True):
        sign = st.button(_("Sign off the letter"), key="sign", type="primary", icon=":material/signature:")
        back = st.button(_("Give it back"), key="give-back")
    here = desk.current()
    try:
        if sign:
            letters.sign(here, actor, opened.line.number, opened.line.content_sha256)
            st.rerun()
        if back:
            letters.give_back(here, actor, opened.line.number, reason)
            st.rerun()
    except Refused as error:
        look.refused(error)


def _files(actor: Actor, opened: LetterFile) -> None:
    look.section(
        _("Files with their hash"),
        _("Signed by {who}. A person sends them, outside this tool.", who=plain(opened.line.signed_by)),
    )
    marking = look.marking_text(opened.line.marking.tlp, opened.line.marking.handling)
    for file in opened.files:
        label = f"{_NAMES[file.kind]}, {file.language}"
        export.export_button(
            label,
            _signed(actor, opened.line.number, file.kind, file.language),
            actor=actor,
            key=f"signed-{file.kind}-{file.language}",
            holds=_("The signed letter; SHA-256 {hash}", hash=file.sha256),
            marking=marking,
            recipient=_("the authority in {state}, sent by a person", state=country_name(opened.line.iso2)),
            mime=_MIME[file.kind],
        )


def _signed(actor: Actor, number: str, kind: str, language: str) -> Callable[[], tuple[str, bytes]]:
    return lambda: letters.signed_file(desk.current(), actor, number, kind, language)


def _record(opened: LetterFile) -> None:
    """The record of decision: kept, never sent."""
    if not opened.record:
        return
    with st.expander(_("Record of decision (kept, never sent)")):
        for state in opened.record["states"]:
            st.text(f"{country_name(state['iso2'])}: {state['decision']} {state['decided']}")
        carried = ", ".join(f"{one[0]} ({one[1]})" for one in opened.record["conditions"])
        look.facts(
            {
                _("Conditions carried"): carried,
                _("Permissions"): ", ".join(opened.record["permissions"]),
                _("Victims named"): opened.record["identity"]["victims"],
                _("Handed in by"): opened.record["by"],
            }
        )  # fmt: skip
        st.caption(moment_text(opened.line.at))
