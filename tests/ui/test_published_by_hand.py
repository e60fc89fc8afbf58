"""The published cases typed into the form's own fields, no browser: what is saved says what the file says."""

import json
from pathlib import Path

import pytest

from records import Actor, load_document
from records.case import Case
from records.route import Stop
from records.submission import Submission
from services import cases
from ui.parts import spans
from ui.parts.entries import FURTHER, MODELS
from ui.parts.record_fields import fields_of

FILES = sorted((Path(__file__).parents[2] / "examples" / "published").glob("PC-*.json"))
ACTOR = Actor("demo-investigator", "investigator", "KG")


class Hand:
    """Sets widgets by their keys and runs the page, as Streamlit does when a person types."""

    def __init__(self, page):
        self.page = page

    def widget(self, start, end=""):
        kinds = ("text_input", "text_area", "selectbox", "multiselect", "button", "button_group")
        for kind in kinds:
            for element in getattr(self.page, kind, []):
                if str(element.key).startswith(start) and str(element.key).endswith(end):
                    return element
        raise AssertionError(f"no field {start}…{end}")

    def press(self, start, end=""):
        self.widget(start, end).click().run()
        assert not self.page.exception, [entry.message for entry in self.page.exception]

    def form(self, start, model, entry, skip=()):
        for kind in fields_of(model, skip):
            value = entry.get(kind.name)
            if kind.kind == "other" or value in (None, [], ""):
                continue
            if kind.kind == "span":
                value = spans.text_of(value)
            elif kind.kind == "lines":
                value = "; ".join(value)
            self.widget(start, f"-{kind.name}").set_value(value)
        self.press(f"FormSubmitter:{start}")


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_published_case_is_typed_in_and_nothing_is_lost(open_page, empty_desk, path):
    wanted = json.loads(path.read_text())
    page = open_page("record", "investigator")
    hand = Hand(page)
    state = page.session_state["draft"]
    turn = state["turn"]
    case, sent = wanted["case"], wanted["submission"]
    hand.widget(f"country-{turn}").set_value(sent["country"])
    hand.widget(f"authority-{turn}").set_value(sent["authority"])
    hand.widget(f"tlp-{turn}").set_value(sent["tlp"])
    for name in ("reference", "title", "detected", "summary", "status", "acts", "means", "purposes",
                 "methods_of_control"):  # fmt: skip
        if case.get(name):
            hand.widget(f"{name}-{turn}").set_value(case[name])
    for name in ("persons", "organisations", "identifiers"):
        for entry in wanted.get(name, []):
            hand.press(f"all-{name}-")
            hand.form(f"{turn}-{name}-", MODELS[name][1], entry)
    for number, route in enumerate(wanted["routes"], 1):
        if number > 1:
            hand.press("route-", turn)
        for at, stop in enumerate(route["stops"], 1):
            if (number, at) == (1, 1):
                hand.widget("stop-role-").set_value(stop["role"])
                hand.press("stop-add-")
                # Stands for a click on the stop's pencil, which lives in a component of its own.
                page.session_state["draft"]["stop"] = "s1"
                page.run()
            else:
                hand.press("whole-")
            hand.form(f"stop-{turn}-", Stop, stop, ("location",))
        if route.get("travellers"):
            hand.widget("travellers-", f"-{route['id']}").set_value(route["travellers"])
        if route.get("note"):
            hand.widget("note-", f"-{route['id']}").set_value(route["note"])
        if route.get("joins"):
            hand.widget("joins-", f"-{route['id']}").set_value(
                " ".join((route["joins"]["route"], route["joins"]["at"]))
            )
        page.run()
        if route.get("ordered") is False:
            hand.widget("order-", f"-{route['id']}").set_value(False)
            page.run()
    for name in FURTHER:
        for entry in wanted.get(name, []):
            hand.widget(f"further-{turn}").set_value(name)
            page.run()
            hand.form(f"new-{turn}-", MODELS[name][1], entry)
    asked = {"submission": ("country", "authority", "tlp", "handling", "file_hash"),
             "case": ("reference", "title", "summary", "status", "detected", "acts", "means", "purposes",
                      "methods_of_control")}  # fmt: skip
    for name, model in (("submission", Submission), ("case", Case)):
        hand.form(f"{name}-rest-{turn}", model, wanted[name], asked[name])
    language = next(box for box in page.selectbox if box.label == "Another language")
    language.set_value("ru")
    for label, value in (
        ("Title in that language", case["titles"]["ru"]),
        ("Date of the letter", wanted["letter_date"]),
    ):
        next(box for box in page.text_input if box.label == label).set_value(value)
    next(box for box in page.text_area if box.label == "Summary in that language").set_value(case["summaries"]["ru"])
    hand.press(f"FormSubmitter:languages-{turn}")
    hand.press("save")
    assert page.success, [entry.value for entry in page.error]
    [row] = cases.listing(empty_desk, ACTOR)
    stored = cases.get(empty_desk, ACTOR, row.case_id).document
    assert without_places(stored) == without_places(load_document(wanted))
    assert [stop.location for _, stop in stored.stops() if stop.location], "it is drawn"


def without_places(document):
    """Without what saving adds: where a stop lies."""
    plain = document.to_plain()
    for route in plain.get("routes", []):
        for stop in route.get("stops", []):
            stop.pop("location", None)
    return plain
