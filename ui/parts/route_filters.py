"""The filters of the routes: one set for the map and every analysis, kept in the page's address as codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from records.actor import Actor
from records.codes import code_lists, country_codes
from services import routes
from services.desk import Desk
from ui import session
from ui.words import _, code_label, country_name, month_text

_LISTS = {
    "role": "stop_role", "purpose": "purpose", "mode": "mode", "status": "proceedings_status", "age": "age_band",
    "gender": "gender", "handling": "handling",
}  # fmt: skip


def bar(desk: Desk, actor: Actor) -> tuple[routes.Filters, DeltaGenerator]:
    """Draw the filters; the address carries them, so that a view can be kept and shared.

    Returns:
        What they say, and a place beside the months for what the page itself offers.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        roles = _several("role", _("Role"))
        countries = _choose("state", _("State"), sorted(country_codes(), key=country_name), country_name)
        genders = _several("gender", _("Gender of a victim"))
        ages = _several("age", _("Age group"))
        with st.popover(_more(), icon=":material/filter_alt:"):
            purposes = _several("purpose", _("Purpose"))
            modes = _several("mode", _("Arrived by"))
            statuses = _several("status", _("Proceedings"))
            handling = _several("handling", _("Handling"))
            submissions = _submissions(desk, actor)
    left, right = st.columns([3, 5], gap="medium", vertical_alignment="bottom")
    with left:
        first, last = _months(desk, actor)
    wanted = routes.Filters(
        roles=frozenset(roles), countries=frozenset(countries), date_from=first, date_to=last,
        purposes=frozenset(purposes), genders=frozenset(genders), age_bands=frozenset(ages), modes=frozenset(modes),
        statuses=frozenset(statuses), submissions=frozenset(submissions), handling=frozenset(handling),
    )  # fmt: skip
    return wanted, right


def in_words(wanted: routes.Filters) -> str:
    """The filters in one line, for exports and pictures; says so where there are none."""
    parts = [code_label("stop_role", code) for code in sorted(wanted.roles)]
    parts += [country_name(code) for code in sorted(wanted.countries)]
    for codes, name in (
        (wanted.genders, "gender"), (wanted.age_bands, "age_band"), (wanted.purposes, "purpose"),
        (wanted.modes, "mode"), (wanted.statuses, "proceedings_status"), (wanted.handling, "handling"),
    ):  # fmt: skip
        parts += [code_label(name, code) for code in sorted(codes)]
    if wanted.date_from or wanted.date_to:
        ends = [month_text(day) if day else "…" for day in (wanted.date_from, wanted.date_to)]
        parts.append(" – ".join(ends))
    if wanted.submissions:
        parts.append(_("chosen submissions"))
    return ", ".join(parts) or _("all cases")


def _several(name: str, label: str) -> list[str]:
    list_name = _LISTS[name]
    return _choose(name, label, list(code_lists()[list_name].labels), lambda code: code_label(list_name, code))


def _choose(name: str, label: str, options: list[str], words: Callable[[str], str]) -> list[str]:
    session.from_address(f"routes-{name}", name, options)
    chosen: list[str] = st.multiselect(label, options, format_func=words, key=f"routes-{name}", placeholder=_("any"))
    session.to_address(name, chosen)
    return chosen


def _submissions(desk: Desk, actor: Actor) -> list[str]:
    kept = st.session_state.get("routes-submission") or (session.view_value("submission") or "").split(",")
    rows = routes.submissions(desk, actor, kept)

    def words(key: str) -> str:
        row = rows[key]
        return " · ".join(part for part in (country_name(row.country), row.authority, row.reference) if part)

    return _choose("submission", _("Submission"), list(rows), words)


def _months(desk: Desk, actor: Actor) -> tuple[date | None, date | None]:
    known = routes.months(desk, actor)
    if known is None or known[0] == known[1]:
        return None, None
    steps = _between(*known)
    names = {f"{day:%Y-%m}": day for day in steps}
    ends = [name for name in (session.view_value("from"), session.view_value("to")) if name]
    if "routes-months" not in st.session_state and ends:
        start = ends[0] if ends[0] in names else f"{steps[0]:%Y-%m}"
        stop = ends[-1] if ends[-1] in names else f"{steps[-1]:%Y-%m}"
        st.session_state["routes-months"] = (min(start, stop), max(start, stop))
    kept = st.session_state.get("routes-months")
    if kept is not None and not all(name in names for name in kept):
        # The months on record have changed since the range was chosen.
        st.session_state["routes-months"] = (min(names), max(names))
    options = list(names)
    chosen = st.select_slider(
        _("Months"), options, value=(options[0], options[-1]) if kept is None else None,
        format_func=lambda name: month_text(names[name]), key="routes-months",
    )  # fmt: skip
    start, stop = (str(chosen[0]), str(chosen[1])) if chosen else (options[0], options[-1])
    whole = (start, stop) == (options[0], options[-1])
    session.to_address("from", [] if whole else [start])
    session.to_address("to", [] if whole else [stop])
    # The whole span is no filter: routes without any date belong to it too.
    return (None, None) if whole else (names[start], _month_end(names[stop]))


def _between(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count + 1)]


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _more() -> str:
    names = ("purpose", "mode", "status", "handling", "submission")
    kept = [st.session_state.get(f"routes-{name}") or session.view_value(name) for name in names]
    count = sum(bool(one) for one in kept)
    return _("More filters ({n})", n=count) if count else _("More filters")
