import copy

import pytest

from records import InvalidDocument, load_document

FULL = {
    "format": "waylink/case",
    "version": 1,
    "letter_date": "2026-07-01",
    "submission": {"country": "KZ", "tlp": "TLP:AMBER", "handling": ["H1"], "received": "2026-03-02"},
    "case": {"reference": "KZ-1", "status": ["investigation"], "purposes": ["ForcedLabour"], "acts": ["recruitment"]},
    "persons": [
        {"id": "p1", "names": [{"full": "Дилноза", "kind": "birth"}], "birth": "1998~", "citizenships": ["UZ"]},
        {"id": "p2", "names": [{"family": "Karimov", "given": "Jasur"}], "residence": "TR"},
    ],
    "organisations": [{"id": "o1", "name": "Silk Jobs", "seat": "AE", "suspected": "yes"}],
    "involvements": [
        {"who": "p1", "as": "victim", "status": "ActualVictimOfTrafficking"},
        {"who": "p2", "as": "suspect", "roles": ["RecruiterOrIntermediary"], "basis": "alleged"},
    ],
    "relations": [{"from": "p2", "to": "o1", "kind": "director"}],
    "identifiers": [{"kind": "passport", "value": "AB1234567", "country": "UZ", "holders": ["p1"]}],
    "routes": [
        {
            "id": "r1",
            "travellers": ["p1"],
            "stops": [
                {"id": "s1", "role": "recruitment", "place": "Ташкент", "country": "UZ", "date": "2025-09"},
                {
                    "id": "s2",
                    "role": "exploitation",
                    "place": "Dubai",
                    "country": "AE",
                    "modes": ["air"],
                    "who": ["p2"],
                },
            ],
        }
    ],
    "payments": [{"from_country": "AE", "payer": "o1", "receiver": "p2", "amount": {"min": 500, "max": 1200}}],
    "sources": [
        {"field": "routes.r1.s1", "grade": "C3", "scheme": "6x6"},
        {"field": "routes.r1.s1.date", "grade": "B2", "scheme": "6x6", "handling": ["H2"], "quote": "…"},
    ],
}


def document(**changes):
    data = copy.deepcopy(FULL)
    data.update(changes)
    return data


def faults(data) -> list[str]:
    with pytest.raises(InvalidDocument) as caught:
        load_document(data)
    return [problem.path for problem in caught.value.problems]


def test_round_trip_keeps_everything():
    once = load_document(FULL)
    assert load_document(once.to_plain()) == once
    assert once.to_plain()["routes"][0]["stops"][1]["modes"] == ["air"]
    assert once.to_plain()["format"] == "waylink/case"


def test_smallest_documents():
    for part in ({"case": {"summary": "x"}}, {"persons": [{}]}, {"routes": [{}]}):
        load_document({"format": "waylink/case", "version": 1, "submission": {"country": "NA"}, **part})
    assert faults({"format": "waylink/case", "version": 1, "submission": {"country": "NA"}}) == [""]


@pytest.mark.parametrize(
    ("plain", "read"),
    [
        ({"stops": [{"mode": "air"}]}, {"modes": ["air"]}),
        ({"stops": [{"modes": "small boat"}]}, {"modes": ["small_boat"]}),
        ({"stops": [{"country": "uz"}]}, {"country": "UZ"}),
        ({"stops": [{"date": 2024}]}, {"date": "2024"}),
    ],
)
def test_plain_forms_of_a_stop(plain, read):
    stop = load_document(document(routes=[plain])).routes[0].stops[0].to_plain()
    assert {name: stop[name] for name in read} == read


def test_other_plain_forms():
    data = document(
        case={"status": "trial", "purposes": "forced labour"},
        organisations=[{"id": "o1", "suspected": True}],
        identifiers=[{"kind": "phone", "holder": "p2"}],
        payments=[{"amount": 1200}],
    )
    data["persons"][0]["count"] = 3
    read = load_document(data)
    assert read.case.status == ["trial"]
    assert read.case.purposes == ["ForcedLabour"]
    assert read.organisations[0].suspected == "yes"
    assert read.identifiers[0].holders == ["p2"]
    assert (read.payments[0].amount.min, read.payments[0].amount.max) == (1200, 1200)
    assert read.persons[0].count.max == 3


