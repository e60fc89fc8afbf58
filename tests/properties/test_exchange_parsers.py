"""Whatever bytes come in, a reader answers or refuses; it never raises anything else, and never takes long."""

import csv
import io
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange import Defaults, Limits, Unreadable, child, demo, read, text_child, write_csv, write_json
from exchange.dates_in import BadDate, read_date
from exchange.encoding import decode
from exchange.mojibake import is_garbled
from exchange.table_xlsx import check_package
from records import dates

KZ = Defaults(country="KZ", today=date(2026, 7, 1))
CASE = write_json.write(demo.documents()[0])
TABLE = "ФИО;Дата рождения;Пол;Роль;Дело\nКаримова Дилноза;03.05.1998;ж;потерпевшая;1\nЛи Ян;1990;м;обвиняемый;1\n"


@pytest.fixture(scope="module", autouse=True)
def _in_this_process() -> Iterator[None]:
    """Thousands of files: the same reader as in the child, without a process for each; ``test_child`` has those."""

    def run(script: str, told: dict[str, Any], data: bytes, limits: Limits, **codes: str) -> dict[str, Any]:
        if script != "text_child.py":
            return child.run(script, told, data, limits, **codes)
        answer = json.loads(json.dumps(text_child.read(data, asdict(limits) | told)))
        if "unreadable" in answer:
            raise Unreadable(answer["unreadable"][0], **answer["unreadable"][1])
        return dict(answer)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["exchange.read"], "run", run)
        yield


def _workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in csv.reader(io.StringIO(TABLE), delimiter=";"):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


WORKBOOK = _workbook()


def _find(text: str) -> str | None:
    return "UZ" if text.casefold() in ("uz", "узбекистан") else None


def _take(data: bytes) -> None:
    start = time.monotonic()
    try:
        parsed = read(data, KZ, find_country=_find)
    except Unreadable as fault:
        assert fault.note.text()
    else:
        for document in parsed.documents:
            assert read(write_json.write(document), find_country=_find).documents == [document]
        for fault in parsed.bad:
            assert fault.note.text()
    assert time.monotonic() - start < 25


@st.composite
def _mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """The file with some bytes changed, a piece cut out, or a piece doubled."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, max(0, len(changed) - 1)))
        kind = draw(st.sampled_from(["set", "cut", "double", "insert"]))
        length = draw(st.integers(1, 40))
        if kind == "set" and changed:
            changed[place] = draw(st.integers(0, 255))
        elif kind == "cut":
            del changed[place : place + length]
        elif kind == "double":
            changed[place:place] = changed[place : place + length]
        else:
            changed[place:place] = draw(st.binary(max_size=8))
    return bytes(changed)


@given(st.binary(max_size=2_000))
def test_random_bytes(data: bytes) -> None:
    _take(data if not data.startswith(b"PK\x03\x04") else b"x" + data)


@settings(max_examples=150, suppress_health_check=[HealthCheck.data_too_large, HealthCheck.large_base_example])
@given(_mutated(CASE))
def test_mutated_case_documents(data: bytes) -> None:
    _take(data)


@settings(max_examples=150)
@given(_mutated(TABLE.encode("cp1251")) | _mutated(TABLE.encode("utf-16")) | _mutated(TABLE.encode()))
def test_mutated_tables(data: bytes) -> None:
    _take(data)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.large_base_example])
@given(_mutated(WORKBOOK))
def test_mutated_workbooks(data: bytes) -> None:
    _take(data)


@given(_mutated(WORKBOOK))
def test_mutated_packages_are_checked_without_reading_them(data: bytes) -> None:
    try:
        check_package(data)
    except Unreadable as fault:
        assert fault.code.startswith("workbook") or fault.code == "foreign_kind"


KEYS = ("format", "version", "submission", "persons", "routes", "stops", "country", "names", "x")
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)


def _nested(part: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(part, max_size=4) | st.dictionaries(st.sampled_from(KEYS), part, max_size=5)


@given(st.recursive(SCALARS, _nested, max_leaves=25))
def test_any_json(data: object) -> None:
    _take(json.dumps(data).encode())


@given(st.lists(st.lists(st.text(max_size=30), min_size=3, max_size=5), max_size=8))
def test_any_cells(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["name", "date of birth", "citizenship"], *rows])
    _take(out.getvalue().encode("utf-8", "surrogatepass"))


@given(
    st.text(max_size=40),
    st.sampled_from(["text", "number", "date"]),
    st.sampled_from(["day", "month", "unknown", "mixed"]),
)
def test_a_date_is_edtf_or_refused(text: str, kind: str, order: str) -> None:
    try:
        found = read_date(text, kind, order, date(2026, 7, 1))
    except BadDate:
        return
    parsed = dates.parse(found.edtf)
    assert parsed.earliest is None or parsed.earliest <= date(2026, 7, 1)


@given(st.dates(date(1900, 1, 1), date(2026, 6, 30)), st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%d-%m-%Y"]))
def test_dates_survive_their_usual_forms(day: date, form: str) -> None:
    text = f"{day:{form}}"
    assert read_date(text).edtf == f"{day:%Y-%m-%d}"


@given(st.text(max_size=200))
def test_unicode_text_is_decoded_as_it_was(text: str) -> None:
    if "\x00" in text or text.startswith("\ufeff") or any("\ud800" <= sign <= "\udfff" for sign in text):
        return
    for encoding in ("utf-8-sig", "utf-16"):
        assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
@given(st.lists(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=3, max_size=10), min_size=6, max_size=20))
def test_no_exception_in_old_encodings(encoding: str, words: list[str]) -> None:
    text = "ФИО\n" + "\n".join(word.title() for word in words) + "\n"
    assert decode(text.encode(encoding)).text == text


@given(st.text("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ -", min_size=4, max_size=30))
def test_cyrillic_names_are_not_called_garbled(name: str) -> None:
    assert not is_garbled(name + "а")


@given(st.text(max_size=60))
def test_no_cell_starts_a_formula(text: str) -> None:
    cell = write_csv.safe_cell(text)
    assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}
    assert cell.removeprefix("'").endswith(text.replace("\x00", "").removeprefix("'"))
