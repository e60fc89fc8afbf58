"""Every page, filled and empty, in three languages: it runs, says something, and shows no protected name."""

import pytest

from records import Actor
from services import cases

PAGES = [
    "overview",
    "record",
    "import_files",
    "cases",
    "case_file",
    "routes",
    "review",
    "counterparts",
    "not_told",
    "facts",
    "letter",
    "register",
    "settings",
    "sharing",
    "emergency",
    "account",
]
PROSECUTOR = Actor("demo-prosecutor", "prosecutor", "KZ")


def texts(page):
    kinds = ("title", "header", "caption", "markdown", "text", "info", "warning", "success", "badge")
    parts = [element.value for kind in kinds if hasattr(page, kind) for element in getattr(page, kind)]
    return "\n".join(str(part) for part in parts)


def fine(page):
    assert not page.exception, [entry.message for entry in page.exception]
    assert not page.error, [entry.value for entry in page.error]
    return page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_filled(open_page, demo_desk, name, language):
    page = fine(open_page(name, "prosecutor", language=language))
    assert len(page.title) == 1


@pytest.mark.parametrize("name", PAGES)
def test_empty(open_page, empty_desk, name):
    page = fine(open_page(name, "investigator", language="ru"))
    assert len(page.title) == 1
    assert len(texts(page)) > 60


@pytest.mark.parametrize(
    "name", ["record", "case_file", "routes", "review", "counterparts", "letter", "register", "cases", "import_files"]
)
@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_no_case_for_those_who_only_administer(open_page, demo_desk, name, role):
    page = fine(open_page(name, role))
    assert not page.dataframe
    assert not page.selectbox or {box.key for box in page.selectbox} <= {"language_box"}


def test_no_victim_is_named_on_any_page(open_page, demo_desk):
    names = set()
    for row in cases.listing(demo_desk, PROSECUTOR, limit=500):
        document = cases.get(demo_desk, PROSECUTOR, row.case_id).document
        names |= {name.display for person in document.victims() for name in person.names}
    others = {
        name.display
        for row in cases.listing(demo_desk, PROSECUTOR, limit=500)
        for person in cases.get(demo_desk, PROSECUTOR, row.case_id).document.persons
        if "victim" not in cases.get(demo_desk, PROSECUTOR, row.case_id).document.capacities(person.id)
        for name in person.names
    }
    hidden = {name for name in names - others if len(name) > 5}
    assert len(hidden) > 50
    for name in PAGES:
        page = open_page(name, "prosecutor")
        shown = texts(page) + "".join(frame.value.to_csv() for frame in page.dataframe)
        shown += "".join(
            str(option) for box in (*page.selectbox, *page.radio, *page.multiselect) for option in box.options
        )
        assert not [one for one in hidden if one in shown], name


def test_record_with_six_fields(open_page, empty_desk):
    page = open_page("record", "investigator", country="UZ")
    keys = {
        element.key.rsplit("-", 1)[0]: element.key
        for element in (*page.text_input, *page.selectbox, *page.multiselect)
        if element.key
    }
    by_stem = lambda stem: next(key for key in keys.values() if key.startswith(stem))  # noqa: E731
    page.text_input(key=by_stem("reference-")).set_value("UZ-2026-1")
    page.multiselect(key=by_stem("status-")).set_value(["investigation"])
    page.selectbox(key=by_stem("stop-role-")).set_value("recruitment")
    page.text_input(key=by_stem("stop-place-")).set_value("Ташкент")
    page.selectbox(key=by_stem("stop-country-")).set_value("UZ")
    page.run()
    fine(page)
    assert any("Tashkent" in str(option) for box in page.radio for option in box.options)
    page.button(key="save").click().run()
    fine(page)
    assert page.success
    saved = cases.listing(empty_desk, Actor("demo-investigator", "investigator", "UZ"))
    assert [row.reference for row in saved] == ["UZ-2026-1"]
    stop = (
        cases.get(empty_desk, Actor("demo-investigator", "investigator", "UZ"), saved[0].case_id)
        .document.routes[0]
        .stops[0]
    )
    assert (stop.place, stop.location.name, stop.location.method) == ("Ташкент", "Tashkent", "exact")


def test_review_decides_and_undoes(open_page, demo_desk):
    page = fine(open_page("review", "prosecutor"))
    page.button(key="same").click().run()
    assert page.error
    reason = next(area for area in page.text_area if area.key.startswith("reason-"))
    reason.set_value("compared the papers")
    page.button(key="same").click().run()
    assert not page.exception
    assert page.success


@pytest.mark.parametrize("show", ["points", "flows", "new", "days", "crossings", "told"])
def test_what_many_routes_have_in_common(open_page, demo_desk, show):
    page = fine(open_page("routes", "prosecutor", show=show))
    assert len(page.header) >= 1
    assert show == "new" or page.dataframe
    fine(open_page("routes", "investigator", show=show, gender="Masculine", state="FJ", mode="sea"))


def test_the_address_carries_only_allowed_codes(open_page, demo_desk):
    page = fine(open_page("routes", "investigator", gender="Feminine,<b>", mode="sea,nonsense", level="galaxy"))
    assert page.multiselect(key="routes-gender").value == []
    assert page.multiselect(key="routes-mode").value == ["sea"]
