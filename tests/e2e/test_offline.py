"""No request leaves the machine, no foreign text runs: on every page, for every role that sees it."""

import pytest
from playwright.sync_api import expect

from ui.screens import SCREENS

#: each page with the first role of a demonstration that finds it; the administrator's page has no such role
ROLES = ("investigator", "prosecutor", "supervisor")
PAGES = [
    (screen.name, role)
    for screen in SCREENS
    for role in [next((one for one in ROLES if not screen.roles or one in screen.roles), None)]
    if role is not None
]


@pytest.mark.parametrize(("name", "role"), PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_stays_on_the_machine(server, page, sign_in, picture, accessible, name, role, scheme):
    page.emulate_media(color_scheme=scheme)
    sign_in(page, role, f"/{name}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for frame in page.locator("iframe").all():
        frame.content_frame.locator(".leaflet-container").wait_for()
    page.wait_for_timeout(800)
    expect(page.get_by_text("Incident", exact=False)).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    picture(page, f"{name}-{scheme}")
    accessible(page)


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_other_languages_turn_the_page(server, page, sign_in, ready, picture, language):
    page.goto(f"{server.url}/login?lang={language}")
    page.locator("button.role").first.click()
    ready(page)
    page.wait_for_function(f"() => document.documentElement.lang === '{language}'")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_timeout(800)
    picture(page, f"overview-{language}")


@pytest.mark.parametrize("role", ["prosecutor", "trainer"])
def test_other_roles_start_on_the_overview(server, page, sign_in, picture, role):
    sign_in(page, role)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Incident", exact=False)).to_have_count(0)


def test_names_in_every_script_have_our_font(page, sign_in):
    sign_in(page)
    scripts = "Жағдай محمد ไทย ខ្មែរ ລາວ မြန်မာ საქართველო հայերեն नेपाल বাংলা"
    # The page tells the browser of its fonts a moment after its script has run.
    page.wait_for_function(
        """async (text) => {
            await document.fonts.load('16px "Noto Sans"', text);
            const noto = [...document.fonts].filter((face) => face.family.includes("Noto"));
            return noto.filter((face) => face.status === "loaded").length === 9;
        }""",
        arg=scripts,
        timeout=20_000,
    )


def test_our_fonts_are_the_ones_that_are_used(page, sign_in):
    sign_in(page)
    page.wait_for_function("() => document.fonts.check('16px Inter')")
    used = page.evaluate("() => getComputedStyle(document.querySelector('h1')).fontFamily")
    assert used.startswith("Inter")
