import pytest

import linking
from linking import names
from linking.name_parts import parts


def pair(left, right, **facts):
    one = linking.prepare("person", "a", [left], source="a", **{k: v[0] for k, v in facts.items()})
    other = linking.prepare("person", "b", [right], source="b", **{k: v[1] for k, v in facts.items()})
    return linking.compare(one, other)


def level(left, right):
    return names.match(parts(left), parts(right)).level


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Каримова Дилноза Рустамовна", "Dilnoza Karimova"),
        ("Dilnoza Rustam qizi Karimova", "Каримова Дилноза Рустамовна"),
        ("Мухаммед Аль-Рашид", "محمد الراشد"),
        ("Халид Хассан", "خالد حسن"),
        ("Нино Беридзе", "ნინო ბერიძე"),
        ("Արմեն Սարգսյան", "Armen Sargsyan"),
        ("王小明", "Wang Xiaoming"),
        ("สมชาย ใจดี", "Somchai Jaidee"),
        ("Жасур Тошматов", "Jasur Toshmatov"),
        ("ALIYEV Rashad", "Əliyev Rəşad"),
        ("А. Каримов", "Азиз Каримов"),
    ],
)
def test_one_person_in_two_scripts_stays_above_the_review_line(left, right):
    assert pair(left, right).score >= linking.lines().review
    assert pair(right, left).score == pair(left, right).score


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Каримова Дилноза Рустамовна", "Каримова Малика Рустамовна"),
        ("Dilnoza Karimova", "Malika Karimova"),
        ("Юсупов Алишер Каримович", "Юсупов Алишер Бахромович"),
        ("محمد الراشد", "أحمد الراشد"),
        ("ნინო ბერიძე", "თამარ ბერიძე"),
        ("John Smith", "Иван Петров"),
        ("王小明", "李娜"),
    ],
)
def test_siblings_and_namesakes_stay_under_it(left, right):
    assert pair(left, right).score < linking.lines().review
    assert pair(left, right, birth=("1990", "1990")).score < linking.lines().propose


def test_a_name_alone_is_never_proposed():
    assert linking.lines().status(pair("Каримова Дилноза Рустамовна", "Каримова Дилноза Рустамовна").score) == "review"


def test_namesake_with_another_date_is_not_shown():
    assert pair("Азиз Каримов", "Aziz Karimov", birth=("1990-05-03", "1978-11-20")).score < linking.lines().review


def test_patronymic_left_out_says_nothing():
    assert level("Каримов Азиз Рустамович", "Каримов Азиз") == "same"
    assert level("Каримов Азиз Рустамович", "Каримов Азиз Олимович") == "patronymic_differs"


def test_best_of_several_names_counts_and_is_named():
    one = linking.prepare("person", "a", ["Азиз Каримов", "Sava"], source="a")
    other = linking.prepare("person", "b", ["Sava", "Ivan Petrov"], source="b")
    told = next(part for part in linking.compare(one, other).evidence if part.kind == "name")
    assert (told.left, told.right, told.level) == ("Sava", "Sava", "single")
