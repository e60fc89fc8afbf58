import time
from collections.abc import Callable
from datetime import date

import pytest

from exchange import Defaults, Parsed, Unreadable, preview, read
from exchange.limits import Limits
from exchange.messages import MESSAGES

Find = Callable[[str], str | None]
KZ = Defaults(country="KZ", today=date(2026, 7, 1))
HEADER = "ФИО;Дата рождения;Пол;Гражданство;Паспорт;Телефон;Роль;Номер дела\n"


@pytest.fixture
def table(find_country: Find) -> Callable[..., Parsed]:
    def take(text: str, **more: object) -> Parsed:
        return read(text.encode(), KZ, find_country=find_country, **more)

    return take


def test_rows_become_documents_by_case(table: Callable[..., Parsed]) -> None:
    parsed = table(
        HEADER
        + "Каримова Дилноза;03.05.1998;ж;Узбекистан;AA1;+998 90 000 00 01;потерпевшая;1-23\n"
        + "Петров Иван;1980;м;Россия, Казахстан;;+998 90 000 00 01;обвиняемый;1-23\n"
        + "Ли Вера;;;;;;;2-23\n"
    )
    first, second = parsed.documents
    assert (first.case.reference, second.case.reference) == ("1-23", "2-23")
    assert [person.display for person in first.persons] == ["Каримова Дилноза", "Петров Иван"]
    assert first.persons[1].citizenships == ["RU", "KZ"]
    assert first.capacities("p1") == {"victim"}
    assert (first.involvements[1].capacity, first.involvements[1].basis) == ("suspect", "charged")
    assert [(paper.kind, paper.holders) for paper in first.identifiers] == [
        ("passport", ["p1"]),
        ("phone", ["p1", "p2"]),
    ]
    assert first.submission.country == "KZ"
    assert not parsed.bad


@pytest.mark.parametrize(
    ("row", "path", "code"),
    [
        (";03.05.1998;;;;;;", "name", "no_name"),
        ("12345;;;;;;;", "name", "no_name"),
        ("Ли;31.02.1999;;;;;;", "birth", "bad_date"),
        ("Ли;01.01.2031;;;;;;", "birth", "future_date"),
        ("Ли;;непонятно;;;;;", "gender", "unknown_code"),
        ("Ли;;;Атлантида;;;;", "citizenship", "unknown_country"),
        ("Ли;;;Узбекистан, Атлантида;;;;", "citizenship", "unknown_country"),
        ("Ли;;;;;;босс;", "role", "unknown_code"),
        ("???? ??;;;;;;;", "name", "lost_name"),
        ("РљР°СЂРёРјРѕРІР°;;;;;;;", "name", "garbled"),
        ("Ли\x07;;;;;;;", "name", "cell_control"),
        (f"{'а' * 600};;;;;;;", "name", "cell_long"),
        ("Ли;;;;;;;;more", "", "more_cells"),
    ],
)
def test_a_bad_row_is_put_aside_alone(table: Callable[..., Parsed], row: str, path: str, code: str) -> None:
    parsed = table(f"{HEADER}Каримова Дилноза;;;;;;;\n{row}\n")
    assert [(fault.row, fault.path, fault.note.code) for fault in parsed.bad] == [(3, path, code)]
    assert [person.display for document in parsed.documents for person in document.persons] == ["Каримова Дилноза"]
    for value in ("Атлантида", "31.02", "непонятно", "босс"):
        assert value not in parsed.bad[0].note.text()


def test_every_fault_of_a_row_is_told(table: Callable[..., Parsed]) -> None:
    parsed = table(f"{HEADER};31.02.1999;??;Атлантида;;;;\n")
    assert {fault.path for fault in parsed.bad} == {"name", "birth", "gender", "citizenship"}
    assert not parsed.documents


def test_the_same_row_twice_is_taken_once(table: Callable[..., Parsed]) -> None:
    parsed = table(f"{HEADER}Ли;1990;;;;;;\nЛи;1990;;;;;;\nЛи;1991;;;;;;\n")
    assert [(fault.row, fault.note.params) for fault in parsed.bad] == [(3, {"other": 2})]
    assert len(parsed.documents[0].persons) == 2


