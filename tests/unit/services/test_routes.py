"""Routes of many cases: whose are counted, how fast a change is seen, what the filters keep."""

from __future__ import annotations

from datetime import date

import pytest

from records import load_document
from services import cases, route_evidence, routes
from services._route_columns import _pools

OSH = {"name": "Osh", "lat": 40.53, "lon": 72.8, "admin1": "Osh"}
ALMATY = {"name": "Almaty", "lat": 43.25, "lon": 76.95, "admin1": "Almaty"}
DUBAI = {"name": "Dubai", "lat": 25.2, "lon": 55.27, "admin1": "Dubai"}


def a_case(reference, *, gender="Feminine", tlp="TLP:AMBER", purpose="ForcedLabour", date_="2025-03", **more):
    return load_document(
        {
            "format": "waylink/case",
            "version": 1,
            "submission": {"country": "KZ", "authority": "Office", "tlp": tlp, "handling": more.get("handling", [])},
            "case": {"reference": reference, "status": ["investigation"], "purposes": [purpose]},
            "persons": [{"id": "p1", "names": ["Anna Example"], "gender": gender, "age_band": "18-20"}],
            "involvements": [{"who": "p1", "as": "victim"}],
            "routes": [
                {
                    "id": "r1",
                    "travellers": ["p1"],
                    "ordered": more.get("ordered", True),
                    "stops": [
                        {"id": "s1", "role": "origin", "place": "Osh", "country": "KG", "date": date_, "location": OSH},
                        {
                            "id": "s2", "role": "transit", "place": "Almaty", "country": "KZ", "location": ALMATY,
                            "modes": ["road"], "via": "Korday", "crossing": "irregular",
                        },
                        {"id": "s3", "role": "exploitation", "place": "Dubai", "country": "AE", "location": DUBAI,
                         "modes": ["air"], "carrier": "flight of Anna Example"},
                    ],
                }
            ],
            "sources": [{"field": "r1.s2", "grade": "B2", "scheme": "6x6", "quote": "the driver says so"}],
        }
    )  # fmt: skip


def pairs(view):
    return {(row["from_key"], row["to_key"]): row["cases"] for row in view.corridors.to_dict("records")}


def test_corridors_of_what_is_saved_and_of_what_changes(desk, investigator):
    assert routes.explorer(desk, investigator).corridors.empty
    one = cases.save(desk, investigator, a_case("A-1"))
    cases.save(desk, investigator, a_case("A-2"))
    assert pairs(routes.explorer(desk, investigator)) == {("KG", "KZ"): 2, ("KZ", "AE"): 2}
    assert set(pairs(routes.explorer(desk, investigator, level="place"))) == {
        ("KG/Osh/Osh", "KZ/Almaty/Almaty"), ("KZ/Almaty/Almaty", "AE/Dubai/Dubai")
    }  # fmt: skip
    changed = a_case("A-1", ordered=False)
    cases.save(desk, investigator, changed, case_id=one.case_id)
    view = routes.explorer(desk, investigator)
    assert pairs(view) == {("KG", "KZ"): 1, ("KZ", "AE"): 1}
    assert (view.unordered, view.cases) == (1, 2)


def test_a_restricted_case_is_in_nobody_else_s_columns(desk, investigator, colleague, supervisor):
    own = cases.save(desk, investigator, a_case("A-1"))
    cases.save(desk, investigator, a_case("A-2", tlp="TLP:RED"))
    assert pairs(routes.explorer(desk, investigator))["KG", "KZ"] == 2
    assert pairs(routes.explorer(desk, colleague))["KG", "KZ"] == 1
    cases.restrict(desk, investigator, own.case_id, True, "closed")
    assert routes.explorer(desk, colleague).corridors.empty
    assert pairs(routes.explorer(desk, investigator))["KG", "KZ"] == 2
    cases.share(desk, investigator, own.case_id, colleague.id, "works with me")
    view = routes.explorer(desk, colleague)
    assert pairs(view)["KG", "KZ"] == 1
    assert [row.reference for row in routes.corridor_cases(desk, colleague, view, "KG>KZ")] == ["A-1"]
    seen = routes.explorer(desk, investigator)
    legs = routes.corridor_legs(seen, "KG>KZ")
    assert len(route_evidence.legs(desk, investigator, legs)[0]) == 2
    assert [row.reference for row in route_evidence.legs(desk, colleague, legs)[0]] == ["A-1"]


