from __future__ import annotations

import threading

import pyotp
import pytest

from records import Actor
from services import _passwords, accounts, second_factor, sessions, settings
from services.errors import Refused
from store import audit, factors
from store.accounts import DOOR

PASSWORD = "three wise camels"
ADMIN = ("anna", PASSWORD, "Anna K.", "KZ")


def code(call, *args, **kw):
    with pytest.raises(Refused) as refused:
        call(*args, **kw)
    assert refused.value.text(str)
    return refused.value.code


def enter(desk, account="anna", password=PASSWORD):
    """Sign in with both steps; the phone is asked for a code half a minute later than before."""
    token = accounts.sign_in(desk, account, password)
    stage = sessions.step_of(desk, token)[1]
    desk.store.clock.forward(seconds=30)
    if stage == "full":
        return token
    with desk.read(DOOR) as reader:
        secret = factors.secret(reader, account)[0]
    secret = secret or second_factor.begin(desk, token).secret
    now = pyotp.TOTP(secret).at(desk.now())
    return second_factor.confirm(desk, token, now)[0] if stage == "enrol" else second_factor.enter(desk, token, now)


@pytest.fixture
def admin(desk):
    """The first administrator, signed in."""
    accounts.create_first(desk, accounts.first_code(desk), *ADMIN)
    return sessions.actor_of(desk, enter(desk))


def test_first_start(desk):
    assert accounts.is_first_start(desk)
    first, second = accounts.first_code(desk), accounts.first_code(desk)
    assert first != second
    assert code(accounts.create_first, desk, first, *ADMIN) == "bad_code"
    row = accounts.create_first(desk, second.lower().replace("-", " "), *ADMIN)
    assert (row.account, row.role, row.country) == ("anna", "administrator", "KZ")
    assert not accounts.is_first_start(desk)
    assert code(accounts.first_code, desk) == "not_first"
    assert code(accounts.create_first, desk, second, *ADMIN) == "not_first"


def test_a_code_is_not_guessed(desk):
    right = accounts.first_code(desk)
    for number in range(10):
        assert code(accounts.create_first, desk, f"0000-0000-{number:04d}", *ADMIN) == "bad_code"
    assert code(accounts.create_first, desk, right, *ADMIN) == "bad_code"
    assert accounts.create_first(desk, accounts.first_code(desk), *ADMIN)


def test_signing_in_and_out(desk, admin):
    assert (admin.id, admin.role, admin.country, admin.display) == ("anna", "administrator", "KZ", "Anna K.")
    token = enter(desk)
    other = enter(desk)
    assert token != other
    assert sessions.actor_of(desk, token) == admin
    sessions.sign_out(desk, token)
    assert sessions.actor_of(desk, token) is None
    assert sessions.actor_of(desk, other) == admin
    assert sessions.sign_out_everywhere(desk, admin) == 2
    assert sessions.actor_of(desk, other) is None
    sessions.sign_out(desk, "no such token")
    for wrong in ("", "x", token[:-1], "\ud800"):
        assert sessions.actor_of(desk, wrong) is None


def test_the_token_is_not_in_the_store(desk, admin):
    token = accounts.sign_in(desk, "anna", PASSWORD)
    with desk.read(admin) as reader:
        kept = reader.select("SELECT * FROM session") + reader.select("SELECT * FROM account")
    assert token not in repr(kept)
    assert PASSWORD not in repr(kept)
    assert "$argon2id$v=19$m=65536,t=3," in repr(kept)


@pytest.mark.parametrize("account", ["anna", "nobody", "", "' OR 1=1 --", PASSWORD, "\ud800"])
def test_wrong_sign_ins_look_alike(desk, admin, auditor, account):
    assert code(accounts.sign_in, desk, account, "not the right one") == "sign_in_failed"
    with desk.read(auditor) as reader:
        assert PASSWORD not in repr(audit.rows(reader))


def test_five_failures_close_the_account_for_fifteen_minutes(desk, admin, clock):
    for _ in range(4):
        assert code(accounts.sign_in, desk, "anna", "wrong") == "sign_in_failed"
    accounts.sign_in(desk, "anna", PASSWORD)
    for _ in range(5):
        code(accounts.sign_in, desk, "anna", "wrong")
    assert code(accounts.sign_in, desk, "anna", PASSWORD) == "sign_in_failed"
    clock.forward(minutes=14)
    assert code(accounts.sign_in, desk, "anna", PASSWORD) == "sign_in_failed"
    clock.forward(minutes=2)
    assert accounts.sign_in(desk, "anna", PASSWORD)