def test_absence_is_not_a_value(table: Callable[..., Parsed]) -> None:
    parsed = table(f"{HEADER}Ли;отказался;-;н/д;нет;—;;\n")
    person = parsed.documents[0].persons[0]
    assert person.birth is None
    assert person.missing == {"birth": "refused"}
    assert (person.gender, person.citizenships, parsed.documents[0].identifiers) == (None, [], [])


def test_a_refused_answer_about_the_role_is_no_role(table: Callable[..., Parsed]) -> None:
    parsed = table(
        "name,role,mode,basis,function,place,country\nA B,refused,refused,refused,refused,X,NP\nC D,victim,,,,,\n"
    )
    assert not parsed.bad
    assert [part.who for part in parsed.documents[0].involvements] == ["p2"]
    parsed = table("name,function\nA B,recruiter\n")
    assert [(part.capacity, part.basis) for part in parsed.documents[0].involvements] == [("suspect", "alleged")]


def test_a_states_name_may_hold_and(table: Callable[..., Parsed]) -> None:
    assert table("name,nationality\nA B,Bosnia and Herzegovina\n").documents[0].persons[0].citizenships == ["BA"]


def test_name_parts_latin_and_alias(table: Callable[..., Parsed]) -> None:
    parsed = table("Фамилия,Имя,Отчество,ФИО латиницей,Кличка\nЛи,Вера,Ивановна,LI VERA,Рыжая; Верка\n")
    names = parsed.documents[0].persons[0].names
    assert (names[0].family, names[0].given, names[0].patronymic) == ("Ли", "Вера", "Ивановна")
    assert [(name.full, name.kind) for name in names[1:]] == [
        ("LI VERA", "transliteration"), ("Рыжая", "alias"), ("Верка", "alias"),
    ]  # fmt: skip


def test_places_become_a_shared_route(table: Callable[..., Parsed]) -> None:
    parsed = table(
        "name,place of recruitment,country of recruitment,place of exploitation,country of exploitation,"
        "mode,purpose,age\n"
        "A B,Ташкент,Uzbekistan,Kathmandu,NP,plane,forced labour,17\n"
        "C D,Ташкент,Uzbekistan,Kathmandu,NP,plane,,30\n"
        "E F,Самарканд,Uzbekistan,,,,,\n"
    )
    document = parsed.documents[0]
    assert [(route.travellers, len(route.stops)) for route in document.routes] == [(["p1", "p2"], 2), (["p3"], 1)]
    assert [(stop.role, stop.country, stop.modes) for stop in document.routes[0].stops] == [
        ("recruitment", "UZ", []), ("exploitation", "NP", ["air"]),
    ]  # fmt: skip
    assert document.case.purposes == ["ForcedLabour"]
    assert (document.persons[0].age_band, document.persons[0].minor) == ("9-17", True)
    assert (document.persons[1].age_band, document.persons[1].minor) == ("30-38", False)


def test_headers_in_three_languages_and_below_a_title(table: Callable[..., Parsed]) -> None:
    for header in (
        "Name,Date of birth",
        "ФИО,Год рождения",
        "الاسم,تاريخ الميلاد",
        "Full name:,D.O.B.",
        "ПОЛНОЕ ИМЯ *,Д.Р.",
    ):
        assert table(f"List\n\n{header}\nX Y,1990\n").documents[0].persons[0].birth == "1990"


def test_separators(table: Callable[..., Parsed]) -> None:
    for sign in (",", ";", "\t", "|"):
        parsed = table(f'name{sign}note\n"A, B; C"{sign}x\n')
        assert parsed.documents[0].persons[0].display == "A, B; C"
    assert table("sep=;\nname;note\nA, B;x\n").documents[0].persons[0].display == "A, B"
    assert table("name\nA\nB\n").documents[0].persons[1].display == "B"


def test_row_numbers_are_those_of_a_spreadsheet(table: Callable[..., Parsed]) -> None:
    parsed = table('name,birth,note\nA,1990,"two\nlines"\n\nB,32.13.1990,\n')
    assert [fault.row for fault in parsed.bad] == [5]


