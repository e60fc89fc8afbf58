"""Organisations through legal forms, scripts and words of kind."""

import pytest

import linking
from linking import organisations


def score(left, right):
    one, other = (linking.prepare("organisation", who, [name], source=who) for who, name in (("a", left), ("b", right)))
    assert linking.rank(one, other) == pytest.approx(linking.rank(other, one))
    return linking.compare(one, other).score


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ООО «Ромашка Тур»", "Romashka Tour LLC"),
        ("Sina Bank", "بانک سینا"),
        ("Silk Road Travel MChJ", "Силк Роуд Тревел"),
        ("Газпром", "Gazprom OAO"),
        ("Dodo Pizza", "დოდო პიცა"),
    ],
)
def test_one_organisation_is_shown(left, right):
    assert score(left, right) >= linking.lines().review


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ООО «Ромашка»", "ООО «Василёк»"),
        ("Sina Bank", "بانک رفاه"),
        ("North Star Travel", "Eastern Light Travel"),
    ],
)
def test_others_are_not(left, right):
    assert score(left, right) < linking.lines().review


def test_legal_forms_fall_out_and_kinds_are_known():
    made = organisations.prepared("Общество с ограниченной ответственностью «Юпитер банк»")
    assert [part.native for part in made.parts] == ["юпитер", "bank"]
    assert "LLC" in made.legal
    assert organisations.prepared("伊予銀行").kinds == {"bank"}
