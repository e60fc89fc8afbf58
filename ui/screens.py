"""The screens in the order of the sidebar, and the ways between them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from ui.words import N_, _

_FOLDER = Path(__file__).resolve().parent.parent / "pages"


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen.

    Attributes:
        name: file name without suffix; also its address.
        title: message id.
        icon: from Streamlit's bundled symbol font.
        roles: who finds it in the sidebar; empty means everyone. The page guards itself as well.
    """

    name: str
    title: str
    icon: str
    roles: frozenset[str] = frozenset()


_CASEWORK = frozenset({"investigator", "prosecutor", "supervisor", "trainer", "read_only"})
_RECORDING = frozenset({"investigator", "prosecutor", "supervisor", "trainer"})
_EMERGENCY = frozenset({"investigator", "prosecutor", "supervisor", "auditor"})
SCREENS = (
    Screen("overview", N_("Overview"), ":material/space_dashboard:"),
    Screen("record", N_("Record a case"), ":material/edit_note:", _RECORDING),
    Screen("import_files", N_("Import files"), ":material/upload_file:", _RECORDING),
    Screen("cases", N_("Cases"), ":material/folder_open:", _CASEWORK),
    Screen("case_file", N_("Case file"), ":material/description:", _CASEWORK),
    Screen("routes", N_("Routes"), ":material/route:", _CASEWORK),
    Screen("review", N_("Review matches"), ":material/join_inner:", _CASEWORK),
    Screen("counterparts", N_("States to inform"), ":material/outgoing_mail:", _CASEWORK),
    Screen("not_told", N_("States not yet told"), ":material/pending_actions:", _CASEWORK),
    Screen("facts", N_("Treaty facts"), ":material/gavel:"),
    Screen("letter", N_("Letter"), ":material/stylus_note:", _CASEWORK),
    Screen("register", N_("Register"), ":material/book_2:", _CASEWORK),
    Screen("sharing", N_("Who works on a case"), ":material/group:", _RECORDING),
    Screen("emergency", N_("Emergency access"), ":material/emergency:", _EMERGENCY),
    Screen("accounts", N_("Accounts"), ":material/manage_accounts:", frozenset({"administrator"})),
    Screen("account", N_("My account"), ":material/person:"),
    Screen("retention", N_("Retention"), ":material/auto_delete:", frozenset({"prosecutor", "supervisor", "trainer"})),
    Screen("audit", N_("Audit log"), ":material/receipt_long:", frozenset({"auditor", "supervisor"})),
    Screen("settings", N_("Settings"), ":material/tune:"),
)


def path(name: str) -> str:
    """The page's file. Streamlit takes names relative to its own script, so the path is absolute.

    Raises:
        KeyError: there is no such screen.
    """
    if name not in {screen.name for screen in SCREENS}:
        raise KeyError(name)
    return str(_FOLDER / f"{name}.py")


def pages(role: str) -> list[Any]:
    """What a role finds in the sidebar, as ``st.Page`` objects; the first is where it starts."""
    seen = [screen for screen in SCREENS if not screen.roles or role in screen.roles]
    return [
        st.Page(path(screen.name), title=_(screen.title), icon=screen.icon, default=screen is seen[0])
        for screen in seen
    ]


def go(name: str, **deep: str) -> None:
    """Leave this page for another one.

    Args:
        name: a screen.
        deep: the one key that the address carries, e.g. ``case="C-7K2M9QX4"``; opaque ids only.
    """
    st.switch_page(path(name), query_params=dict(deep))


def link(name: str, label: str, *, icon: str | None = None, **deep: str) -> None:
    """A link to another page.

    Args:
        name: a screen.
        label: Markdown; pass foreign parts through ``plain``.
        icon: of the symbol font.
        deep: as in :func:`go`.
    """
    st.page_link(path(name), label=label, icon=icon, query_params=dict(deep))
