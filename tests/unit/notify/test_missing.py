# ruff: noqa: E501  -- one row of the table is one case
"""Open questions are tried out, what a suggestion hangs on is shown, a decision knows what changed: on small cases."""

import json
from datetime import date
from pathlib import Path

import pytest

from notify.checks import checks
from notify.counterparts import counterparts, ranked_states
from notify.ground import changes, ground
from notify.hangs import holds, shifts
from notify.overrides import AuthorityRow, NationalRule, Overrides, PartyRow, Written
from notify.treaties import TIP, UNTOC, status
from notify.whatif import without
from records import load_document
from tests.unit.notify.test_prosecutors import of, path

EXAMPLES = Path(__file__).parents[3] / "examples"
DAY = date(2026, 7, 1)


def read(name):
    return load_document(json.loads((EXAMPLES / name).read_text(encoding="utf-8")))


def asked(document):
    return {q.code: q for q in counterparts(load_document(document), letter_date=DAY).missing}


S = {"residence": "UZ"}
QUESTIONS = {
    "a stop without a country": (of("UZ", "UZ", S, [{"id": "s1", "role": "exploitation"}]), "stop_without_country", "r1.s1", ("", "none", "notify")),
    "a company without a seat": (of("UZ", "UZ", S, path("recruitment UZ"), organisations=[{"id": "o1", "name": "x", "suspected": "yes"}]), "company_without_seat", "o1", ("", "none", "notify")),
    "a company of open suspicion": (of("UZ", "UZ", S, path("recruitment UZ"), organisations=[{"id": "o1", "name": "x", "seat": "AE"}]), "company_suspicion_open", "o1", ("AE", "review", "notify")),
    "an unknown carrier": (of("UZ", "UZ", S, path("recruitment UZ", "transit KZ road", "exploitation RU road")), "carrier_unknown", "r1.s2", ("KZ", "review", "notify")),
    "a layover": (of("UZ", "UZ", S, path("recruitment UZ", ("transit TR air", {"airside_only": True}), "exploitation AE air")), "left_airport", "r1.s2", ("TR", "none", "notify")),
    "a suspect of no place": (of("UZ", "UZ", {}, path("recruitment UZ")), "suspect_without_place", "s", ("", "none", "notify")),
    "nobody suspected": (of("UZ", "UZ", stops=path("recruitment UZ")), "no_suspect", "case", ("", "none", "notify")),
    "no route": (of("UZ", "UZ", S), "no_route", "case", ("", "none", "notify")),
    "a person of no part": (of("UZ", "UZ", S, path("recruitment UZ"), people=[{"id": "x", "residence": "QA"}]), "part_unknown", "x", ("QA", "review", "notify")),
    "a passport nobody examined": (of("UZ", "UZ", S, path("recruitment UZ"), identifiers=[{"id": "i1", "kind": "passport", "country": "GH"}]), "document_not_examined", "i1", ("GH", "review", "notify")),
    "an account of nobody": (of("UZ", "UZ", S, path("recruitment UZ"), identifiers=[{"id": "i1", "kind": "bank_account", "country": "LV"}]), "holder_unknown", "i1", ("LV", "notify", "review")),
    "a plan": (of("UZ", "UZ", S, path("recruitment UZ", "intended_destination TR")), "plan_carried_out", "r1.s2", ("TR", "review", "notify")),
    "money from somewhere": (of("UZ", "UZ", S, path("recruitment UZ"), payments=[{"id": "pay1", "from_country": "UZ"}]), "payment_without_country", "pay1", ("", "none", "notify")),
    "a victim of no nationality": (of("UZ", "", S, path("recruitment UZ")), "victim_without_citizenship", "v", ("", "none", "review")),
}  # fmt: skip


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_question_says_what_its_answer_would_change(name):
    document, code, record, effect = QUESTIONS[name]
    found = asked(document)
    assert found[code].record == record
    assert effect in {(one.iso2, one.before, one.after) for one in found[code].effects}


def test_a_question_without_effect_is_not_asked():
    settled = of(
        "UZ",
        "UZ",
        S,
        path("recruitment UZ", "exploitation AE"),
        organisations=[{"id": "o1", "name": "x", "seat": "AE"}],
    )
    assert asked(settled) == {}


def test_the_heaviest_question_comes_first():
    document = of("UZ", "", {}, path("recruitment UZ", "transit KZ road", "exploitation RU road"))
    weights = [q.weight for q in counterparts(load_document(document), letter_date=DAY).missing]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) > 1


