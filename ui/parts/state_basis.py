"""The legal basis for one State: treaties that bind both on the letter's date, what to verify, the addressee."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from notify import checks, labels
from notify.basis import describe
from notify.counterparts import StateAdvice
from notify.treaties import Status
from records.actor import Actor
from services import basis, desk
from services.counterparts import CounterpartsView
from services.errors import Refused
from ui import look
from ui.text import plain
from ui.words import _, country_name, day_text, moment_text


def basis_card(view: CounterpartsView, state: StateAdvice) -> None:
    """Each treaty: article, since when it binds each of the two, reservation; source, date, confidence of the fact."""
    sender, on = view.result.sender, view.result.letter_date
    st.markdown(f"**{_('Legal basis on {day}', day=day_text(on))}**")
    rows = basis.rows(sender, state.iso2, on, view.own)
    frame = pd.DataFrame(
        {
            "treaty": [_name(row.article) for row in rows],
            "serves": [_("in force for both") if row.usable else _("no basis") for row in rows],
            "own": [_since(row.row_a) for row in rows],
            "theirs": [_since(row.row_b) for row in rows],
            "confidence": [_(row.confidence) if row.confidence else None for row in rows],
            "as_of": [row.as_of[:10] for row in rows],
        }
    )
    named = {
        "treaty": (_("Treaty and article"), 200), "serves": (_("Serves"), 105), "own": (country_name(sender), 180),
        "theirs": (country_name(state.iso2), 180), "confidence": (_("Confidence"), 165), "as_of": (_("As of"), 80),
    }  # fmt: skip
    columns = {name: st.column_config.TextColumn(title, width=width) for name, (title, width) in named.items()}
    look.table(frame, columns, alt=_("Legal basis between the two States"))
    cited = [_name(code) for code in state.legal_basis if code != "COMITY"]
    st.markdown(_("A letter would cite: {bases}", bases=plain("; ".join(cited)) or _("nothing on file")))
    with st.expander(_("Sources, reservations and declarations")):
        for row in rows:
            st.markdown(f"**{plain(_name(row.article))}**")
            for status in (row.row_a, row.row_b):
                look.facts({country_name(status.iso2): _on_file(status)})
    if state.fallback:
        look.badge(_("No basis under Article 18(4) on file"), "warn")
        st.caption(
            _("The Convention does not bind both States on this date. Another basis must be found and confirmed.")
        )


def _name(article: str) -> str:
    row = describe(article)
    return ", ".join(part for part in (row.get("instrument", article), row.get("article", "")) if part not in ("", "-"))


def _since(status: Status) -> str:
    if status.party:
        since = status.since
        return _("in force since {day}", day=day_text(since, short=True)) if since else _("in force, date unknown")
    words = {"signatory": _("signed only"), "none": _("not party"), "territory": _("no own status")}
    if status.status == "party" and status.since:
        return _("in force only from {day}", day=day_text(status.since, short=True))
    return words.get(status.status, _("unknown"))


def _on_file(status: Status) -> str:
    told = [_("Article 35: {text}", text=status.reservation)] if status.reservation else []
    told += [part for part in (status.declaration, status.note) if part]
    told += [_("source: {text}", text=status.source)] if status.source else []
    told += [_("as of {text}", text=status.as_of)] if status.as_of else []
    told += [_(status.confidence)] if status.confidence else []
    if status.written is not None:
        told.append(_("own entry by {who}, {day}", who=status.written.by, day=status.written.at[:10]))
    return "; ".join(told) or _("nothing on file")


def addressee(state: StateAdvice) -> None:
    """Authority, channels and languages with their confidence."""
    who = state.authority
    look.facts(
        {
            _("Authority"): who.name or _("none on file"),
            _("Confidence"): f"{_(who.confidence)}; {who.as_of}" if who.confidence else "",
            _("Source"): who.source,
            _("Own entry by"): f"{who.written.by}, {who.written.at[:10]}" if who.written else "–",
            _("Urgent channel"): who.urgent or "–",
            _("Channels"): ", ".join(_(labels.channel(channel)) for channel in state.channels),
            _("Can introduce"): ", ".join(labels.channel(network) for network in state.introducers) or "–",
            _("Languages"): ", ".join(state.languages)
            + " · "
            + (_("declared") if who.languages_declared else _("official, not declared")),
        }
    )


def to_verify(actor: Actor, view: CounterpartsView, state: StateAdvice) -> None:
    """Doubtful facts with who verified them and how; a letter is not final before all are."""
    here, on = desk.current(), view.result.letter_date
    try:
        found = basis.views(here, actor, view.case_id, state.iso2, on)
    except Refused as error:
        look.refused(error)
        return
    st.markdown(f"**{_('To verify before a letter is final')}**")
    if not found:
        st.caption(_("Every fact that the letter rests on is confirmed."))
    for one in found:
        check, key = one.check, f"{state.iso2}-{one.check.subject}"
        with st.container(border=True):
            look.badge(_(checks.LABELS[check.code]), "good" if one.ticked else "warn")
            look.facts(
                {
                    _("About"): check.about,
                    _("On file"): check.value or _("none on file"),
                    _("Source"): check.source,
                    _("As of"): check.as_of,
                    _("Confidence"): _(check.confidence) if check.confidence else "",
                }
            )
            if one.ticked:
                st.caption(
                    _("Verified by {who}, {when}: {how}", who=plain(one.ticked.by), when=moment_text(one.ticked.at),
                      how=plain(one.ticked.note))
                )  # fmt: skip
                if actor.role != "read_only" and st.button(_("Take back"), key=f"untick-{key}"):
                    _do(lambda check=check: basis.untick(here, actor, view.case_id, state.iso2, check.subject))
            elif actor.role != "read_only":
                how = st.text_input(_("How it was verified"), key=f"how-{key}", max_chars=300)
                if st.button(_("Verified"), key=f"tick-{key}"):
                    _do(lambda c=check, h=how: basis.tick(here, actor, view.case_id, state.iso2, c.subject, h, on))


def _do(act: object) -> None:
    try:
        act()  # type: ignore[operator]
    except Refused as error:
        look.refused(error)
    else:
        st.rerun()
