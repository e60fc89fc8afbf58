"""Files that leave the screen: each button says what the file holds, its marking and who it is for.

The bytes are made at the moment of the click (so the service's audit line tells the truth) and handed out once, within
a minute, to the person who asked, through a route of our own: Streamlit's media addresses are open to every signed-in
person.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from records.actor import Actor
from services.errors import Refused
from ui import look
from ui.front import handout
from ui.text import plain
from ui.words import _

_SCRIPT = Path(__file__).parent / "assets" / "handout.js"


@lru_cache(maxsize=1)
def _starter() -> Any:
    return st.components.v2.component("waylink_handout", js=_SCRIPT.read_text(encoding="utf-8"))


def export_button(
    label: str,
    make: Callable[[], tuple[str, bytes]],
    *,
    actor: Actor,
    key: str,
    holds: str,
    marking: str,
    recipient: str,
    mime: str = "application/octet-stream",
    primary: bool = False,
    disabled: bool = False,
) -> bool:
    """A button that makes a file and gives it to the person who pressed it.

    Args:
        label: what the button does, e.g. "Draft letter (Word)".
        make: called on the click; gives file name and bytes. It calls the service that writes the audit line; a
            ``Refused`` is shown.
        actor: who asks; only this person can fetch the file.
        key: widget key.
        holds: what is in the file, e.g. "Case 1042/25, 3 persons, names of victims left out".
        marking: e.g. "TLP:AMBER, H1".
        recipient: who the file is for, e.g. "Central authority of Italy" or "you alone".
        mime: the file's media type.
        primary: it is the page's primary action.
        disabled: greyed out.

    Returns:
        Whether the file was made in this run.
    """
    pressed = st.button(
        label, key=key, icon=":material/download:", type="primary" if primary else "secondary", disabled=disabled
    )
    st.caption(
        _("Holds: {holds} · Marking: {marking} · For: {recipient}").format(
            holds=plain(holds), marking=plain(marking), recipient=plain(recipient)
        )
    )
    if not pressed:
        return False
    try:
        name, data = make()
    except Refused as error:
        look.refused(error)
        return False
    token = handout.offer(actor.id, handout.File(name, data, mime))
    _starter()(key=f"{key}-start", data={"href": f"{handout.PATH}/{token}"})
    st.success(_("The file was made and its export written to the audit log. It can be fetched once, within a minute."))
    return True