def again(document):
    return ranked_states(document, document.submission.country, DAY)


def test_the_record_that_carries_a_suggestion_is_found():
    case = read("acceptance/A01.json")
    states = {advice.iso2: advice for advice in again(case)}
    held = {hold.record: (hold.carries, hold.after) for hold in holds(case, states["TR"], again)}
    assert held["p2"] == (True, "none")
    assert not any(carries for record, (carries, _) in held.items() if record != "p2")
    assert [hold.record for hold in holds(case, states["AE"], again) if hold.carries] == ["r1.s3"]


def test_the_list_without_one_record_beside_the_list():
    case = read("acceptance/A08.json")
    caution = next(part.id for part in case.cautions if part.kind == "asylum")
    found = {shift.iso2: (shift.before, shift.after) for shift in shifts(again(case), again(without(case, caution)))}
    assert found == {"ER": ("blocked", "notify")}
    assert shifts(again(case), again(case)) == ()


def test_ground_tells_what_changed():
    case = read("acceptance/A01.json")
    (ae,) = (advice for advice in again(case) if advice.iso2 == "AE")
    kept = json.loads(json.dumps(ground(case, ae)))
    assert changes(kept, case, ae) == ()
    (now,) = (
        (advice for advice in again(without(case, "r1.s3")) if advice.iso2 == "AE")
        if any(advice.iso2 == "AE" for advice in again(without(case, "r1.s3")))
        else (None,)
    )
    found = {(one.what, one.record) for one in changes(kept, without(case, "r1.s3"), now)}
    assert {("decision", ""), ("record_gone", "r1.s3")} <= found
    assert "name" not in json.dumps(kept)


OWN = Overrides(
    (AuthorityRow("AE", "Central Office", ("ar", "en"), Written("admin", "2026-07-01T10:00", "note verbale")),),
    (PartyRow(UNTOC, "CG", "party", date(2026, 6, 1), Written("admin", "2026-06-02T10:00", "C.N.100.2026")),),
    (NationalRule("KZ", "bar", frozenset({"AE"}), "article 1"),),
)


def test_own_facts_are_used_and_shipped_ones_stay():
    assert not status(UNTOC, "CG", DAY).party
    changed = status(UNTOC, "CG", DAY, OWN)
    assert (changed.party, changed.since, changed.written.by) == (True, date(2026, 6, 1), "admin")
    assert not status(UNTOC, "CG", date(2026, 5, 31), OWN).party
    assert status(TIP, "CG", DAY, OWN) == status(TIP, "CG", DAY)
    case = load_document(of("CM", "CM", stops=path("exploitation CG")))
    with_own = counterparts(case, letter_date=DAY, own=OWN).states[0]
    assert (with_own.decision, "UNTOC-18.4" in with_own.legal_basis, "TIP-10.1" in with_own.legal_basis) == (
        "notify",
        True,
        False,
    )
    assert counterparts(case, letter_date=DAY).states[0].fallback


def test_a_bar_of_own_law_holds_a_letter_also_in_danger():
    for danger in ([], [{"country": "AE"}]):
        case = load_document(of("KZ", "KZ", stops=path("exploitation AE"), danger=danger))
        (state,) = counterparts(case, letter_date=DAY, own=OWN).states
        assert state.decision == "review"
        assert state.authority.name == "Central Office"
    (free,) = counterparts(
        load_document(of("KZ", "KZ", stops=path("exploitation TR"))), letter_date=DAY, own=OWN
    ).states
    assert free.decision == "notify"


@pytest.mark.parametrize(
    ("a", "b", "bases", "codes"),
    [
        ("KG", "RU", ["UNTOC-18.4"], set()), ("AM", "IR", ["UNTOC-18.4"], {"party_status"}),
        ("CM", "CG", ["COMITY"], {"other_basis"}), ("BG", "NL", ["EU2023-977-7"], {"basis_recalled"}),
        ("PH", "HK", ["UNTOC-18.4"], {"party_status", "addressee"}), ("UZ", "AE", ["UNTOC-18.4"], {"addressee"}),
        ("TZ", "UG", ["TIP-10.1"], {"party_status"}), ("TH", "TW", ["COMITY"], {"other_basis"}),
    ],
)  # fmt: skip
def test_what_a_person_has_to_verify(a, b, bases, codes):
    found = checks(a, b, DAY, bases)
    assert codes <= {check.code for check in found}
    assert not codes or all(check.fact and check.subject for check in found)
    if not codes:
        assert "party_status" not in {check.code for check in found}
    assert len({check.subject for check in found}) == len(found)
