import html
import re
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ui.text import bare, map_text, plain

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MARKS = ["![", "](", ")", "<img src=x>", "&lt;", "&#60;", "`", "```", "$", "\\", "\\\\", "*", "_", "~~", "|", "---"]
PLACES = [":red[", "]", "http://", "www.", "@", "# ", "- ", "1. ", "> ", "    ", "\n", "\t", "\u202e", "\u2069"]
PIECES = st.sampled_from([*MARKS, *PLACES, "é", "ش", "Ж", "x", " "])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join))


class OnlyText(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_starttag(self, tag, attrs):
        raise AssertionError(f"a tag came through: {tag}")

    def handle_comment(self, data):
        raise AssertionError("a comment came through")

    def handle_data(self, data):
        self.text += data


@given(TEXTS)
@example("[a]: http://x\n[a]")
@example("<!-- -->")
def test_markdown_reads_plain_as_the_same_text_and_nothing_else(text):
    tokens = MARKDOWN.parse(plain(text))
    kinds = [token.type for token in tokens]
    if not bare(text):
        assert kinds == []
        return
    assert kinds == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children
    assert {child.type for child in children} <= {"text", "text_special"}
    shown = "".join(child.content for child in children)
    assert shown.replace("\u2060", "").strip("\u2068\u2069") == bare(text).replace("\u2060", "")


@given(TEXTS)
def test_every_ascii_mark_in_plain_is_behind_a_backslash(text):
    without = re.sub(r"\\[!-/:-@\[-`{-~]", "", plain(text))
    assert re.search(r"[!-/:-@\[-`{-~]", without) is None


@given(TEXTS)
def test_a_browser_reads_map_text_as_the_same_text_and_no_tag(text):
    reader = OnlyText()
    reader.feed(map_text(text))
    reader.close()
    assert reader.text.strip("\u2068\u2069") == bare(text)
    assert html.unescape(map_text(text)).strip("\u2068\u2069") == bare(text)


@given(TEXTS)
def test_bare_is_stable_and_has_no_turning_marks(text):
    once = bare(text)
    assert bare(once) == once
    assert not set(once) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\n\r\t\u0000")
