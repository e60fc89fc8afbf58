"""The process that reads a file: its limits hold, its answer is the same as ours, a Word table is a table."""

from __future__ import annotations

import io
import json
import zipfile

import docx
import pytest

from exchange import Defaults, Limits, Unreadable, child, read

KZ = Defaults(country="KZ")
MB = 1024 * 1024


def word(*tables, merge=None):
    document = docx.Document()
    document.add_paragraph("Список лиц")
    for rows in tables:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
        if merge:
            table.cell(*merge[0]).merge(table.cell(*merge[1]))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


HEADER = ("ФИО", "Дата рождения", "Роль")
ROWS = (HEADER, ("Каримова Дилноза", "03.05.1998", "потерпевшая"), ("Ли Ян", "1990", "обвиняемый"))


def test_a_word_table_is_read(find_country):
    parsed = read(word([("Заметка", "x", "y")], ROWS), KZ, find_country=find_country)
    (document,) = parsed.documents
    assert [name.display for person in document.persons for name in person.names] == ["Каримова Дилноза", "Ли Ян"]
    assert document.persons[0].birth == "1998-05-03"
    assert not parsed.bad


def test_a_merged_cell_is_not_guessed_at(find_country):
    data = word((*ROWS, ("Ким Ю", "", "")), merge=((1, 2), (2, 2)))
    parsed = read(data, KZ, find_country=find_country)
    assert "merged" in {fault.note.code for fault in parsed.bad} | {note.code for note in parsed.notes}


def test_a_second_table_of_persons_is_told(find_country):
    parsed = read(word(ROWS, ROWS), KZ, find_country=find_country)
    assert "other_tables" in {note.code for note in parsed.notes}


def edited(data, edit):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, edit(part) if name == "word/document.xml" else part)
    return out.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(("edit", "code"), [
    (lambda part: part[: len(part) // 2], "document_broken"),
    (lambda part: ENTITY + part.split(b"?>", 1)[1].replace("Ли Ян".encode(), b"&b;"), "document_broken"),
    (lambda part: b"", "document_broken"),
    (lambda part: b"<x/>", "document_no_table"),
    (lambda part: part.replace(b"<w:tr>", b"<w:tr>" + b"<w:tc><w:p/></w:tc>" * 300), "table_columns"),
    (lambda part: part.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="99999"/>'), "table_columns"),
])  # fmt: skip
def test_hostile_word_files(find_country, edit, code):
    with pytest.raises(Unreadable) as fault:
        read(edited(word(ROWS), edit), KZ, find_country=find_country)
    assert fault.value.code == code


def test_nested_ten_thousand_deep(find_country):
    deep = b"<w:tbl><w:tr><w:tc>" * 10_000
    with pytest.raises(Unreadable) as fault:
        read(
            edited(word(ROWS), lambda part: part.replace(b"<w:tbl>", b"<w:tbl>" + deep, 1)),
            KZ,
            find_country=find_country,
        )
    assert fault.value.code in ("document_broken", "file_slow")


@pytest.mark.parametrize(
    ("limits", "code"), [(Limits(seconds=0.01), "file_slow"), (Limits(memory=40 * MB), "file_slow")]
)
def test_time_and_memory_are_bounded(find_country, limits, code):
    data = json.dumps([{"a": ["x" * 50] * 200_000}]).encode()
    with pytest.raises(Unreadable) as fault:
        read(data, KZ, find_country=find_country, limits=limits)
    assert fault.value.code == code


def test_the_child_has_nothing_of_ours(tmp_path, monkeypatch):
    """Not the environment (a key may be in it), not the folder, not a second process, not a file to write."""
    monkeypatch.setenv("WAYLINK_KEY", "ab" * 32)
    probe = tmp_path / "probe.py"
    probe.write_text(
        "import json, os, sys\n"
        f"sys.path.insert(0, {str(child.__file__).rsplit('/', 2)[0]!r})\n"
        "from exchange.xlsx_child import bind\n"
        "bind(json.loads(sys.argv[1]))\n"
        "told = {'key': 'WAYLINK_KEY' in os.environ}\n"
        "place = sys.argv[0] + '.out'\n"
        "try:\n    open(place, 'w').write('x' * 10)\n    told['wrote'] = os.path.getsize(place) > 0\n"
        "except OSError:\n    told['wrote'] = False\n"
        "print(json.dumps(told))\n"
    )
    told = child.run(str(probe), {}, b"", Limits(), broken="text_broken", slow="file_slow")
    assert told["key"] is False
    assert told["wrote"] is False
