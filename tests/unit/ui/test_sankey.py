from xml.etree import ElementTree

import pytest

from ui import look, sankey


def test_bands_keep_their_amount_and_foreign_text_is_text():
    evil = "</text><script>alert(1)</script>"
    flows = [sankey.Flow(("Uzbekistan", evil, "Türkiye"), 3.0), sankey.Flow(("Uzbekistan", "–", "دبي"), 1.0)]
    made = sankey.svg(flows, look.LIGHT, dark=False, title=evil, heads=("Origin", "Transit", "Destination"))
    root = ElementTree.fromstring(made)
    tags = {part.tag.rpartition("}")[2] for part in root.iter()}
    assert tags == {"svg", "title", "path", "rect", "text"}
    widths = [float(part.get("stroke-width")) for part in root.iter() if part.tag.endswith("path")]
    assert sum(widths[:2]) == sum(widths[2:])
    assert max(widths) / min(widths) == pytest.approx(3.0, abs=0.02)
    assert sankey.height_of(flows) == 200


def test_nothing_is_still_a_picture():
    made = sankey.svg([], look.DARK, dark=True, title="Nothing", heads=("a", "b", "c"))
    assert ElementTree.fromstring(made).tag.endswith("svg")
