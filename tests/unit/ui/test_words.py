from datetime import UTC, date, datetime

import pytest

from ui import words


@pytest.fixture(autouse=True)
def _english():
    words.use_language("en")
    yield
    words.use_language("en")


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        (None, "not recorded"),
        ("", "not recorded"),
        ("2025-09-03", "3 September 2025"),
        ("2025-09", "September 2025, day unknown"),
        ("2025", "2025, day and month unknown"),
        ("1998~", "about 1998, day and month unknown"),
        ("1998?", "1998, day and month unknown, uncertain"),
        ("2010-21", "spring 2010"),
        ("2016/2018", "2016 to 2018"),
        ("../2016", "until 2016"),
        ("2016/..", "from 2016"),
        ("199X", "1990 to 1999"),
        ("not a date", "not a date"),
    ],
)
def test_partial_dates_in_words(edtf, shown):
    assert words.date_text(edtf) == shown


def test_short_dates_follow_the_office():
    assert words.date_text("2025-09-03", short=True) == "3 Sep 2025"
    words.use_language("ru")
    assert words.date_text("2025-09-03", short=True) == "03.09.2025"
    assert words.day_text(date(2021, 10, 7)) == "7 октября 2021"
    words.use_language("ar")
    assert "2025" in words.date_text("2025-09-03")


def test_moments_name_their_zone():
    assert words.moment_text(datetime(2026, 3, 12, 9, 40, tzinfo=UTC)) == "12 Mar 2026, 09:40 UTC"
    assert words.moment_text(None) == "not recorded"


def test_labels_and_missing_codes():
    assert words.code_label("purpose", "ForcedLabour") == words.codes.label("purpose", "ForcedLabour")
    assert words.code_label("purpose", None) == "not recorded"
    assert words.code_label("gender", "refused") == "refused"
    assert words.code_label("identifier", "library_card") == "library_card"


def test_country_names():
    assert words.country_name("KG") == "Kyrgyzstan"
    assert words.country_name(None) == "not recorded"
    assert words.country_name("??") == "??"
    words.use_language("ru")
    assert words.country_name("KZ") == "Казахстан"


def test_parameters_are_filled_and_a_broken_translation_falls_back(monkeypatch):
    assert words._("Case {ref}", ref="1/25") == "Case 1/25"
    assert words.render("Case {ref}", {"ref": "1/25"}) == "Case 1/25"
    assert words._("") == ""

    class Broken:
        def gettext(self, msgid):
            return "{nothing}"

    monkeypatch.setattr(words, "translator", lambda language: Broken())
    assert words._("Case {ref}", ref="1/25") == "Case 1/25"


def test_plural_forms_and_numbers():
    assert words.ngettext("{n} case", "{n} cases", 1) == "1 case"
    assert words.ngettext("{n} case", "{n} cases", 1200) == "1,200 cases"
    assert words.number(0.925, 2) in ("0.92", "0.93")
    assert words.percent(0.5) == "50%"


def test_an_unknown_language_is_english():
    words.use_language("xx")
    assert words.language() == "en"
    assert not words.right_to_left()
    words.use_language("ar")
    assert words.right_to_left()
