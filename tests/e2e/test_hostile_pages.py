"""Every hostile string in every field × every page, map, chart and export: nothing runs, nothing goes outside."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
from playwright.sync_api import expect

from records import Actor, load_document
from services import audit, cases, counterparts, desk, exports, letters, matching, route_exports, routes, settings
from store import settings as facts
from tests.e2e import hostile
from ui.screens import SCREENS

TRAINER = Actor("demo-trainer", "trainer", "KZ")
PROSECUTOR = Actor("demo-prosecutor", "prosecutor", "KZ")
KEEPER = Actor("keeper", "local", "KZ")
PAGES = [
    screen.name
    for screen in SCREENS
    if (not screen.roles or "prosecutor" in screen.roles) and screen.name not in ("accounts", "emergency")
]
#: nothing of these may stand in a page's document because of a text
FOUND = """() => [...document.querySelectorAll('*')].flatMap(one => [...one.attributes].map(part => {
  const name = part.name.toLowerCase(), value = part.value.trim().toLowerCase();
  if (name.startsWith('on')) return `${one.tagName} ${name}`;
  if (['href', 'src', 'action', 'data', 'srcdoc'].includes(name) && (value.startsWith('javascript:') ||
      value.includes('evil.example') || value.startsWith('data:text/html'))) return `${one.tagName} ${name}=${value}`;
  return null;
})).filter(Boolean).concat([...document.querySelectorAll('main script, main base, main object, main embed')]
  .map(one => one.outerHTML.slice(0, 80)))"""


def test_there_are_enough_of_them():
    assert len(set(hostile.STRINGS)) == len(hostile.STRINGS) >= 50


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A demonstration folder whose store holds nothing but hostile text, compared and judged."""
    folder = tmp_path_factory.mktemp("hostile")
    at = desk.open_desk(folder / "data" / "demonstration", demo=True)
    documents = [load_document(hostile.document(country, 0)) for country in ("UZ", "KG")]
    small = [load_document(hostile.document("KZ", number, start=number, step=len(hostile.STRINGS)))
             for number in range(len(hostile.STRINGS))]  # fmt: skip
    main = cases.save_many(at, TRAINER, [*documents, *small])[0].case_id
    settings.change(at, KEEPER, "own_country", "KZ")
    settings.change(at, KEEPER, "own_authority", hostile.STRINGS[1])
    with at.write(KEEPER) as tx:
        for name, value in (("demo_cases", "1"), ("demo_work", "0,0,0")):
            facts.put_fact(tx, name, value)
    matching.run(at, TRAINER)
    row = matching.queue(at, TRAINER)[0]
    matching.judge(at, TRAINER, row.match_id, "cannot_tell", "<q onwheel=6> Просмотрено")
    counterparts.decide(at, PROSECUTOR, main, "AE", "accept", "<q onwheel=6> Просмотрено")
    yield folder, at, main
    at.close()


@pytest.fixture(scope="module")
def evil(filled, own_server):
    folder, _at, main = filled
    return own_server(folder, "--demo"), main


@pytest.fixture
def look(evil, page, ready):
    """Open a page as the prosecutor and find what should not be there."""
    server, main = evil

    def see(name):
        page.goto(f"{server.url}/{name}?case={main}")
        if "/login" in page.url:
            page.get_by_role("button", name="Prosecutor").click()
        ready(page, 120_000)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for frame in page.locator("iframe").all():
            frame.content_frame.locator(".leaflet-container").wait_for()
        page.wait_for_timeout(400)
        expect(page.get_by_text("Incident", exact=False)).to_have_count(0)
        return [found for frame in page.frames for found in frame.evaluate(FOUND)]

    return see


@pytest.mark.parametrize("name", PAGES)
def test_no_page_runs_a_text(look, page, name):
    assert look(name) == []
    assert "alert" not in page.title() + page.url


def test_the_log_runs_none(evil, page, ready):
    server, _main = evil
    page.goto(f"{server.url}/audit")
    page.get_by_role("button", name="Supervisor").click()
    ready(page, 120_000)
    expect(page.get_by_role("heading", name="Audit log")).to_be_visible()
    assert [found for frame in page.frames for found in frame.evaluate(FOUND)] == []


def test_the_form_for_editing_runs_none(look, page, ready):
    assert look("record") == []
    page.get_by_label("Reason").fill("Просмотрено")
    page.get_by_role("button", name="Edit with names").click()
    expect(page.get_by_role("button", name="Save case")).to_be_visible(timeout=60_000)
    ready(page)
    assert [found for one in page.frames for found in one.evaluate(FOUND)] == []


def test_maps_show_the_texts_and_run_none(look, page):
    assert look("case_file") == []
    frame = page.locator("iframe").first.content_frame
    marks = frame.locator(".leaflet-marker-icon.wl-mark")
    for at in range(min(marks.count(), 12)):
        marks.nth(at).dispatch_event("mouseover")
    page.wait_for_timeout(300)
    assert [found for one in page.frames for found in one.evaluate(FOUND)] == []


def test_the_search_takes_them_as_text(look, page, ready):
    assert look("cases") == []
    box = page.get_by_test_id("stMain").get_by_role("textbox", name="Search")
    for text in hostile.STRINGS[:6] + hostile.STRINGS[50:54]:
        box.fill(text.replace("\n", " "))
        box.press("Enter")
        ready(page)
    assert [found for one in page.frames for found in one.evaluate(FOUND)] == []


def cells_of(name, data):
    """Cells of a table file that a spreadsheet would read, as (text, would it be computed)."""
    if name.endswith(".csv"):
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
            for cell in row:
                yield cell, bool(re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)) and not re.fullmatch(r"-?\d+(\.\d+)?", cell)
    if name.endswith(".xlsx"):
        for sheet in openpyxl.load_workbook(io.BytesIO(data)):
            for row in sheet.iter_rows():
                for cell in row:
                    yield cell.value, cell.data_type == "f" or cell.hyperlink is not None


def test_no_export_holds_a_live_formula_or_link(filled):
    _folder, at, main = filled
    made = [exports.case_document(at, PROSECUTOR, main, protected=True)[:2], audit.export(at, KEEPER, audit.Filter())]
    shared = route_exports.prepare(at, PROSECUTOR, routes.Filters(), "place", clearance="own_office")
    for kind in ("geojson", "kml", "gpkg", "geoparquet"):
        made.append(route_exports.data_file(at, PROSECUTOR, shared, kind, hostile.STRINGS[0]))
    for kind in ("docx", "pdf"):
        letter = letters.letter(at, PROSECUTOR, main, "AE", letters.Plan(at.now().date(), "en", ""), kind=kind)
        made.append((letter.file_name, letter.data))
    for name, data in made:
        assert re.fullmatch(r"waylink-[A-Za-z0-9.-]+", name), name
        assert not [text for text, live in cells_of(name, data) if live], name
        if name.endswith(".docx"):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                whole = "".join(
                    package.read(part).decode() for part in package.namelist() if part.endswith((".xml", ".rels"))
                )
            assert {one.strip() for one in re.findall(r"<w:instrText[^>]*>([^<]*)<", whole)} <= {"PAGE", "NUMPAGES"}
            assert "fldSimple" not in whole
            assert 'TargetMode="External"' not in whole
        if name.endswith(".kml"):
            assert "<script" not in data.decode()
