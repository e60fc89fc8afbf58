"""What an investigator and a prosecutor do, from the first field to the draft letter, in a real browser."""

import copy
import io
import json
import re
import zipfile
from urllib.parse import urljoin

import openpyxl
from playwright.sync_api import expect

IMAGE = "<img src=x onerror=alert(1)>"
HOSTILE = "<img src=x onerror=alert(1)>![x](http://example.org/a.png)${alert(1)}"

PARTNER = {
    "format": "waylink/case",
    "version": 1,
    "submission": {"country": "GE", "authority": "District prosecutor", "tlp": "TLP:GREEN"},
    "case": {"reference": "GE-J-1", "title": "Journey from Tbilisi", "summary": "…", "purposes": ["ForcedLabour"]},
    "persons": [
        {"id": "p1", "names": [{"full": "ქეთევან ლომიძე"}], "birth": "1994-03-07", "gender": "Feminine"},
        {"id": "p2", "names": [{"full": "Zurab Kvaratskhelidze"}], "birth": "1979-02-11", "residence": "TR"},
    ],
    "involvements": [{"who": "p1", "as": "victim"}, {"who": "p2", "as": "suspect"}],
    "identifiers": [{"kind": "phone", "value": "+995599123987", "country": "GE", "holders": ["p2"]}],
    "routes": [
        {
            "travellers": ["p1"],
            "stops": [
                {"role": "recruitment", "place": "თბილისი", "country": "GE", "date": "2025-04"},
                {"role": "exploitation", "place": "Antalya", "country": "TR", "modes": ["air"], "date": "2025-05"},
            ],
        }
    ],
}


def submission(**changes):
    return json.dumps(copy.deepcopy(PARTNER) | changes, ensure_ascii=False).encode()


def upload(page, *files):
    page.locator("input[type=file]").set_input_files([{"name": n, "mimeType": m, "buffer": b} for n, m, b in files])
    button = page.get_by_test_id("stMain").get_by_role("button", name="Import", exact=True)
    expect(button).to_be_enabled(timeout=20_000)
    button.click()


def choose(page, label, option):
    box = page.get_by_test_id("stMain").get_by_role("combobox", name=re.compile(f"^{label}|{label}$")).first
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).first.click()


def open_decided_pair(page, ready):
    choice = page.get_by_role("radio", name="Decided").or_(page.get_by_role("button", name="Decided")).first
    choice.click()
    ready(page)
    pair = page.get_by_text("GE-J-1 / TR-J-2").or_(page.get_by_text("TR-J-2 / GE-J-1")).first
    pair.click()
    expect(page.get_by_label("Reason for undoing")).to_be_visible(timeout=20_000)
    ready(page)


def test_record_a_case_with_six_fields(page, sign_in, ready, picture):
    sign_in(page, "investigator", "/record")
    page.get_by_label("Case reference").fill("J-2026-6")
    page.get_by_label("Case reference").press("Enter")
    ready(page)
    choose(page, "Proceedings", "Investigation")
    ready(page)
    page.keyboard.press("Escape")
    choose(page, "Role of the stop", "Exploitation")
    ready(page)
    place = page.get_by_role("textbox", name="Place", exact=True)
    for text, found in (("Ташкент", "Tashkent"), ("Tashkent", "Tashkent"), ("دبي", "Dubai")):
        place.fill(text)
        place.press("Enter")
        ready(page)
        expect(page.get_by_text("Which place is meant?")).to_be_visible()
        expect(page.get_by_role("radiogroup").get_by_text(found).first).to_be_visible()
        expect(page.get_by_role("radio", name="As written; decide later")).to_be_checked()
    choose(page, "State of the place", "United Arab Emirates")
    ready(page)
    picture(page, "journey-record")
    page.get_by_role("button", name="Save case").click()
    expect(page.get_by_text("The case is saved.")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="Open the case file").click()
    expect(page.get_by_role("heading", name="J-2026-6")).to_be_visible(timeout=20_000)


