from __future__ import annotations

import copy
import time

import pytest

from records import load_document
from services import cases, places
from services.errors import Refused
from store import audit


def code(refused):
    return refused.value.code


def log_of(desk, supervisor, action):
    with desk.read(supervisor) as reader:
        return audit.rows(reader, action=action)


def test_places_are_settled_and_asked(desk, investigator, plain_case):
    stops = plain_case["routes"][0]["stops"]
    stops[1] = {"id": "s2", "place": "Zzyzxqwv", "country": "KZ"}
    stops.append({"id": "s4", "place": "Алматы"})
    saved = cases.save(desk, investigator, load_document(plain_case))
    assert [(question.stop, question.text, question.country) for question in saved.unresolved] == [
        ("r1.s2", "Zzyzxqwv", "KZ")
    ]
    document = cases.get(desk, investigator, saved.case_id).document
    first, second, third, fourth = document.routes[0].stops
    assert first.location.lat == pytest.approx(41.3, abs=0.3)
    assert first.location.lon == pytest.approx(69.3, abs=0.3)
    assert first.location.confirmed_by is None
    assert second.location is None
    assert third.location.lat == pytest.approx(25.1, abs=0.4)
    assert (first.place, second.place) == ("Ташкент", "Zzyzxqwv")
    if fourth.location is not None:
        assert (fourth.country, fourth.location.model_extra) == ("KZ", {"x_country_from": "place"})


def test_a_country_alone_is_drawn_in_its_middle(desk, investigator, plain_case):
    stops = [
        {"id": "s1", "country": "UZ"}, {"id": "s2", "place": "Казахстан"},
        {"id": "s3", "place": "Ташкент", "country": "KZ"}, {"id": "s4", "place": "Грузия"}, {"id": "s5"},
    ]  # fmt: skip
    plain_case["routes"][0]["stops"] = stops
    saved = cases.save(desk, investigator, load_document(plain_case))
    only, named_one, elsewhere, ambiguous, empty = cases.get(desk, investigator, saved.case_id).document.routes[0].stops
    assert (only.location.precision, only.place) == ("country", None)
    assert 37 < only.location.lat < 46
    assert (named_one.location.precision, named_one.country) == ("country", "KZ")
    assert elsewhere.location is empty.location is None
    assert elsewhere.country == "KZ"
    asked = {question.stop for question in saved.unresolved}
    assert "r1.s3" in asked
    assert asked <= {"r1.s3", "r1.s4"}
    assert (ambiguous.location is None) == ("r1.s4" in asked)


def test_a_person_s_choice_stays_until_the_text_changes(desk, investigator, plain_case):
    plain_case["routes"][0]["stops"][1] = {"id": "s2", "place": "the village near the pass", "country": "KZ"}
    saved = cases.save(desk, investigator, load_document(plain_case))
    hit = places.resolve(desk, "Алматы", "KZ")[0]
    chosen = cases.choose_place(desk, investigator, saved.case_id, "r1.s2", hit)
    assert (chosen.version, chosen.unresolved) == (2, [])
    stop = cases.get(desk, investigator, saved.case_id).document.routes[0].stops[1]
    assert stop.location.confirmed_by == investigator.id
    again = cases.save(desk, investigator, load_document(plain_case), case_id=saved.case_id)
    assert again.unresolved == []
    plain_case["routes"][0]["stops"][1]["place"] = "another village of no name"
    moved = cases.save(desk, investigator, load_document(plain_case), case_id=saved.case_id)
    assert [question.stop for question in moved.unresolved] == ["r1.s2"]


def test_a_choice_outside_the_country_is_refused(desk, investigator, case):
    saved = cases.save(desk, investigator, case)
    hit = places.resolve(desk, "Алматы", "KZ")[0]
    with pytest.raises(Refused) as refused:
        cases.choose_place(desk, investigator, saved.case_id, "r1.s1", hit)
    assert code(refused) == "other_country"
    with pytest.raises(Refused) as refused:
        cases.choose_place(desk, investigator, saved.case_id, "r9.s1", hit)
    assert code(refused) == "no_such_stop"


def test_minimal_case(desk, investigator):
    document = load_document(
        {"format": "waylink/case", "version": 1, "submission": {"country": "KZ"}, "case": {"summary": "x"}}
    )
    saved = cases.save(desk, investigator, document)
    opened = cases.case_file(desk, investigator, saved.case_id)
    assert (opened.people, opened.stops, opened.legs, opened.links) == ([], [], [], [])
    assert opened.row.reference == ""


