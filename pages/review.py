"""Review of matches: the queue, the pair side by side with its evidence, a person's decision, and undoing it."""

import pandas as pd
import streamlit as st

from services import desk, matching
from ui import look, session
from ui.guard import require_user
from ui.parts import review_many, review_pair
from ui.parts.evidence import pair_name, score_text
from ui.text import plain
from ui.words import _, moment_text, ngettext, number

actor = require_user("investigator", "prosecutor", "supervisor", "trainer", "read_only")
here = desk.current()
rows = matching.queue(here, actor)
head = look.page_head(
    _("Review matches"),
    ngettext("{n} candidate pair", "{n} candidate pairs", len(rows))
    + ", "
    + _("highest score first. The score orders the list; a person decides."),
)
if actor.role != "read_only":
    with head:
        if st.button(_("Run the matching"), icon=":material/join_inner:", key="run"):
            with st.status(_("Comparing records of all submissions")) as status:
                report = matching.run(here, actor)
                status.update(
                    label=_(
                        "{compared} pairs compared, {new} new candidates, {all} in all",
                        compared=number(report.compared), new=number(report.new), all=number(report.candidates),
                    ),
                    state="complete",
                )  # fmt: skip
            rows = matching.queue(here, actor)
ledger = matching.runs(here, actor)
if ledger:
    st.caption(
        _(
            "Last run finished {when}: {compared} pairs of {profiles} records compared.",
            when=moment_text(ledger[0].finished_at),
            compared=number(ledger[0].compared),
            profiles=number(ledger[0].profiles),
        )
    )
groups = matching.groups(here, actor)
words = {
    "open": _("To decide"), "new": _("New"), "groups": _("Groups"), "obvious": _("Obvious"), "decided": _("Decided"),
    "runs": _("Runs"),
}  # fmt: skip
counts = {"open": len(rows), "new": sum(row.new for row in rows), "groups": len(groups)}
which = st.segmented_control(
    _("Show"), list(words), default="open", key="state", label_visibility="collapsed",
    format_func=lambda one: f"{words[one]} ({number(counts[one])})" if counts.get(one) else words[one],
)  # fmt: skip
for cluster in matching.clusters(here, actor):
    if cluster.conflicts:
        st.warning(
            ngettext(
                "Decisions contradict each other: {n} record was judged the same by way of others, and one pair of "
                "them different. Look at them under Decided.",
                "Decisions contradict each other: {n} records were judged the same by way of others, and a pair of "
                "them different. Look at them under Decided.",
                len(cluster.members),
            ),
            icon=":material/call_split:",
        )
wanted = session.deep_link("match")
if which in ("groups", "obvious", "runs"):
    if session.RESULT.get():
        look.done(str(session.RESULT.take()))
    if which == "groups":
        review_many.groups(here, actor, groups)
    elif which == "obvious":
        review_many.obvious(here, actor)
    elif ledger:
        columns = {
            "when": _("Finished"), "profiles": _("Records"), "compared": _("Pairs compared"), "all": _("Candidates"),
            "new": _("New"), "gone": _("Gone"), "left": _("Blocks left out"), "seconds": _("Seconds"),
        }  # fmt: skip
        frame = pd.DataFrame(
            {
                "when": [moment_text(run.finished_at) for run in ledger],
                "profiles": [run.profiles for run in ledger], "compared": [run.compared for run in ledger],
                "all": [run.candidates for run in ledger], "new": [run.new for run in ledger],
                "gone": [run.gone for run in ledger], "left": [run.blocks_capped for run in ledger],
                "seconds": [round(run.seconds, 1) for run in ledger],
            }
        )  # fmt: skip
        look.table(frame, columns, alt=_("Runs of the matching"), height="content")
    else:
        look.empty(_("The matching has not run yet."))
    st.stop()
if which in ("decided", "new"):
    rows = matching.queue(here, actor, state=which)
if wanted and wanted not in {row.match_id for row in rows}:
    rows = [row for row in matching.queue(here, actor, state="all") if row.match_id == wanted] + rows
if not rows:
    look.empty(
        _("No pair waits for a decision."),
        todo=_("Import a submission of another State and run the matching."),
        private=_("Pairs live apart from the records until a person has judged them."),
    )
    st.stop()

queue, shown = st.columns([1, 3], gap="large")
with queue:
    look.section(_("Queue"))
    ids = [row.match_id for row in rows][:40]
    by_id = {row.match_id: row for row in rows}
    with st.container(height=620, border=False):
        chosen = st.radio(
            _("Queue"), ids, index=ids.index(wanted) if wanted in ids else 0, key=f"queue-{which}",
            format_func=lambda one: plain(pair_name(by_id[one])), label_visibility="collapsed",
            captions=[
                plain(score_text(by_id[one].score)) + " · " + ngettext("{n} day", "{n} days", by_id[one].days)
                for one in ids
            ],
        )  # fmt: skip
    if len(rows) > len(ids):
        st.caption(ngettext("{n} more below these", "{n} more below these", len(rows) - len(ids)))
with shown:
    review_pair.show(here, actor, str(chosen))
