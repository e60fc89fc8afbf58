"""Several pairs at once: groups that are decided once, and obvious pairs in bulk after a sample check."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from records import Actor
from services import matching
from services.desk import Desk
from services.errors import Refused
from services.matching import GroupView, QueueRow
from ui import look, screens, session
from ui.parts.evidence import score_text
from ui.text import plain
from ui.words import _, code_label, country_name, ngettext, number


def groups(here: Desk, actor: Actor, found: list[GroupView]) -> None:
    """Groups of three or more records that may be one: chosen left, decided right with one reason."""
    if not found:
        look.empty(
            _("No group waits for a decision."),
            todo=_(
                "Three or more records that may be one are gathered here, to be decided once instead of pair by pair."
            ),
        )
        return
    left, right = st.columns([1, 3], gap="large")
    by_key = {group.key: group for group in found[:40]}
    with left:
        look.section(_("Groups"))
        chosen = st.radio(
            _("Groups"), list(by_key), key="group", label_visibility="collapsed",
            format_func=lambda key: ngettext("{n} record", "{n} records", len(by_key[key].members)),
            captions=[plain(" / ".join(one.reference for one in group.members[:3])) for group in by_key.values()],
        )  # fmt: skip
    with right:
        _group(here, actor, by_key[str(chosen)])


def _group(here: Desk, actor: Actor, group: GroupView) -> None:
    look.section(ngettext("{n} record that may be one", "{n} records that may be one", len(group.members)))
    with st.container(horizontal=True, gap="xsmall"):
        look.badge(_("Weakest link {score}", score=plain(score_text(group.weakest))), "info")
        look.badge(ngettext("{n} pair to decide", "{n} pairs to decide", len(group.pairs)))
        if group.decided:
            look.badge(ngettext("{n} pair decided: same", "{n} pairs decided: same", group.decided), "good")
    frame = pd.DataFrame(
        {
            "shown": [one.shown for one in group.members],
            "reference": [one.reference for one in group.members],
            "country": [country_name(one.country) for one in group.members],
        }
    )
    columns = {"shown": _("Record"), "reference": _("Case"), "country": _("Submitted by")}
    look.table(frame, columns, alt=_("Records that may be one"), height="content")
    for one, other in group.kept_apart:
        told = _("Kept apart by a decision: {one} and {other}.", one=plain(one), other=plain(other))
        st.warning(told, icon=":material/call_split:")
    st.caption(_("Every two of these records are alike in themselves; nobody is here only by way of a third."))
    if actor.role == "read_only":
        return
    reason = st.text_area(_("Reason for your decision"), key=f"reason-{group.key}", max_chars=1_000, height=80)
    with st.container(horizontal=True):
        for verdict, label in (("same", _("All the same")), ("different", _("All different"))):
            pressed = st.button(label, type="primary" if verdict == "same" else "secondary", key=f"group-{verdict}")
            if pressed and _kept(lambda: matching.judge_group(here, actor, group.pairs, verdict, reason)):  # noqa: B023
                session.RESULT.set(
                    ngettext("{n} pair decided: {verdict}.", "{n} pairs decided: {verdict}.", len(group.pairs),
                             verdict=code_label("verdict", verdict))
                )  # fmt: skip
                st.rerun()
    st.caption(_("Each pair can be undone by itself under Decided."))


def obvious(here: Desk, actor: Actor) -> None:
    """Obvious pairs: a sample that nobody chose is judged pair by pair; only a clean sample lets the rest follow."""
    made = matching.obvious(here, actor)
    if not made.pairs:
        look.empty(
            _("No pair is obvious."),
            todo=_("Pairs with a shared paper or whole date of birth and nothing against them are gathered here."),
        )
        return
    rows = {row.match_id: row for row in made.pairs}
    st.markdown(
        ngettext("**{n} obvious pair**", "**{n} obvious pairs**", len(rows))
        + ". "
        + _("Look at {n} of them first; the others follow only where all of these are the same.",
            n=number(len(made.sample)))
    )  # fmt: skip
    with st.form("obvious", border=True):
        verdicts = {match_id: _asked(rows[match_id]) for match_id in made.sample}
        reason = st.text_area(_("Reason for your decision"), key="reason-obvious", max_chars=1_000, height=80)
        sent = st.form_submit_button(
            ngettext("Judge {n} pair", "Judge {n} pairs", len(rows)), type="primary", disabled=actor.role == "read_only"
        )
    if not sent:
        return
    if None in verdicts.values():
        st.error(_("Judge each pair of the sample first."), icon=":material/rule:")
        return
    sample = {match_id: str(verdict) for match_id, verdict in verdicts.items()}
    if _kept(lambda: _bulk(here, actor, sample, reason)):
        st.rerun()


def _asked(row: QueueRow) -> str | None:
    name = f"{row.left_shown} / {row.right_shown}"
    screens.link("review", plain(f"{name} · {row.left_reference} / {row.right_reference}"), match=row.match_id)
    return st.segmented_control(
        plain(name), ["same", "different", "cannot_tell"], key=f"sample-{row.match_id}", label_visibility="collapsed",
        format_func=lambda code: code_label("verdict", code),
    )  # fmt: skip


def _bulk(here: Desk, actor: Actor, sample: dict[str, str], reason: str) -> None:
    report = matching.judge_obvious(here, actor, sample, reason)
    told = ngettext("{n} pair judged.", "{n} pairs judged.", report.judged)
    if report.left_open:
        told += " " + ngettext(
            "{n} pair stays open: the sample was not clean.", "{n} pairs stay open: the sample was not clean.",
            report.left_open,
        )  # fmt: skip
    session.RESULT.set(told)


def _kept(act: object) -> bool:
    try:
        act()  # type: ignore[operator]
    except Refused as error:
        look.refused(error)
        return False
    return True
