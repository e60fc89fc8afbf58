import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from exchange.limits import Limits
from records import Actor
from services import cases, imports
from services.desk import Desk
from services.errors import Refused

TABLES = Path(__file__).resolve().parents[3] / "examples" / "tables"
TABLE = "ФИО;Дата рождения;Гражданство;Роль;Номер дела\nКаримова Дилноза;03.05.1998;Узбекистан;потерпевшая;1-26\n"


def _document(**more: Any) -> bytes:
    plain = {"format": "waylink/case", "version": 1, "submission": {"country": "UZ"}, "persons": [{"name": "A"}]}
    return json.dumps(plain | more).encode()


def test_a_document_is_saved_with_its_files_hash(desk: Desk, investigator: Actor, plain_case: dict[str, Any]) -> None:
    data = json.dumps(plain_case).encode()
    report = imports.import_bytes(desk, investigator, "C:\\Users\\x\\case.json", data)
    assert report.ok
    assert (report.file_name, report.kind, report.quarantined) == ("case.json", "json", [])
    added = report.added[0]
    assert (added.reference, added.persons, added.stops) == ("KZ-2026/017", 2, 3)
    stored = cases.get(desk, investigator, added.case_id)
    assert len(stored.document.submission.file_hash or "") == 64
    line = imports.history(desk, investigator)[0]
    assert (line.import_id, line.ok, line.cases, line.quarantined) == (report.import_id, True, (added.case_id,), 0)
    assert line.sha256 == stored.document.submission.file_hash


def test_the_same_file_twice_is_refused_unless_forced(desk: Desk, investigator: Actor, supervisor: Actor) -> None:
    first = imports.import_bytes(desk, investigator, "a.json", _document())
    with pytest.raises(Refused) as fault:
        imports.import_bytes(desk, investigator, "other name.json", _document())
    assert (fault.value.code, fault.value.params["import_id"]) == ("already_imported", first.import_id)
    assert first.import_id in fault.value.text()
    assert imports.import_bytes(desk, investigator, "a.json", _document(), force=True).ok
    assert len(cases.listing(desk, investigator)) == 2


def test_a_removed_submission_may_come_again(desk: Desk, investigator: Actor, supervisor: Actor) -> None:
    imports.import_bytes(desk, investigator, "a.json", _document())
    cases.remove_submission(
        desk, supervisor, cases.submission_rows(desk, supervisor)[0].submission_id, "sent by mistake"
    )
    assert imports.import_bytes(desk, investigator, "a.json", _document()).ok


def test_a_bad_document_saves_nothing_and_is_told_with_its_path(desk: Desk, investigator: Actor) -> None:
    data = b"[" + _document() + b"," + _document(submission={"country": "Xanadu"}) + b"]"
    report = imports.import_bytes(desk, investigator, "two.json", data)
    assert not report.ok
    assert not report.added
    assert [(fault.row, fault.path) for fault in report.quarantined] == [(None, "[1].submission.country")]
    assert "Xanadu" not in report.quarantined[0].reason
    assert cases.listing(desk, investigator) == []
    assert [(line.ok, line.quarantined) for line in imports.history(desk, investigator)] == [(False, 1)]
    assert imports.quarantine(desk, investigator, report.import_id) == report.quarantined


def test_unreadable_files_are_refused_in_words_and_stand_in_the_ledger(desk: Desk, investigator: Actor) -> None:
    for data, code in (
        (b"", "empty_file"),
        (b'{"format": "waylink/case", "ver', "json_broken"),
        (b"%PDF-1.7", "foreign_kind"),
        (b"a,b\n1,2\n", "no_header"),
        (b"a" * (30 * 1024 * 1024), "too_large"),
    ):
        with pytest.raises(Refused) as fault:
            imports.import_bytes(desk, investigator, "x", data)
        assert fault.value.code == code
        assert fault.value.text()
    lines = imports.history(desk, investigator)
    assert [line.ok for line in lines] == [False] * 5
    assert "30 MB" in lines[0].notices[0].text()


def test_good_rows_go_in_and_bad_rows_are_put_aside(desk: Desk, investigator: Actor) -> None:
    data = (TABLES / "persons-en-bad-rows.csv").read_bytes()
    report = imports.import_bytes(desk, investigator, "t.csv", data)
    assert [(added.reference, added.persons) for added in report.added] == [("TEST-3/26", 2)]
    assert {(fault.row, fault.path) for fault in report.quarantined} == {
        (3, "name"), (4, "birth"), (5, "citizenship"), (6, "birth"), (6, "role"),
    }  # fmt: skip
    assert all(fault.reason and "Atlantis" not in fault.reason for fault in report.quarantined)
    assert imports.quarantine(desk, investigator, report.import_id) == report.quarantined
    assert cases.get(desk, investigator, report.added[0].case_id).document.submission.country == "KZ"


def test_the_published_tables_are_taken_whole(desk: Desk, investigator: Actor) -> None:
    for name, persons, encoding in (
        ("persons-ru-cp1251.csv", 4, "cp1251"),
        ("persons-ar-utf16.csv", 3, "utf-16"),
        ("persons-en.xlsx", 4, None),
    ):
        report = imports.import_bytes(desk, investigator, name, (TABLES / name).read_bytes())
        assert (sum(added.persons for added in report.added), report.quarantined) == (persons, []), name
        assert report.encoding == encoding


