"""Evidence of records: symmetric, in range, order free, unknown is never different, agreement never lowers, sums up."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import linking
from linking import addresses, citizenship, identifiers, phones, places, registrations
from linking.compare import weights
from linking.hopeless import hopeless, limit

KINDS = ["passport", "identity_card", "phone", "sim", "email", "account", "social_media", "vehicle", "bank_account",
         "wallet", "imei", "ticket", "visa"]  # fmt: skip
VALUES = ["AB1234567", "АВ1234567", "AB1234568", "1234567", "+998901234567", "90 123 45 67", "a.b@gmail.com",
          "@nino_88", "01A123BC", "GB29NWBK60161331926819"]  # fmt: skip
values = st.sampled_from(VALUES) | st.text(max_size=20)
states = st.none() | st.sampled_from(["UZ", "RU", "AE"])
held = st.lists(st.tuples(st.sampled_from(KINDS), values, states), max_size=4)
places_written = (
    st.none() | st.sampled_from(["Наманган", "Namangan viloyati", "г. Ташкент", "Toshkent"]) | st.text(max_size=20)
)
facts = st.fixed_dictionaries(
    {
        "names": st.lists(st.sampled_from(["Карим Азизов", "Aziz Karimov", "محمد الراشد", "王小明"]), max_size=2),
        "gender": st.none() | st.sampled_from(["Feminine", "Masculine"]),
        "citizenships": st.lists(st.sampled_from(["UZ", "RU", "KZ"]), max_size=2),
        "residence": states,
        "identifiers": held,
        "registration": st.none() | values,
        "birth_place": places_written,
        "address": st.none()
        | st.sampled_from(["ул. Навои 12, Ташкент", "Navoi ko'chasi 12, Toshkent"])
        | st.text(max_size=25),
        "relatives": st.lists(st.sampled_from(["Rustam Karimov", "Каримов Рустам"]), max_size=2),
        "stops": st.lists(st.sampled_from([("g:1", "Almaty"), ("g:2", "Dubai")]), max_size=2),
    }
)
counts = st.dictionaries(
    st.sampled_from(["identifier:phone:+998901234567", "identifier:passport:AB1234567", "stop:g:1", "stop:g:2"]),
    st.integers(0, 5_000),
)


def made(values, who):
    return linking.prepare("person", who, source=who, **values)


@settings(max_examples=200, deadline=None)
@given(facts, facts, counts)
def test_symmetric_in_range_and_the_waterfall_sums_up(left, right, shared):
    common = linking.Common(shared)
    there = linking.compare(made(left, "a"), made(right, "b"), common=common)
    back = linking.compare(made(right, "b"), made(left, "a"), common=common)
    assert 0.0 <= there.score <= 1.0
    assert math.isclose(there.log_odds, back.log_odds, abs_tol=1e-9)
    assert math.isclose(math.fsum(part.weight for part in there.evidence), there.log_odds, abs_tol=1e-9)
    assert sorted(part.level for part in there.evidence) == sorted(part.level for part in back.evidence)


@settings(max_examples=100, deadline=None)
@given(facts, facts, st.randoms())
def test_the_order_of_what_is_held_changes_nothing(left, right, draw):
    mixed = {name: draw.sample(value, len(value)) if isinstance(value, list) else value for name, value in left.items()}
    one, other = linking.compare(made(left, "a"), made(right, "b")), linking.compare(made(mixed, "a"), made(right, "b"))
    assert math.isclose(one.log_odds, other.log_odds, abs_tol=1e-9)


@settings(max_examples=150, deadline=None)
@given(facts, facts)
@pytest.mark.parametrize(
    ("field", "value"),
    [("gender", "Feminine"), ("residence", "UZ"), ("birth_place", "Namangan"), ("registration", "7701234567"),
     ("address", "ул. Навои 12, Ташкент"), ("citizenships", ["UZ"]), ("relatives", ["Rustam Karimov"])],
)  # fmt: skip
def test_what_one_side_does_not_know_is_no_evidence_and_agreement_never_lowers(field, value, left, right):
    empty = [] if isinstance(value, list) else None
    # The State of residence also reads phones and registrations: both sides are asked without them.
    plain = {"identifiers": [], "registration": None, "residence": None, "citizenships": []}
    left, right = {**left, **plain, field: empty}, {**right, **plain, field: empty}
    none = linking.compare(made(left, "a"), made(right, "b"))
    half = linking.compare(made({**left, field: value}, "a"), made(right, "b"))
    both = linking.compare(made({**left, field: value}, "a"), made({**right, field: value}, "b"))
    assert math.isclose(none.log_odds, half.log_odds, abs_tol=1e-9)
    assert both.log_odds >= none.log_odds - 1e-9


@settings(max_examples=200, deadline=None)
@given(facts, facts, st.sampled_from(KINDS), st.sampled_from(VALUES))
def test_an_identifier_in_common_never_lowers_the_score(left, right, kind, value):
    before = linking.compare(made(left, "a"), made(right, "b")).log_odds
    more = [{**side, "identifiers": [*side["identifiers"], (kind, value, None)]} for side in (left, right)]
    assert linking.compare(made(more[0], "a"), made(more[1], "b")).log_odds >= before - 1e-9


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(KINDS), values, values, states)
def test_levels_of_identifiers_are_symmetric_and_normal_forms_stay(kind, left, right, country):
    one, other = identifiers.normal(kind, left, country), identifiers.normal(kind, right, country)
    assert identifiers.level(kind, one, other) == identifiers.level(kind, other, one)
    assert identifiers.level(kind, one, one) == ("same" if one else None)
    if kind in ("phone", "sim"):
        assert phones.normal(one, ()) in (one, "") or one[:1] != "+"


@settings(max_examples=200, deadline=None)
@given(places_written, places_written, values, values)
def test_levels_of_places_addresses_and_registrations_are_symmetric(left, right, number, other):
    if left and right:
        assert places.birth_level(left, right) == places.birth_level(right, left)
        assert addresses.level(left, right) == addresses.level(right, left)
    assert registrations.level(number, other, True) == registrations.level(other, number, True)
    assert citizenship.level(frozenset("A"), frozenset(), None, None) is None


@settings(max_examples=150, deadline=None)
@given(facts, facts, counts, *[st.none() | st.sampled_from(["1990-05-03", "1971-12-30", "1990"])] * 2)
def test_what_is_passed_over_could_not_have_reached_the_line(left, right, shared, born, other_born):
    common, line = linking.Common(shared), limit(linking.lines().review)
    one, other = made({**left, "birth": born}, "a"), made({**right, "birth": other_born}, "b")
    if hopeless(one, other, weights(), common, line):
        assert linking.compare(one, other, common=common).log_odds < line
