"""Decisions that survive, risk questions, facts to verify, facts of the office's own: as a prosecutor meets them."""

from __future__ import annotations

from datetime import date

import pytest

from records import load_document
from services import basis, cases, counterparts, facts, risks, whatif, worklist
from services.errors import Refused

DAY = date(2026, 11, 24)


@pytest.fixture
def case_id(desk, prosecutor, case):
    return cases.save(desk, prosecutor, case).case_id


def state(desk, actor, case_id, iso2, day=DAY):
    return counterparts.advice_for(counterparts.for_case(desk, actor, case_id, letter_date=day).result, iso2)


def refused(call, *args, **named):
    with pytest.raises(Refused) as error:
        call(*args, **named)
    return error.value.code


def test_ten_questions_are_open_until_a_person_answers(desk, prosecutor, case_id):
    assert len(risks.open_risks(desk, prosecutor, case_id, "AE")) == 10
    for view in risks.views(desk, prosecutor, case_id, "AE"):
        risks.answer(desk, prosecutor, case_id, "AE", view.asked.question, "no", "asked victim support and the unit")
    assert risks.open_risks(desk, prosecutor, case_id, "AE") == []
    assert len(risks.open_risks(desk, prosecutor, case_id, "UZ")) == 10
    row = risks.history(desk, prosecutor, case_id, "AE")[0]
    assert (row.by, row.answer, bool(row.reason)) == (prosecutor.id, "no", True)


def test_asylum_blocks_and_nobody_lifts_it(desk, prosecutor, case_id):
    assert state(desk, prosecutor, case_id, "UZ").decision == "notify"
    risks.answer(desk, prosecutor, case_id, "UZ", "asylum", "yes", "claim made last week")
    blocked = state(desk, prosecutor, case_id, "UZ")
    assert blocked.decision == "blocked"
    assert ("asylum", ("risk:asylum",)) in {(one.code, one.records) for one in blocked.cautions}
    lift = ("yes", "the claim is old", "Head of the unit")
    assert refused(risks.answer, desk, prosecutor, case_id, "UZ", "asylum", *lift) == "cannot_be_lifted"
    assert refused(risks.answer, desk, prosecutor, case_id, "UZ", "political", *lift) == "cannot_be_lifted"
    assert refused(counterparts.decide, desk, prosecutor, case_id, "UZ", "accept", "they can act") == "blocked"
    risks.answer(desk, prosecutor, case_id, "UZ", "asylum", "no", "the claim was withdrawn, seen in the file")
    assert state(desk, prosecutor, case_id, "UZ").decision == "notify"
    assert len(risks.history(desk, prosecutor, case_id, "UZ")) == 2


@pytest.mark.parametrize("question", ["complicity", "retaliation", "covert", "ne_bis", "data_protection", "own_law"])
def test_a_yes_stands_until_a_named_person_lifts_it(desk, prosecutor, investigator, case_id, question):
    risks.answer(desk, prosecutor, case_id, "AE", question, "yes", "signs are on file")
    assert state(desk, prosecutor, case_id, "AE").decision == "review"
    standing = {risk.question: risk.why for risk in risks.open_risks(desk, prosecutor, case_id, "AE")}
    assert standing[question] == "stands"
    lift = (question, "yes", "measures agreed", "Deputy Prosecutor General")
    assert refused(risks.answer, desk, investigator, case_id, "AE", *lift) == "not_allowed"
    risks.answer(desk, prosecutor, case_id, "AE", *lift)
    assert question not in {risk.question for risk in risks.open_risks(desk, prosecutor, case_id, "AE")}
    advice = state(desk, prosecutor, case_id, "AE")
    assert advice.decision == "notify"
    assert f"risk:{question}" in {record for one in advice.cautions for record in one.records}
    assert risks.history(desk, prosecutor, case_id, "AE")[0].lifted_by == "Deputy Prosecutor General"


def test_answers_need_a_reason_without_a_name(desk, prosecutor, case_id):
    assert refused(risks.answer, desk, prosecutor, case_id, "AE", "asylum", "no", " ") == "reason_needed"
    assert refused(risks.answer, desk, prosecutor, case_id, "AE", "no_such", "no", "why") == "unknown_question"
    named = "Ахметова Гульнара asked for it"
    assert refused(risks.answer, desk, prosecutor, case_id, "AE", "asylum", "no", named) == "reason_has_name"


def test_an_answer_for_a_state_without_a_record_suggests_nothing(desk, prosecutor, case_id):
    risks.answer(desk, prosecutor, case_id, "JP", "asylum", "yes", "not linked at all")
    states = counterparts.for_case(desk, prosecutor, case_id).result.states
    assert "JP" not in {advice.iso2 for advice in states}