def test_columns_can_be_told_and_remembered(table: Callable[..., Parsed], find_country: Find) -> None:
    text = "Кто,Когда\nЛи,1990\n"
    with pytest.raises(Unreadable) as fault:
        table(text)
    assert fault.value.code == "no_header"
    told = {"Кто": "name", "Когда": "birth"}
    parsed = table(text, columns=told)
    assert parsed.documents[0].persons[0].birth == "1990"
    assert parsed.mapping is not None
    kept = {parsed.mapping.fingerprint: told}
    again = table("КТО,КОГДА\nКим,1991\n", remembered=kept.get)
    assert again.notes[0].code == "mapping_remembered"
    assert again.documents[0].persons[0].display == "Ким"
    look = preview(text.encode())
    assert look is not None
    assert (look.columns, look.rows) == ({"Кто": "", "Когда": ""}, 1)
    assert preview(b'{"a": 1}') is None
    assert table("ФИО,Пол\nЛи,x\n", columns={"Пол": ""}).documents[0].persons[0].gender is None


def test_notices(table: Callable[..., Parsed]) -> None:
    def codes(text: str) -> set[str]:
        return {note.code for note in table(text).notes}

    assert codes("name,shoe size,role\nA,42,victim\n") == {"columns_not_taken"}
    assert codes("name,full name,role\nA,B,victim\n") == {"columns_twice"}
    assert codes("name,dob,role\nA,01/02/1990,victim\n") == {"slash_dates"}
    assert codes("name,dob,role\nA,01/22/1990,victim\n") == {"month_first"}
    assert codes("name,dob,role\nA,00.02.1990,victim\n") == {"day_unknown"}
    assert codes("name,role\nA,victim\nB,victim\n") == {"one_case"}
    assert codes("name,case\nA,1\n") == {"roles_missing"}
    assert all(note.text() for note in table("name,shoe size\nA,42\n").notes)


def test_tables_that_cannot_be_taken(table: Callable[..., Parsed], find_country: Find) -> None:
    for text, code in (
        ("name,birth\n", "no_rows"),
        ('name,birth\n"A,1990\nB,1991\n', "quotes_broken"),
        ("just text\n", "no_header"),
        ("ДАТА".encode().decode("cp1251") + ";x\nA;1\n", "garbled_file"),
    ):
        with pytest.raises(Unreadable) as fault:
            table(text)
        assert fault.value.code == code
    with pytest.raises(Unreadable) as fault:
        read(b"name\nA\n", Defaults(), find_country=find_country)
    assert fault.value.code == "no_country"


def test_limits(table: Callable[..., Parsed]) -> None:
    for limits, code in (
        (Limits(rows=2), "table_rows"),
        (Limits(cells=3), "table_cells"),
        (Limits(columns=1), "table_columns"),
    ):
        with pytest.raises(Unreadable) as fault:
            table("name,birth\nA,1990\nB,1991\n", limits=limits)
        assert fault.value.code == code
    many = table("name\n" + "".join(f"A{'b' * n}\n" for n in range(1, 60)))
    assert len(many.documents[0].persons) == 59


def test_a_faulty_default_is_told_for_its_rows(find_country: Find) -> None:
    parsed = read(b"name\nA\n", Defaults(country="KZ", tlp="PINK"), find_country=find_country)
    assert [(fault.row, fault.note.code) for fault in parsed.bad] == [(2, "not_taken")]
    assert not parsed.documents


def test_every_sentence_can_be_filled() -> None:
    known = (
        *("size", "limit", "kind", "encoding", "position", "line", "column", "path", "count", "reason", "rows"),
        *("seconds", "allowed", "other", "where", "columns", "fields", "sheets", "tables", "paths"),
    )
    for code, sentence in MESSAGES.items():
        assert "{" not in sentence.format_map(dict.fromkeys(known, "x")), code


def test_a_file_of_line_ends_takes_no_time(find_country: Find) -> None:
    # Work, not waiting: what grows with the square of the length would take hours of it.
    start = time.process_time()
    for data in (b"name\n" + b"\n" * 19_000_000, b"name,b\n" + b",\n" * 9_000_000, b"name" + b"," * 19_000_000):
        with pytest.raises(Unreadable):
            read(data, KZ, find_country=find_country)
    assert time.process_time() - start < 60
