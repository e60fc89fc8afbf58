"""The routes page and the route editor in a real browser: the map stays, a leg leads to its records, nothing runs."""

import json
import re

import geopandas
import shapely
from playwright.sync_api import expect

from geodata.sharing import COLUMNS
from records import Marking
from services.route_exports import Shared
from ui import map_file, words

EVIL = "</script><script>alert(1)</script><img src=https://evil.example/x onerror=alert(1)> `${alert(1)}` {{7*7}}"
PLACE = {"lat": 10.5, "lon": -66.9, "admin1": EVIL, "precision": "place"}
HOSTILE = {
    "format": "waylink/case", "version": 1, "submission": {"country": "VE", "authority": EVIL, "tlp": "TLP:GREEN"},
    "case": {"reference": "HOSTILE-1", "title": EVIL}, "persons": [{"id": "p1", "count": 7}],
    "involvements": [{"who": "p1", "as": "victim"}],
    "routes": [{"travellers": ["p1"], "stops": [
        {"role": "origin", "place": EVIL, "country": "VE", "location": PLACE | {"name": EVIL}},
        {"role": "exploitation", "place": "Cúcuta", "country": "CO", "via": EVIL, "modes": ["road"],
         "location": {"name": EVIL + "2", "lat": 7.9, "lon": -72.5, "admin1": EVIL}},
    ]}],
}  # fmt: skip


def the_map(page, drawn=0):
    frame = page.locator("iframe").first.element_handle().content_frame()
    frame.wait_for_function(f"() => Number(document.documentElement.dataset.draws || 0) > {drawn}", timeout=60_000)
    return frame


def draws(frame):
    return frame.evaluate("() => Number(document.documentElement.dataset.draws)")


def choose(page, label, option):
    box = page.get_by_test_id("stMain").get_by_role("combobox", name=re.compile(f"^{label}|{label}$")).first
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).first.click()


def test_the_map_stays_and_a_leg_leads_to_its_records(page, sign_in, ready, picture, accessible):
    sign_in(page, "investigator", "/routes")
    frame = the_map(page)
    frame.evaluate("() => waylinkMap.setView([42, 65], 3.5, {animate: false})")
    page.wait_for_timeout(400)
    seen = frame.evaluate("() => [waylinkMap.getZoom(), waylinkMap.getCenter().lat, waylinkMap.getCenter().lng]")
    before, lines = draws(frame), frame.evaluate("() => Number(document.documentElement.dataset.drawn)")
    choose(page, "Gender of a victim", "Masculine")
    the_map(page, before)
    assert (
        frame.evaluate("() => [waylinkMap.getZoom(), waylinkMap.getCenter().lat, waylinkMap.getCenter().lng]") == seen
    )
    assert 0 < frame.evaluate("() => Number(document.documentElement.dataset.drawn)") < lines
    page.keyboard.press("Escape")
    ready(page)
    before = draws(frame)
    frame.locator("path.leaflet-interactive").last.dispatch_event("click")
    the_map(page, before)
    ready(page)
    expect(page.get_by_text(re.compile("with (its source|their sources)"))).to_be_visible()
    assert re.search(r"corridor=[0-9a-f]{16}", page.url)
    assert "gender=Masculine" in page.url
    heading = page.get_by_role("heading", name=re.compile("→")).inner_text()
    picture(page, "routes-chosen", full_page=True)
    accessible(page)

    page.goto(page.url)
    ready(page)
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    frame = the_map(page)
    assert frame.evaluate("() => waylinkMap.getZoom()") == seen[0]
    before = draws(frame)
    frame.evaluate("() => waylinkMap.setView([41, 70], 6, {animate: false})")
    the_map(page, before)
    ready(page)
    assert frame.evaluate("() => waylinkMap.getZoom()") == 6
    expect(page.get_by_text(re.compile("outside this view")).first).to_be_visible()


