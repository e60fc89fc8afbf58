"""Facts of the office: how one is told, and the forms by which an administrator writes or ends one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from notify.treaties import TIP, UNTOC
from records.actor import Actor
from records.codes import country_codes
from services import desk, facts
from services.errors import Refused
from services.facts import OverrideRow
from ui import look
from ui.text import plain
from ui.words import N_, _, country_name, day_text

_EFFECTS = {
    "bar": N_("Own law forbids sending without a request"),
    "route": N_("Own law asks for a judge or a central authority first"),
    "approval": N_("Own law limits the transfer of personal data: approval of the legal officer"),
}
_TREATIES = {UNTOC: N_("Convention (UNTOC)"), TIP: N_("Trafficking in Persons Protocol")}
_STATUS = {"party": N_("party"), "signatory": N_("signed only"), "none": N_("not party")}


def title(row: OverrideRow) -> str:
    """What an entry is about."""
    if row.kind == "authority":
        return _("Authority of {state}", state=country_name(row.subject))
    if row.kind == "party":
        return f"{_(_TREATIES[row.value['treaty']])}: {country_name(row.value['iso2'])}"
    return _("Own law of {state}", state=country_name(row.value["sender"]))


def value(row: OverrideRow) -> str:
    """What an entry says."""
    kept = row.value
    if row.kind == "authority":
        return " · ".join(part for part in (kept["name"], " ".join(kept["languages"])) if part)
    if row.kind == "party":
        return f"{_(_STATUS[kept['status']])} {kept['since']}".strip()
    where = ", ".join(country_name(code) for code in kept["receivers"]) or _("all States")
    return f"{_(_EFFECTS[kept['effect']])} ({where}): {kept['text']}"


def look_up(actor: Actor) -> None:
    """The authority on file for a State, shipped or own, so that nobody writes what is there."""
    with st.expander(_("What is on file for a State")):
        state = _state(_("State"), "look_up")
        if state is None:
            return
        who = facts.authority_of(desk.current(), actor, state)
        look.facts(
            {
                _("Authority"): who.name or _("none on file"), _("Languages"): " ".join(who.languages),
                _("Source"): who.source, _("As of"): who.as_of,
                _("Confidence"): _(who.confidence) if who.confidence else "",
                _("Own entry by"): f"{who.written.by}, {who.written.at[:10]}" if who.written else "–",
            }
        )  # fmt: skip


def _state(label: str, key: str) -> str | None:
    options = sorted(country_codes(), key=country_name)
    found: str | None = st.selectbox(label, options, index=None, format_func=country_name, key=key)
    return found


def _source(key: str) -> str:
    return st.text_input(_("Source: a letter, a directory, a law"), max_chars=300, key=f"source-{key}")


def authority_form(actor: Actor) -> None:
    """Name an authority."""
    with st.expander(_("Name an authority")), st.form("own_authority", border=False):
        state = _state(_("State"), "fact_state")
        name = st.text_input(_("Authority"), max_chars=300, key="fact_name")
        languages = st.text_input(_("Languages it accepts, as codes (ru en)"), max_chars=60, key="fact_languages")
        source = _source("authority")
        if st.form_submit_button(_("Write this authority")):
            _keep(lambda: facts.write_authority(desk.current(), actor, state or "", name, languages, source))


def national_form(actor: Actor, home: str) -> None:
    """Write a rule of own law."""
    with st.expander(_("Write a rule of own law (R27, R28)")), st.form("own_law", border=False):
        options = sorted(country_codes(), key=country_name)
        sender = st.selectbox(
            _("Whose law"), options, index=options.index(home) if home in options else None, format_func=country_name,
            key="law_sender",
        )  # fmt: skip
        effect = st.selectbox(
            _("What it does"), list(_EFFECTS), format_func=lambda code: _(_EFFECTS[code]), key="law_effect"
        )
        receivers = st.multiselect(
            _("Towards these States; none means all"), options, format_func=country_name, key="law_receivers"
        )
        text = st.text_input(_("The rule in one line, with its article"), max_chars=300, key="law_text")
        source = _source("law")
        if st.form_submit_button(_("Write this rule")):
            _keep(
                lambda: facts.write_national(desk.current(), actor, sender or "", str(effect), receivers, text, source)
            )


def party_form(actor: Actor) -> None:
    """Write a party status that came after the shipped files."""
    with st.expander(_("Write a new party status")), st.form("own_party", border=False):
        treaty = st.selectbox(
            _("Treaty"), list(_TREATIES), format_func=lambda code: _(_TREATIES[code]), key="party_treaty"
        )
        state = _state(_("State"), "party_state")
        status = st.selectbox(_("Status"), list(_STATUS), format_func=lambda code: _(_STATUS[code]), key="party_status")
        since = st.date_input(_("In force for it since"), value=None, min_value="1990-01-01", key="party_since")
        source = _source("party")
        if st.form_submit_button(_("Write this status")):
            _keep(
                lambda: facts.write_party(
                    desk.current(),
                    actor,
                    str(treaty),
                    state or "",
                    str(status),
                    since,
                    source,
                )
            )


def end_form(actor: Actor, live: Sequence[OverrideRow]) -> None:
    """End an entry, so that the shipped fact counts again."""
    if not live:
        return

    def named(one: int) -> str:
        return f"{title(live[one])} · {day_text(live[one].at.date(), short=True)}"

    with st.expander(_("End an entry")), st.form("end_fact", border=False):
        place = st.selectbox(
            _("Entry"), range(len(live)), format_func=named,
            key="end_which",
        )  # fmt: skip
        why = st.text_input(_("Reason"), max_chars=300, key="end_why")
        st.caption(_("The shipped fact counts again at once, in every list."))
        if st.form_submit_button(_("End this entry")):
            row = live[int(place or 0)]
            _keep(lambda: facts.withdraw(desk.current(), actor, row.kind, row.subject, why))


def _keep(act: Callable[[], object]) -> None:
    try:
        act()
    except Refused as error:
        st.error(plain(error.text(_)), icon=":material/block:")
    else:
        st.rerun()
