from datetime import date

import pytest

from exchange.dates_in import BadDate, ReadDate, read_date, slash_order


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2025-09-03", "2025-09-03"),
        ("03.09.2025", "2025-09-03"),
        ("3.9.2025 г.", "2025-09-03"),
        ("03-09-2025", "2025-09-03"),
        ("2025/9/3", "2025-09-03"),
        ("03/09/2025", "2025-09-03"),
        ("13/09/2025", "2025-09-13"),
        ("09/13/2025", "2025-09-13"),
        ("٣/٩/٢٠٢٥", "2025-09-03"),
        ("7 October 2021", "2021-10-07"),
        ("7 октября 2021 г.", "2021-10-07"),
        ("October 7, 2021", "2021-10-07"),
        ("7 أكتوبر 2021", "2021-10-07"),
        ("март 2020", "2020-03"),
        ("09.2025", "2025-09"),
        ("1998", "1998"),
        ("1998 г.р.", "1998"),
        ("1998~", "1998~"),
        ("../2016", "../2016"),
        ("2025-09-03T00:00:00", "2025-09-03"),
    ],
)
def test_dates_as_people_write_them(text: str, edtf: str) -> None:
    assert read_date(text).edtf == edtf


def test_zeros_are_left_open_and_counted() -> None:
    assert read_date("00.00.1980") == ReadDate("1980", True)
    assert read_date("00.05.1980") == ReadDate("1980-05", True)
    assert read_date("05.1980") == ReadDate("1980-05", False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.02.1999", "bad_date"),
        ("yesterday", "bad_date"),
        ("12.05.90", "short_year"),
        ("1420/05/12", "hijri_date"),
        ("15.08.1410", "hijri_date"),
        ("01.01.2031", "future_date"),
        ("1.2.345", "bad_date"),
        ("32 мая 1990", "bad_date"),
    ],
)
def test_what_is_no_certain_date_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(BadDate) as fault:
        read_date(text, today=date(2026, 7, 1))
    assert fault.value.code == code


def test_a_number_is_a_date_only_where_it_can_be_a_year() -> None:
    assert read_date("1998", "number").edtf == "1998"
    with pytest.raises(BadDate, match="date_is_number"):
        read_date("36526", "number")
    assert read_date("1998-05-03 12:30", "date").edtf == "1998-05-03"


def test_a_column_of_slashes_tells_day_from_month_by_its_numbers() -> None:
    assert slash_order(["01/02/2000", "31/12/1999"]) == "day"
    assert slash_order(["01/02/2000", "12/31/1999"]) == "month"
    assert slash_order(["01/02/2000", "3/4/1999"]) == "unknown"
    assert slash_order(["31/12/1999", "12/31/1999"]) == "mixed"
    assert slash_order(["03.04.1999"]) == "day"
    assert read_date("01/02/2000", order="month").edtf == "2000-01-02"
    with pytest.raises(BadDate, match="day_or_month"):
        read_date("01/02/2000", order="mixed")
    assert read_date("02/02/2000", order="mixed").edtf == "2000-02-02"
    assert read_date("25/02/2000", order="mixed").edtf == "2000-02-25"
