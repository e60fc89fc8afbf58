from __future__ import annotations

import pytest

from services import accounts, sessions, sign_in_file, single_sign_on
from services.errors import Refused
from services.single_sign_on import Identity

PASSWORD = "three wise camels"
FILE = """
country = "KG"
[roles]
"waylink-supervisors" = "supervisor"
"waylink-investigators" = "investigator"
[oidc]
issuer = "http://localhost:9400/"
client_id = "waylink"
client_secret_file = "{secret}"
label = "Ministry"
"""


def code(call, *args):
    with pytest.raises(Refused) as refused:
        call(*args)
    assert refused.value.text(str)
    return refused.value.code


@pytest.fixture
def rules(desk, tmp_path):
    (tmp_path / "secret").write_text("s3cret\n")
    (desk.folder / "sign-in.toml").write_text(FILE.format(secret=tmp_path / "secret"))
    accounts.create_first(desk, accounts.first_code(desk), "anna", PASSWORD, "Anna", "KZ")
    return sign_in_file.read(desk)


def person(groups, subject="s-1", name="b.orlova@example.org"):
    return Identity("http://localhost:9400", subject, name, "B. Orlova", tuple(groups))


def test_the_file(desk, rules):
    assert rules.oidc.issuer == "http://localhost:9400"
    assert rules.oidc.client_secret == "s3cret"
    assert "s3cret" not in repr(rules)
    assert rules.role_of(["x", "waylink-investigators", "waylink-supervisors"]) == "supervisor"
    assert rules.role_of(["x"]) is None


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("[oidc]\nissuer = 'http://id.example.org'\nclient_id = 'w'", "oidc.issuer"),
        ("[oidc]\nissuer = 'https://id.example.org'", "oidc.client_id"),
        ("[oidc]\nissuer = 'https://id.example.org'\nclient_id = 'w'", "oidc.client_secret_file"),
        ("[roles]\ng = 'emperor'", "roles"),
        ("[roles]\ng = 'local'", "roles"),
        ("[roles]\ng = 'door'", "roles"),
        ("[proxy]\nkey_file = '/no/such/file'", "proxy.key_file"),
        ("country = 'ZZ'", "country"),
        ("roles = 3", "roles"),
        ("[oidc", "the file itself"),
    ],
)
def test_a_file_that_cannot_be_used_says_where(desk, text, entry):
    (desk.folder / "sign-in.toml").write_text(text)
    with pytest.raises(Refused) as refused:
        sign_in_file.read(desk)
    assert refused.value.params == {"entry": entry}


def test_no_file_means_nobody_else_vouches(desk):
    assert sign_in_file.read(desk) == sign_in_file.SignIn()


def test_the_first_sign_in_makes_an_account(desk, rules):
    actor = sessions.actor_of(desk, single_sign_on.enter(desk, rules, person(["waylink-investigators"])))
    assert (actor.id, actor.role, actor.country, actor.display) == ("b.orlova", "investigator", "KG", "B. Orlova")
    again = sessions.actor_of(desk, single_sign_on.enter(desk, rules, person(["waylink-investigators"], name="other")))
    assert again.id == "b.orlova"
    assert code(accounts.sign_in, desk, "b.orlova", "!") == "sign_in_failed"


@pytest.mark.parametrize("name", ["anna", "ANNA@elsewhere.org", "", "door", "demo-x", "../x", "Ä" * 50])
def test_no_account_is_taken_over_by_its_name(desk, rules, name):
    actor = sessions.actor_of(desk, single_sign_on.enter(desk, rules, person(["waylink-supervisors"], name=name)))
    assert actor.id.startswith("sso-")
    assert actor.role == "supervisor"


def test_the_role_follows_the_groups_and_ends_older_sessions(desk, rules):
    old = single_sign_on.enter(desk, rules, person(["waylink-investigators"]))
    new = single_sign_on.enter(desk, rules, person(["waylink-supervisors"]))
    assert sessions.actor_of(desk, old) is None
    assert sessions.actor_of(desk, new).role == "supervisor"
    assert code(single_sign_on.enter, desk, rules, person(["gone"])) == "no_role"
    assert code(single_sign_on.enter, desk, rules, person(["waylink-supervisors"], subject="")) == "no_role"


def test_a_closed_account_stays_closed(desk, rules, administrator):
    single_sign_on.enter(desk, rules, person(["waylink-investigators"]))
    accounts.set_disabled(desk, administrator, "b.orlova", True, "left")
    assert code(single_sign_on.enter, desk, rules, person(["waylink-investigators"])) == "account_closed"


def test_nobody_comes_before_the_first_administrator(desk):
    rules = sign_in_file.SignIn(roles=(("g", "supervisor"),))
    assert code(single_sign_on.enter, desk, rules, person(["g"])) == "first_start"
