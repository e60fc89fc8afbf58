"""The lists of a case being recorded: what is in them, each entry opened with all its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from records.base import Record
from records.case import Case
from records.context import Caution, Contact, Danger, Mention, Payment, Proceeding, Source
from records.identifier import Identifier
from records.person import Involvement, Organisation, Person, Relation
from records.submission import Submission
from services.words import LANGUAGES
from ui.parts import case_form, record_fields
from ui.parts import draft as drafts
from ui.text import bare
from ui.words import N_, _, code_label, country_name

Draft = drafts.Draft
MODELS: dict[str, tuple[str, type[Record], str]] = {
    "persons": (N_("Persons"), Person, "p"),
    "organisations": (N_("Organisations"), Organisation, "o"),
    "identifiers": (N_("Documents, phones, accounts"), Identifier, "i"),
    "involvements": (N_("Parts in the case"), Involvement, "inv"),
    "relations": (N_("Relations"), Relation, "rel"),
    "proceedings": (N_("Proceedings abroad"), Proceeding, "proc"),
    "payments": (N_("Payments"), Payment, "pay"),
    "contacts": (N_("Contacts abroad"), Contact, "con"),
    "mentions": (N_("States only mentioned"), Mention, "men"),
    "cautions": (N_("Cautions"), Caution, "cau"),
    "danger": (N_("Danger"), Danger, "dan"),
    "sources": (N_("Sources"), Source, "src"),
}
FURTHER = (
    "involvements", "relations", "proceedings", "payments", "contacts", "mentions", "cautions", "danger", "sources",
)  # fmt: skip
_CODES = {
    "involvements": ("as", "involvement"), "relations": ("kind", "relation"),
    "proceedings": ("kind", "proceeding_kind"), "payments": ("purpose", "payment_purpose"),
    "mentions": ("kind", "mention"), "cautions": ("kind", "caution"), "identifiers": ("kind", "identifier"),
}  # fmt: skip


def refs(draft: Draft) -> Callable[[str], dict[str, str]]:
    """What a field of the draft may name: persons and organisations, or for papers and accounts the identifiers."""
    parties: dict[str, str] = {}
    for one in [*draft.get("persons", []), *draft.get("organisations", [])]:
        named = bool(one.get("names") or one.get("name"))
        parties[one["id"]] = f"{case_form.party_name(one)} ({one['id']})" if named else one["id"]
    papers = {
        one["id"]: f"{code_label('identifier', one.get('kind'))} {bare(one.get('value', ''))} ({one['id']})"
        for one in draft.get("identifiers", [])
    }
    return lambda field: papers if field in ("documents", "account") else parties


def listing(draft: Draft, name: str, state: dict[str, Any], change: Callable[[], None]) -> None:
    """The entries of a list; one of them may be open with all its fields."""
    title, model, _stem = MODELS[name]
    named = refs(draft)
    for entry in [one for one in draft.get(name, []) if isinstance(one, dict)]:
        entry.setdefault("id", drafts.free(MODELS[name][2], draft[name]))
        key = f"{state['turn']}-{name}-{entry['id']}"
        line, edit, out = st.columns([11, 1, 1], vertical_alignment="center")
        line.text(_line(name, entry, named))
        if edit.button("", icon=":material/edit:", key=f"edit-{key}", help=_("Change this entry")):
            state["entry"] = None if state.get("entry") == (name, entry["id"]) else (name, entry["id"])
            state["step"] += 1
            st.rerun()
        if out.button("", icon=":material/delete:", key=f"out-{key}", help=_("Take this entry out")):
            change()
            drafts.remove(draft, name, entry["id"])
            st.rerun()
        if state.get("entry") == (name, entry["id"]):
            made = record_fields.form(model, entry, named, key=f"{key}-{state['step']}", submit=_("Keep the changes"))
            if made is not None:
                change()
                entry.clear()
                entry.update(made)
                state["entry"] = None
                st.rerun()
    if not draft.get(name):
        st.caption(_("{what}: none yet.", what=_(title)))
    if name not in FURTHER and st.button(
        _("Add with all fields"), key=f"all-{name}-{state['turn']}", icon=":material/list_alt_add:"
    ):
        change()
        state["entry"] = (name, drafts.add(draft, name, {}, MODELS[name][2]))
        st.rerun()


def further(draft: Draft, state: dict[str, Any], change: Callable[[], None]) -> None:
    """Everything else that a case can hold, one list at a time."""
    counted = {name: len(draft.get(name, [])) for name in FURTHER}
    chosen = st.pills(
        _("List"), FURTHER, key=f"further-{state['turn']}", label_visibility="collapsed", default=None,
        format_func=lambda name: _(MODELS[name][0]) + (f" ({counted[name]})" if counted[name] else ""),
    )  # fmt: skip
    if chosen is None:
        return
    listing(draft, chosen, state, change)
    _title, model, stem = MODELS[chosen]
    key = f"new-{state['turn']}-{state['step']}-{chosen}"
    made = record_fields.form(model, {}, refs(draft), key=key, submit=_("Add"))
    if made:
        change()
        drafts.add(draft, chosen, made, stem)
        st.rerun()


def whole_case(draft: Draft, state: dict[str, Any], change: Callable[[], None]) -> None:
    """What the head does not ask of submission and case, with title and summary in other languages."""
    key = f"{state['turn']}-{state['step']}"
    parts: tuple[tuple[str, type[Record], tuple[str, ...]], ...] = (
        ("submission", Submission, ("country", "authority", "tlp", "handling", "file_hash")),
        ("case", Case, ("reference", "title", "summary", "status", "detected", "acts", "means", "purposes",
                        "methods_of_control")),
    )  # fmt: skip
    for name, model, asked in parts:
        made = record_fields.form(
            model, draft.setdefault(name, {}), refs(draft), key=f"{name}-rest-{key}", submit=_("Keep"), skip=asked
        )
        if made is not None:
            change()
            draft[name] = made
            st.rerun()
    with st.form(f"languages-{key}"):
        codes = st.selectbox(_("Another language"), sorted(LANGUAGES), format_func=LANGUAGES.__getitem__)
        title = st.text_input(_("Title in that language"), max_chars=300)
        summary = st.text_area(_("Summary in that language"), max_chars=20_000, height=80)
        date = st.text_input(_("Date of the letter"), str(draft.get("letter_date", "")), max_chars=40)
        if st.form_submit_button(_("Keep")):
            change()
            for field, text in (("titles", title), ("summaries", summary)):
                if text.strip():
                    draft["case"].setdefault(field, {})[codes] = text.strip()
            drafts.put_top(draft, "letter_date", date.strip())
            st.rerun()


def _line(name: str, entry: Draft, named: Callable[[str], dict[str, str]]) -> str:
    if name in ("persons", "organisations"):
        facts = [case_form.party_name(entry), *[country_name(code) for code in entry.get("citizenships", [])]]
        return " · ".join(facts)
    parts = []
    if name in _CODES:
        field, codes = _CODES[name]
        parts.append(code_label(codes, entry.get(field)))
    for field in (
        "who",
        "from",
        "to",
        "country",
        "from_country",
        "to_country",
        "value",
        "field",
        "date",
        "note",
        "url",
    ):
        value = entry.get(field)
        if isinstance(value, str) and value:
            shown = country_name(value) if "country" in field else named("who").get(value, value)
            parts.append(bare(shown)[:120])
    return " · ".join(parts) or str(entry.get("id", ""))
