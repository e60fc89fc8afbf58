"""The map that stays: the same document for everything drawn, values checked on their way back."""

import json

import pytest

from ui import live_map, words
from ui.map_shapes import Line, Mark, drawn_parts

OSH, DUBAI = (40.5, 72.8), (25.2, 55.27)
EVIL = "</script><script>alert(1)</script>`${alert(1)}` {{7*7}}\u202e"


@pytest.fixture(autouse=True)
def _english():
    words.use_language("en")


def test_the_document_does_not_change_with_what_is_drawn():
    assert live_map.document(title="Routes") == live_map.document(title="Routes")
    made = live_map.document(title="Routes")
    assert "/assets/map_live.js" in made
    assert made.count("<script") == made.count("</script>")
    shapes = made.split('type="application/json">')[1].split("</script>")[0]
    assert set(json.loads(shapes)["marks"]) >= {"", "origin", "transit", "exploitation"}
    assert "<" not in shapes
    assert "window.waylinkMap = map_" in made


def test_foreign_text_goes_to_the_map_as_plain_values():
    sent = live_map.message(
        [Line(((OSH, DUBAI),), "solid", 3.14159, ("Osh", EVIL, ""), "L1", True, bent=True)],
        [Mark(OSH, "origin", (EVIL,), EVIL)],
        tell=True,
        fit_key="a",
    )
    line = sent["lines"][0]
    assert (line["f"], line["t"], line["w"], line["c"], line["i"]) == (list(OSH), list(DUBAI), 3.1, 1, "L1")
    assert "\u202e" not in json.dumps(sent, ensure_ascii=False)
    assert sent["fit"] == [[25.2, 55.27], [40.5, 72.8]]
    assert live_map.message([], [])["fit"] is None


@pytest.mark.parametrize(
    ("view", "level", "box"),
    [
        ({"level": "place", "box": [1, 2, 3, 4], "at": [1.5, 2.5, 6]}, "place", (1.0, 2.0, 3.0, 4.0)),
        ({"level": "country", "box": None}, "country", None),
        ({"level": "galaxy"}, None, None),
        ({"level": "place", "box": [1, 2, "x", 4]}, "place", None),
        ({"level": "place", "box": [1, 2, 1e9, 4]}, "place", None),
        ("place", None, None),
        (None, None, None),
    ],
)
def test_what_a_browser_says_is_checked(view, level, box):
    found = live_map.answer("L1", view)
    assert (found.level, found.box, found.clicked) == (level, box, "L1")
    assert live_map.answer("x" * 81, view).clicked is None


def test_a_bent_line_over_180_degrees_stays_on_the_map():
    parts = drawn_parts(Line((((-18.0, 178.0), (21.0, -157.0)),), "solid", 2, (), bent=True))
    assert len(parts) == 2
    assert all(-180 <= lon <= 180 for part in parts for _lat, lon in part)
    assert drawn_parts(Line(((OSH, DUBAI),), "solid", 2, ())) == ((OSH, DUBAI),)
