"""Keys that survive script, order, initials and one wrong letter; pairs within limits; an index that finds."""

import numpy as np
import pytest

import linking
from linking import candidates, keys


def profile(name, who="a", kind="person", **facts):
    return linking.prepare(kind, who, [name], source=who, **facts)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Каримова Дилноза Рустамовна", "Dilnoza Karimova"),
        ("Каримова Дилноза Рустамовна", "ديلنوزا كريموفا"),
        ("А. Каримов", "Karimov Aziz"),
        ("Беридзе Нино", "ნინო ბერიძე"),
        ("王小明", "Wang Xiaoming"),
        ("Жасур Тошматов", "Toshmatov Jasur"),
        ("Khalid bin Hassan Al Rashid", "خالد بن حسن الراشد"),
    ],
)
def test_two_spellings_share_a_key(left, right):
    assert keys.of(profile(left)) & keys.of(profile(right))


def test_kinds_are_apart_and_dates_and_papers_make_keys():
    assert not keys.of(profile("Karimov")) & keys.of(profile("Karimov", kind="organisation"))
    one = profile("Иванов", birth="1990-05-03", identifiers=[("passport", "AB 1O34567", None)])
    other = profile("Petrov", birth="1990-05-03", identifiers=[("identity_card", "AB1034567", None)])
    assert {key[1:2] for key in keys.of(one) & keys.of(other)} == {"d", "="}


def test_a_phone_in_two_spellings_without_a_state_shares_its_end():
    one = linking.prepare("person", "a", [], identifiers=[("phone", "0501234567", None)])
    other = linking.prepare("person", "b", [], identifiers=[("phone", "+971501234567", None)])
    assert keys.of(one) & keys.of(other)


def test_pairs_respect_kind_source_and_limits():
    blocks = candidates.blocks([{"p~abc", "p~x"}, {"p~abc"}, {"p~abc", "p~x"}, {"p~abc"}])
    kinds, sources = np.array([1, 1, 1, 0]), np.array([0, 0, 1, 2])
    left, right, left_out = candidates.pairs(blocks, kinds, sources)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [(0, 2), (1, 2)]
    assert left_out == 0
    left, right, left_out = candidates.pairs(blocks, kinds, None, cap=3)
    assert (list(zip(left.tolist(), right.tolist(), strict=True)), left_out) == ([(0, 2)], 1)
    left, right, _ = candidates.pairs(blocks, kinds, None, best=1)
    assert (0, 2) in set(zip(left.tolist(), right.tolist(), strict=True))


def test_an_index_finds_her_among_others_and_not_herself():
    others = [profile(f"{given} {family}", f"{given}{family}") for given in ("Aziz", "Nodira", "Timur", "Zarina")
              for family in ("Saidov", "Ergashev", "Hamidov", "Nazarov", "Sharipov")]  # fmt: skip
    her = profile("Дилноза Каримова", "her")
    index = linking.Index([*others, her])
    hits = linking.screen(profile("Karimova Dilnoza", "asked"), index, k=5)
    assert hits[0][0].id == "her"
    assert len(hits) <= 5
    assert "her" not in {other.id for other, _ in linking.screen(her, index)}
    assert linking.screen(profile("Xyzzy", "nobody"), linking.Index([])) == []
    assert index.nbytes() > 0


def test_only_what_cannot_reach_the_line_is_passed_over():
    from linking.compare import weights
    from linking.hopeless import hopeless, limit

    line = limit(linking.lines().review)
    one = profile("Карим Азизов", "a", birth="1990-05-03")
    namesake = profile("Карим Азизов", "b", birth="1971-12-30")
    assert hopeless(one, namesake, weights(), linking.Common(), line)
    assert linking.compare(one, namesake).log_odds < line
    held = {"identifiers": [("passport", "AB1234567", "UZ")]}
    one, other = (
        profile("Карим Азизов", who, birth=born, **held) for who, born in (("a", "1990-05-03"), ("b", "1971-12-30"))
    )
    assert not hopeless(one, other, weights(), linking.Common(), line)
    assert not hopeless(profile("X", "a"), profile("Y", "b"), weights(), linking.Common(), line)
