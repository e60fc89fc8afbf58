"""Import files: what came in, what was set aside and why, what came before."""

import pandas as pd
import streamlit as st

from records.codes import code_lists, country_codes
from services import desk, imports
from services.errors import Refused
from ui import look, screens, session
from ui.guard import require_user
from ui.text import plain
from ui.words import _, country_name, moment_text, ngettext

actor = require_user("investigator", "prosecutor", "supervisor", "trainer")
here = desk.current()
look.page_head(
    _("Import files"),
    _(
        "Case documents (JSON), tables of persons (CSV, XLSX, DOCX). What a file is comes from its content. "
        "Bad rows are set aside, good ones are in."
    ),
)
one, two, three = st.columns(3)
with one:
    country = st.selectbox(
        _("Sent by"), sorted(country_codes(), key=country_name), index=None, format_func=country_name, key="sent_by",
        placeholder=_("for tables: the sender's State"),
    )  # fmt: skip
with two:
    authority = st.text_input(_("Authority"), key="sent_authority", max_chars=300)
with three:
    labels = list(code_lists()["tlp"].labels)
    tlp = st.selectbox(_("Traffic Light Protocol"), labels, index=None, key="sent_tlp", placeholder=_("not recorded"))
files = st.file_uploader(_("Files"), accept_multiple_files=True, key=f"files-{st.session_state.get('round', 0)}")
again = st.checkbox(_("Take a file again that was taken before"), key="again")
RESULTS: session.Key[list[tuple[str, object]]] = session.Key("import_results", [])
if st.button(_("Import"), type="primary", icon=":material/upload:", key="import", disabled=not files):
    found: list[tuple[str, object]] = []
    defaults = (
        imports.SubmissionDefaults(country=country, authority=authority.strip() or None, tlp=tlp) if country else None
    )
    with st.status(_("Reading {n} files", n=len(files or []))) as status:
        for file in files or []:
            try:
                found.append(
                    (
                        file.name,
                        imports.import_bytes(here, actor, file.name, file.getvalue(), defaults=defaults, force=again),
                    )
                )
            except Refused as error:
                found.append((file.name, error))
        status.update(label=_("Done"), state="complete")
    RESULTS.set(found)
    st.session_state["round"] = st.session_state.get("round", 0) + 1
    st.rerun()

for name, result in RESULTS.get():
    look.section(plain(name))
    if isinstance(result, Refused):
        look.refused(result)
        st.caption(_("Nothing of this file was saved."))
        continue
    if not isinstance(result, imports.ImportReport):
        continue
    if result.added:
        look.done(ngettext("{n} case saved.", "{n} cases saved.", len(result.added)))
        for added in result.added[:20]:
            words = ngettext("{n} person", "{n} persons", added.persons)
            label = f"{plain(added.reference or added.case_id)}: {words}"
            if added.questions:
                label += " · " + ngettext("{n} place to choose", "{n} places to choose", added.questions)
            screens.link("case_file", label, icon=":material/arrow_forward:", case=added.case_id)
    elif not result.ok:
        st.error(_("Nothing of this file was saved. Mend what is listed and import it again."))
    if result.quarantined:
        st.warning(ngettext("{n} fault was set aside", "{n} faults were set aside", len(result.quarantined)))
        frame = pd.DataFrame(
            {
                "row": [str(bad.row) if bad.row is not None else "–" for bad in result.quarantined],
                "path": [bad.path for bad in result.quarantined],
                "reason": [bad.note.text(_) for bad in result.quarantined],
            }
        )
        columns = {"row": _("Row"), "path": _("Field"), "reason": _("Reason and mend")}
        look.table(frame, columns, alt=_("Rows set aside"))
    for note in result.notices:
        st.caption(plain(note.text(_)))

look.section(_("Imported before"))
lines = imports.history(here, actor)
if not lines:
    look.empty(
        _("No file has been imported yet."),
        todo=_("Choose a file above. Each file is taken whole or not at all."),
        private=_("Files are read on this machine and not kept; only their fingerprint is."),
    )
else:
    frame = pd.DataFrame(
        {
            "at": [moment_text(line.at) for line in lines],
            "file": [line.file_name for line in lines],
            "cases": [len(line.cases) for line in lines],
            "bad": [line.quarantined for line in lines],
            "state": [_("taken") if line.ok else _("refused") for line in lines],
        }
    )
    columns = {
        "at": _("When"),
        "file": _("File"),
        "cases": _("Cases"),
        "bad": _("Set aside"),
        "state": _("State of the file"),
    }
    look.table(frame, columns, alt=_("Files imported before"), height=260)