def test_who_only_administers_sees_no_route(desk, investigator, administrator):
    cases.save(desk, investigator, a_case("A-1"))
    assert routes.explorer(desk, administrator).corridors.empty
    assert routes.months(desk, administrator) is None


def test_what_is_erased_leaves_the_memory(desk, investigator, supervisor):
    saved = cases.save(desk, investigator, a_case("A-1"))
    assert not routes.explorer(desk, investigator).corridors.empty
    assert saved.case_id in _pools[desk].rows
    cases.remove_submission(desk, supervisor, saved.submission_id, "withdrawn by the sender")
    assert routes.explorer(desk, investigator).corridors.empty
    assert saved.case_id not in _pools[desk].rows


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({}, 3), ({"genders": frozenset({"Masculine"})}, 1), ({"purposes": frozenset({"OrganRemoval"})}, 1),
        ({"countries": frozenset({"KG"}), "roles": frozenset({"origin"})}, 3),
        ({"countries": frozenset({"KG"}), "roles": frozenset({"exploitation"})}, 0),
        ({"modes": frozenset({"sea"})}, 0), ({"modes": frozenset({"air", "sea"})}, 3),
        ({"date_from": date(2025, 6, 1)}, 1), ({"date_to": date(2025, 4, 1)}, 2),
        ({"date_from": date(2025, 3, 31), "date_to": date(2025, 4, 1)}, 2),
        ({"handling": frozenset({"H1"})}, 1), ({"age_bands": frozenset({"48+"})}, 0),
        ({"statuses": frozenset({"investigation"})}, 3), ({"submissions": frozenset({"S-NONE"})}, 0),
    ],
)  # fmt: skip
def test_filters(demo_desk, investigator, filters, left):
    cases.save_many(
        demo_desk,
        investigator,
        [a_case("A-1"), a_case("A-2", gender="Masculine", purpose="OrganRemoval", handling=["H1"]),
         a_case("A-3", date_="2025-11-02")],
    )  # fmt: skip
    view = routes.explorer(demo_desk, investigator, routes.Filters(**filters))
    assert view.cases == left
    assert pairs(view).get(("KG", "KZ"), 0) == left


def test_every_leg_leads_to_its_record_and_source_without_a_protected_name(desk, investigator):
    cases.save(desk, investigator, a_case("A-1"))
    view = routes.explorer(desk, investigator)
    [row], beyond = route_evidence.legs(desk, investigator, routes.corridor_legs(view, "KG>KZ"))
    assert (row.reference, row.record, row.start, row.end, row.via) == ("A-1", "r1.s2", "Osh", "Almaty", "Korday")
    assert (row.grade, row.scheme, row.source, beyond) == ("B2", "6x6", "the driver says so", 0)
    [other], _ = route_evidence.legs(desk, investigator, routes.corridor_legs(view, "KZ>AE"))
    assert "Anna" not in str(other)
    assert "Anna" not in view.chosen.legs.to_csv()


def test_submissions_to_choose_from_are_the_reader_s_and_few(desk, investigator, colleague):
    saved = cases.save_many(desk, investigator, [a_case(f"A-{number}") for number in range(4)])
    own = cases.save(desk, investigator, a_case("A-9", tlp="TLP:RED"))
    listed = routes.submissions(desk, investigator, most=2)
    assert len(listed) == 2
    assert own.submission_id in routes.submissions(desk, investigator, [own.submission_id], most=2)
    assert set(routes.submissions(desk, colleague, [own.submission_id])) == {row.submission_id for row in saved}


def test_months_and_part_of_the_world(desk, investigator):
    cases.save_many(desk, investigator, [a_case("A-1", date_="2024-12"), a_case("A-2", date_="2025-11-02")])
    assert routes.months(desk, investigator) == (date(2024, 12, 1), date(2025, 11, 1))
    view = routes.explorer(desk, investigator, None, "place", "cases", (40.0, 70.0, 42.0, 74.0))
    assert set(pairs(view)) == {("KG/Osh/Osh", "KZ/Almaty/Almaty")}
    assert view.outside == 2
