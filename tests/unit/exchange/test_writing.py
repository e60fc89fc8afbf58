import csv
import io
import json

import pytest

from exchange import demo, read, write_csv, write_json


def test_what_is_written_is_read_back() -> None:
    documents = demo.documents()[:3]
    for data in (write_json.write(documents), write_json.write_lines(documents)):
        again = read(data, find_country=lambda text: None)
        assert [part.to_plain() for part in again.documents] == [part.to_plain() for part in documents]
        assert not again.notes
    assert json.loads(write_json.write(documents[0]))["format"] == "waylink/case"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "  =1", "\xa0=1"]
)
def test_formulas_are_disarmed(text: str) -> None:
    assert write_csv.safe_cell(text) == "'" + text


@pytest.mark.parametrize("value", ["Каримова", "a=b", "1-2", "", "'x"])
def test_other_text_is_left_as_it_is(value: str) -> None:
    assert write_csv.safe_cell(value) == value


def test_numbers_stay_numbers() -> None:
    assert write_csv.safe_cell(-5) == "-5"
    assert write_csv.safe_cell(None) == ""


def test_a_table_opens_everywhere() -> None:
    data = write_csv.write(["имя", "=x"], [['ديلنوزا, "D"', 3], ["two\nlines", None]])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["имя", "'=x"], ['ديلنوزا, "D"', "3"], ["two\nlines", ""]]
