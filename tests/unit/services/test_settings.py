from __future__ import annotations

import pytest

from services import settings
from services.errors import Refused
from store import audit


def test_defaults_and_changes(desk, administrator, investigator, supervisor):
    assert settings.get(desk, investigator)["idle_minutes"] == 15
    assert settings.change(desk, administrator, "own_country", " kz ", "set up") == "KZ"
    assert settings.change(desk, administrator, "own_authority", "  The   Office ", "set up") == "The Office"
    settings.change(desk, administrator, "language", "ru", "set up")
    kept = settings.get(desk, investigator)
    assert (kept["own_country"], kept["own_authority"], kept["language"]) == ("KZ", "The Office", "ru")
    assert settings.value(desk, "own_country") == "KZ"
    with desk.read(supervisor) as reader:
        lines = audit.rows(reader, action="settings.changed")
    assert [line.detail["name"] for line in lines] == ["language", "own_authority", "own_country"]
    assert "Office" not in repr(lines)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("own_country", "ZZ", "bad_setting"), ("own_authority", "x" * 301, "bad_setting"),
        ("language", "fr", "bad_setting"), ("idle_minutes", 4, "bad_setting"), ("idle_minutes", 61, "bad_setting"),
        ("idle_minutes", "many", "bad_setting"), ("idle_minutes", True, "bad_setting"),
        ("idle_minutes", 15.5, "bad_setting"), ("idle_minutes", float("nan"), "bad_setting"),
        ("boundary_set", "../x", "bad_setting"), ("no_such", 1, "unknown_setting"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(desk, administrator, name, value, code):
    before = settings.get(desk, administrator)
    with pytest.raises(Refused) as refused:
        settings.change(desk, administrator, name, value)
    assert refused.value.code == code
    assert settings.get(desk, administrator) == before


def test_who_may_change(desk, investigator, prosecutor, supervisor, auditor, read_only):
    for actor in (investigator, prosecutor, supervisor, auditor, read_only):
        with pytest.raises(Refused) as refused:
            settings.change(desk, actor, "language", "ru")
        assert refused.value.code == "not_allowed"
