"""Other ways a name of an organisation is said, legal forms and lands in many scripts, pet forms of given names."""

import pytest

import linking
from linking import organisations, spoken
from linking.name_parts import parts, prepared
from linking.names_views import FEATURES, views


@pytest.mark.parametrize(
    ("text", "script", "way"),
    [
        ("tbc", "LATIN", "tibisi"),
        ("furesuta", "KANA", "flesta"),
        ("seutabeokseu", "HANGUL", "stabeoks"),
        ("vaildberizi", "GEORGIAN", "vaildberiz"),
    ],
)
def test_borrowed_words_and_letters_are_said_in_other_ways(text, script, way):
    assert way in spoken.ways(text, script)


@pytest.mark.parametrize(("text", "script"), [("travel", "LATIN"), ("romashka", "CYRILLIC"), ("", "KANA")])
def test_other_words_are_said_in_one_way(text, script):
    assert spoken.ways(text, script) == ()


@pytest.mark.parametrize(
    "name",
    ["ҶДММ Orom", "Orom ՍՊԸ", "บริษัท Orom จำกัด", "Orom有限公司", "Công ty TNHH Orom", "شركة Orom ذ.م.م", "შპს Orom"],
)
def test_legal_forms_of_every_language_served_fall_out(name):
    assert [part.native for part in organisations.prepared(name).parts] == ["orom"]


def test_lands_are_read_as_their_english_word():
    assert "algeria" in organisations.prepared("البنك الوطني الجزائري").parts[-1].readings


@pytest.mark.parametrize(
    ("left", "right"),
    [("Саша Петренко", "Oleksandr Petrenko"), ("Bill Carter", "Уильям Картер"), ("დათო ბერიძე", "Davit Beridze")],
)
def test_a_pet_form_is_a_form_of_the_name(left, right):
    one, other = (linking.prepare("person", who, [name], source=who) for who, name in (("a", left), ("b", right)))
    assert linking.compare(one, other).score >= linking.lines().review


def test_a_pet_form_of_another_name_is_not():
    one, other = (
        linking.prepare("person", who, [name], source=who)
        for who, name in (("a", "Дима Петренко"), ("b", "Олександр Петренко"))
    )
    assert linking.compare(one, other).score < linking.lines().review


def test_a_han_name_is_read_in_one_language_from_family_to_given_name():
    seen = {
        latin: dict(zip(FEATURES, views(prepared(parts("徐家豪")), prepared(parts(latin))), strict=True))
        for latin in ("Xu Jiahao", "Hu Jiahao")
    }
    assert seen["Xu Jiahao"]["weakest"] == 1.0
    assert seen["Hu Jiahao"]["weakest"] < 0.5
