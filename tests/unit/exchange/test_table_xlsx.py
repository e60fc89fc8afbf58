import datetime
import io
import time
import zipfile
from collections.abc import Callable

import pytest

from exchange import Defaults, Parsed, Unreadable, read
from exchange.limits import Limits
from exchange.table_xlsx import check_package

Find = Callable[[str], str | None]
Book = Callable[..., bytes]
HEADER = ["ФИО", "Дата рождения", "Номер дела"]


@pytest.fixture
def take(find_country: Find) -> Callable[..., Parsed]:
    return lambda data, **more: read(data, Defaults(country="KZ"), find_country=find_country, **more)


def test_a_workbook_with_title_dates_and_two_sheets(take: Callable[..., Parsed], book: Book) -> None:
    def more(workbook: object) -> None:
        workbook.create_sheet("notes").append(["not a table"])
        other = workbook.create_sheet("more")
        other.append(["name"])
        other.append(["A B"])

    data = book(
        ["Список"], [], HEADER, ["Ли Вера", datetime.date(1990, 5, 3), "1-26"], ["Ким Анна", 1985, "1-26"],
        ["Цой Пётр", 36526, "1-26"], ["Пак Ян", datetime.datetime(1991, 2, 3, 0, 0), "1-26"], ["=1+1", 1980, "1-26"],
        ["Сон Ия", "#N/A", "1-26"], merges=("A1:C1",), change=more,
    )  # fmt: skip
    parsed = take(data)
    assert [person.birth for person in parsed.documents[0].persons] == ["1990-05-03", "1985", "1991-02-03"]
    assert [(fault.row, fault.path, fault.note.code) for fault in parsed.bad] == [
        (6, "birth", "date_is_number"), (8, "name", "no_name"), (9, "birth", "cell_error"),
    ]  # fmt: skip
    assert [(note.code, note.params.get("sheets")) for note in parsed.notes if note.code == "other_sheets"] == [
        ("other_sheets", "3")
    ]


def test_merged_cells(take: Callable[..., Parsed], book: Book) -> None:
    rows = [
        HEADER,
        ["Ли Вера", 1990, "1-26"],
        ["Ким Анна", 1991, None],
        ["Пак Ян", 1992, "2-26"],
        ["Сон Ия", None, "2-26"],
    ]
    parsed = take(book(*rows, merges=("C2:C3",)))
    assert [len(document.persons) for document in parsed.documents] == [2, 2]
    assert "merged_filled" in [note.code for note in parsed.notes]
    parsed = take(book(*rows, merges=("B4:B5",)))
    assert [(fault.row, fault.path, fault.note.code) for fault in parsed.bad] == [
        (4, "birth", "merged"),
        (5, "birth", "merged"),
    ]
    parsed = take(book(*rows, merges=("B2:C2",)))
    assert [(fault.row, fault.note.code) for fault in parsed.bad] == [(2, "merged"), (2, "merged")]


def test_far_cells_cost_nothing(take: Callable[..., Parsed], book: Book) -> None:
    def far(workbook: object) -> None:
        workbook.active["XFD1048576"] = "x"

    data = book(HEADER, ["Ли Вера", 1990, "1-26"], change=far)
    start = time.monotonic()
    assert len(take(data).documents[0].persons) == 1
    assert time.monotonic() - start < 15


def test_hostile_packages(take: Callable[..., Parsed], book: Book, repack: Callable[..., bytes]) -> None:
    good = book(HEADER, ["Ли Вера", 1990, "1-26"])
    bomb, other = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"a" * 30_000_000)
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("word/document.xml", b"x")
    entity = b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><worksheet><sheetData>&b;'
    cases = {
        "cut": (good[: len(good) // 2], "workbook_broken"),
        "bomb": (bomb.getvalue(), "workbook_bomb"),
        "word": (other.getvalue(), "document_broken"),
        "entities": (repack(good, "sheet1.xml", lambda part: entity + part), "workbook_broken"),
        "far row": (repack(good, "sheet1.xml", lambda part: part.replace(b'r="2"', b'r="99999999999"')), "table_rows"),
        "no xml": (repack(good, "sheet1.xml", lambda part: b"\x00\xff" * 50), "workbook_broken"),
    }
    for name, (data, code) in cases.items():
        with pytest.raises(Unreadable) as fault:
            take(data)
        assert fault.value.code == code, name


def test_limits_of_the_package_and_the_sheet(take: Callable[..., Parsed], book: Book) -> None:
    good = book(HEADER, *([f"Ли {'а' * n}", 1990, "1"] for n in range(1, 6)))
    for limits, code in (
        (Limits(parts=3), "workbook_parts"),
        (Limits(unpacked=100), "workbook_bomb"),
        (Limits(rows=3), "table_rows"),
        (Limits(cells=5), "table_cells"),
        (Limits(columns=2), "table_columns"),
        (Limits(seconds=0.01), "workbook_slow"),
        (Limits(memory=30 * 1024 * 1024), "workbook_slow"),
    ):
        with pytest.raises(Unreadable) as fault:
            take(good, limits=limits)
        assert fault.value.code == code


def test_an_encrypted_package_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", b"x")
    data = bytearray(out.getvalue())
    directory = data.find(b"PK\x01\x02")
    data[directory + 8] |= 1
    with pytest.raises(Unreadable, match="encrypted"):
        check_package(bytes(data))


def test_macros_are_noticed_and_left_alone(take: Callable[..., Parsed], book: Book) -> None:
    data = io.BytesIO(book(HEADER, ["Ли Вера", 1990, "1-26"]))
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    assert "macros" in [note.code for note in take(data.getvalue()).notes]
