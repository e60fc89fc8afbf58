"""Who may see a page: the first line of every page asks here."""

from __future__ import annotations

from urllib.parse import unquote

import streamlit as st

from records.actor import Actor
from ui.words import _


def actor() -> Actor | None:
    """The person the gate has let in, as the gate named them; ``None`` where the run carries no identity.

    The gate in front of Streamlit puts the four values on the connection itself (and throws away what a browser sent
    under those names), so a page can trust them. A test plays a person by injecting the same four keys as ``st.user``.
    """
    user = st.user.to_dict()
    account, role = user.get("account"), user.get("role")
    if not account or not role:
        return None
    country, display = user.get("country"), user.get("display")
    return Actor(
        id=unquote(str(account)),
        role=str(role),
        country=str(country) if country else None,
        display=unquote(str(display)) if display else unquote(str(account)),
    )


def require_user(*roles: str) -> Actor:
    """The person at the screen; the page stops here with a calm message where there is none or the role is another.

    Args:
        roles: codes of the list ``role`` that may see the page; none given means every signed-in person.
    """
    person = actor()
    if person is None:
        st.info(_("Please sign in to see this page."))
        st.stop()
    if roles and person.role not in roles:
        st.info(_("This page is not part of your role. Nothing was opened. Ask your administrator if you need it."))
        st.stop()
    return person
