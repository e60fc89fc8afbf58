"""Letter and register in a browser: a draft, a second person's signature, its files; conditions, notices, deadlines."""

import hashlib
import io
import re
import zipfile
from datetime import timedelta

import pypdf
import pytest
from playwright.sync_api import expect

from records import Actor, load_document
from services import basis, cases, desk, risks, settings
from store import settings as facts
from tests.e2e.conftest import ROLES

KEEPER = Actor("keeper", "local", "KZ")
PROSECUTOR = Actor("demo-prosecutor", "prosecutor", "KZ")
#: neither the victim nor the leg that a person took out
LEFT_OUT = (
    "Ахметов",
    "Гульнар",
    "Akhmetov",
    "Gulnar",
    "1234567",
    "Наманган",
    "Namangan",
    "Ташкент",
    "Tashkent",
    "طشقند",
)


@pytest.fixture(scope="module")
def office(own_server, tmp_path_factory):
    """A small office: one case for the letter, one for the register; what precedes a letter is settled."""
    from tests.conftest import plain_case

    folder = tmp_path_factory.mktemp("letters")
    at = desk.open_desk(folder / "data" / "demonstration", demo=True)
    for name, value in (("own_country", "KZ"), ("own_authority", "Prosecutor General's Office")):
        settings.change(at, KEEPER, name, value)
    with at.write(KEEPER) as tx:
        for name, value in (("demo_cases", "1"), ("demo_work", "0,0,0")):
            facts.put_fact(tx, name, value)
    made = {}
    for reference in ("L-1", "R-2"):
        plain = plain_case.__wrapped__()
        plain["submission"]["handling"] = []
        plain["case"] |= {"reference": reference}
        made[reference] = cases.save(at, PROSECUTOR, load_document(plain)).case_id
    case_id, today = made["L-1"], at.now().date()
    for one in risks.open_risks(at, PROSECUTOR, case_id, "AE"):
        risks.answer(at, PROSECUTOR, case_id, "AE", one.question, "no", "nothing points to it")
    for one in basis.open_checks(at, PROSECUTOR, case_id, "AE", today):
        basis.tick(at, PROSECUTOR, case_id, "AE", one.subject, "depositary's list read", today)
    at.close()
    return own_server(folder, "--demo"), made, today


@pytest.fixture
def enter(office, page, ready):
    """Open a page of the small office as a role: ``enter("prosecutor", "/register")``."""

    def go(role, path):
        page.context.clear_cookies()
        page.goto(office[0].url + path)
        page.get_by_role("button", name=ROLES[role]).click()
        return ready(page)

    return go


def part(page, kind, label):
    """The visible widget of a kind under a label."""
    found = page.get_by_test_id(kind).filter(visible=True)
    return found.filter(has=page.get_by_test_id("stWidgetLabel").get_by_text(label, exact=True)).first


def choose(page, label, option, kind="stSelectbox"):
    box = part(page, kind, label).locator("input").first
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).first.click()


def write(page, label, words):
    box = part(page, "stTextInput", label).locator("input")
    box.fill(words)
    box.press("Tab")


def press(page, ready, label):
    page.get_by_role("button", name=label, exact=True).filter(visible=True).first.click()
    # the click must have reached the server before its end can be waited for
    page.wait_for_timeout(400)
    ready(page)


def unpacked(data):
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return "".join(name + file.read(name).decode("utf-8", "ignore") for name in file.namelist())
    read = pypdf.PdfReader(io.BytesIO(data))
    return f"{dict(read.metadata or {})}" + "".join(one.extract_text() for one in read.pages)


