"""Accounts, my account, sharing and emergency access in an installation that is no demonstration."""

import pyotp
import pytest

from records import Actor, load_document
from services import accounts, cases, desk, emergency, second_factor, sessions, sharing
from services.errors import Refused

PASSWORD = "three wise camels"
ROOT_ACTOR = Actor("root", "administrator", "KZ", "Root")


@pytest.fixture
def office(data_folder, monkeypatch):
    """A real installation: an administrator, two investigators, two supervisors, an auditor."""
    monkeypatch.delenv("WAYLINK_DEMO")
    desk.reset_current()
    at = desk.current()
    accounts.create_first(at, accounts.first_code(at), "root", PASSWORD, "Root", "KZ")
    for account, role in (("inga", "investigator"), ("ivan", "investigator"), ("sara", "supervisor"),
                          ("sven", "supervisor"), ("aude", "auditor")):  # fmt: skip
        accounts.create(at, ROOT_ACTOR, account, PASSWORD, role, "KZ", account.capitalize())
    return at


@pytest.fixture
def red(office, plain_case):
    """A TLP:RED case of Inga's."""
    plain_case["submission"]["tlp"] = "TLP:RED"
    return cases.save(office, who("inga"), load_document(plain_case)).case_id


def who(account):
    role = {"inga": "investigator", "ivan": "investigator", "aude": "auditor", "root": "administrator"}.get(account)
    return Actor(account, role or "supervisor", "KZ", account.capitalize())


@pytest.fixture
def open_as(open_page):
    """Open a page as one of the office: ``open_as("ivan", "sharing", case="C-…")``."""

    def run(account, name, **query):
        actor = who(account)
        page = open_page(name, actor.role, country="KZ", account=account, display=actor.display, **query)
        assert not page.exception, [one.message for one in page.exception]
        return page

    return run


def shown(page):
    kinds = (page.markdown, page.text, page.caption, page.info, page.success, page.error, page.header, page.title)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def test_an_administrator_makes_and_changes_accounts(open_as, office):
    page = open_as("root", "accounts")
    assert list(page.dataframe[0].value["account"]) == ["aude", "inga", "ivan", "root", "sara", "sven"]
    page.text_input(key="account").input("olga")
    page.text_input(key="display").input("Olga")
    page.selectbox(key="role").select("prosecutor")
    page.text_input(key="password").input("short")
    next(one for one in page.button if one.label == "Make the account").click().run()
    assert "12 signs or more" in shown(page)
    page.text_input(key="account").input("olga")
    page.text_input(key="password").input(PASSWORD)
    page.selectbox(key="role").select("prosecutor")
    next(one for one in page.button if one.label == "Make the account").click().run()
    assert "olga" in list(page.dataframe[0].value["account"])
    token = accounts.sign_in(office, "olga", PASSWORD)
    page.selectbox(key="whose").select("olga").run()
    page.button(key="do_close").click().run()
    assert "Write the reason" in shown(page)
    page.text_input(key="reason").input("left the office")
    page.button(key="do_close").click().run()
    assert not page.error
    assert sessions.actor_of(office, token) is None
    with pytest.raises(Refused):
        accounts.sign_in(office, "olga", PASSWORD)


@pytest.mark.parametrize("account", ["inga", "sara", "aude"])
def test_others_do_not_see_accounts(open_as, office, account):
    page = open_as(account, "accounts")
    assert page.title[0].value != "Accounts"
    assert not page.dataframe


def test_my_account_changes_the_password_and_ends_sessions(open_as, office):
    token = accounts.sign_in(office, "inga", PASSWORD)
    page = open_as("inga", "account")
    assert "1 session is open" in shown(page)
    page.text_input(key="current").input("wrong")
    page.text_input(key="wished").input("four wise camels")
    page.text_input(key="repeated").input("four wise camels")
    next(one for one in page.button if one.label == "Change the password").click().run()
    assert page.error
    page.text_input(key="current").input(PASSWORD)
    page.text_input(key="wished").input("four wise camels")
    page.text_input(key="repeated").input("four wise camels")
    next(one for one in page.button if one.label == "Change the password").click().run()
    assert page.success
    assert sessions.actor_of(office, token) is None
    token = accounts.sign_in(office, "inga", "four wise camels")
    page.button(key="everywhere").click().run()
    assert sessions.actor_of(office, token) is None


def test_my_account_tells_about_the_code_app(open_as, office):
    token = accounts.sign_in(office, "sara", PASSWORD)
    secret = second_factor.begin(office, token).secret
    second_factor.confirm(office, token, pyotp.TOTP(secret).at(office.now()))
    assert "Code app in use" in shown(open_as("sara", "account"))
    assert "10 recovery codes left" in shown(open_as("sara", "account"))
    assert "No code app set up" in shown(open_as("inga", "account"))


def test_sharing_gives_and_takes_a_red_case(open_as, office, red):
    assert not cases.listing(office, who("ivan"))
    page = open_as("inga", "sharing", case=red)
    assert "only the owner and the named persons" in shown(page)
    page.selectbox(key=f"give-{red}").select("ivan").run()
    page.button(key="give").click().run()
    assert "Write the reason" in shown(page)
    page.text_input(key=f"reason-{red}").input("same team")
    page.button(key="give").click().run()
    assert [row.case_id for row in cases.listing(office, who("ivan"))] == [red]
    page.selectbox(key=f"take-{red}").select("ivan").run()
    page.button(key="take").click().run()
    assert not cases.listing(office, who("ivan"))