def test_doubtful_facts_are_verified_by_a_person(desk, prosecutor, case_id):
    open_now = {check.subject for check in basis.open_checks(desk, prosecutor, case_id, "AE", DAY)}
    assert "addressee:AE" in open_now
    for subject in open_now:
        basis.tick(desk, prosecutor, case_id, "AE", subject, "looked up in the directory", DAY)
    assert basis.open_checks(desk, prosecutor, case_id, "AE", DAY) == []
    (view, *_rest) = [v for v in basis.views(desk, prosecutor, case_id, "AE", DAY) if v.check.subject == "addressee:AE"]
    assert (view.ticked.by, view.ticked.note) == (prosecutor.id, "looked up in the directory")
    basis.untick(desk, prosecutor, case_id, "AE", "addressee:AE")
    assert {check.subject for check in basis.open_checks(desk, prosecutor, case_id, "AE", DAY)} == {"addressee:AE"}
    assert refused(basis.tick, desk, prosecutor, case_id, "AE", "no_such", "why not", DAY) == "unknown_check"
    assert refused(basis.tick, desk, prosecutor, case_id, "AE", "addressee:AE", "", DAY) == "how_needed"


def test_a_tick_ends_when_the_fact_changes(desk, prosecutor, administrator, plain_case):
    plain_case["routes"][0]["stops"][2]["country"] = "IR"
    case_id = cases.save(desk, prosecutor, load_document(plain_case)).case_id
    subject = "party_status:UNTOC:IR"
    assert subject in {check.subject for check in basis.open_checks(desk, prosecutor, case_id, "IR", DAY)}
    basis.tick(desk, prosecutor, case_id, "IR", subject, "depositary notification read", DAY)
    assert subject not in {check.subject for check in basis.open_checks(desk, prosecutor, case_id, "IR", DAY)}
    facts.write_party(desk, administrator, "UNTOC", "IR", "none", None, "depositary notification")
    assert state(desk, prosecutor, case_id, "IR").fallback
    assert "other_basis" in {check.subject for check in basis.open_checks(desk, prosecutor, case_id, "IR", DAY)}


def test_own_facts_go_before_the_shipped_ones_and_show_their_author(desk, prosecutor, administrator, case_id):
    assert refused(facts.write_authority, desk, prosecutor, "AE", "New office", "ar", "a note") == "not_allowed"
    assert refused(facts.write_authority, desk, administrator, "AE", "New office", "ar", " ") == "source_needed"
    assert refused(facts.write_authority, desk, administrator, "AE", " ", "ar", "a note") == "bad_fact"
    assert refused(facts.write_authority, desk, administrator, "ZZ", "New office", "ar", "x") == "unknown_country"
    facts.write_authority(desk, administrator, "AE", "New central office", "ar en", "note verbale 12 of 2026")
    who = state(desk, prosecutor, case_id, "AE").authority
    assert (who.name, who.languages, who.written.by) == ("New central office", ("ar", "en"), administrator.id)
    assert who.written.at.startswith("2026-11-24")
    assert basis.open_checks(desk, prosecutor, case_id, "AE", DAY) == []
    facts.write_authority(desk, administrator, "AE", "Newer office", "ar", "note verbale 13 of 2026")
    assert [row.value["name"] for row in facts.rows(desk, administrator)] == ["Newer office"]
    assert [row.value["name"] for row in facts.rows(desk, administrator, ended=True)] == [
        "Newer office", "New central office",
    ]  # fmt: skip
    facts.withdraw(desk, administrator, "authority", "AE")
    assert state(desk, prosecutor, case_id, "AE").authority.written is None
    assert refused(facts.withdraw, desk, administrator, "authority", "AE") == "not_found"


@pytest.mark.parametrize(
    ("effect", "receivers", "decision", "code"),
    [
        ("bar", [], "review", "national_bar"), ("route", [], "notify", "national_route"),
        ("approval", ["AE"], "review", "data_protection"), ("approval", ["TR"], "notify", None),
    ],
)  # fmt: skip
def test_own_law_as_written_by_the_office(desk, prosecutor, administrator, case_id, effect, receivers, decision, code):
    facts.write_national(desk, administrator, "KZ", effect, receivers, "article 575 of the code", "the code")
    advice = state(desk, prosecutor, case_id, "AE")
    assert advice.decision == decision
    assert code is None or code in {one.code for one in advice.cautions}


def test_a_decision_survives_and_shows_what_changed_since(desk, prosecutor, plain_case, case_id):
    counterparts.decide(desk, prosecutor, case_id, "AE", "dismiss", "own request pending", letter_date=DAY)
    view = counterparts.for_case(desk, prosecutor, case_id, letter_date=DAY)
    assert view.decisions["AE"].verdict == "dismiss"
    assert view.changed == {}
    plain_case["routes"][0]["stops"][2] |= {"date": "2026-01", "note": "moved to another hotel"}
    plain_case["persons"][1]["present_in"] = "AE"
    cases.save(desk, prosecutor, load_document(plain_case), case_id=case_id)
    view = counterparts.for_case(desk, prosecutor, case_id, letter_date=DAY)
    assert view.decisions["AE"].verdict == "dismiss"
    found = {(one.what, one.record) for one in view.changed["AE"]}
    assert {("record_changed", "r1.s3"), ("record_new", "p2")} <= found
    counterparts.decide(desk, prosecutor, case_id, "AE", "accept", "the suspect is there", letter_date=DAY)
    assert counterparts.for_case(desk, prosecutor, case_id, letter_date=DAY).changed == {}
    assert [row.verdict for row in counterparts.history(desk, prosecutor, case_id)] == ["accept", "dismiss"]


