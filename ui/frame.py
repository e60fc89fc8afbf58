"""The script that Streamlit runs for every page: page settings, language, who is signed in, the way round."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from records.actor import Actor
from services import desk, notices, settings
from services.words import LANGUAGES
from ui import guard, screens, session
from ui.front.sessions import LANGUAGE_COOKIE, idle_minutes
from ui.look import is_dark
from ui.text import bare
from ui.words import _, clock_text, code_label, country_name, language, ngettext, right_to_left, use_language

_ASSETS = Path(__file__).parent / "assets"


@lru_cache(maxsize=1)
def _document() -> Any:
    return st.components.v2.component("waylink_document", js=(_ASSETS / "frame.js").read_text(encoding="utf-8"))


def _choose_language() -> None:
    for wished in (session.LANGUAGE.get(), st.context.cookies.get(LANGUAGE_COOKIE, "")):
        if wished in LANGUAGES:
            use_language(wished)
            return
    use_language(str(settings.value(desk.current(), "language")))


def _notices(person: Actor) -> None:
    """What must not be overlooked: an open emergency access, one to review, a request for access."""
    told = notices.notices(desk.current(), person)
    for row in told.running:
        words = _("Emergency until {until}", until=clock_text(row.until))
        screens.link("emergency", words, icon=":material/emergency:")
    if told.to_review:
        words = ngettext("{n} emergency to review", "{n} emergencies to review", told.to_review)
        screens.link("emergency", words, icon=":material/warning:")
    if told.requests:
        words = ngettext("{n} request for access", "{n} requests for access", told.requests)
        screens.link("sharing", words, icon=":material/group_add:")


def _sidebar(person: Actor) -> None:
    role = shown = code_label("role", person.role)
    if person.country:
        shown = _("{role}, {country}", role=role, country=country_name(person.country))
    name = bare(person.display)
    bold = f"<strong><bdi>{escape(name)}</bdi></strong>" if name != role else ""
    words = [f"<p class='wl-person'>{bold}<span>{escape(shown)}</span></p>"]
    if desk.current().demo:
        words.append(f"<p class='wl-demo'>{escape(_('Demonstration data. No real persons.'))}</p>")
    with st.sidebar:
        st.html("".join(words))
        _notices(person)
        codes = list(LANGUAGES)
        chosen = st.selectbox(
            _("Language"),
            codes,
            index=codes.index(language()),
            format_func=lambda code: LANGUAGES[code],
            key="language_box",
        )
        if chosen != language():
            session.LANGUAGE.set(chosen)
            st.rerun()
        leave = escape(_("Sign out"))
        st.html(f"<a class='wl-out' href='/logout'>{leave}</a>")
        _document()(
            key="document",
            data={
                "language": language(),
                "direction": "rtl" if right_to_left() else "ltr",
                "remember": bool(session.LANGUAGE.get()),
                "idleMinutes": idle_minutes(),
            },
        )


def main() -> None:
    """One run: the frame, then the page."""
    _choose_language()
    st.set_page_config(page_title="Waylink", page_icon=str(_ASSETS / "icon.png"), layout="wide")
    st.html(_ASSETS / "app.css")
    if is_dark():
        st.html(_ASSETS / "app-dark.css")
    st.logo(_ASSETS / ("logo-dark.svg" if is_dark() else "logo.svg"), size="large")
    person = guard.require_user()
    # More than ten entries would be folded away behind a line that Streamlit writes in English.
    page = st.navigation(screens.pages(person.role), expanded=True)
    _sidebar(person)
    page.run()


main()