def test_a_letter_is_drafted_signed_by_another_and_taken(office, enter, page, ready, picture, accessible):
    enter("prosecutor", f"/letter?case={office[1]['L-1']}&state=AE")
    letter = page.locator(".wl-letter-2")
    expect(letter.locator("[dir=rtl]").first).to_be_visible(timeout=30_000)
    expect(letter.locator("[dir=ltr]").first).to_contain_text("Article 18, paragraphs 4 and 5")
    expect(letter).to_contain_text("Tashkent")
    page.get_by_role("button", name=re.compile("^Remove Recruitment")).click()
    expect(letter).not_to_contain_text("Tashkent", timeout=20_000)
    ready(page)
    places = page.get_by_test_id("stExpander").filter(has_text="Open places")
    places.locator("summary").click()
    boxes = places.get_by_test_id("stTextInput").locator("input")
    expect(boxes.first).to_be_visible()
    for place in range(boxes.count()):
        boxes.nth(place).fill("-" if place else "entered")
        boxes.nth(place).press("Tab")
    expect(page.get_by_text("Nothing is open")).to_be_visible(timeout=30_000)
    places.locator("summary").click()
    accessible(page)
    picture(page, "letter-draft", full_page=True)
    page.get_by_role("tab", name="Check before sending").click()
    expect(page.get_by_text("Every check has passed.")).to_be_visible()
    expect(page.get_by_text("No permission is needed for what leaves.")).to_be_visible()
    picture(page, "letter-check", full_page=True)
    press(page, ready, "Save the draft")
    expect(page.get_by_role("button", name="Hand in for signature")).to_be_enabled(timeout=20_000)
    press(page, ready, "Hand in for signature")
    press(page, ready, "Sign off the letter")
    expect(page.get_by_text(re.compile("Somebody else must sign"))).to_be_visible(timeout=20_000)
    picture(page, "letter-same-person")
    number = re.search(r"\d{4}-\d{4}", part(page, "stSelectbox", "Letter").locator("input").input_value())[0]

    enter("supervisor", f"/letter?letter={number}")
    press(page, ready, "Sign off the letter")
    expect(page.get_by_text("Files with their hash")).to_be_visible(timeout=60_000)
    accessible(page)
    hashes = {}
    for label in ("Word, en", "PDF, en", "Word, ar", "PDF, ar"):
        with page.expect_download(timeout=30_000) as caught:
            press(page, ready, label)
        data, kind, language = caught.value.path().read_bytes(), "docx" if "Word" in label else "pdf", label[-2:]
        assert caught.value.suggested_filename == f"waylink-letter-{number}-AE-{language}.{kind}"
        text = unpacked(data)
        assert [words for words in LEFT_OUT if words in text] == []
        assert ("entered" in text) == (language == "ar")
        hashes[f"{kind} · {language}"] = hashlib.sha256(data).hexdigest()
    picture(page, "letter-signed", full_page=True)
    page.get_by_role("link", name="Open the register").last.click()
    ready(page)
    expect(page.get_by_role("heading", name=re.compile(f"Line .?{number}"))).to_be_visible(timeout=20_000)
    for file, digest in hashes.items():
        expect(page.get_by_text(f"{file} · {digest}")).to_be_visible()
    accessible(page)
    picture(page, "register-signed", full_page=True)


def arrive(page, ready, state, conditions=(), day=None):
    """Enter what came in, the conditions first; the register opens its line."""
    page.get_by_role("tab", name="Enter what came in").click()
    for kind in conditions:
        choose(page, "Conditions", kind, "stMultiSelect")
        page.keyboard.press("Escape")
        page.wait_for_timeout(400)
        ready(page)
    if not conditions:
        page.get_by_text("I have looked: the sender stated no conditions").click()
    choose(page, "State", state)
    part(page, "stTextInput", "Authority").locator("input").fill("Office of the Prosecutor")
    if day:
        parts = part(page, "stDateInput", "Received on").get_by_role("spinbutton")
        for place, digits in enumerate((f"{day:%Y}", f"{day:%m}", f"{day:%d}")):
            parts.nth(place).click()
            page.keyboard.type(digits)
    press(page, ready, "Enter the line")
    page.get_by_role("tab", name="Lines").click()
    expect(page.get_by_text("Office of the Prosecutor").filter(visible=True).first).to_be_visible(timeout=20_000)


def happened(page, ready, kind, reason=""):
    choose(page, "What happened", kind)
    part(page, "stTextInput", "Reason").locator("input").fill(reason)
    press(page, ready, "Record it")


