"""The review page: one woman in three scripts, what speaks against first, a chart that sums up, a group at once."""

import re

import pytest

from records import Actor, load_document
from services import cases, matching

ME = Actor("demo-investigator", "investigator", "KG")
NAMES = {
    "RU": ("Каримова Дилноза Рустамовна", "1998-03-07"), "UZ": ("Karimova Dilnoza", "1998"),
    "AE": ("ديلنوزا كريموفا", "1998-07-03"), "KZ": ("Каримова Малика Рустамовна", "2001-11-19"),
}  # fmt: skip


@pytest.fixture
def three(empty_desk):
    """A Russian note, an Uzbek table, a Gulf submission, and the sister in a fourth; all invented."""
    made = {}
    for country, (name, birth) in NAMES.items():
        document = load_document(
            {
                "format": "waylink/case", "version": 1, "submission": {"country": country},
                "case": {"reference": f"{country}-7", "summary": "Invented."},
                "persons": [{"id": "p1", "names": [name], "birth": birth, "gender": "Feminine"}],
                "involvements": [{"who": "p1", "as": "witness"}],
            }
        )  # fmt: skip
        made[country] = cases.save(empty_desk, ME, document).case_id
    matching.run(empty_desk, ME)
    return made


def html(page):
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def queue_of(page):
    return next(radio for radio in page.radio if radio.key == "queue-open")


def test_the_three_are_candidates_and_the_sister_is_not(open_page, three):
    page = open_page("review")
    assert not page.exception
    shown = " ".join(queue_of(page).options)
    assert len(queue_of(page).options) == 3
    assert "KZ" not in shown
    assert all(country in shown for country in ("RU", "UZ", "AE"))


def test_the_chart_and_the_table_hold_the_same_numbers_and_sum_up(open_page, three):
    page = open_page("review")
    table = page.dataframe[0].value
    weights = [float(text.replace("−", "-")) for text in table["weight"]]
    drawn = [float(text.replace("−", "-")) for text in re.findall(r'wl-fall-weight">([^<]+)<', html(page))]
    assert sorted(drawn[:-1]) == sorted(weights)
    assert drawn[-1] == pytest.approx(sum(weights), abs=0.1 * len(weights))
    assert "Date of birth" in html(page)


def test_what_speaks_against_is_said_first(open_page, three, empty_desk):
    for row in matching.queue(empty_desk, ME):
        view = matching.pair(empty_desk, ME, row.match_id)
        page = open_page("review", match=row.match_id)
        against = [line for line in view.rows if line.weight < 0 and line.kind not in ("prior", "cap")]
        assert bool(against) == bool([one for one in page.warning if "Speaks against" in one.value])
        if not against:
            assert any("Nothing on record speaks against" in one.value for one in page.caption)


def test_a_group_is_decided_once(open_page, three, empty_desk):
    page = open_page("review")
    page.get("button_group")[0].set_value("groups").run()
    assert not page.exception
    page.button(key="group-same").click().run()
    assert page.error, "a reason is needed"
    next(area for area in page.text_area if area.key.startswith("reason-")).set_value("compared the three papers")
    page.button(key="group-same").click().run()
    assert not page.exception
    assert page.success
    assert matching.groups(empty_desk, ME) == []
    assert len(matching.queue(empty_desk, ME, state="decided")) == 3


def test_every_view_of_the_page_opens(open_page, demo_desk):
    page = open_page("review", "prosecutor")
    for view in ("new", "groups", "obvious", "decided", "runs"):
        page.get("button_group")[0].set_value(view).run()
        assert not page.exception, view


def test_a_place_from_abroad_is_shown_and_never_run():
    from services.matching import EvidenceRow
    from ui.parts import waterfall

    bad = "<img src=x onerror=alert(1)>"
    rows = [EvidenceRow("place", "stop", bad, bad, "Both were in {place} on their route", {"place": bad}, 0.5, False)]
    drawn = waterfall._drawn(rows, 0.5, 0.3, 0.9)
    assert "<img" not in drawn
    assert "&lt;img" in drawn
