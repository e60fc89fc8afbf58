"""Backups on the settings page: what there is, one more now, how often and how many."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from records.actor import Actor
from services import backup, desk, settings
from services.errors import Refused
from ui import look
from ui.words import _, moment_text, ngettext


def backups(actor: Actor, values: dict[str, Any]) -> None:
    """The section for those who keep the installation.

    Args:
        actor: an administrator.
        values: the settings as they are.
    """
    here = desk.current()
    look.section(_("Backups"), _("Encrypted with the store's key, compared with it, signed. They hold all data."))
    if st.button(_("Back up now"), icon=":material/save:", key="backup_now"):
        try:
            with st.spinner(_("Copying and comparing")):
                made = backup.make(here, actor, reason="settings page")
        except Refused as error:
            look.refused(error)
        else:
            cases = made.made.counts["case_file"]
            look.done(
                ngettext("The backup holds {n} case and is whole.", "The backup holds {n} cases and is whole.", cases)
            )
    found = backup.listing(here.folder)
    if found:
        frame = pd.DataFrame(
            {
                "at": [moment_text(one.at) for one in found],
                "cases": [one.made.counts.get("case_file") for one in found],
                "lines": [one.made.head[0] for one in found],
                "name": [one.folder.name for one in found],
            }
        )
        columns = {"at": _("When"), "cases": _("Cases"), "lines": _("Lines of the log"), "name": _("Folder")}
        look.table(frame, columns, alt=_("Backups"), height=220)
        st.caption(_("An untested backup is a hope: waylink restore --verify looks at one without changing anything."))
    else:
        look.empty(_("There is no backup yet."), todo=_("Make one now; the server makes one by itself when it is due."))
    with st.form("keeping"):
        first, second, third = st.columns(3)
        with first:
            hours = st.number_input(
                _("Hours between backups (0: none)"), 0, 720, int(values["backup_hours"]), key="hours"
            )
        with second:
            keep = st.number_input(_("Backups to keep"), 1, 400, int(values["backup_keep"]), key="keep")
        with third:
            months = st.number_input(
                _("Months a submission is kept (0: no rule)"), 0, 600, int(values["retention_months"]), key="months"
            )
        saved = st.form_submit_button(_("Save"))
    if saved:
        told = {"backup_hours": int(hours), "backup_keep": int(keep), "retention_months": int(months)}
        try:
            for name, value in told.items():
                if value != values[name]:
                    settings.change(here, actor, name, value, "settings page")
        except Refused as error:
            look.refused(error)
        else:
            look.done(_("The settings are saved."))