def test_import_link_review_and_inform(page, sign_in, ready, picture):
    sign_in(page, "prosecutor", "/import_files")
    partner = copy.deepcopy(PARTNER)
    partner["submission"] = {"country": "TR", "authority": "Prosecution, Antalya", "language": "en"}
    partner["case"] = {"reference": "TR-J-2", "title": "Work in Antalya", "summary": "…"}
    partner["persons"][0]["names"] = [{"full": "Ketevan Lomidze"}]
    partner["persons"][1]["names"] = [{"full": "Зураб Кварацхелидзе"}]
    book = openpyxl.Workbook()
    for row in (["name", "citizenship", "role"], ["Sophea Chann", "Cambodia", "victim"]):
        book.active.append(row)
    table = io.BytesIO()
    book.save(table)
    choose(page, "Sent by", "Cambodia")
    ready(page)
    upload(
        page,
        ("one.json", "application/json", submission()),
        ("two.json", "application/json", json.dumps(partner, ensure_ascii=False).encode()),
        ("rows.csv", "text/csv", "ФИО;гражданство\nСокха Дара;Камбоджа\nБез Страны;Нигдения\n".encode("cp1251")),
        ("rows.xlsx", "application/octet-stream", table.getvalue()),
    )
    expect(page.get_by_text("1 fault was set aside")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("1 case saved.")).to_have_count(4)
    picture(page, "journey-import")

    page.get_by_role("link", name="Review matches").click()
    ready(page)
    page.get_by_role("button", name="Run the matching").click()
    expect(page.get_by_text(re.compile("new candidates"))).to_be_visible(timeout=60_000)
    ready(page)
    pair = page.get_by_text("GE-J-1 / TR-J-2").or_(page.get_by_text("TR-J-2 / GE-J-1")).first
    pair.scroll_into_view_if_needed()
    pair.click()
    ready(page)
    expect(page.get_by_role("heading", name=re.compile("GE-J-1"))).to_be_visible()
    picture(page, "journey-review")
    page.get_by_label("Reason for your decision").fill("phone and date of birth compared")
    page.get_by_label("Reason for your decision").press("Control+Enter")
    ready(page)
    page.get_by_role("button", name=re.compile("^Same")).click()
    expect(page.get_by_text("Decision kept")).to_be_visible(timeout=20_000)
    open_decided_pair(page, ready)
    expect(page.get_by_text("phone and date of birth compared")).to_be_visible()

    review = page.url
    links = {
        reference: page.get_by_role("link", name=re.compile(f"Open case .?{reference}")).get_attribute("href")
        for reference in ("GE-J-1", "TR-J-2")
    }
    address = links["GE-J-1"].partition("?")[2]
    for reference, link in links.items():
        page.goto(urljoin(review, link))
        ready(page)
        expect(page.get_by_text(reference).first).to_be_visible()
        expect(page.get_by_role("heading", name="Links to other cases")).to_be_visible()
        expect(page.get_by_text("No link to another case is known.")).to_have_count(0)
    page.goto(review)
    ready(page)
    open_decided_pair(page, ready)
    page.get_by_label("Reason for undoing").fill("to be looked at again")
    page.get_by_label("Reason for undoing").press("Enter")
    ready(page)
    page.get_by_role("button", name="Undo this decision").click()
    ready(page)

    sign_in(page, "prosecutor", f"/counterparts?{address}")
    expect(page.get_by_text(re.compile(r"1\. .?Türkiye.? · Notify"))).to_be_visible(timeout=20_000)
    page.get_by_role("radio", name="Legal basis").click()
    expect(page.get_by_text("Legal basis on")).to_be_visible(timeout=20_000)
    picture(page, "journey-counterparts", full_page=True)
    page.get_by_role("button", name=re.compile("Write the letter to")).first.click()
    ready(page)
    expect(page.get_by_text("DRAFT — not sent").first).to_be_visible(timeout=30_000)
    with page.expect_download(timeout=30_000) as caught:
        page.get_by_role("button", name="Draft the letter (Word)").first.click()
    data = caught.value.path().read_bytes()
    assert re.fullmatch(r"waylink-letter-[\w-]+\.docx", caught.value.suggested_filename)
    text = "".join(
        zipfile.ZipFile(io.BytesIO(data)).read(name).decode()
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
        if name.endswith(".xml")
    )
    assert "18(4)" in text
    assert "ლომიძე" not in text


