import pytest

from records import load_document
from services import cases, likeness
from services.errors import Refused


def _document(plain, reference, stops, **submission):
    made = {**plain, "case": {**plain["case"], "reference": reference, "summary": ""}}
    made["submission"] = {**plain["submission"], **submission}
    made["routes"] = [
        {"id": "r1", "stops": [{"id": f"s{n}", "place": p, "country": c} for n, (p, c) in enumerate(stops)]}
    ]
    return load_document(made)


WAY = [("Ош", "KG"), ("Алматы", "KZ"), ("Dubai", "AE")]


def test_similar_routes_are_found_with_their_reason(desk, investigator, plain_case):
    one = cases.save(desk, investigator, _document(plain_case, "A", WAY))
    two = cases.save(desk, investigator, _document(plain_case, "B", WAY))
    cases.save(desk, investigator, _document(plain_case, "C", [("Баку", "AZ"), ("Стамбул", "TR")]))
    (found,) = likeness.similar(desk, investigator, one.case_id)
    assert (found.case_id, found.reference, found.score, found.among) == (two.case_id, "B", 1.0, 3)
    assert found.shared[0].names == ("Osh", "Almaty", "Dubai")


def test_what_one_may_not_read_is_neither_shown_nor_counted(desk, investigator, colleague, plain_case):
    one = cases.save(desk, investigator, _document(plain_case, "A", WAY))
    hidden = cases.save(desk, colleague, _document(plain_case, "B", WAY, tlp="TLP:RED"))
    seen = cases.save(desk, investigator, _document(plain_case, "C", WAY[:2]))
    found = likeness.similar(desk, investigator, one.case_id)
    assert [other.case_id for other in found] == [seen.case_id]
    assert found[0].among == 2
    with pytest.raises(Refused):
        likeness.similar(desk, investigator, hidden.case_id)


def test_a_case_taken_out_is_gone_from_the_likeness(desk, investigator, supervisor, plain_case):
    one = cases.save(desk, investigator, _document(plain_case, "A", WAY))
    two = cases.save(desk, investigator, _document(plain_case, "B", WAY))
    assert likeness.similar(desk, investigator, one.case_id)
    cases.remove(desk, supervisor, two.case_id, "recorded twice")
    assert likeness.similar(desk, investigator, one.case_id) == []
