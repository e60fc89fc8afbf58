"""The first page: four numbers with their reasons, the map, what waits, what to mend."""

import pandas as pd
import streamlit as st

from services import desk, overview, routes
from ui import live_map, look, screens
from ui.guard import require_user
from ui.route_parts import corridor_parts
from ui.words import _, moment_text, ngettext, number

actor = require_user()
here = desk.current()
if actor.role in ("auditor", "administrator"):
    look.page_head(_("Overview"))
    look.empty(
        _("Your role sees no cases."),
        todo=_("Accounts and settings are under Settings."),
        private=_("Case content stays with those who work on it."),
    )
    st.stop()

view = overview.overview(here, actor)
head = look.page_head(
    _("Overview"),
    ngettext("{n} open case", "{n} open cases", view.open_cases)
    + " · "
    + ngettext("{n} submitting State", "{n} submitting States", view.submitting_countries)
    + " · "
    + _("As of {moment}", moment=moment_text(view.as_of)),
)
if actor.role != "read_only":
    with head:
        if st.button(_("Import"), icon=":material/upload:", key="go_import"):
            screens.go("import_files")
        if st.button(_("Record a case"), icon=":material/add:", type="primary", key="go_record"):
            screens.go("record")

if not view.cases:
    look.empty(
        _("No case is recorded yet."),
        todo=_("Record a case or import a file; a case saves with six fields."),
        private=_("Everything stays on this machine; victims appear under pseudonyms."),
    )
    st.stop()

cards = st.columns(4)
with cards[0]:
    look.metric_card(_("Open cases"), number(view.open_cases), _("{n} new this week", n=number(view.new_this_week)))
with cards[1]:
    look.metric_card(
        _("Matches to review"),
        number(view.to_review),
        _("{n} older than 7 days", n=number(view.older_than_week)),
        "warn" if view.older_than_week else "neutral",
    )
with cards[2]:
    look.metric_card(_("Letters drafted"), number(view.drafts), _("none is sent by the tool"))
with cards[3]:
    look.metric_card(
        _("States on routes"),
        number(view.countries),
        _("{n} outside the Convention", n=number(view.outside_convention)),
        "warn" if view.outside_convention else "neutral",
    )

left, right = st.columns([3, 2], gap="large")
with left:
    look.section(_("Routes in open cases"))
    shown = routes.explorer(here, actor)
    lines, marks = corridor_parts(shown.corridors, shown.ends)
    live_map.show(lines, marks, actor=actor, title=_("Routes between States"), key="overview-map", height=360)
with right:
    look.section(_("Waiting for you"))
    if view.waiting:
        kinds = {"match": _("Match"), "letter": _("Letter")}
        rows = pd.DataFrame(
            {
                "kind": [kinds[row.kind] for row in view.waiting],
                "subject": [row.subject for row in view.waiting],
                "score": [row.score for row in view.waiting],
                "days": [row.days for row in view.waiting],
            }
        )
        columns = {
            "kind": st.column_config.TextColumn(_("Kind"), width=60),
            "subject": st.column_config.TextColumn(_("Subject"), width=150),
            "score": st.column_config.NumberColumn(_("Score"), format="%.2f", width=50),
            "days": st.column_config.NumberColumn(_("Days"), width=44),
        }
        chosen = look.table(rows, columns, alt=_("What waits for a person"), key="waiting", choose=True)
        if chosen is not None:
            row = view.waiting[chosen]
            if row.kind == "match":
                screens.go("review", match=row.target)
            screens.go("counterparts", case=row.case_id)
    else:
        st.caption(_("Nothing waits. Run the matching when new files have come in."))
    look.section(_("Checks"))
    words = {
        "transit_without_date": _("Transit dates recorded"),
        "place_to_choose": _("Places settled"),
        "stop_without_country": _("Stops have a State"),
    }
    with st.container(horizontal=True, gap="xsmall"):
        for check in view.checks:
            told = [words[check.code]] if check.ok else [words[check.code], _("{n} to mend", n=number(check.count))]
            text = ": ".join(told)
            look.badge(text, "good" if check.ok else "warn")
        look.badge(_("Victims' names withheld"), "neutral")
    for check in view.checks:
        if not check.ok:
            screens.link(
                "case_file",
                _("Mend the first one: {what}", what=words[check.code]),
                icon=":material/arrow_forward:",
                case=check.case_ids[0],
            )