def test_foreign_text_on_the_map_that_stays_is_text(page, sign_in, ready, picture):
    sign_in(page, "prosecutor", "/import_files")
    data = json.dumps(HOSTILE, ensure_ascii=False).encode()
    page.locator("input[type=file]").set_input_files(
        [{"name": "hostile.json", "mimeType": "application/json", "buffer": data}]
    )
    button = page.get_by_test_id("stMain").get_by_role("button", name="Import", exact=True)
    expect(button).to_be_enabled(timeout=20_000)
    button.click()
    expect(page.get_by_text("1 case saved.")).to_be_visible(timeout=60_000)
    sign_in(page, "prosecutor", "/routes?state=VE&level=place")
    frame = the_map(page)
    assert frame.evaluate("() => document.documentElement.dataset.drawn") == "1"
    frame.locator(".wl-mark").first.hover(force=True)
    expect(frame.locator(".leaflet-tooltip").first).to_contain_text("<img src=https://evil.example/x")
    assert frame.locator(".leaflet-tooltip img, .leaflet-tooltip script, .wl-tag img").count() == 0
    before = draws(frame)
    frame.locator("path.leaflet-interactive").last.dispatch_event("click")
    the_map(page, before)
    ready(page)
    for show in ("points", "flows", "crossings", "told"):
        page.goto(re.sub(r"/routes.*", f"/routes?state=VE&show={show}", page.url))
        ready(page)
        page.wait_for_timeout(500)
        assert page.get_by_test_id("stMain").locator("img[src*=evil]").count() == 0
    picture(page, "routes-hostile")


def test_the_file_for_a_meeting_opens_offline_and_asks_nobody(page, watch, tmp_path, picture):
    words.use_language("en")
    row = {name: "" for name in COLUMNS if name != "geometry"} | {
        "from_code": "UZ", "from_name": EVIL, "to_code": "AE", "to_name": "", "level": "admin1", "cases": 3,
        "persons": 9, "first": "2025-03-01", "last": "2025-04-30", "uncertain": 0.1, "marking": "TLP:AMBER",
    }  # fmt: skip
    line = shapely.MultiLineString([[(69.2, 41.3), (55.3, 25.2)]])
    frame = geopandas.GeoDataFrame([row], geometry=[line], crs="EPSG:4326")
    shared = Shared(frame, "admin1", ("C-1",), 0, 0, Marking("TLP:AMBER"), "", "")
    file = tmp_path / "map.html"
    file.write_bytes(map_file.html(shared, "Routes between provinces", EVIL, "cases"))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    watch_outside = watch.outside
    page.goto(file.as_uri())
    expect(page.locator(".wl-mark")).to_have_count(2)
    page.wait_for_function("() => document.documentElement.dataset.ground === 'world'")
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(500)
    assert asked == [file.as_uri()]
    expect(page.get_by_role("table")).to_contain_text("<img src=https")
    picture(page, "map-file")
    watch_outside.clear()


def in_order(page, *places):
    expect(page.locator("ol li .text")).to_have_text([re.compile(place) for place in places], timeout=20_000)


def test_routes_are_edited_beside_their_map(page, sign_in, ready, picture, accessible):
    sign_in(page, "investigator", "/record")
    added = []
    for role, place in (("Origin", "Osh"), ("Transit", "Almaty"), ("Exploitation", "Dubai")):
        choose(page, "Role of the stop", role)
        ready(page)
        page.get_by_role("textbox", name="Place", exact=True).fill(place)
        page.get_by_role("textbox", name="Place", exact=True).press("Enter")
        page.get_by_role("radiogroup").get_by_text(place).first.click()
        ready(page)
        page.get_by_role("button", name="Add this stop").click()
        added.append(place)
        in_order(page, *added)
        expect(page.get_by_role("textbox", name="Place", exact=True)).to_have_value("")
        ready(page)
    frame = the_map(page)
    expect(frame.locator(".wl-mark")).to_have_count(3)
    before = draws(frame)
    page.get_by_role("button", name=re.compile("Later: .*Osh")).click()
    the_map(page, before)
    ready(page)
    in_order(page, "Almaty", "Osh", "Dubai")
    page.locator("ol li").nth(1).drag_to(page.locator("ol li").nth(0))
    ready(page)
    in_order(page, "Osh", "Almaty", "Dubai")
    page.get_by_role("button", name="Undo").click()
    in_order(page, "Almaty", "Osh", "Dubai")
    page.get_by_role("button", name="Undo").click()
    in_order(page, "Osh", "Almaty", "Dubai")
    page.get_by_role("button", name="Planned variant").click()
    ready(page)
    expect(page.locator("ol li").first).to_contain_text("Planned")
    page.get_by_role("button", name=re.compile("Change: .*Dubai")).click()
    ready(page)
    expect(page.get_by_role("button", name="Keep the changes")).to_be_visible()
    picture(page, "record-routes", full_page=True)
    accessible(page)
