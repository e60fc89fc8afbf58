from __future__ import annotations

import pyotp
import pytest

from records import Actor
from services import accounts, second_factor, sessions
from services.errors import Refused
from store import audit

PASSWORD = "three wise camels"
AUDITOR = Actor("auditor.one", "auditor")


def code(call, *args, **kw):
    with pytest.raises(Refused) as refused:
        call(*args, **kw)
    assert refused.value.text(str)
    return refused.value.code


@pytest.fixture
def anna(desk):
    """The first administrator right after the password: (step token, secret)."""
    accounts.create_first(desk, accounts.first_code(desk), "anna", PASSWORD, "Anna", "KZ")
    token = accounts.sign_in(desk, "anna", PASSWORD)
    return token, second_factor.begin(desk, token).secret


@pytest.fixture
def enrolled(desk, anna):
    """(secret, recovery codes) after the first code."""
    token, secret = anna
    _, codes = second_factor.confirm(desk, token, pyotp.TOTP(secret).at(desk.now()))
    return secret, codes


def test_a_step_opens_nothing(desk, anna):
    token, _ = anna
    assert sessions.step_of(desk, token)[1] == "enrol"
    assert sessions.actor_of(desk, token) is None
    assert sessions.peek(desk, token) is None


def test_a_step_is_over_after_ten_minutes(desk, anna, clock):
    token, secret = anna
    clock.forward(minutes=10)
    assert sessions.step_of(desk, token) is None
    assert code(second_factor.confirm, desk, token, pyotp.TOTP(secret).at(desk.now())) == "step_over"


def test_setting_it_up_gives_a_new_session_and_recovery_codes(desk, anna):
    token, secret = anna
    assert second_factor.begin(desk, token).secret == secret
    assert second_factor.begin(desk, token).uri.startswith("otpauth://totp/Waylink:anna?secret=")
    for wrong in ("000000", "", "12345", "1234567", "٠٠٠٠٠٠", pyotp.TOTP(pyotp.random_base32()).at(desk.now())):
        assert code(second_factor.confirm, desk, token, wrong) == "wrong_code"
    fresh, codes = second_factor.confirm(desk, token, pyotp.TOTP(secret).at(desk.now()))
    assert fresh != token
    assert sessions.step_of(desk, token) is None
    assert sessions.actor_of(desk, fresh).id == "anna"
    assert len(set(codes)) == second_factor.CODES
    assert second_factor.state(desk, sessions.actor_of(desk, fresh)) == (True, 10)


def test_a_code_is_good_once_and_for_one_minute_and_a_half(desk, enrolled, clock):
    secret, _ = enrolled
    token = accounts.sign_in(desk, "anna", PASSWORD)
    assert sessions.step_of(desk, token)[1] == "code"
    assert code(second_factor.enter, desk, token, pyotp.TOTP(secret).at(desk.now())) == "wrong_code"
    clock.forward(seconds=60)
    now = pyotp.TOTP(secret).at(desk.now())
    fresh = second_factor.enter(desk, token, f"{now[:3]} {now[3:]}")
    assert sessions.actor_of(desk, fresh).id == "anna"
    again = accounts.sign_in(desk, "anna", PASSWORD)
    assert code(second_factor.enter, desk, again, now) == "wrong_code"
    old = pyotp.TOTP(secret).at(desk.now())
    clock.forward(seconds=90)
    assert code(second_factor.enter, desk, again, old) == "wrong_code"


def test_a_recovery_code_is_good_once(desk, enrolled):
    _, codes = enrolled
    token = accounts.sign_in(desk, "anna", PASSWORD)
    assert sessions.actor_of(desk, second_factor.enter(desk, token, codes[0].lower().replace("-", " ")))
    again = accounts.sign_in(desk, "anna", PASSWORD)
    assert code(second_factor.enter, desk, again, codes[0]) == "wrong_code"
    assert sessions.actor_of(desk, second_factor.enter(desk, again, codes[1]))