def test_three_kinds_of_absence():
    data = document()
    data["persons"][0] |= {"gender": "refused", "citizenships": "not_asked"}
    person = load_document(data).persons[0]
    assert person.gender is None
    assert person.citizenships == []
    assert person.missing == {"gender": "refused", "citizenships": "not_asked"}
    assert person.to_plain()["gender"] == "refused"
    assert "occupation" not in person.to_plain()


def test_unknown_codes_open_and_closed():
    data = document()
    data["relations"][0]["kind"] = "godmother"
    assert load_document(data).relations[0].kind == "godmother"
    data = document()
    data["routes"][0]["stops"][0]["role"] = "stopover"
    assert faults(data) == ["routes[0].stops[0].role"]


def test_x_fields_are_kept_and_others_are_told():
    data = document(x_local={"any": 1}, typo=1)
    data["persons"][0]["eye_colour"] = "brown"
    read = load_document(data)
    assert read.to_plain()["x_local"] == {"any": 1}
    assert read.unknown_paths() == ["typo", "p1.eye_colour"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"format": "other"}, "format"),
        ({"version": 2}, "version"),
        ({"version": True}, "version"),
        ({"submission": {"country": "QQ"}}, "submission.country"),
        ({"submission": {}}, "submission.country"),
        ({"persons": [{"id": "p1"}, {"id": "p1"}]}, "persons[1].id"),
        ({"persons": [{"id": "a b"}]}, "persons[0].id"),
        ({"persons": [{"birth": "soon"}]}, "persons[0].birth"),
        ({"persons": [{"names": [{}]}]}, "persons[0].names[0]"),
        ({"danger": [{"country": "TR", "who": "p9"}]}, "danger[0].who"),
        ({"payments": [{"account": "i9"}]}, "payments[0].account"),
        ({"payments": [{"amount": {"min": 5, "max": 1}}]}, "payments[0].amount"),
        ({"routes": [{"variant_of": "r9"}]}, "routes[0].variant_of"),
        ({"routes": [{"id": "r1", "joins": {"route": "r1", "at": "s1"}}]}, "routes[0].joins.route"),
        ({"routes": "air"}, "routes[0]"),
    ],
)
def test_faults_are_told_with_their_path(change, path):
    assert path in faults(document(**change))


def test_faults_never_repeat_a_value():
    secret = "Gulnora Karimova"
    data = document()
    data["persons"][0] |= {"birth": secret, "citizenships": [secret], "gender": secret, "count": secret}
    with pytest.raises(InvalidDocument) as caught:
        load_document(data)
    assert secret not in str(caught.value)
    assert len(caught.value.problems) == 4


def test_ids_are_given_where_they_are_missing():
    read = load_document(document(proceedings=[{"country": "RU", "kind": "trial"}]))
    assert [part.id for part in read.involvements] == ["inv1", "inv2"]
    assert read.proceedings[0].id == "proc1"
    assert {"p1", "o1", "i1", "r1", "r1.s2", "pay1", "proc1"} <= {name for name, _ in read.records()}


def test_provenance_takes_the_nearest_source_and_the_strictest_marking():
    read = load_document(FULL)
    near, wide, none = (read.provenance(path) for path in ("routes.r1.s1.date", "routes.r1.s1.place", "persons.p1"))
    assert (near.grade, near.scheme, near.marking.handling) == ("B2", "6x6", {"H1", "H2"})
    assert near.marking.causes == ("submission", "src2")
    assert (wide.grade, wide.marking.handling) == ("C3", {"H1"})
    assert (none.grade, none.country) == (None, "KZ")


def test_victims_and_capacities():
    read = load_document(FULL)
    assert [person.id for person in read.victims()] == ["p1"]
    assert read.capacities("p2") == {"suspect"}
    assert read.holder("o1").display == "Silk Jobs"
    assert read.holder("p9") is None