def test_countries_are_read_in_many_languages(desk: Desk, investigator: Actor) -> None:
    out = io.StringIO()
    names = ("Узбекистан", "أوزبكستان", "UZ", "Uzbekistan", "Özbekistan", "UZB", "uz")
    csv.writer(out).writerows([["name", "citizenship"], *([f"A {chr(97 + n)}", name] for n, name in enumerate(names))])
    report = imports.import_bytes(desk, investigator, "t.csv", out.getvalue().encode())
    assert not report.quarantined
    document = cases.get(desk, investigator, report.added[0].case_id).document
    assert {tuple(person.citizenships) for person in document.persons} == {("UZ",)}
    like = imports.import_bytes(desk, investigator, "t.csv", b"name,citizenship\nA,Uzbekstn\nB,Kazakhstan\n")
    assert [(fault.row, fault.path) for fault in like.quarantined] == [(2, "citizenship")]


def test_a_table_with_no_good_row_saves_nothing(desk: Desk, investigator: Actor) -> None:
    report = imports.import_bytes(desk, investigator, "t.csv", b"name,birth\n,1990\nA,32.1.1990\n")
    assert not report.ok
    assert report.notices[-1].code == "nothing_good"
    assert cases.listing(desk, investigator) == []


def test_columns_are_remembered_for_the_sender(desk: Desk, investigator: Actor) -> None:
    first, second = "Кто,Когда\nЛи,1990\n".encode(), "Кто,Когда\nКим,1991\n".encode()
    look = imports.preview(desk, investigator, first)
    assert look is not None
    assert look.columns == {"Кто": "", "Когда": ""}
    with pytest.raises(Refused):
        imports.import_bytes(desk, investigator, "t.csv", first)
    imports.import_bytes(desk, investigator, "t.csv", first, columns={"Кто": "name", "Когда": "birth"})
    report = imports.import_bytes(desk, investigator, "t.csv", second)
    assert report.mapping == {"Кто": "name", "Когда": "birth"}
    assert "mapping_remembered" in [note.code for note in report.notices]
    elsewhere = imports.SubmissionDefaults(country="UZ")
    with pytest.raises(Refused):
        imports.import_bytes(desk, investigator, "t.csv", second, defaults=elsewhere, force=True)


def test_defaults_of_the_submission(desk: Desk, investigator: Actor) -> None:
    told = imports.SubmissionDefaults(
        country="UZ", authority="Office", tlp="TLP:RED", handling=("H2",), received="2026-01"
    )
    report = imports.import_bytes(desk, investigator, "t.csv", TABLE.encode("cp1251"), defaults=told)
    sent = cases.get(desk, investigator, report.added[0].case_id).document.submission
    assert (sent.country, sent.authority, sent.tlp, sent.handling, sent.received) == (
        "UZ", "Office", "TLP:RED", ["H2"], "2026-01",
    )  # fmt: skip
    with pytest.raises(Refused) as fault:
        imports.import_bytes(desk, Actor("x", "investigator"), "t.csv", TABLE.encode())
    assert fault.value.code == "no_country"


def test_a_file_cannot_say_that_a_place_was_confirmed_here(desk: Desk, investigator: Actor) -> None:
    place = {"name": "Tashkent", "lat": 41.3, "lon": 69.3, "confirmed_by": "prosecutor.one"}
    data = _document(routes=[{"stops": [{"place": "Ташкент", "country": "UZ", "location": place}]}])
    report = imports.import_bytes(desk, investigator, "a.json", data)
    stop = cases.get(desk, investigator, report.added[0].case_id).document.routes[0].stops[0]
    assert stop.location is not None
    assert (stop.location.lat, stop.location.confirmed_by) == (41.3, None)


def test_who_may_import(desk: Desk, read_only: Actor, auditor: Actor, administrator: Actor) -> None:
    for actor in (read_only, auditor, administrator):
        for act in (
            lambda actor=actor: imports.import_bytes(desk, actor, "a.json", _document()),
            lambda actor=actor: imports.preview(desk, actor, TABLE.encode()),
        ):
            with pytest.raises(Refused) as fault:
                act()
            assert fault.value.code == "not_allowed"


def test_names_reach_neither_ledger_reasons_nor_log(desk: Desk, investigator: Actor, auditor: Actor) -> None:
    imports.import_bytes(desk, investigator, "t.csv", (TABLE + "Юсупова Гулнора;вчера;Узбекистан;;\n").encode())
    with desk.read(auditor) as reader:
        log = json.dumps(reader.select("SELECT * FROM audit"), ensure_ascii=False)
        kept = json.dumps(reader.select("SELECT path, reason FROM quarantine"), ensure_ascii=False)
    assert "import.taken" in log
    for word in ("Каримова", "Юсупова", "вчера"):
        assert word not in log
        assert word not in kept


def test_limits_can_be_narrowed(desk: Desk, investigator: Actor) -> None:
    with pytest.raises(Refused) as fault:
        imports.import_bytes(desk, investigator, "t.csv", TABLE.encode(), limits=Limits(rows=1))
    assert fault.value.code == "table_rows"


def test_file_names_are_one_line_without_folders(desk: Desk, investigator: Actor) -> None:
    for number, (given, kept) in enumerate(
        (("../../etc/passwd", "passwd"), ("a\nb\x00.json", "a b .json"), ("", "unnamed"), ("x" * 500, "x" * 200))
    ):
        assert imports.import_bytes(desk, investigator, given, _document(x_n=number)).file_name == kept
