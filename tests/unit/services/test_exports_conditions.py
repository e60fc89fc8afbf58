"""No file leaves the desk against a condition; the refusal names the value and the sender, never the value's text."""

import copy

import pytest

from records import load_document
from services import _conditions, cases, exports
from services.errors import Refused
from store import conditions
from store.rows import PermissionInput


@pytest.fixture
def secret(desk, prosecutor, plain_case):
    plain = copy.deepcopy(plain_case)
    plain["submission"] |= {"country": "GE", "handling": ["H1"]}
    plain["sources"] = [{"id": "src1", "field": "identifiers.i2", "handling": ["H2"]}]
    return cases.save(desk, prosecutor, load_document(plain)).case_id


def test_refused_named_and_then_permitted(desk, prosecutor, secret):
    with pytest.raises(Refused) as refused:
        exports.case_document(desk, prosecutor, secret)
    told = refused.value.text()
    assert "H2 on i2" in told
    assert "permission of GE" in told
    assert "701" not in told
    carried = _conditions.check_export(desk, prosecutor, {secret: ["i1", "r1.s1"]})
    assert carried.marking.tlp == "TLP:AMBER"
    with desk.write(prosecutor) as tx:
        conditions.permit(tx, PermissionInput(secret, "GE", "Head of unit", "2026-11-20", ["H2"], "identifiers.i2"))
    name, data, carried = exports.case_document(desk, prosecutor, secret)
    assert name == f"waylink-{secret}.json"
    assert b"waylink/case" in data
    assert "Гульнара".encode() not in data
    assert carried.marking.handling == {"H1", "H2"}
    assert set(carried.marking.causes) == {"submission", "src1"}


def test_another_state_and_the_court(desk, prosecutor, secret):
    found, _ = _conditions.examine(desk, prosecutor, {secret: ["i1"]}, recipient="TR", court=True)
    assert {one.breach.condition.kind for one in found} == {"H1"}
    assert not _conditions.examine(desk, prosecutor, {secret: ["i1"]})[0]


def test_whoever_may_not_export_may_not(desk, read_only, secret):
    with pytest.raises(Refused) as refused:
        exports.case_document(desk, read_only, secret)
    assert refused.value.code == "not_allowed"
