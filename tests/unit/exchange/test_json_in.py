import json
from collections.abc import Callable

import pytest

from exchange import Unreadable, read
from exchange.limits import Limits

GOOD = {"format": "waylink/case", "version": 1, "submission": {"country": "UZ"}, "persons": [{"name": "A"}]}
Find = Callable[[str], str | None]


def test_one_document_a_list_and_lines(find_country: Find) -> None:
    one = json.dumps(GOOD)
    for data, count in (
        (one, 1),
        (f"[{one},{one}]", 2),
        (f"{one}\n{one}\n\n{one}\n", 3),
        (json.dumps(GOOD, indent=2), 1),
    ):
        parsed = read(data.encode(), find_country=find_country)
        assert (len(parsed.documents), parsed.bad, parsed.kind) == (count, [], "json")


def test_a_cut_file_is_told_with_line_and_column(find_country: Find) -> None:
    with pytest.raises(Unreadable) as fault:
        read(b'{"format": "waylink/case",\n "version": 1, "submission": {"cou', find_country=find_country)
    assert fault.value.code == "json_broken"
    assert fault.value.params == {"line": 2, "column": 31}
    with pytest.raises(Unreadable) as fault:
        read((json.dumps(GOOD) + "\n" + json.dumps(GOOD)[:50]).encode(), find_country=find_country)
    assert (fault.value.code, fault.value.params["line"]) == ("json_line", 2)


def test_one_bad_document_refuses_the_file_with_its_path(find_country: Find) -> None:
    stops = [{"country": "UZ"}, {"country": "Xanadu"}]
    parsed = read(json.dumps([GOOD, {**GOOD, "routes": [{"stops": stops}]}]).encode(), find_country=find_country)
    assert parsed.documents == []
    assert [fault.path for fault in parsed.bad] == ["[1].routes[0].stops[1].country"]
    assert "Xanadu" not in parsed.bad[0].note.text()
    assert "unknown country" in parsed.bad[0].note.text()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[" * 100_000 + b"]" * 100_000, "json_deep"),
        (b'{"a":' * 60 + b"1" + b"}" * 60, "json_deep"),
        (b'{"format": 1, "format": 2}', "json_twice"),
        (b'{"a": NaN}', "json_number"),
        (b'{"a": 1e999}', "json_number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "json_number"),
        (b'{"case": {"title": "\\ud800"}}', "json_characters"),
        (b'{"case": {"title": "a\\u0000b"}}', "json_characters"),
        (b"[]", "json_no_documents"),
        (b"[" + b"0," * 2_000_001 + b"0]", "json_many"),
        (b'{"a": 1} trailing', "json_broken"),
    ],
)
def test_hostile_json_is_refused(data: bytes, code: str, find_country: Find) -> None:
    with pytest.raises(Unreadable) as fault:
        read(data, find_country=find_country)
    assert fault.value.code == code


def test_a_key_of_the_senders_making_is_not_repeated(find_country: Find) -> None:
    with pytest.raises(Unreadable) as fault:
        read('{"Каримова Дилноза": 1, "Каримова Дилноза": 2}'.encode(), find_country=find_country)
    assert "Каримова" not in str(fault.value)


def test_too_many_documents(find_country: Find) -> None:
    data = "[" + ",".join([json.dumps(GOOD)] * 3) + "]"
    assert len(read(data.encode(), find_country=find_country, limits=Limits(documents=3)).documents) == 3
    with pytest.raises(Unreadable):
        read(data.encode(), find_country=find_country, limits=Limits(documents=2))


def test_unknown_fields_and_spoilt_text_are_noticed(find_country: Find) -> None:
    case = {"title": "Рљирпичный завод", "colour": "red", "x_own": 1}
    parsed = read(json.dumps({**GOOD, "case": case}).encode(), find_country=find_country)
    assert [note.code for note in parsed.notes] == ["unknown_fields"]
    assert "case.colour" in parsed.notes[0].text()
    assert "x_own" not in parsed.notes[0].text()
    spoilt = {**GOOD, "case": {"title": "РљРёСЂРїРёС‡"}}
    assert [note.code for note in read(json.dumps(spoilt).encode(), find_country=find_country).notes] == ["mojibake"]
    utf16 = read(
        json.dumps({**GOOD, "case": {"title": "Завод"}}, ensure_ascii=False).encode("utf-16"), find_country=find_country
    )
    assert utf16.documents[0].case.title == "Завод"