def test_routes_filter_and_open_a_corridor(page, sign_in, ready, picture):
    sign_in(page, "investigator", "/routes")
    expect(page.locator("iframe").first.content_frame.locator("path.leaflet-interactive").first).to_be_attached()
    before = page.get_by_text(re.compile(r"\d+ cases? ·")).first.inner_text()
    page.get_by_role("button", name="More filters").click()
    purpose = page.get_by_role("combobox", name=re.compile("Purpose$")).first
    purpose.click()
    purpose.fill("Organ removal")
    page.get_by_role("option", name="Organ removal", exact=True).first.click()
    page.keyboard.press("Escape")
    ready(page)
    expect(page.get_by_text(re.compile(r"\d+ cases? ·")).first).not_to_have_text(before)
    lines = page.locator("iframe").first.content_frame.locator("path.leaflet-interactive")
    expect(lines.first).to_be_attached()
    lines.first.dispatch_event("click")
    expect(page.get_by_text(re.compile("with (its source|their sources)"))).to_be_visible(timeout=20_000)
    picture(page, "journey-routes")


def test_hostile_text_in_every_field_is_read_not_run(page, sign_in, ready, picture):
    data = {
        "format": "waylink/case",
        "version": 1,
        "submission": {"country": "MD", "authority": HOSTILE, "reference": HOSTILE, "language": "ro"},
        "case": {
            "reference": f"X {HOSTILE}",
            "title": f"T {HOSTILE}",
            "summary": f"S {HOSTILE}",
            "other_offences": [HOSTILE],
        },
        "persons": [
            {"id": "p1", "names": [{"full": HOSTILE}], "occupation": HOSTILE, "note": HOSTILE, "residence": "TR"}
        ],
        "organisations": [
            {"id": "o1", "name": HOSTILE, "kind": HOSTILE, "address": HOSTILE, "suspected": "yes", "seat": "TR"}
        ],
        "involvements": [{"who": "p1", "as": "suspect", "note": HOSTILE}],
        "identifiers": [{"kind": HOSTILE, "value": HOSTILE, "holders": ["p1"], "note": HOSTILE}],
        "routes": [
            {
                "stops": [
                    {
                        "role": "origin",
                        "place": HOSTILE,
                        "country": "MD",
                        "carrier": HOSTILE,
                        "via": HOSTILE,
                        "note": HOSTILE,
                    },
                    {
                        "role": "exploitation",
                        "place": f"Istanbul ({HOSTILE})",
                        "country": "TR",
                        "who": ["p1"],
                        "modes": ["air"],
                        "location": {"name": HOSTILE, "lat": 41.0, "lon": 28.9, "admin1": HOSTILE},
                    },
                    {
                        "role": "transit",
                        "place": HOSTILE,
                        "country": "RO",
                        "location": {"name": HOSTILE, "lat": 44.4, "lon": 26.1},
                    },
                ],
                "note": HOSTILE,
            }
        ],
        "mentions": [{"country": "US", "kind": "context", "note": HOSTILE}],
        "sources": [{"field": "case", "quote": HOSTILE, "url": HOSTILE}],
    }
    sign_in(page, "investigator", "/import_files")
    page.get_by_label("Authority").fill(HOSTILE)
    upload(page, (f"{HOSTILE.replace('/', '_')}.json", "application/json", json.dumps(data).encode()))
    expect(page.get_by_text("1 case saved.")).to_be_visible(timeout=60_000)
    expect(page.get_by_text(IMAGE).first).to_be_visible()
    page.get_by_role("link", name=re.compile("X <img")).click()
    ready(page)
    main = page.get_by_test_id("stMain")
    expect(main.get_by_role("heading", name=f"T {IMAGE}")).to_be_visible()
    expect(main.get_by_text(f"S {HOSTILE}")).to_be_visible()
    frame = page.locator("iframe").first.content_frame
    frame.locator(".leaflet-marker-icon.wl-mark").first.hover()
    expect(frame.locator(".leaflet-tooltip").get_by_text("<img src=x").first).to_be_attached()
    picture(page, "journey-hostile", full_page=True)
    for name in ("counterparts", "review", "routes", "cases", ""):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + f"/{name}")
        ready(page)
        page.wait_for_timeout(500)
        assert page.locator("img[src*='example.org'], img[onerror]").count() == 0
    page.get_by_role("link", name="Record a case").first.click()
    ready(page)
    for label in ("Case reference", "Place"):
        box = page.get_by_role("textbox", name=label, exact=True)
        box.fill(HOSTILE)
        box.press("Enter")
        ready(page)
    page.get_by_role("button", name="Add this stop").click()
    expect(main.get_by_text(IMAGE).first).to_be_visible()
    page.get_by_role("button", name="Save case").click()
    expect(page.get_by_text("The case is saved.")).to_be_visible(timeout=20_000)
