"""The letter and the register without a browser: what is open stops a letter, and its author cannot sign it."""

from datetime import timedelta

import pytest

from records import Actor
from services import basis, letters, received, register, risks
from services.received import ConditionInput, IncomingInput

PROSECUTOR = Actor("demo-prosecutor", "prosecutor", "KG", "A. Example")


def texts(page):
    kinds = ("title", "header", "caption", "markdown", "text", "info", "warning", "success", "error", "badge")
    parts = [element.value for kind in kinds if hasattr(page, kind) for element in getattr(page, kind)]
    return "\n".join(str(part) for part in parts)


def button(page, label):
    return next(one for one in page.button if one.label == label)


@pytest.fixture
def handed_in(demo_desk):
    """The demonstration's own draft, with everything answered, verified and filled in."""
    (line,) = [one.line for one in register.entries(demo_desk, PROSECUTOR)]
    case_id, iso2, day = line.case_id, line.iso2, demo_desk.now().date()
    for one in risks.open_risks(demo_desk, PROSECUTOR, case_id, iso2):
        risks.answer(demo_desk, PROSECUTOR, case_id, iso2, one.question, "no", "nothing points to it")
    for one in basis.open_checks(demo_desk, PROSECUTOR, case_id, iso2, day):
        basis.tick(demo_desk, PROSECUTOR, case_id, iso2, one.subject, "list read", day)
    made = letters.preview(demo_desk, PROSECUTOR, case_id, iso2, letters.Plan(day, "en", "ar"), number=line.number)
    plan = made.plan
    for content in made.contents:
        for place in content.places:
            plan = plan.with_fill(content.language, place.key, "-")
    letters.save(demo_desk, PROSECUTOR, case_id, iso2, plan, number=line.number)
    return letters.submit(demo_desk, PROSECUTOR, line.number)


def test_a_new_letter_says_what_is_open(open_page, demo_desk):
    page = open_page("letter", "prosecutor")
    assert not page.exception
    assert "points are open" in texts(page)
    assert button(page, "Hand in for signature").disabled
    restrictions = [box for box in page.checkbox if box.label == "To be kept confidential"]
    assert restrictions[0].value is True


def test_its_author_cannot_sign_it_and_a_second_person_can(open_page, demo_desk, handed_in):
    page = open_page("letter", "prosecutor", letter=handed_in.number)
    button(page, "Sign off the letter").click()
    page.run()
    assert not page.exception
    assert "Somebody else must sign" in texts(page)
    page = open_page("letter", "supervisor", letter=handed_in.number)
    button(page, "Sign off the letter").click()
    page.run()
    assert not page.exception
    assert "Files with their hash" in texts(page)
    assert letters.get(demo_desk, PROSECUTOR, handed_in.number).line.signed_by == "demo-supervisor"
    assert {one.label for one in page.button} >= {"Word, en", "PDF, en", "Word, ar", "PDF, ar"}


def test_the_register_tells_a_line(open_page, demo_desk, handed_in):
    arrived = IncomingInput("GE", "<b>Office</b> ![x](http://e.org/a.png)", "2026-10-01", reference="=cmd()")
    line = received.receive(demo_desk, PROSECUTOR, arrived, [ConditionInput("H2")], none_stated=False).line
    page = open_page("register", "prosecutor")
    assert not page.exception
    assert len(page.metric) == 4
    page.session_state["letter"] = line.number
    page.run()
    assert not page.exception
    told = texts(page)
    assert line.number in told.replace("\\", "")
    assert "<b>" not in told
    assert "![x]" not in told


def widget(found, label, place=0):
    return [one for one in found if one.label == label][place]


def fine(page):
    assert not page.exception, [entry.message for entry in page.exception]
    return page


def enter(page, state, *, kinds=(), day=None):
    """Fill in and send the form for what came in."""
    # what the sender before had stated does not stand there any more
    assert widget(page.multiselect, "Conditions").value == []
    if kinds:
        widget(page.multiselect, "Conditions").set_value(list(kinds))
        fine(page.run())
    else:
        widget(page.checkbox, "I have looked: the sender stated no conditions").check()
    widget(page.selectbox, "State", -1).set_value(state)
    widget(page.text_input, "Authority").set_value("Office of the Prosecutor")
    if day:
        widget(page.date_input, "Received on").set_value(day)
    button(page, "Enter the line").click()
    fine(page.run())


def happened(page, kind, reason=""):
    assert widget(page.text_input, "Reason").value == ""
    widget(page.selectbox, "What happened").set_value(kind)
    widget(page.text_input, "Reason").set_value(reason)
    button(page, "Record it").click()
    return fine(page.run())


def test_a_day_at_the_register(open_page, demo_desk, handed_in):
    page = fine(open_page("register", "prosecutor"))
    enter(page, "GE", kinds=["H2"])
    case_id = handed_in.case_id
    widget(page.selectbox, "Case").set_value(case_id)
    fine(page.run())
    button(page, "Bind the conditions to these records").click()
    fine(page.run())
    assert "Found to be exculpatory" not in texts(page)

    enter(page, "AM")
    for kind in ("exculpatory_found", "notice_given", "consultation_asked", "consulted", "disclosed"):
        happened(page, kind)
    enter(page, "UZ")
    happened(page, "exculpatory_found")
    assert "give notice before any disclosure" in texts(page)
    happened(page, "disclosed")
    assert "Write the reason" in texts(page)
    happened(page, "disclosed", "ordered in the hearing")
    assert "inform the sending State without delay" in texts(page)
    happened(page, "disclosure_reported", "ordered in the hearing")
    assert "inform the sending State without delay" not in texts(page)

    enter(page, "TR", day=demo_desk.now().date() - timedelta(days=30))
    widget(page.selectbox, "Field").set_value("reference")
    widget(page.text_input, "New value").set_value("TR-77")
    widget(page.text_input, "Reason for the correction").set_value("misread")
    button(page, "Correct it").click()
    fine(page.run())
    assert "TR-77" in texts(page).replace("\\", "")
    found = register.entries(demo_desk, PROSECUTOR)
    assert [one.line.iso2 for one in found if any(due.overdue for due in one.due)] == ["TR"]
    assert [[event.kind for event in one.events] for one in found if one.line.iso2 in ("AM", "UZ")] == [
        ["received", "exculpatory_found", "disclosed", "disclosure_reported"],
        ["received", "exculpatory_found", "notice_given", "consultation_asked", "consulted", "disclosed"],
    ]

    page = fine(open_page("case_file", "prosecutor", case=case_id))
    button(page, "Case document (JSON)").click()
    fine(page.run())
    assert "GE" in next(one.value for one in page.error)
