import pytest


def texts(at):
    return " ".join(str(element.value) for kind in (at.info, at.markdown, at.title, at.error) for element in kind)


@pytest.mark.parametrize(
    "role", ["investigator", "prosecutor", "supervisor", "trainer", "read_only", "auditor", "administrator"]
)
def test_the_frame_runs_for_every_role(open_page, empty_desk, role):
    at = open_page("settings", role)
    assert not at.exception
    assert at.sidebar.selectbox(key="language_box").value == "en"


def test_nobody_sees_a_page_without_an_identity(open_page, empty_desk):
    at = open_page("overview", "")
    assert not at.exception
    assert "Please sign in" in texts(at)
    assert not at.title


def test_the_language_is_kept_for_the_session(open_page, empty_desk):
    at = open_page("settings", "investigator", language="ar")
    assert not at.exception
    assert at.sidebar.selectbox(key="language_box").value == "ar"
    at.sidebar.selectbox(key="language_box").set_value("ru").run()
    assert at.session_state["language"] == "ru"