def test_five_wrong_codes_close_the_account(desk, enrolled, clock):
    secret, codes = enrolled
    token = accounts.sign_in(desk, "anna", PASSWORD)
    found = [code(second_factor.enter, desk, token, "000000") for _ in range(5)]
    assert found == ["wrong_code"] * 4 + ["step_over"]
    assert code(second_factor.enter, desk, token, codes[0]) == "step_over"
    assert code(accounts.sign_in, desk, "anna", PASSWORD) == "sign_in_failed"
    clock.forward(minutes=16)
    token = accounts.sign_in(desk, "anna", PASSWORD)
    assert second_factor.enter(desk, token, pyotp.TOTP(secret).at(desk.now()))


def test_who_needs_it(desk, enrolled, clock):
    admin = Actor("anna", "administrator")
    for role, stage in (("supervisor", "enrol"), ("investigator", "full"), ("auditor", "full")):
        accounts.create(desk, admin, f"{role}.x", "four wise camels", role, "KZ", "")
        token = accounts.sign_in(desk, f"{role}.x", "four wise camels")
        assert sessions.step_of(desk, token)[1] == stage
    secret = second_factor.begin(desk, token).secret
    second_factor.confirm(desk, token, pyotp.TOTP(secret).at(desk.now()), "four wise camels")
    assert sessions.step_of(desk, accounts.sign_in(desk, "auditor.x", "four wise camels"))[1] == "code"


def test_a_lost_phone(desk, enrolled):
    admin = Actor("anna", "administrator")
    accounts.create(desk, admin, "olga", "four wise camels", "supervisor", "KZ", "")
    token = accounts.sign_in(desk, "olga", "four wise camels")
    secret = second_factor.begin(desk, token).secret
    fresh, _ = second_factor.confirm(desk, token, pyotp.TOTP(secret).at(desk.now()))
    heard = []
    desk.watch_sessions(heard.append)
    assert code(second_factor.reset, desk, Actor("x", "investigator"), "olga", "lost phone") == "not_allowed"
    assert code(second_factor.reset, desk, admin, "olga", " ") == "reason_needed"
    second_factor.reset(desk, admin, "olga", "lost phone")
    assert heard == ["olga"]
    assert sessions.actor_of(desk, fresh) is None
    assert sessions.step_of(desk, accounts.sign_in(desk, "olga", "four wise camels"))[1] == "enrol"


def test_no_secret_and_no_code_is_in_the_log(desk, enrolled):
    secret, codes = enrolled
    second_factor.enter(desk, accounts.sign_in(desk, "anna", PASSWORD), codes[3])
    with desk.read(AUDITOR) as reader:
        log = repr(audit.rows(reader))
    assert secret not in log
    assert not [one for one in codes if one in log or one.replace("-", "") in log]


def test_another_phone_asks_for_the_password_and_ends_the_other_sessions(desk, enrolled, clock):
    secret, codes = enrolled
    token = second_factor.enter(desk, accounts.sign_in(desk, "anna", PASSWORD), codes[0])
    elsewhere = second_factor.enter(desk, accounts.sign_in(desk, "anna", PASSWORD), codes[1])
    assert second_factor.asks_password(desk, token)
    new = second_factor.begin(desk, token).secret
    assert new != secret
    now = pyotp.TOTP(new).at(desk.now())
    assert code(second_factor.confirm, desk, token, now) == "wrong_password"
    assert code(second_factor.confirm, desk, token, now, "something else") == "wrong_password"
    fresh, again = second_factor.confirm(desk, token, now, PASSWORD)
    assert sessions.actor_of(desk, fresh)
    assert sessions.actor_of(desk, token) is None
    assert sessions.actor_of(desk, elsewhere) is None
    assert not set(again) & set(codes)


def test_what_somebody_tries_without_the_right_is_logged(desk, enrolled):
    mallory = Actor("mallory", "investigator")
    for _ in range(3):
        assert code(accounts.list_accounts, desk, mallory) == "not_allowed"
    with desk.read(AUDITOR) as reader:
        rows = audit.rows(reader, action="access.refused")
    assert [(row.actor, row.detail["tried"]) for row in rows] == [("mallory", "account.manage")]


@pytest.mark.parametrize("password", ["password1234", "qwertyuiop12", "Investigator2026", "waylink waylink"])
def test_passwords_that_many_people_use(desk, enrolled, password):
    admin = Actor("anna", "administrator")
    assert code(accounts.create, desk, admin, "boris", password, "investigator", "KZ", "") == "bad_password"
