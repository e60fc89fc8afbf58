"""Ten lines of a register: both branches for exculpatory information, what is late, a correction, a refused export."""

import copy
from datetime import date

import pytest

from records import Actor, load_document
from services import _conditions, cases, exports, letters, received, register
from services.errors import Refused
from services.received import ConditionInput, IncomingInput, PermissionInput
from tests.unit.services.test_letters import signed


def code(refused):
    return refused.value.code


@pytest.fixture
def case_id(desk, prosecutor, plain_case):
    plain = copy.deepcopy(plain_case)
    plain["submission"]["handling"] = []
    return cases.save(desk, prosecutor, load_document(plain)).case_id


def arrive(desk, actor, iso2="GE", kinds=(), **more):
    day = more.pop("day", "2026-11-20")
    given = [ConditionInput(kind) for kind in kinds]
    return received.receive(
        desk, actor, IncomingInput(iso2, "Prosecutor's Office", day, **more), given, none_stated=not kinds
    )


def codes(entry):
    return [(one.code, one.overdue) for one in entry.due]


def test_conditions_come_first(desk, prosecutor):
    arrived = IncomingInput("GE", "Prosecutor's Office", "2026-11-20")
    with pytest.raises(Refused) as refused:
        received.receive(desk, prosecutor, arrived, [], none_stated=False)
    assert code(refused) == "conditions_first"
    with pytest.raises(Refused) as refused:
        received.receive(desk, prosecutor, arrived, [ConditionInput("H2")], none_stated=True)
    assert code(refused) == "conditions_first"
    for wrong, reason in (
        (ConditionInput("H9"), "bad_condition"), (ConditionInput("expiry"), "bad_condition"),
        (ConditionInput("confidential", until="soon"), "bad_day"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            received.receive(desk, prosecutor, arrived, [wrong], none_stated=False)
        assert code(refused) == reason
    for changes, reason in (({"iso2": "XQ"}, "bad_state"), ({"day": "yesterday"}, "bad_day")):
        plain = {"iso2": "GE", "authority": "x", "day": "2026-11-20"} | changes
        with pytest.raises(Refused) as refused:
            received.receive(desk, prosecutor, IncomingInput(**plain), [], none_stated=True)
        assert code(refused) == reason


def test_ten_lines(desk, prosecutor, supervisor, read_only, case_id, clock):
    # 1: a letter, signed by a second person, sent by a person; 2: a second letter that nobody sends
    first = signed(
        desk, prosecutor, supervisor, case_id, letters.Plan(date(2026, 11, 24), feedback_by=date(2026, 12, 8))
    )
    assert codes(register.entry(desk, prosecutor, first.number)) == [("dispatch", False)]
    sent = register.record(desk, prosecutor, first.number, "dispatched", text="INTERPOL")
    assert (sent.line.status, sent.line.channel) == ("dispatched", "INTERPOL")
    with pytest.raises(Refused) as refused:
        register.record(desk, prosecutor, first.number, "dispatched")
    assert code(refused) == "not_now"
    second = letters.save(desk, prosecutor, case_id, "UZ", letters.Plan(date(2026, 11, 24)))
    register.record(desk, prosecutor, second.number, "withdrawn", reason="sent by the police channel")
    assert register.entry(desk, prosecutor, second.number).due == ()

    # 3: information under conditions; nothing made from it leaves without the sender's word
    third = arrive(desk, prosecutor, kinds=("H2", "TLP:AMBER", "use_no_onward"), reference="GE-7")
    assert [one.code for one in third.due] == ["content", "acknowledge"]
    assert (third.line.marking.tlp, third.line.marking.handling) == ("TLP:AMBER", {"H2"})
    third = received.attach(desk, prosecutor, third.line.number, case_id, ["p2"])
    assert {(one.kind, one.scope) for one in third.conditions if one.case_id} == {
        ("H2", "p2"), ("TLP:AMBER", "p2"), ("use_no_onward", "p2"),
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        exports.case_document(desk, prosecutor, case_id)
    assert third.line.number in refused.value.text()
    assert "GE" in refused.value.text()
    plan = letters.Plan(date(2026, 11, 24), parties=frozenset({"p2", "o1"}))
    made = letters.preview(desk, prosecutor, case_id, "AE", plan)
    assert {one.breach.condition.kind for one in made.findings if one.breach.record == "p2"} == {
        "H2", "TLP:AMBER", "use_no_onward",
    }  # fmt: skip
    assert made.forced["use_no_onward"].cause == third.line.number
    assert set(made.carried.marking.causes) >= {third.line.number}
    word = PermissionInput(case_id, "GE", "Head of unit", "2026-11-22", [], "p2", "", "GE-8", "2026-12-31")
    given = received.permit(desk, prosecutor, word)
    assert exports.case_document(desk, prosecutor, case_id)[2].marking.handling == {"H2"}
    received.withdraw_permission(desk, prosecutor, given.permission_id, "taken back by telephone")
    with pytest.raises(Refused):
        exports.case_document(desk, prosecutor, case_id)
    assert _conditions.check_export(desk, prosecutor, {case_id: ["o1"]}).marking.tlp == "TLP:AMBER"
    assert received.permissions(desk, prosecutor, case_id)[0].withdrawn_by == prosecutor.id

    # 4: exculpatory, notice first, consultation asked for
    fourth = arrive(desk, prosecutor).line.number
    register.record(desk, prosecutor, fourth, "acknowledged")
    register.record(desk, prosecutor, fourth, "exculpatory_found")
    assert codes(register.entry(desk, prosecutor, fourth)) == [("give_notice", False)]
    register.record(desk, prosecutor, fourth, "notice_given", text="by the central authority")
    register.record(desk, prosecutor, fourth, "consultation_asked")
    with pytest.raises(Refused) as refused:
        register.record(desk, prosecutor, fourth, "disclosed")
    assert code(refused) == "not_now"
    assert codes(register.entry(desk, prosecutor, fourth)) == [("consult", False)]
    register.record(desk, prosecutor, fourth, "consulted")
    done = register.record(desk, prosecutor, fourth, "disclosed")
    assert done.due == ()

    # 5: exculpatory, no notice in advance: the reason, and word without delay
    fifth = arrive(desk, prosecutor).line.number
    register.record(desk, prosecutor, fifth, "exculpatory_found")
    with pytest.raises(Refused) as refused:
        register.record(desk, prosecutor, fifth, "disclosed")
    assert code(refused) == "reason_needed"
    register.record(desk, prosecutor, fifth, "disclosed", reason="the court ordered it in the hearing")
    assert ("report_disclosure", False) in codes(register.entry(desk, prosecutor, fifth))
    clock.forward(days=1)
    assert ("report_disclosure", True) in codes(register.entry(desk, prosecutor, fifth))
    told = register.record(desk, prosecutor, fifth, "disclosure_reported", reason="the court ordered it in the hearing")
    assert ("report_disclosure", True) not in codes(told)

    # the receiver of our letter gives notice; 6 and 7: one with nothing asked, one with a deadline
    register.record(desk, prosecutor, first.number, "notice_received", text="AE-12")
    assert codes(register.entry(desk, prosecutor, first.number))[0] == ("answer_notice", False)
    register.record(desk, prosecutor, first.number, "no_consultation")
    arrive(desk, prosecutor, iso2="UZ")
    asked = arrive(desk, prosecutor, iso2="AE", deadline="2026-12-01").line.number

    # 8: corrected with trace; 9 and 10: entered last
    eighth = arrive(desk, prosecutor, iso2="KG", reference="KG-1")
    right = register.correct(desk, prosecutor, eighth.line.number, "reference", "KG-11", "misread")
    assert right.line.reference == "KG-11"
    assert dict(right.events[-1].detail) == {"field": "reference", "before": "KG-1", "after": "KG-11"}
    for field, value, reason, wanted in (
        ("sha256", "0", "x y z", "not_correctable"), ("reference", "KG-2", "", "reason_needed"),
        ("day", "", "x y z", "bad_day"), ("iso2", "Kirgizia", "x y z", "bad_state"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            register.correct(desk, prosecutor, eighth.line.number, field, value, reason)
        assert code(refused) == wanted
    arrive(desk, prosecutor, iso2="TJ")
    arrive(desk, prosecutor, iso2="AM", kinds=("H0",))

    lines = register.entries(desk, prosecutor)
    assert [one.line.number for one in lines] == [f"2026-{number:04d}" for number in range(10, 0, -1)]
    clock.forward(days=20)
    overdue = register.entries(desk, prosecutor, only="overdue")
    late = {one.line.number: [due.code for due in one.due if due.overdue] for one in overdue}
    assert late[first.number] == ["acknowledgement"]
    assert late[asked] == ["acknowledge", "reply"]
    thanks = register.record(desk, prosecutor, first.number, "acknowledged", text="AE-13")
    assert (thanks.acknowledged, thanks.line.reference) == ("2026-12-15", "AE-13")
    assert register.entries(desk, read_only)[0].line.number == lines[0].line.number
    with pytest.raises(Refused) as refused:
        register.record(desk, read_only, first.number, "note", text="seen")
    assert code(refused) == "not_allowed"


def test_days_and_words(desk, prosecutor, case_id):
    number = arrive(desk, prosecutor).line.number
    received.attach(desk, prosecutor, number, case_id)
    for changes, wanted in (
        ({"day": "2026-11-25"}, "day_out_of_order"), ({"day": "2026-11-19"}, "day_out_of_order"),
        ({"text": "x" * 301}, "too_long"), ({"text": "Гульнара Ахметова"}, "reason_has_name"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            register.record(desk, prosecutor, number, "note", **changes)
        assert code(refused) == wanted
    with pytest.raises(Refused) as refused:
        received.attach(desk, prosecutor, number, case_id, ["p77"])
    assert code(refused) == "no_such_record"
    with pytest.raises(Refused):
        received.attach(desk, Actor("r", "read_only"), number, case_id, ["p2"])


def test_nothing_is_deleted(desk, prosecutor):
    arrive(desk, prosecutor)
    for statement in (
        "DELETE FROM transmission", "DELETE FROM transmission_event", "UPDATE transmission_event SET kind = 'x'",
    ):  # fmt: skip
        with pytest.raises(Refused), desk.write(prosecutor) as tx:
            tx.run(statement)