def test_failures_at_once_are_all_counted(desk, admin):
    threads = [
        threading.Thread(target=lambda: code(accounts.sign_in, desk, "anna", "wrong")) for _ in range(accounts.FAILURES)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert code(accounts.sign_in, desk, "anna", PASSWORD) == "sign_in_failed"


def test_a_session_ends_when_idle(desk, admin, clock):
    token = enter(desk)
    for _ in range(4):
        clock.forward(minutes=14)
        assert sessions.actor_of(desk, token) == admin
    clock.forward(minutes=15)
    assert sessions.actor_of(desk, token) is None
    clock.forward(minutes=-15)
    assert sessions.actor_of(desk, token) is None


def test_the_idle_limit_is_a_setting(desk, admin, clock):
    settings.change(desk, admin, "idle_minutes", 5, "shared room")
    token = enter(desk)
    clock.forward(minutes=5)
    assert sessions.actor_of(desk, token) is None


def test_a_session_ends_after_eight_hours_of_work(desk, admin, clock):
    token = enter(desk)
    for _ in range(47):
        clock.forward(minutes=10)
        assert sessions.actor_of(desk, token) == admin
    clock.forward(minutes=10)
    assert sessions.actor_of(desk, token) is None


def test_accounts_are_made_by_administrators(desk, admin, investigator):
    row = accounts.create(desk, admin, "Boris", PASSWORD, "investigator", "kz", "Boris")
    assert (row.account, row.role, row.country, row.created_by) == ("boris", "investigator", "KZ", "anna")
    assert [row.account for row in accounts.list_accounts(desk, admin)] == ["anna", "boris"]
    make = accounts.create
    assert code(make, desk, investigator, "carl", PASSWORD, "investigator", "KZ", "") == "not_allowed"
    assert code(accounts.list_accounts, desk, investigator) == "not_allowed"
    for account, password, role, country, wanted in (
        ("boris", PASSWORD, "investigator", "KZ", "account_exists"),
        ("b ris", PASSWORD, "investigator", "KZ", "bad_account"),
        ("door", PASSWORD, "investigator", "KZ", "bad_account"),
        ("demo-x", PASSWORD, "investigator", "KZ", "bad_account"),
        ("local:x", PASSWORD, "investigator", "KZ", "bad_account"),
        ("../x", PASSWORD, "investigator", "KZ", "bad_account"),
        ("carl", "short", "investigator", "KZ", "bad_password"),
        ("carl", "aaaaaaaaaaaaaaaa", "investigator", "KZ", "bad_password"),
        ("carl", "carl and his camels", "investigator", "KZ", "bad_password"),
        ("carl", "x y z w v" * 100, "investigator", "KZ", "bad_password"),
        ("carl", PASSWORD, "local", "KZ", "bad_role"),
        ("carl", PASSWORD, "trainer", "KZ", "bad_role"),
        ("carl", PASSWORD, "owner", "KZ", "bad_role"),
        ("carl", PASSWORD, "investigator", "ZZ", "bad_country"),
    ):
        assert code(make, desk, admin, account, password, role, country, "") == wanted, (account, role)


def test_a_new_role_or_password_ends_the_sessions(desk, admin):
    accounts.create(desk, admin, "boris", PASSWORD, "investigator", "KZ", "Boris")
    token = accounts.sign_in(desk, "boris", PASSWORD)
    boris = sessions.actor_of(desk, token)
    accounts.change_role(desk, admin, "boris", "prosecutor", "KZ", "moved")
    assert sessions.actor_of(desk, token) is None
    token = accounts.sign_in(desk, "boris", PASSWORD)
    assert sessions.actor_of(desk, token).role == "prosecutor"
    assert code(accounts.change_password, desk, boris, "boris", "four new camels", current="no") == "sign_in_failed"
    accounts.change_password(desk, boris, "boris", "four new camels", current=PASSWORD)
    assert sessions.actor_of(desk, token) is None
    assert code(accounts.sign_in, desk, "boris", PASSWORD) == "sign_in_failed"
    token = accounts.sign_in(desk, "boris", "four new camels")
    assert code(accounts.change_password, desk, boris, "anna", "five new camels") == "not_allowed"
    accounts.set_disabled(desk, admin, "boris", True, "left")
    assert sessions.actor_of(desk, token) is None
    assert code(accounts.sign_in, desk, "boris", "four new camels") == "sign_in_failed"
    accounts.set_disabled(desk, admin, "boris", False, "back")
    assert accounts.sign_in(desk, "boris", "four new camels")


def test_an_administrator_stays(desk, admin):
    assert code(accounts.set_disabled, desk, admin, "anna", True, "x") == "last_administrator"
    assert code(accounts.change_role, desk, admin, "anna", "auditor", None, "x") == "last_administrator"
    assert accounts.sign_in(desk, "anna", PASSWORD)


def test_demonstration_sign_in(demo_desk, desk):
    for role in accounts.DEMO_ROLES:
        actor = sessions.actor_of(demo_desk, accounts.demo_sign_in(demo_desk, role))
        assert (actor.id, actor.role) == (f"demo-{role}", role)
        assert accounts.demo_sign_in(demo_desk, role)
    for password in ("", "!", _passwords.UNUSABLE, PASSWORD):
        assert code(accounts.sign_in, demo_desk, "demo-investigator", password) == "sign_in_failed"
    assert code(accounts.demo_sign_in, demo_desk, "administrator") == "bad_role"
    assert code(accounts.demo_sign_in, desk, "investigator") == "not_a_demonstration"


def test_who_works_on_the_command_line(monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "Ann Ä/..")
    assert accounts.local_actor() == Actor("local:ann---..", "local")

    def nobody():
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert accounts.local_actor().id == "local:user"


def test_an_older_hash_is_renewed_at_sign_in(desk, admin):
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    with desk.write(admin, "test") as tx:
        tx.run("UPDATE account SET password_hash = :hash", hash=weak)
    accounts.sign_in(desk, "anna", PASSWORD)
    with desk.read(admin) as reader:
        assert "m=65536,t=3" in reader.select("SELECT password_hash AS h FROM account")[0]["h"]