def due(page, words):
    return page.get_by_test_id("stMain").get_by_text(words).filter(visible=True)


def test_a_day_at_the_register(office, enter, page, ready, picture, accessible):
    server, made, today = office
    enter("prosecutor", "/register")
    # a line without a word on its conditions is refused
    page.get_by_role("tab", name="Enter what came in").click()
    press(page, ready, "Enter the line")
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("conditions", timeout=20_000)
    picture(page, "register-refused", full_page=True)
    arrive(page, ready, "Georgia", ["H2: no dissemination without permission"])
    expect(due(page, "say where its content is recorded").first).to_be_visible()
    page.get_by_role("tab", name="Enter what came in").click()
    choose(page, "Case", "R-2 · Дело о работе за рубежом")
    press(page, ready, "Bind the conditions to these records")
    expect(page.get_by_text("No line waits for its content.")).to_be_visible(timeout=20_000)

    # first branch: notice before the disclosure, consultation because it was asked for
    arrive(page, ready, "Armenia")
    happened(page, ready, "Found to be exculpatory to an accused person")
    expect(due(page, "Exculpatory: give notice before any disclosure").first).to_be_visible(timeout=20_000)
    happened(page, ready, "Notice given before disclosure")
    happened(page, ready, "Consultation asked for")
    expect(due(page, "Consultation was asked for").first).to_be_visible(timeout=20_000)
    happened(page, ready, "Consulted")
    happened(page, ready, "Disclosed in proceedings")
    expect(due(page, "Consultation was asked for")).to_have_count(0, timeout=20_000)

    # second branch: no notice in advance, so the reason, and word of it without delay
    arrive(page, ready, "Uzbekistan")
    happened(page, ready, "Found to be exculpatory to an accused person")
    happened(page, ready, "Disclosed in proceedings")
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("Write the reason", timeout=20_000)
    happened(page, ready, "Disclosed in proceedings", "ordered in the hearing")
    late = due(page, "Disclosed without notice in advance: inform the sending State without delay")
    expect(late.first).to_be_visible(timeout=20_000)
    picture(page, "register-exculpatory", full_page=True)
    happened(page, ready, "Sending State informed of the disclosure", "ordered in the hearing")
    expect(late).to_have_count(0, timeout=20_000)

    # overdue, and a correction that keeps what stood there
    arrive(page, ready, "Türkiye", day=today - timedelta(days=30))
    expect(page.get_by_test_id("stMetric").filter(has_text="Overdue")).to_contain_text("1")
    page.get_by_text("Correct a field; what stood there is kept").click()
    choose(page, "Field", "Authority")
    part(page, "stTextInput", "New value").locator("input").fill("Chief Prosecutor")
    part(page, "stTextInput", "Reason for the correction").locator("input").fill("misread")
    press(page, ready, "Correct it")
    expect(due(page, "Chief Prosecutor").first).to_be_visible(timeout=20_000)
    accessible(page)
    picture(page, "register-corrected", full_page=True)
    page.get_by_role("radio", name="what is overdue").click()
    ready(page)
    expect(due(page, "Chief Prosecutor").first).to_be_visible()

    # nothing made from what came under a condition leaves: the sender is named whose word is needed
    page.goto(f"{server.url}/case_file?case={made['R-2']}")
    ready(page)
    press(page, ready, "Case document (JSON)")
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text(re.compile("permission.*(GE|Georgia)"))
    picture(page, "register-export-refused")
    page.goto(f"{server.url}/letter?case={made['R-2']}&state=AE")
    ready(page)
    page.get_by_role("tab", name="Check before sending").click()
    expect(part(page, "stSelectbox", "Permission of").locator("input")).to_have_value("Georgia")
    expect(page.get_by_role("button", name="Hand in for signature")).to_be_disabled()
    press(page, ready, "Draft the letter (Word)")
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text(re.compile("(GE|Georgia)"))
    picture(page, "letter-refused", full_page=True)