def test_by_id_and_by_reference(desk, investigator, case):
    saved = cases.save(desk, investigator, case)
    for ref in (saved.case_id, saved.case_id.lower(), "KZ-2026/017", " kz-2026/017 "):
        assert cases.get(desk, investigator, ref).case_id == saved.case_id
    other = cases.save(desk, investigator, case)
    with pytest.raises(Refused) as refused:
        cases.get(desk, investigator, "KZ-2026/017")
    assert code(refused) == "ambiguous"
    assert {saved.case_id, other.case_id} <= set(refused.value.text(str).replace(",", " ").replace(".", " ").split())
    for ref in ("KZ-2026/999", "", "C-00000000"):
        with pytest.raises(Refused) as refused:
            cases.get(desk, investigator, ref)
        assert code(refused) == "not_found"


def test_a_case_file_is_masked_and_its_opening_logged(desk, investigator, supervisor, case, clock):
    saved = cases.save(desk, investigator, case)
    opened = cases.case_file(desk, investigator, saved.case_id)
    head = saved.case_id[2:6]
    victim, suspect, agency = opened.people
    assert (victim.shown, victim.masked, victim.other_names) == (f"Person {head}-1", True, ())
    assert (victim.identifiers[0].shown, victim.identifiers[0].masked) == ("•••", True)
    assert (victim.birth, victim.capacities, victim.countries) == ("1999", ("victim",), ("UZ",))
    assert (suspect.shown, suspect.masked, suspect.roles) == ("Серик Оспанов", False, ("RecruiterOrIntermediary",))
    assert suspect.identifiers[0].shown == "+7 701 555 01 23"
    assert (agency.kind, agency.shown) == ("organisation", "Golden Bridge Recruitment LLC")
    for secret in ("Гульнар", "Ахметов", "1234567", "1999-04", "Наманган"):
        assert secret not in repr(opened)
    assert [stop.record for stop in opened.stops] == ["r1.s1", "r1.s2", "r1.s3"]
    assert [(leg.start, leg.end, leg.modes) for leg in opened.legs] == [
        ("r1.s1", "r1.s2", ("road",)), ("r1.s2", "r1.s3", ("air",)),
    ]  # fmt: skip
    assert opened.marking.tlp == "TLP:AMBER"
    cases.case_file(desk, investigator, saved.case_id)
    assert len(log_of(desk, supervisor, "case.opened")) == 1
    clock.forward(minutes=11)
    cases.case_file(desk, investigator, saved.case_id)
    cases.case_file(desk, supervisor, saved.case_id)
    assert len(log_of(desk, supervisor, "case.opened")) == 3


def test_a_victim_s_name_in_the_title_is_not_listed(desk, investigator, plain_case):
    plain_case["case"]["title"] = "Дело Гульнары Ахметовой"
    saved = cases.save(desk, investigator, load_document(plain_case))
    (row,) = cases.listing(desk, investigator)
    assert row.title == f"Дело Person {saved.case_id[2:6]}-1 Person {saved.case_id[2:6]}-1"
    assert cases.listing(desk, investigator, text="Дело гульнары")[0].case_id == saved.case_id


def test_revealing_needs_a_reason_and_is_logged(desk, investigator, supervisor, read_only, case):
    saved = cases.save(desk, investigator, case)
    for reason in ("", "  ", "x"):
        with pytest.raises(Refused) as refused:
            cases.reveal(desk, investigator, saved.case_id, "p1", reason)
        assert code(refused) == "reason_needed"
    with pytest.raises(Refused) as refused:
        cases.reveal(desk, investigator, saved.case_id, "p1", "interview of Гульнара")
    assert code(refused) == "reason_has_name"
    with pytest.raises(Refused) as refused:
        cases.reveal(desk, read_only, saved.case_id, "p1", "interview tomorrow")
    assert code(refused) == "not_allowed"
    with pytest.raises(Refused) as refused:
        cases.reveal(desk, investigator, saved.case_id, "p9", "interview tomorrow")
    assert code(refused) == "not_found"
    assert log_of(desk, supervisor, "case.name_revealed") == []
    for key in ("p1", f"{saved.case_id}/p1"):
        assert cases.reveal(desk, investigator, saved.case_id, key, "interview tomorrow") == ["Ахметова Гульнара"]
    first, _ = log_of(desk, supervisor, "case.name_revealed")
    assert (first.reason, first.actor, first.objects) == (
        "interview tomorrow", investigator.id, (saved.case_id, f"{saved.case_id}/p1"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "party", "masked"),
    [("Гульнара", "p1", True), ("gulnara", "p1", True), ("Оспанов", "p2", False), ("AB1234567", "p1", True)],
)
def test_search_shows_a_victim_under_the_pseudonym(desk, investigator, case, typed, party, masked):
    saved = cases.save(desk, investigator, case)
    hits = cases.search(desk, investigator, typed)
    assert [hit.party_id for hit in hits] == [f"{saved.case_id}/{party}"]
    assert hits[0].shown.startswith("Person ") is masked
    assert hits[0].reference == "KZ-2026/017"
    assert cases.search(desk, investigator, "  ") == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("محمد الأحمدي", "محمد"), ("محمد الأحمدي", "Muhammad"), ("王伟", "王伟"), ("王伟", "Wang Wei"),
        ("Юлдашев Шавкат", "Yuldashev"), ("Giorgi Beridze", "ბერიძე"),
    ],
)  # fmt: skip
def test_search_meets_across_scripts(desk, investigator, named, name, typed):
    saved = cases.save(desk, investigator, named(name))
    cases.save(desk, investigator, named("Somebody Else"))
    assert [hit.case_id for hit in cases.search(desk, investigator, typed)] == [saved.case_id]


