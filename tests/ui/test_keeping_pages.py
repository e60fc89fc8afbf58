"""The log and retention: filled, empty, refused, and what a person does there."""

import pytest

from records import Actor
from services import audit, retention, settings

SUPERVISOR = Actor("demo-supervisor", "supervisor", "KG")


def fine(page):
    assert not page.exception, [entry.message for entry in page.exception]
    assert not page.error, [entry.value for entry in page.error]
    return page


@pytest.mark.parametrize("name", ["audit", "retention"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_filled(open_page, demo_desk, name, language):
    page = fine(open_page(name, "supervisor", language=language))
    assert len(page.title) == 1
    assert page.dataframe


@pytest.mark.parametrize(("name", "role"), [("audit", "investigator"), ("audit", "administrator"),
                                            ("retention", "auditor"), ("retention", "read_only")])  # fmt: skip
def test_others_see_nothing(open_page, demo_desk, name, role):
    page = fine(open_page(name, role))
    assert [title.value for title in page.title] == ["Overview"]


def test_empty(open_page, empty_desk):
    page = fine(open_page("retention", "supervisor", language="ru"))
    assert len(page.title) == 1
    fine(open_page("audit", "auditor", language="ru"))


def test_the_auditor_filters_and_checks(open_page, demo_desk):
    page = fine(open_page("audit", "auditor"))
    page.selectbox(key="action").set_value("match.judged").run()
    assert set(fine(page).dataframe[0].value["action"]) == {"match.judged"}
    page.text_input(key="person").set_value("nobody").run()
    assert not fine(page).dataframe
    page.button(key="verify").click().run()
    assert fine(page).success
    assert audit.listing(demo_desk, SUPERVISOR, audit.Filter(action="audit.verified"))[0].detail["first_bad"] is None


def test_a_changed_log_is_told(open_page, demo_desk):
    db = demo_desk.store.connection()
    db.execute("DROP TRIGGER audit_no_update")
    db.execute("UPDATE audit SET reason = 'other' WHERE seq = 7")
    db.close()
    page = open_page("audit", "supervisor")
    page.button(key="verify").click().run()
    assert not page.exception
    assert "7" in page.error[0].value


def test_a_submission_is_taken_out(demo_desk):
    rows = retention.listing(demo_desk, SUPERVISOR)
    assert rows[0].due is not None
    gone = retention.purge(demo_desk, SUPERVISOR, rows[0].submission_id, "sent by mistake")
    assert gone.case_ids
    assert rows[0].submission_id not in {row.submission_id for row in retention.listing(demo_desk, SUPERVISOR)}


def test_the_administrator_backs_up_and_others_find_no_button(open_page, demo_desk):
    page = fine(open_page("settings", "administrator"))
    page.button(key="backup_now").click().run()
    assert any("whole" in entry.value for entry in fine(page).success)
    page.number_input(key="keep").set_value(3)
    page.button(key="FormSubmitter:keeping-Save").click().run()
    assert settings.value(demo_desk, "backup_keep") == 3
    assert "backup_now" not in {button.key for button in open_page("settings", "prosecutor").button}
