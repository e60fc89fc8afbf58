import re

import folium
import folium.plugins
import pytest

from ui import leaflet, look, words
from ui.map_shapes import Line, Mark, arrow_svg, bend, mark_svg, middle, name_sides, tooltip
from ui.route_map import document

OSH, ALMATY, DUBAI = (40.5, 72.8), (43.25, 76.95), (25.2, 55.27)
EVIL = "</script><script>parent.alert(1)</script><img src=x onerror=alert(1)> `${alert(1)}` \\ {{ 7*7 }}"


@pytest.fixture(autouse=True)
def _english():
    words.use_language("en")
    yield
    words.use_language("en")


def a_map(**changed):
    marks = [Mark(OSH, "origin", ("Osh", EVIL), EVIL), Mark(DUBAI, "exploitation", ("Dubai",), "Dubai")]
    lines = [
        Line(((OSH, ALMATY),), "solid", 3, ("Osh – Almaty", EVIL), "L1"),
        Line((bend(ALMATY, DUBAI),), "dashed", 5, ("Almaty – Dubai",), "L2"),
    ]
    return document(lines, marks, title="Routes", **changed)


def test_the_document_asks_only_our_own_server():
    links = re.findall(r"""(?:src|href)=["']([^"']+)["']|fetch\("([^"]+)""", a_map())
    found = {one or other for one, other in links}
    assert {link for link in found if not link.startswith("/assets/")} == set()
    assert "/assets/vendor/leaflet/leaflet.js" in found


def test_what_comes_from_abroad_is_text_in_the_document():
    made = a_map()
    assert "<script>parent.alert" not in made
    assert "<img src=x" not in made
    assert "${alert" not in made
    assert "onerror=alert(1)>" not in made
    assert made.count("<script") == made.count("</script>")
    assert made.count("{{") == made.count("}}") == 0


@pytest.mark.parametrize("text", ["{{ 6543*3 }}", "{% raw %}", "{# gone #}", "{{ cycler.__init__.__globals__ }}"])
def test_foreign_text_is_no_template_on_the_server(text):
    mark = Mark(OSH, "origin", (text, text), text)
    made = document([Line(((OSH, DUBAI),), "solid", 3, (text,), text)], [mark], title="Routes")
    assert "19629" not in made
    assert "__globals__" in made or "cycler" not in text
    for opening in ("{{", "{%", "{#"):
        assert opening not in made


def test_a_class_that_still_names_a_foreign_host_is_refused():
    made = leaflet.new_map(look.LIGHT)
    made.add_child(folium.plugins.Fullscreen())
    with pytest.raises(leaflet.ForeignLink):
        leaflet.render(made, language="en", direction="ltr", title="x", dark=False)


def test_a_picture_from_a_foreign_host_is_refused():
    made = leaflet.new_map(look.LIGHT)
    made.get_root().html.add_child(folium.Element('<img src="https://evil.example/x.png">'))
    with pytest.raises(leaflet.ForeignLink):
        leaflet.render(made, language="en", direction="ltr", title="x", dark=False)


def test_styles_clicks_and_legend():
    made = a_map(widths=True)
    assert '"dashArray": "8 6"' in made or "dashArray" in made
    assert made.count('waylink: "line"') == 2
    assert "Not certain or not completed" in made
    assert "Gap: stops" not in made
    assert "Wider: more" in made
    assert "setPrefix(false)" in made


def test_direction_and_ground_follow_the_reader():
    words.use_language("ar")
    assert '<html lang="ar" dir="rtl" class="dark">' in a_map(dark=True)
    words.use_language("en")
    assert '<html lang="en" dir="ltr" class="light">' in a_map()


def test_the_same_map_is_the_same_document():
    assert a_map() == a_map()
    assert a_map() != a_map(dark=True)


def test_an_empty_map_is_still_a_map():
    made = document([], [], title="Nothing yet")
    assert "L.map(" in made
    assert "wl-legend" not in made.split("<body>")[1]


def test_the_three_families_differ_in_shape_letter_and_colour():
    families = list(look.FAMILIES.values())
    for field in ("shape", "letter", "light", "dark", "glyph"):
        assert len({getattr(family, field) for family in families}) == 3
    drawn = {mark_svg(family, 20, dark=False) for family in families}
    assert len(drawn) == 3
    assert mark_svg(look.role_look("intended_destination"), 20, dark=False) not in drawn
    assert look.role_look(None) is look.OTHER_ROLE


def test_every_stop_role_has_a_look():
    assert set(look.ROLES) == set(words.codes.code_lists()["stop_role"].labels)


def test_the_arrow_stands_on_the_line_and_points_along_it():
    at, angle = middle((((0.0, 0.0), (0.0, 10.0)),))
    assert at[0] == pytest.approx(0)
    assert at[1] == pytest.approx(5.5)
    assert angle == pytest.approx(0)
    assert middle((((0.0, 0.0), (10.0, 0.0)),))[1] == pytest.approx(-90)
    assert abs(middle((((0.0, 10.0), (0.0, 0.0)),))[1]) == pytest.approx(180)
    assert middle((((5.0, 5.0), (5.0, 5.0)),)) is None
    assert middle(()) is None
    assert "rotate(-90)" in arrow_svg(-90.2, "#000", 12)


def test_there_and_back_lie_side_by_side():
    there, back = bend(OSH, DUBAI), bend(DUBAI, OSH)
    assert there[0] == pytest.approx(OSH)
    assert there[-1] == pytest.approx(DUBAI)
    gap = abs(there[8][0] - back[8][0]) + abs(there[8][1] - back[8][1])
    assert gap > 1


def test_names_of_near_marks_get_out_of_each_other_s_way():
    near = [Mark((16.7, 98.57), "transit", ("a",), "Mae Sot"), Mark((13.75, 100.5), "transit", ("b",), "Bangkok"),
            Mark((55.7, 37.6), "origin", ("c",), "Moscow")]  # fmt: skip
    sides = name_sides(near)
    assert len(sides) == 3
    assert sides[0] != sides[1] or sides[0] in ("left", "right")
    assert name_sides([]) == []


def test_tooltips_set_the_first_line_apart():
    assert tooltip(("Osh", "", "12 cases")) == "<p><b>&#8296;Osh&#8297;</b></p><p>&#8296;12 cases&#8297;</p>"
    assert tooltip(()) == "<p><b></b></p>"