def test_all_words_of_a_search_count(desk, investigator, named):
    both = cases.save(desk, investigator, named("Ахметова Гульнара")).case_id
    cases.save(desk, investigator, named("Каримова Гульнара"))
    cases.save(desk, investigator, named("Ахметова Лола"))
    for typed in ("Akhmetova Gulnara", "gulnara akhmet", "Гульнара Ахметова", "Ahmetova Gulnora"):
        assert [hit.case_id for hit in cases.search(desk, investigator, typed)] == [both], typed
    assert len(cases.search(desk, investigator, "Gulnara")) == 2


def test_a_sound_is_not_a_spelling(desk, investigator, named):
    cases.save(desk, investigator, named("محمد"))
    cases.save(desk, investigator, named("Nnt Kl"))
    assert [hit.matched_by for hit in cases.search(desk, investigator, "Muhammad")] == ["sounds"]
    assert [hit.matched_by for hit in cases.search(desk, investigator, "nnt")] == ["name"]


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_nobody_else_sees_or_finds(request, desk, investigator, role, case):
    saved = cases.save(desk, investigator, case)
    actor = request.getfixturevalue(role)
    assert cases.listing(desk, actor) == []
    calls = [
        lambda: cases.get(desk, actor, saved.case_id),
        lambda: cases.case_file(desk, actor, saved.case_id),
        lambda: cases.search(desk, actor, "Оспанов"),
        lambda: cases.save(desk, actor, case),
        lambda: cases.save(desk, actor, case, case_id=saved.case_id),
        lambda: cases.reveal(desk, actor, saved.case_id, "p1", "because"),
        lambda: cases.remove_submission(desk, actor, saved.submission_id, "because"),
    ]
    for call in calls:
        with pytest.raises(Refused) as refused:
            call()
        assert code(refused) in ("not_found", "not_allowed")


def test_removing_a_submission(desk, investigator, supervisor, case):
    saved = cases.save(desk, investigator, case)
    assert [row.cases for row in cases.submission_rows(desk, supervisor)] == [1]
    assert cases.remove_submission(desk, supervisor, saved.submission_id, "sent by mistake") == [saved.case_id]
    assert cases.listing(desk, supervisor) == []
    assert cases.search(desk, supervisor, "Оспанов") == []
    (line,) = log_of(desk, supervisor, "submission.removed")
    assert line.reason == "sent by mistake"


def test_hostile_text_in_every_field_comes_back_unchanged(desk, investigator, plain_case):
    hostile = "<img src=x onerror=alert(1)>'\"; DROP TABLE case_file; -- \x00 \u202e ${x} `x` =1+1 {0} %s"

    def poisoned(value, field=""):
        if isinstance(value, dict):
            return {name: poisoned(part, name) for name, part in value.items()}
        if isinstance(value, list):
            return [poisoned(part, field) for part in value]
        free = ("title", "summary", "authority", "full", "family", "given", "name", "place", "value", "reference")
        return hostile if field in free else value

    document = load_document({**poisoned(copy.deepcopy(plain_case)), "x_sender": {"a": hostile}})
    saved = cases.save(desk, investigator, document)
    kept = cases.get(desk, investigator, saved.case_id).document
    assert kept.case.title == kept.routes[0].stops[0].place == kept.organisations[0].name == hostile
    assert kept.model_extra == {"x_sender": {"a": hostile}}
    cases.case_file(desk, investigator, saved.case_id)
    cases.search(desk, investigator, hostile)
    assert len(cases.listing(desk, investigator)) == 1


def test_forty_cases_are_saved_in_a_moment(desk, investigator, case):
    cases.save(desk, investigator, case)
    start = time.perf_counter()
    saved = cases.save_many(desk, investigator, [case] * 40, reason="filling")
    assert time.perf_counter() - start < 3
    assert len({row.case_id for row in saved}) == 40
    assert len(cases.listing(desk, investigator)) == 41


def test_an_open_block_can_be_shared(desk, investigator, case):
    def import_and_fail():
        with desk.write(investigator, "import") as tx:
            cases.save_many(desk, investigator, [case, case], tx=tx)
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        import_and_fail()
    assert cases.listing(desk, investigator) == []
