"""The check before sending: what leaves and how it is marked, whose permission is on file, what is still open."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from notify import labels
from notify.letter_labels import STATUSES, condition
from records.actor import Actor
from services import desk, received
from services.errors import Refused
from services.letters import Leaving, Obstacle, Plan, Preview
from services.received import PermissionInput
from ui import look
from ui.text import bare, plain
from ui.words import _, code_label, country_name, date_text, ngettext


def obstacle_text(one: Obstacle) -> str:
    """What stands in the way, in words."""
    told = {name: _(str(value)) if name in one.translated else bare(value) for name, value in one.params.items()}
    return _(one.msgid, **told)


def status_word(status: str) -> str:
    """How a line of the register stands, in words."""
    return _(STATUSES.get(status, status))


def status_line(made: Preview) -> None:
    """One line: how much is open, what the letter carries, and which input made it so."""
    with st.container(horizontal=True, gap="xsmall"):
        count = len(made.obstacles)
        look.badge(
            ngettext("{n} point is open", "{n} points are open", count) if count else _("Nothing is open"),
            "warn" if count else "good",
        )
        marking = made.carried.marking
        look.badge(plain(look.marking_text(marking.tlp, marking.handling)), "info")
        if marking.causes:
            st.caption(_("because of {causes}", causes=plain(", ".join(dict.fromkeys(marking.causes)))))
        if made.unset:
            look.badge(_("Some signs cannot be set in the PDF; the Word file has them"), "warn")


def obstacles(made: Preview) -> None:
    """All that is open, as a table."""
    if not made.obstacles:
        st.caption(_("Every check has passed."))
        return
    kinds = {
        "condition": _("Condition"), "identity": _("Victim's identity"), "dismissed": _("Decision"),
        "risk": _("Risk question"), "verify": _("To verify"), "open_place": _("Open place"),
    }  # fmt: skip
    frame = pd.DataFrame(
        {"kind": [kinds[one.code] for one in made.obstacles], "what": [obstacle_text(one) for one in made.obstacles]}
    )
    columns = {"kind": st.column_config.TextColumn(_("Kind"), width=140), "what": _("What is open")}
    look.table(frame, columns, alt=_("What is open before the letter can be handed in"))


def leaving(made: Preview) -> None:
    """Every record that leaves, with its marks and the permission on file."""
    rows = made.leaving
    frame = pd.DataFrame(
        {
            "record": [one.record for one in rows],
            "where": [", ".join(one.paragraphs) for one in rows],
            "marks": [", ".join(f"{_(condition(mark.kind))} ({mark.cause})" for mark in one.marks) for one in rows],
            "sender": ["–" if one.free else ", ".join(map(country_name, one.senders)) for one in rows],
            "permission": [_permission_text(one) for one in rows],
            "free": [_("may leave") if one.free else _("may not leave") for one in rows],
        }
    )
    columns = {
        "record": st.column_config.TextColumn(_("Record"), width=80),
        "where": st.column_config.TextColumn(_("Paragraphs"), width=90),
        "marks": _("Marked"),
        "sender": _("Whose word is needed"),
        "permission": _("Permission"),
        "free": st.column_config.TextColumn(_("Result"), width=110),
    }
    look.table(frame, columns, alt=_("What leaves with this letter"))


def _permission_text(one: Leaving) -> str:
    return ", ".join(one.permissions) or (_("not needed") if one.free else _("none on file"))


def earlier(made: Preview) -> None:
    """What was exchanged with this State before about the same persons or in this case."""
    if not made.earlier:
        st.caption(_("Nothing was exchanged with this State about this case or these persons."))
        return
    frame = pd.DataFrame(
        {
            "number": [one.number or one.record for one in made.earlier],
            "way": [_("Incoming") if one.direction == "in" else _("Outgoing") for one in made.earlier],
            "kind": [_told(one.kind) for one in made.earlier],
            "day": [date_text(one.day, short=True) for one in made.earlier],
            "persons": [len(one.persons) for one in made.earlier],
            "case": [_("this case") if one.same_case else one.case_id for one in made.earlier],
        }
    )
    columns = {
        "number": _("Number"), "way": _("Way"), "kind": _("What it is"), "day": _("Date"), "persons": _("Same persons"),
        "case": _("Case"),
    }  # fmt: skip
    look.table(frame, columns, alt=_("Earlier exchanges with this State"))


def _told(kind: str) -> str:
    if kind in STATUSES:
        return _(STATUSES[kind])
    return _("Contact") if kind == "contact" else code_label("proceeding_kind", kind)


def permission(actor: Actor, case_id: str, iso2: str, made: Preview, plan: Plan) -> None:
    """Record the permission of a sender: who gave it, when, for which value, until when."""
    senders = list(dict.fromkeys(finding.breach.condition.sender for finding in made.findings))
    if not senders:
        st.caption(_("No permission is needed for what leaves."))
        return
    records = list(dict.fromkeys(finding.breach.record for finding in made.findings))
    with st.form("permission", border=False):
        left, right = st.columns(2)
        with left:
            sender = st.selectbox(_("Permission of"), senders, format_func=country_name)
            scope = st.selectbox(_("For"), [*records, ""], format_func=lambda one: one or _("the whole case"))
            by = st.text_input(_("Given by (function)"), max_chars=300)
        with right:
            reference = st.text_input(_("Their reference"), max_chars=300)
            day = st.date_input(_("Given on"), value=plan.day)
            expires = st.date_input(_("Expires on"), value=None)
        if st.form_submit_button(_("Record the permission")):
            kinds = sorted(
                {one.breach.condition.kind for one in made.findings if one.breach.condition.sender == sender}
            )
            given = PermissionInput(
                case_id, sender, by, str(day), kinds, scope, iso2, reference, str(expires) if expires else ""
            )
            try:
                received.permit(desk.current(), actor, given)
            except Refused as error:
                look.refused(error)
            else:
                st.rerun()


def channel_name(code: str) -> str:
    """A channel in words."""
    return _(labels.channel(code))
