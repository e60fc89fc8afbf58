import json
import random

import pytest

from exchange.demo.cast import DATA
from exchange.encoding import decode
from exchange.faults import Unreadable
from exchange.mojibake import is_garbled, is_lost

RUSSIAN = "Каримова Дилноза Рустамовна;Ташкент\nНурматов Бекзод;Шымкент\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        ("ФИО;Дата рождения\nЛи;1990\n", "cp1251"),
        ("КАРИМОВА ДИЛНОЗА\nЮСУПОВА ГУЛНОРА\n", "cp1251"),
        ("محمد عبد الله;الرياض\nأحمد بن سالم;دبي\n", "cp1256"),
        ("姓名,国籍\n王小明,中国\n李丽,中国\n", "gb18030"),
        ("Gülşen Yıldız;İstanbul\nŞükrü Öztürk;Ağrı\n", "cp1254"),
        ("สมชาย ใจดี;กรุงเทพ\nมาลี แสงดาว;เชียงใหม่\n", "cp874"),
        ("Łukasz Wiśniewski;Kraków\nŽofia Dvořák;Plzeň\n", "cp1250"),
    ],
)
def test_old_encodings_are_found_and_told_as_an_assumption(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding == encoding
    assert not decoded.certain
    assert decoded.notes[0].code in ("encoding_assumed", "encoding_close")
    assert encoding in decoded.notes[0].text()


@pytest.mark.parametrize(
    ("encoding", "culture", "form"),
    [
        ("cp1251", "uz", 1), ("koi8-r", "ru", 1), ("cp866", "kk", 1), ("cp1256", "ar", 1), ("gb18030", "cn", 1),
        ("cp874", "th", 1), ("cp1254", "tr", 0),
    ],
)  # fmt: skip
def test_short_lists_of_names_are_enough(encoding: str, culture: str, form: int) -> None:
    chance = random.Random(3)
    pools = json.loads((DATA / "names.json").read_text(encoding="utf-8"))[culture]

    def name(part: str) -> str:
        return chance.choice(pools[part].split(",")).strip().split("|")[form]

    for rows in (1, 2, 5) * 10:
        text = "name,birth\n" + "".join(f"{name('family')} {name('M')},{1960 + row}\n" for row in range(rows))
        assert text.isascii() or decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_certain_and_needs_no_notice(encoding: str) -> None:
    decoded = decode(("مرحبا " + RUSSIAN).encode(encoding))
    assert decoded.text == "مرحبا " + RUSSIAN
    assert decoded.certain
    assert not decoded.notes


def test_utf16_without_its_mark_is_read_with_a_notice() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        decoded = decode(RUSSIAN.encode(encoding))
        assert (decoded.text, decoded.encoding, decoded.certain) == (RUSSIAN, encoding, False)


def test_a_person_may_name_the_encoding() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "windows-1251").text == RUSSIAN
    assert decode(RUSSIAN.encode("cp1251"), "KOI8_R").text != RUSSIAN
    with pytest.raises(Unreadable) as fault:
        decode(b"x", "zlib")
    assert fault.value.code == "unknown_encoding"


def test_bytes_that_do_not_fit_their_mark_are_refused_with_the_place() -> None:
    with pytest.raises(Unreadable) as fault:
        decode(b"\xef\xbb\xbfabc\xff")
    assert fault.value.code == "encoding_unknown"
    for binary in (bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 50):
        with pytest.raises(Unreadable):
            decode(binary)


@pytest.mark.parametrize(
    "name", ["Каримова", "أحمد", "Gülşen", "გიორგი", "陈志强", "สมชาย", "सुनिता", "Дилноза Каримова"]
)
@pytest.mark.parametrize("wrong", ["cp1251", "cp1252", "latin-1"])
def test_utf8_read_as_something_else_is_noticed(name: str, wrong: str) -> None:
    spoilt = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in name.encode())
    assert is_garbled(spoilt)


@pytest.mark.parametrize(
    "name",
    [
        "Каримова",
        "Сёмин Пётр",
        "Сё",
        "José",
        "Ñandú",
        "ÇAĞRI Şükrü",
        "Søren Ærø",
        "Đorđe",
        "Сергей № 5",
        "Ђоковић",
        "Əli",
        "é",
    ],
)
def test_names_as_people_write_them_are_not(name: str) -> None:
    assert not is_garbled(name)
    assert not is_lost(name)


def test_lost_letters() -> None:
    assert is_lost("???? ??")
    assert is_lost("Ив\ufffdнов")
    assert not is_lost("Ivan?")
    assert not is_lost("")
