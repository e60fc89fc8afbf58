from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.text import cured


@pytest.mark.parametrize(("written", "shown"), [
    ("Ахметова", "Ахметова"),
    ("Jose\u0301", "José"),
    ("и\u0306", "й"),
    ("abc\u202egnp.exe", "abcgnp.exe"),
    ("\u2067محمد\u2069 \u200fعلي", "محمد علي"),
    ("a\x00b\nc\td\x1b[31m", "a b c d [31m"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("क्\u200dष", "क्\u200dष"),
    ("\ud800x", "x"),
    ("", ""),
])  # fmt: skip
def test_what_is_shown(written, shown):
    assert cured(written) == shown


@given(st.text())
def test_it_is_one_composed_line_and_stays_so(text):
    shown = cured(text)
    assert cured(shown) == shown
    assert unicodedata.is_normalized("NFC", shown)
    assert not any(unicodedata.category(sign) == "Cc" for sign in shown)


def test_the_store_keeps_the_original_and_shows_the_cured(store, investigator, plain_case):
    from records import load_document
    from store import cases
    from store.rows import CaseInput

    plain_case["case"]["title"] = "Jose\u0301 \u202egnp"
    with store.write(investigator) as tx:
        (row,) = cases.save_many(tx, [CaseInput(load_document(plain_case))])
    with store.read(investigator) as reader:
        assert cases.get(reader, row.case_id).document.case.title == "Jose\u0301 \u202egnp"
        assert cases.rows(reader)[0].title == "José gnp"
