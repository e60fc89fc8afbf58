# ruff: noqa: E501  -- one line is one part of a case
"""What must hold for every case: set the number of cases with WAYLINK_EXAMPLES (60 by default; test_two_thousand_cases.py does the many)."""

import copy
import os
from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from notify.counterparts import as_json, counterparts
from notify.facts import rules
from notify.whatif import without
from records import load_document

DAY = date(2026, 7, 1)
STATES = ["UZ", "KZ", "TR", "AE", "RU", "DE", "PL", "CG", "IR", "HK", "YE", "XK"]
many = settings(
    max_examples=int(os.environ.get("WAYLINK_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

country = st.sampled_from(STATES)
maybe = st.none() | country
parties = ["p1", "p2", "p3", "o1"]


def some(**fields):
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def stops(draw, name):
    stop = draw(some(
        role=st.sampled_from(["origin", "recruitment", "transit", "harbouring", "exploitation", "destination", "intended_destination",
                              "interception", "refuge", "return"]),
        country=country, status=st.sampled_from(["completed", "planned", "attempted", "alleged"]),
        modes=st.lists(st.sampled_from(["air", "road", "sea"]), max_size=2), airside_only=st.booleans(),
        crossing=st.sampled_from(["regular", "irregular", "false_document"]), who=st.lists(st.sampled_from(parties), max_size=2, unique=True),
        acts=st.lists(st.sampled_from(["recruitment", "transportation", "harbouring", "receipt"]), max_size=2, unique=True),
    ))  # fmt: skip
    return stop | {"id": name}


@st.composite
def cases(draw):
    persons = [
        draw(some(citizenships=st.lists(country, max_size=2, unique=True), residence=country, present_in=country,
                  whereabouts=st.sampled_from(["free", "in_custody", "at_large", "deceased"]), minor=st.booleans())) | {"id": name}
        for name in ("p1", "p2", "p3")
    ]  # fmt: skip
    body = draw(some(seat=country, suspected=st.sampled_from(["yes", "no", "unknown"]))) | {"id": "o1", "name": "x"}
    routes = [
        {"id": f"r{number}", "ordered": draw(st.booleans()), "travellers": draw(st.lists(st.sampled_from(["p1", "p2"]), max_size=2, unique=True)),
         "stops": [draw(stops(f"s{place}")) for place in range(draw(st.integers(0, 4)))]}
        for number in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    listed = {
        "involvements": some(**{"as": st.sampled_from(["victim", "suspect", "witness", "relative", "facilitator"])}).map(
            lambda item: {"as": "suspect"} | item),
        "identifiers": some(kind=st.sampled_from(["phone", "passport", "visa", "bank_account", "account", "vehicle", "ticket"]), country=country,
                            holders=st.lists(st.sampled_from(parties), max_size=2, unique=True),
                            genuine=st.sampled_from(["genuine", "false", "borrowed"])).map(lambda item: {"kind": "phone"} | item),
        "payments": some(from_country=country, to_country=country, payer=st.sampled_from(parties), purpose=st.sampled_from(["debt", "proceeds"])),
        "proceedings": st.fixed_dictionaries({"country": country, "kind": st.sampled_from(["request", "investigation", "repatriation", "arrest"])},
                                             optional={"direction": st.sampled_from(["by_them", "from_us", "from_them"])}),
        "contacts": st.fixed_dictionaries({"country": country}),
        "mentions": st.fixed_dictionaries({"country": country, "kind": st.sampled_from(["hub", "context", "other_case"])}),
        "cautions": some(country=country, who=st.sampled_from(["p1", "p2"]), kind=st.sampled_from(
            ["asylum", "complicity", "death_penalty", "political", "retaliation", "covert_phase", "ne_bis_in_idem"])).map(
            lambda item: {"kind": "asylum"} | item),
        "danger": st.fixed_dictionaries({"country": country}, optional={"who": st.just("p1")}),
    }  # fmt: skip
    document = {"format": "waylink/case", "version": 1, "submission": {"country": draw(country)}, "case": {"summary": "x"},
                "persons": persons, "organisations": [body], "routes": routes}  # fmt: skip
    for name, one in listed.items():
        parts = draw(st.lists(one, max_size=2))
        stem = name[:3]
        document[name] = [part | {"id": f"{stem}{number}"} for number, part in enumerate(parts)]
    for item in document["involvements"]:
        item["who"] = draw(st.sampled_from(parties))
    return document


def judged(document):
    return counterparts(document, letter_date=DAY)


@many
@given(cases())
def test_what_always_holds(plain):
    document = load_document(copy.deepcopy(plain))
    result = judged(document)
    ids = {name for name, _ in document.records()} | {"submission", "case"}
    states = [state.iso2 for state in result.states]
    assert document.submission.country not in states
    assert len(states) == len(set(states))
    assert [state.rank for state in result.states] == list(range(1, len(states) + 1))
    table = rules()
    for state in result.states:
        told = (*state.reasons, *state.against, *state.cautions)
        assert {record for reason in told for record in reason.records} <= ids
        assert any(record in ids - {"submission", "case"} for reason in told for record in reason.records)
        if state.decision in ("notify", "review") and not any(table[c.code].effect == "block" for c in state.cautions):
            assert state.reasons
        blocked = any(table[caution.code].effect == "block" for caution in state.cautions)
        danger = any(reason.code == "immediate_danger" for reason in state.reasons)
        if blocked:
            assert state.decision == ("review" if danger else "blocked")
        if danger:
            assert state.urgency == "critical" or state.decision == "none"
        if state.decision == "notify":
            assert any(table[reason.code].effect == "notify" for reason in state.reasons)
            assert "UNTOC-18.4" in state.legal_basis
            assert "COMITY" not in state.legal_basis
        if state.decision in ("blocked", "none"):
            assert not state.legal_basis
            assert not state.channels
        assert "CARICC" not in state.channels
    assert {document_state["iso2"] for document_state in as_json(result)["states"]} == set(states)


@many
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(plain, random):
    mixed = copy.deepcopy(plain)
    for name, parts in mixed.items():
        if isinstance(parts, list):
            random.shuffle(mixed[name])
    assert as_json(judged(load_document(copy.deepcopy(plain)))) == as_json(judged(load_document(mixed)))


@many
@given(cases(), st.sampled_from(["JP", "BR"]))
def test_an_unrelated_record_takes_nothing_away(plain, elsewhere):
    before = {state.iso2: state.decision for state in judged(load_document(copy.deepcopy(plain))).states}
    more = copy.deepcopy(plain)
    more["proceedings"] = [
        *more["proceedings"],
        {"id": "zz", "country": elsewhere, "kind": "investigation", "direction": "by_them"},
    ]
    more["persons"] = [*more["persons"], {"id": "px", "residence": elsewhere}]
    after = {state.iso2: state.decision for state in judged(load_document(more)).states}
    assert {iso2: after[iso2] for iso2 in before} == before
    assert elsewhere in after


@many
@given(cases(), st.data())
def test_without_its_only_record_a_state_is_gone(plain, data):
    document = load_document(copy.deepcopy(plain))
    result = judged(document)
    ids = {name for name, _ in document.records()}
    single = []
    for state in result.states:
        behind = {record for part in (*state.reasons, *state.against, *state.cautions) for record in part.records} & ids
        if len(behind) == 1:
            single.append((state.iso2, behind.pop()))
    assume(single)
    iso2, record = data.draw(st.sampled_from(single))
    assert iso2 not in {state.iso2 for state in judged(without(document, record)).states}


@many
@given(cases(), st.data())
def test_what_is_left_is_a_valid_case(plain, data):
    document = load_document(copy.deepcopy(plain))
    ids = sorted({name for name, _ in document.records()} - {"p3"})
    before = document.model_dump()
    left = without(document, data.draw(st.sampled_from(ids)))
    load_document(left.to_plain())
    assert document.model_dump() == before