def test_closing_a_case_to_the_office(open_as, office, plain_case):
    made = cases.save(office, who("inga"), load_document(plain_case)).case_id
    assert cases.listing(office, who("ivan"))
    page = open_as("inga", "sharing", case=made)
    page.text_input(key=f"reason-{made}").input("covert phase")
    page.button(key="restrict").click().run()
    assert not cases.listing(office, who("ivan"))
    assert "Closed" in shown(page)


def test_a_hit_tells_the_submission_and_the_owner_is_asked(open_as, office, plain_case):
    saved = cases.save(office, who("inga"), load_document(plain_case))
    sharing.restrict(office, who("inga"), saved.case_id, True, "covert phase")
    page = open_as("ivan", "cases")
    page.text_input(key="search").input("Серик Оспанов").run()
    told = shown(page)
    assert saved.submission_id in told.replace("\\", "")
    assert "strength high" in told
    assert saved.case_id not in told
    assert "KZ-2026/017" not in told
    page.text_input(key="search").input("Серик").run()
    assert saved.submission_id not in shown(page).replace("\\", "")
    page.text_input(key="search").input("AB 1234567").run()
    page.text_input(key=f"ask-why-{saved.submission_id}").input("same passport here")
    page.button(key=f"ask-{saved.submission_id}").click().run()
    assert "The owner sees your question" in shown(page)
    owner = open_as("inga", "sharing")
    assert "ivan asks for case" in shown(owner)
    request = sharing.requests(office, who("inga"))[0]
    owner.text_input(key=f"why-{request.request_id}").input("same network")
    owner.button(key=f"yes-{request.request_id}").click().run()
    assert [row.case_id for row in cases.listing(office, who("ivan"))] == [saved.case_id]


def test_an_emergency_opens_a_case_for_an_hour_and_waits_for_review(open_as, office, red):
    page = open_as("ivan", "emergency")
    page.text_input(key="reference").input("KZ-2026/017")
    page.text_area(key="why").input("short")
    next(one for one in page.button if one.label == "Open it for an hour").click().run()
    assert page.error
    page.text_area(key="why").input("Гульнара is in danger tonight")
    next(one for one in page.button if one.label == "Open it for an hour").click().run()
    assert "without a name" in shown(page)
    assert not cases.listing(office, who("ivan"))
    page.text_area(key="why").input("A person is in danger tonight")
    next(one for one in page.button if one.label == "Open it for an hour").click().run()
    assert f"Case {red} is open to you" in shown(page)
    assert [row.case_id for row in cases.listing(office, who("ivan"))] == [red]
    with pytest.raises(Refused):
        cases.save(office, who("ivan"), cases.get(office, who("ivan"), red).document, case_id=red)
    own = open_as("ivan", "case_file", case=red)
    assert "Ахметова" not in shown(own)
    row = emergency.to_review(office, who("sara"))[0]
    review = open_as("sara", "emergency")
    assert "ivan opened case" in shown(review)
    review.text_input(key=f"note-{row.emergency_id}").input("rightly done")
    review.button(key=f"yes-{row.emergency_id}").click().run()
    assert not emergency.to_review(office, who("sara"))
    assert not cases.listing(office, who("ivan"))
    assert "rightly done" in "".join(one.value.to_csv() for one in open_as("aude", "emergency").dataframe)


def test_nobody_reviews_their_own(open_as, office, red):
    sharing.restrict(office, who("inga"), red, True, "covert phase")
    emergency.begin(office, who("sara"), red, "A person is in danger tonight")
    page = open_as("sara", "emergency")
    assert "Waits for another supervisor" in shown(page)
    row = emergency.to_review(office, who("sara"))[0]
    with pytest.raises(Refused) as refused:
        emergency.review(office, who("sara"), row.emergency_id, "justified", "")
    assert refused.value.code == "own_emergency"
    emergency.review(office, who("sven"), row.emergency_id, "not_justified", "could wait")
    assert not cases.listing(office, who("sara"))


def test_editing_shows_names_only_for_a_reason(open_as, office, plain_case):
    saved = cases.save(office, who("inga"), load_document(plain_case))
    page = open_as("inga", "record", case=saved.case_id)
    assert "Ахметова" not in shown(page) + "".join(str(one.value) for one in (*page.text_input, *page.text_area))
    page.text_input(key="edit_reason").input("Ахметова asked for it")
    next(one for one in page.button if one.label == "Edit with names").click().run()
    assert "without a name" in shown(page)
    page.text_input(key="edit_reason").input("a correction came in")
    next(one for one in page.button if one.label == "Edit with names").click().run()
    assert "Ахметова" in shown(page) + "".join(str(one.value) for one in (*page.text_input, *page.text_area))


def test_a_revealed_name_goes_off_by_itself(open_as, office, plain_case, monkeypatch):
    from datetime import timedelta

    saved = cases.save(office, who("inga"), load_document(plain_case))
    page = open_as("inga", "case_file", case=saved.case_id)
    page.text_input(key="reveal_reason").input("interview tomorrow")
    page.button(key="reveal_go").click().run()
    assert "Ахметова Гульнара" in "".join(one.value.to_csv() for one in page.dataframe)
    assert "1 name is shown until" in shown(page)
    clock = office.store.clock
    monkeypatch.setattr(office.store, "clock", lambda: clock() + timedelta(minutes=16))
    page = open_as("inga", "case_file", case=saved.case_id)
    assert "Ахметова" not in shown(page) + "".join(one.value.to_csv() for one in page.dataframe)
