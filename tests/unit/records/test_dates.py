from datetime import date

import pytest

from records.dates import parse


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision", "uncertain"),
    [
        ("2025-09-03", date(2025, 9, 3), date(2025, 9, 3), "day", False),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month", False),
        ("1998~", date(1998, 1, 1), date(1998, 12, 31), "year", True),
        ("2025-09-03?", date(2025, 9, 3), date(2025, 9, 3), "day", True),
        ("2010-21", date(2010, 3, 1), date(2010, 5, 31), "season", False),
        ("2010-24", date(2010, 12, 1), date(2011, 2, 28), "season", False),
        ("../2016", None, date(2016, 12, 31), "interval", False),
        ("2016/..", date(2016, 1, 1), None, "interval", False),
        ("2016-01/2016-05~", date(2016, 1, 1), date(2016, 5, 31), "interval", True),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "vague", False),
        ("2025-XX-12", date(2025, 1, 12), date(2025, 12, 12), "vague", False),
    ],
)
def test_bounds(text, earliest, latest, precision, uncertain):
    read = parse(text)
    assert (read.earliest, read.latest, read.precision, read.uncertain) == (earliest, latest, precision, uncertain)
    assert read.text == text


@pytest.mark.parametrize("text", ["", "soon", "2025-13", "2025-02-30", "03.09.2025", "2018/2016", "../..", "x" * 100])
def test_what_is_not_a_date(text):
    with pytest.raises(ValueError, match=r"date|interval") as caught:
        parse(text)
    assert text == "" or text not in str(caught.value)


def test_overlap_is_closed_and_open_sides_reach_on():
    spring = parse("2010-21")
    assert spring.overlaps(date(2010, 5, 31), None)
    assert not spring.overlaps(date(2010, 6, 1), None)
    assert parse("2016/..").overlaps(date(2030, 1, 1), None)
    assert parse("../2016").may_precede(date(1900, 1, 1))
    assert not parse("2017").may_precede(date(2016, 12, 31))
