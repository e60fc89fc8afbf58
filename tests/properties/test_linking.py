"""Whatever two profiles hold: the score is symmetric, in range, sums up, and the unknown is not a difference."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

import linking

words = st.sampled_from(
    ["Карим", "Karimov", "Aziz", "محمد", "王", "小明", "Rustamovich", "bint", "А.", "O'Neil", "", "სოფო"]
)
free = st.text(max_size=15)
names = st.lists(st.lists(words | free, min_size=1, max_size=4).map(" ".join), max_size=3)
births = st.none() | st.sampled_from(["1990", "1990-05-03", "1990-03-05", "1985~", "1990-01-01"])
held = st.lists(
    st.tuples(st.sampled_from(["passport", "phone", "account"]), free, st.none() | st.just("UZ")), max_size=3
)
profiles = st.builds(
    lambda names, birth, gender, held: {"names": names, "birth": birth, "gender": gender, "identifiers": held},
    names,
    births,
    st.none() | st.sampled_from(["Feminine", "Masculine"]),
    held,
)


def made(values, who):
    return linking.prepare("person", who, source=who, **values)


@settings(max_examples=300, deadline=None)
@given(profiles, profiles)
def test_symmetry_range_and_sum(left, right):
    one, other = made(left, "a"), made(right, "b")
    there, back = linking.compare(one, other), linking.compare(other, one)
    assert 0.0 <= there.score <= 1.0
    assert math.isclose(there.log_odds, back.log_odds, abs_tol=1e-9)
    assert math.isclose(math.fsum(part.weight for part in there.evidence), there.log_odds, abs_tol=1e-9)


@settings(max_examples=200, deadline=None)
@given(profiles)
def test_identity_never_contradicts(values):
    result = linking.compare(made(values, "a"), made(values, "b"))
    assert not [part for part in result.evidence if part.weight < 0 and part.kind not in ("prior", "cap")]


@settings(max_examples=200, deadline=None)
@given(profiles, profiles)
def test_unknown_is_not_different_and_agreement_never_lowers(left, right):
    silent = {**left, "birth": None, "gender": None}
    base = linking.compare(made(silent, "a"), made(right, "b")).log_odds
    same = {**silent, "gender": "Feminine"}, {**right, "gender": "Feminine"}
    assert linking.compare(made(same[0], "a"), made(same[1], "b")).log_odds >= base - 1e-9
    kinds = {part.kind for part in linking.compare(made(silent, "a"), made(right, "b")).evidence}
    assert not kinds & {"birth", "gender"}