def test_a_record_that_is_gone_is_told(desk, prosecutor, plain_case, case_id):
    counterparts.decide(desk, prosecutor, case_id, "AE", "accept", "exploited there")
    plain_case["organisations"] = []
    plain_case["routes"][0]["stops"] = plain_case["routes"][0]["stops"][:2]
    cases.save(desk, prosecutor, load_document(plain_case), case_id=case_id)
    changed = counterparts.for_case(desk, prosecutor, case_id).changed["AE"]
    assert {(one.what, one.record) for one in changed} >= {("record_gone", "r1.s3"), ("record_gone", "o1")}
    assert ("notify", "none") in {(one.before, one.after) for one in changed if one.what == "decision"}
    assert refused(counterparts.decide, desk, prosecutor, case_id, "AE", "accept", "still there") == "not_suggested"


def test_the_worklist_leaves_out_the_dismissed_until_their_ground_changes(desk, prosecutor, plain_case, case_id, clock):
    def open_states():
        return {row.iso2: row for row in worklist.not_told(desk, prosecutor, on=DAY).rows}

    assert set(open_states()) == {"AE", "UZ"}
    counterparts.decide(desk, prosecutor, case_id, "UZ", "dismiss", "told by telephone", letter_date=DAY)
    counterparts.decide(desk, prosecutor, case_id, "AE", "accept", "exploited there", letter_date=DAY)
    assert {iso2: row.verdict for iso2, row in open_states().items()} == {"AE": "accept"}
    plain_case["routes"][0]["stops"][0]["date"] = "2025-10"
    cases.save(desk, prosecutor, load_document(plain_case), case_id=case_id)
    assert open_states()["UZ"].changed == 1
    clock.forward(days=20)
    assert open_states()["AE"].late > 0
    plain_case["case"]["status"] = ["final"]
    cases.save(desk, prosecutor, load_document(plain_case), case_id=case_id)
    assert open_states() == {}


def test_the_worklist_tells_its_progress_and_its_stamp(desk, prosecutor, read_only, auditor, named):
    cases.save_many(desk, prosecutor, [named("x", reference=str(n), country="UZ") for n in range(250)])
    seen = []
    worklist.not_told(desk, prosecutor, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(100, 250), (200, 250), (250, 250)]
    before = worklist.stamp(desk, prosecutor)
    assert worklist.stamp(desk, prosecutor) == before != worklist.stamp(desk, read_only)
    cases.save(desk, prosecutor, named("y"))
    assert worklist.stamp(desk, prosecutor) != before
    assert refused(worklist.not_told, desk, auditor) == "not_allowed"


def test_a_judged_match_counts_in_the_worklist_and_in_the_list_alike(desk, prosecutor, plain_case):
    other = cases.save(desk, prosecutor, load_document(plain_case | {"submission": {"country": "RO"}})).case_id
    mine = cases.save(desk, prosecutor, load_document(plain_case)).case_id
    from store import matches
    from store.rows import MatchInput, RunInput

    with desk.write(prosecutor) as tx:
        run = RunInput(desk.now(), 1, 0, 0.1, 2)
        matches.record_run(tx, run, [MatchInput(f"{mine}/p2", f"{other}/p2", 0.99, 5.0, [])])
    for verdict, decision in (("same", "notify"), ("different", "none"), ("cannot_tell", "none")):
        with desk.read(prosecutor) as reader:
            pair = matches.pair(reader, f"{mine}/p2", f"{other}/p2")
        with desk.write(prosecutor, "looked at both") as tx:
            matches.judge(tx, pair.match_id, verdict, "looked at both")
        assert state(desk, prosecutor, mine, "RO").decision == decision
        listed = {row.iso2 for row in worklist.not_told(desk, prosecutor, on=DAY).rows if row.case_id == mine}
        assert ("RO" in listed) is (decision == "notify")


def test_what_if_in_the_store(desk, prosecutor, case_id):
    held = {hold.record: hold.carries for hold in whatif.carried_by(desk, prosecutor, case_id, "AE", DAY)}
    assert held == {"r1.s3": False, "o1": False}
    after, shifts = whatif.without_record(desk, prosecutor, case_id, "r1.s3", DAY)
    assert [(one.iso2, one.before, one.after) for one in shifts] == [("AE", "notify", "notify")]
    assert {advice.iso2 for advice in after} == {"AE", "UZ"}
    assert refused(whatif.without_record, desk, prosecutor, case_id, "zz", DAY) == "unknown_record"
    assert refused(whatif.carried_by, desk, prosecutor, case_id, "JP", DAY) == "not_suggested"
