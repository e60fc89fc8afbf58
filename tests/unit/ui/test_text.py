import json

import pytest

from ui.text import bare, map_text, plain, script_text

HOSTILE = [
    "![x](http://evil.example/x.png)",
    "<img src=x onerror=alert(1)>",
    "[link](javascript:alert(1))",
    ":red[warning] :material/home: :smile: $x^2$ $$y$$",
    "**bold** _em_ ~~gone~~ `code`",
    "# heading\n- item\n| a | b |\n|---|---|",
    "</script><script>alert(1)</script>",
    "`${alert(1)}` \\u0060 {{ 7*7 }}",
    "\u202eevil\u2066\u200f",
    "a\u0000b\u0007c\u2028d",
]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (None, ""),
        ("", ""),
        (7, "7"),
        ("  Мадина \t Ёлкина\n", "Мадина Ёлкина"),
        ("موسى \u202eإبراهيم", "موسى إبراهيم"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u0000b\u2028c", "a b c"),
        ("O'Brien & <Sons>", "O'Brien & <Sons>"),
    ],
)
def test_bare_is_one_clean_line(given, shown):
    assert bare(given) == shown


def test_plain_escapes_every_mark_and_isolates():
    assert plain("a_b") == "\u2068a\\_b\u2069"
    assert plain("") == ""
    assert plain(None) == ""
    assert plain("Иванова") == "\u2068Иванова\u2069"


@pytest.mark.parametrize(
    "text", ["http://evil.example/a", "see HTTPS://evil.example", "www.evil.example", "me@evil.example"]
)
def test_plain_splits_addresses_so_that_no_link_is_made(text):
    shown = plain(text).replace("\\", "")
    assert "http://" not in shown.lower()
    assert "https://" not in shown.lower()
    assert "www." not in shown.lower()
    assert "e@" not in shown
    assert shown.replace("\u2060", "").strip("\u2068\u2069") == text


@pytest.mark.parametrize("text", [":streamlit:", "a -> b", "a <- b", "a <-> b", "a -- b", "a >= b", "a <= b", "a ~= b"])
def test_plain_splits_what_streamlit_would_replace_in_text(text):
    shown = plain(text).replace("\\", "")
    assert "\u2060" in shown
    assert shown.replace("\u2060", "").strip("\u2068\u2069") == text


@pytest.mark.parametrize("text", ["08-PC-12", "a->b", "12 <3", "Osh - Almaty", "12:30"])
def test_plain_adds_nothing_else(text):
    assert "\u2060" not in plain(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_map_text_leaves_nothing_that_html_or_a_template_literal_reads(text):
    shown = map_text(text)
    for mark in ("<", ">", '"', "'", "`", "$", "\\", "{", "}", "/", "\n", "\u202e"):
        assert mark not in shown


def test_map_text_keeps_what_people_write():
    assert map_text("Бишкек") == "&#8296;Бишкек&#8297;"
    assert map_text(None) == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_script_text_is_one_string_literal(text):
    literal = script_text(text)
    assert json.loads(literal) == bare(text)
    for mark in "<>`${}'/":
        assert mark not in literal
    assert literal.count('"') == 2
