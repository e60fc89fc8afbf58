import pytest

from exchange.faults import Unreadable
from exchange.limits import Limits
from exchange.sniff import kind_of


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'{"a": 1}', "json"),
        (b"\xef\xbb\xbf \n[1]", "json"),
        ('{"a": 1}'.encode("utf-16"), "json"),
        (b"PK\x03\x04rest", "xlsx"),
        (b"name,dob\n", "table"),
        ("ФИО;ДР\n".encode("cp1251"), "table"),
    ],
)
def test_the_content_decides(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \n\x00", "empty_file"),
        (b"%PDF-1.7", "foreign_kind"),
        (b"\x89PNG\r\n", "foreign_kind"),
        (b"<!DOCTYPE html><table>", "foreign_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "old_workbook"),
    ],
)
def test_what_no_reader_takes_is_named(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as fault:
        kind_of(data)
    assert fault.value.code == code
    assert fault.value.note.text()


def test_a_file_of_30_mb_is_refused_with_its_size_and_the_limit() -> None:
    with pytest.raises(Unreadable, match="30 MB; at most 20 MB"):
        kind_of(b"a" * (30 * 1024 * 1024))
    assert kind_of(b"a" * 100, Limits(size=100)) == "table"
    with pytest.raises(Unreadable):
        kind_of(b"a" * 101, Limits(size=100))
