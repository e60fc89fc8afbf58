"""What goes into a letter: legs, persons, identifiers, restrictions; names of victims only with all that needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from notify.letter import RESTRICTIONS
from notify.letter_labels import CONDITIONS, GROUNDS
from services.cases import CaseFile
from services.letters import Identity, Options, Plan
from ui import look
from ui.text import bare
from ui.words import _, code_label, country_name


def envelope(plan: Plan, options: Options, key: str) -> Plan:
    """Language, courtesy translation, dates, channel, the letter it adds to."""
    languages = list(options.languages)
    day = st.date_input(_("Date of the letter"), value=plan.day, key=f"{key}-day")
    language = st.selectbox(
        _("Language of the letter"), languages, index=_at(languages, plan.language), format_func=options.language_name,
        key=f"{key}-language",
    )  # fmt: skip
    if language not in options.accepted and options.accepted:
        names = ", ".join(options.language_name(code) for code in options.accepted)
        st.caption(_("The addressee accepts: {languages}. A translation must go with the letter.", languages=names))
    seconds = ["", *(code for code in languages if code != language)]
    translation = st.selectbox(
        _("Courtesy translation beside it"), seconds, index=_at(seconds, plan.translation),
        format_func=lambda code: options.language_name(code) if code else _("none"), key=f"{key}-translation",
    )  # fmt: skip
    answer = st.date_input(_("Acknowledgement asked for by"), value=plan.answer_by, key=f"{key}-answer")
    channels = list(dict.fromkeys((*options.channels, *([plan.channel] if plan.channel else []))))
    channel = plan.channel
    if channels:
        channel = st.selectbox(
            _("Channel"), channels, index=_at(channels, plan.channel),
            format_func=lambda code: _(options.channel_name(code)), key=f"{key}-channel",
        )  # fmt: skip
    earlier = ["", *options.signed]
    supplement = st.selectbox(
        _("Supplement to letter"), earlier, index=_at(earlier, plan.supplement_of),
        format_func=lambda number: number or _("no, a letter of its own"), key=f"{key}-supplement",
    )  # fmt: skip
    chosen_day = day if isinstance(day, date) else plan.day
    return replace(
        plan, day=chosen_day, language=language, translation=translation, channel=channel, supplement_of=supplement,
        feedback_by=answer if isinstance(answer, date) else None,
    )  # fmt: skip


def content(plan: Plan, options: Options, file: CaseFile, key: str) -> Plan:
    """The minimum that the other side needs: what is not ticked appears nowhere in the letter or its files."""
    stops = {stop.record: _stop(stop.role, stop.place, stop.country) for stop in file.stops}
    legs = {leg: " → ".join(stops[end] for end in leg.split(">")) for leg in options.legs}
    legs |= {stop: stops[stop] for stop in options.single_stops}
    wanted = [one for one in legs if _chosen(plan, one)]
    ticked = st.multiselect(
        _("Legs and stops"), list(legs), default=wanted, format_func=lambda one: legs[one], key=f"{key}-legs"
    )
    parties = {party.local_id: party.shown for party in file.people if party.local_id in options.parties}
    before = options.default_parties if plan.parties is None else plan.parties
    named = st.multiselect(
        _("Suspects and organisations"), list(parties), default=[one for one in parties if one in before],
        format_func=lambda one: parties[one], key=f"{key}-parties",
    )  # fmt: skip
    numbers = {
        item: f"{code_label('identifier', kind)} {bare(value)}"
        for item, kind, value, holders in options.identifiers
        if not holders or set(holders) <= set(named)
    }
    first = [one for one in numbers if one in options.held] if plan.identifiers is None else plan.identifiers
    shown: list[str] = []
    if numbers:
        shown = st.multiselect(
            _("Documents, numbers, accounts"), list(numbers), default=[one for one in numbers if one in first],
            format_func=lambda one: numbers[one], key=f"{key}-identifiers-{'.'.join(sorted(named))}",
        )  # fmt: skip
    else:
        look.facts({_("Documents, numbers, accounts"): _("none on file")})
    carriers = st.checkbox(
        _("Carriers and border points"), value=plan.carriers, key=f"{key}-carriers",
        help=_("On a known day a single flight or a small crossing can single a victim out."),
    )  # fmt: skip
    summary = st.checkbox(
        _("The case's own summary"), value=plan.summary, key=f"{key}-summary",
        help=_("Names that the case knows are taken out of it; read it before anything leaves."),
    )  # fmt: skip
    ends = {end for one in ticked for end in one.split(">")}
    return replace(
        plan, stops=frozenset(ends), legs=frozenset(one for one in ticked if ">" in one), parties=frozenset(named),
        identifiers=frozenset(shown), carriers=carriers, summary=summary,
    )  # fmt: skip


def restrictions(plan: Plan, forced: dict[str, str], key: str) -> Plan:
    """All are asked for unless a person takes one out; what a condition asks for cannot be taken out."""
    asked = set()
    for name in RESTRICTIONS:
        why = _("Asked for by {cause}; it cannot be taken out.", cause=bare(forced[name])) if name in forced else None
        on = st.checkbox(
            _(CONDITIONS[name]), value=name in plan.restrictions or name in forced, disabled=name in forced,
            key=f"{key}-{name}", help=why,
        )  # fmt: skip
        asked |= {name} if on else set()
    return replace(plan, restrictions=frozenset(asked))


def identity(plan: Plan, file: CaseFile, key: str) -> Plan:
    """Naming a victim: off, and only with a reason, a ground and a risk assessment, which are kept and never sent."""
    victims = {party.local_id: party.shown for party in file.people if party.masked and "victim" in party.capacities}
    if not victims:
        st.caption(_("No victim of this case has a name on record."))
        return plan
    before = plan.identity
    chosen = st.multiselect(
        _("Victims to be named"), list(victims), default=[one for one in victims if one in before.victims],
        format_func=lambda one: victims[one], key=f"{key}-victims",
    )  # fmt: skip
    if not chosen:
        return replace(plan, identity=Identity())
    grounds = list(GROUNDS)
    ground = st.radio(
        _("Ground"), grounds, index=_at(grounds, before.ground), format_func=lambda code: _(GROUNDS[code]),
        key=f"{key}-ground", horizontal=True,
    )  # fmt: skip
    reason = st.text_input(_("Why it is needed"), value=before.reason, max_chars=500, key=f"{key}-why")
    consent = before.consent
    if ground == "consent":
        consent = st.text_input(
            _("The consent: when, in which form, where it is filed"), value=before.consent, max_chars=500,
            key=f"{key}-consent",
        )  # fmt: skip
    risk = st.text_area(
        _("Risk assessment: who made it, when, what it found"), value=before.risk, max_chars=2_000, key=f"{key}-risk"
    )
    return replace(plan, identity=Identity(frozenset(chosen), ground, reason, consent, risk))


def _chosen(plan: Plan, one: str) -> bool:
    if ">" not in one:
        return plan.stops is None or one in plan.stops
    return plan.legs is None or one in plan.legs


def _stop(role: str | None, place: str | None, country: str | None) -> str:
    parts = (bare(place), country_name(country) if country else "")
    where = ", ".join(dict.fromkeys(part for part in parts if part))
    return f"{code_label('stop_role', role)}: {where or _('not recorded')}"


def _at(choices: list[str], wanted: str) -> int:
    return choices.index(wanted) if wanted in choices else 0
