from __future__ import annotations

from itertools import pairwise

import pytest

from access.decide import RELATIONS, actions, decide, rights, roles
from records import Marking

RED, AMBER = Marking("TLP:RED"), Marking("TLP:AMBER")
CONTENT = ("case.", "match.", "state.", "letter.")


def test_the_table_names_the_roles_of_the_house():
    assert set(roles()) == {
        "investigator", "prosecutor", "supervisor", "trainer", "auditor", "administrator", "read_only",
        "local", "door", "desk",
    }  # fmt: skip


@pytest.mark.parametrize("role", ["auditor", "administrator"])
@pytest.mark.parametrize("relation", RELATIONS)
def test_auditor_and_administrator_see_no_case(role, relation):
    for action in actions():
        if action.startswith(CONTENT) or action.startswith("import."):
            assert not decide(role, action, relation).allow, action


@pytest.mark.parametrize(
    ("role", "action", "relation", "marking", "allowed"),
    [
        ("investigator", "case.read", "own", None, True),
        ("investigator", "case.read", "shared", AMBER, True),
        ("investigator", "case.read", "none", None, False),
        ("investigator", "case.read", "shared", RED, False),
        ("investigator", "case.read", "assigned", RED, True),
        ("investigator", "case.remove", "own", None, False),
        ("investigator", "audit.read", "none", None, False),
        ("investigator", "letter.draft", "own", None, True),
        ("investigator", "letter.draft", "shared", None, False),
        ("prosecutor", "letter.draft", "shared", None, True),
        ("prosecutor", "letter.draft", "shared", RED, False),
        ("prosecutor", "case.remove", "own", None, True),
        ("supervisor", "case.remove", "none", None, True),
        ("supervisor", "audit.read", "none", None, True),
        ("supervisor", "account.manage", "none", None, False),
        ("read_only", "case.read", "shared", None, True),
        ("read_only", "case.reveal", "own", None, False),
        ("read_only", "case.write", "own", None, False),
        ("read_only", "match.judge", "own", None, False),
        ("auditor", "audit.read", "none", None, True),
        ("administrator", "account.manage", "none", None, True),
        ("administrator", "backup.make", "none", None, True),
        ("administrator", "audit.read", "none", None, False),
        ("local", "case.read", "none", RED, True),
        ("nobody", "case.read", "own", None, False),
        ("", "", "", None, False),
        ("investigator", "case.read", "owner", None, False),
        ("investigator", "no.such", "own", None, False),
    ],
)
def test_decisions(role, action, relation, marking, allowed):
    assert decide(role, action, relation, marking).allow is allowed


def test_red_never_allows_more():
    for (role, action), _ in rights().items():
        for relation in RELATIONS:
            if decide(role, action, relation, RED).allow:
                assert decide(role, action, relation, AMBER).allow


def test_closer_never_allows_less():
    for role, action in rights():
        if action in ("case.hit", "case.ask", "case.emergency"):  # for those who stand outside
            continue
        for closer, farther in pairwise(RELATIONS):
            for marking in (None, RED):
                if decide(role, action, farther, marking).allow:
                    assert decide(role, action, closer, marking).allow, (role, action, closer)


def test_an_emergency_opens_reading_and_nothing_else():
    opened = {"case.read", "case.reveal", "match.read", "state.read"}
    for role in roles():
        for action in actions():
            asked = decide(role, action, "none", RED, "emergency")
            if asked.allow and not decide(role, action, "none", RED).allow:
                assert action in opened
                assert "supervisor_reviews" in asked.obligations
    assert decide("investigator", "case.read", "none", RED, "emergency").allow
    assert not decide("read_only", "case.read", "none", None, "emergency").allow
    assert not decide("administrator", "case.read", "none", None, "emergency").allow


def test_a_restricted_case_is_shared_with_nobody():
    assert decide("investigator", "case.read", "own", None, "restricted").allow
    assert not decide("investigator", "case.read", "shared", None, "restricted").allow
    assert not decide("investigator", "case.read", "own", None, "no such state").allow


def test_what_shows_a_case_is_redacted():
    for role, action in rights():
        if action.startswith("case."):
            assert decide(role, action, "own").redacted, (role, action)
    assert decide("nobody", "case.read").redacted


@pytest.mark.parametrize(
    ("marking", "action", "duties"),
    [
        (Marking("TLP:AMBER", frozenset({"H1"})), "letter.draft", ("permission_before_judicial_use",)),
        (Marking(None, frozenset({"H2"})), "letter.draft", ("permission_of_the_sender",)),
        (Marking("TLP:RED", frozenset({"H3"})), "case.read", ("read_handling_note", "named_recipients_only")),
        (Marking("TLP:AMBER+STRICT"), "letter.draft", ("own_organisation_only",)),
        (Marking("TLP:GREEN", frozenset({"H0"})), "letter.draft", ()),
        (Marking("TLP:AMBER"), "case.read", ()),
    ],
)
def test_marks_bring_obligations(marking, action, duties):
    assert decide("prosecutor", action, "own", marking).obligations == duties


def test_a_refusal_asks_for_nothing():
    assert decide("auditor", "letter.draft", "own", Marking(None, frozenset({"H2"}))).obligations == ()
