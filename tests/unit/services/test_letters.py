"""From the first draft to the signature: what is refused, what is kept, what a second person signs."""

import copy
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from records import Actor, load_document
from services import basis, cases, counterparts, letters, risks
from services.errors import Refused
from services.letters import Identity, Plan
from store import audit, conditions
from store.rows import PermissionInput

DAY = date(2026, 11, 24)
NAMES = ("Ахметов", "Гульнар", "1234567", "Наманган")


@pytest.fixture
def plain(plain_case):
    case = copy.deepcopy(plain_case)
    case["persons"][1] |= {"residence": "AE"}
    number = {"id": "i3", "kind": "phone", "value": "+971 50 000 00 01", "country": "AE", "holders": ["p2"]}
    case["identifiers"].append(number)
    case["sources"] = [{"id": "src1", "field": "identifiers.i3", "handling": ["H2"]}]
    case["submission"] |= {"handling": []}
    return case


@pytest.fixture
def case_id(desk, prosecutor, plain):
    return cases.save(desk, prosecutor, load_document(plain)).case_id


def code(refused):
    return refused.value.code


def filled(made):
    """A plan in which a person has written something into every open place."""
    plan = made.plan
    for content in made.contents:
        for place in content.places:
            plan = plan.with_fill(content.language, place.key, "–" if place.key.startswith("addressee") else "entered")
    return plan


def settle(desk, actor, case_id, iso2="AE"):
    """Answer the risk questions and verify the facts, as a person would before a letter."""
    for one in risks.open_risks(desk, actor, case_id, iso2):
        risks.answer(desk, actor, case_id, iso2, one.question, "no", "nothing points to it")
    for one in basis.open_checks(desk, actor, case_id, iso2, DAY):
        basis.tick(desk, actor, case_id, iso2, one.subject, "depositary's list read", DAY)


WITHOUT = Plan(DAY, "en", "ar", identifiers=frozenset({"i2"}))


def ready(desk, actor, case_id, plan=WITHOUT, number=""):
    settle(desk, actor, case_id)
    plan = filled(letters.preview(desk, actor, case_id, "AE", plan, number=number))
    return letters.save(desk, actor, case_id, "AE", plan, number=number)


def signed(desk, author, signer, case_id, plan=WITHOUT):
    line = ready(desk, author, case_id, plan)
    line = letters.submit(desk, author, line.number)
    return letters.sign(desk, signer, line.number, line.content_sha256)


def unpacked(data):
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return "".join(name + file.read(name).decode("utf-8", "ignore") for name in file.namelist())
    read = pypdf.PdfReader(io.BytesIO(data))
    metadata = "".join(f"{name}{value}" for name, value in (read.metadata or {}).items())
    return (
        metadata
        + str(read.xmp_metadata and read.xmp_metadata.stream.get_data())
        + "".join(page.extract_text() for page in read.pages)
    )


def test_an_h2_value_of_a_source_is_refused_by_name(desk, prosecutor, case_id):
    made = letters.preview(desk, prosecutor, case_id, "AE", Plan(DAY))
    assert {(one.breach.record, one.breach.condition.kind) for one in made.findings} == {("i3", "H2")}
    with pytest.raises(Refused) as refused:
        letters.letter(desk, prosecutor, case_id, "AE", Plan(DAY))
    assert "i3" in refused.value.text()
    assert "971" not in refused.value.text()
    assert not letters.preview(desk, prosecutor, case_id, "AE", WITHOUT).findings
    with desk.write(prosecutor) as tx:
        conditions.permit(tx, PermissionInput(case_id, "KZ", "Head of unit", "2026-11-20", ["H2"], "i3", "AE"))
    assert letters.letter(desk, prosecutor, case_id, "AE", Plan(DAY)).data[:2] == b"PK"


def test_two_persons(desk, prosecutor, supervisor, case_id):
    with pytest.raises(Refused) as refused:
        letters.submit(desk, prosecutor, letters.save(desk, prosecutor, case_id, "AE", WITHOUT).number)
    assert code(refused) == "not_ready"
    line = letters.submit(desk, prosecutor, ready(desk, prosecutor, case_id).number)
    assert line.status == "submitted"
    with pytest.raises(Refused) as refused:
        letters.sign(desk, prosecutor, line.number, line.content_sha256)
    assert code(refused) == "same_person"
    with pytest.raises(Refused) as refused:
        letters.sign(desk, supervisor, line.number, "0" * 64)
    assert code(refused) == "content_changed"
    with pytest.raises(Refused) as refused:
        letters.save(desk, prosecutor, case_id, "AE", WITHOUT, number=line.number)
    assert code(refused) == "wrong_state"
    for role in ("investigator", "read_only", "auditor", "local"):
        with pytest.raises(Refused):
            letters.sign(desk, Actor(f"{role}.x", role, "KZ"), line.number, line.content_sha256)
    done = letters.sign(desk, supervisor, line.number, line.content_sha256)
    assert (done.status, done.signed_by) == ("signed", supervisor.id)
    file = letters.get(desk, prosecutor, line.number)
    assert {(one.kind, one.language) for one in file.files} == {(k, s) for k in ("docx", "pdf") for s in ("en", "ar")}
    assert [event.kind for event in file.events] == ["drafted", "submitted", "signed"]
    assert file.record["states"][0]["iso2"]
    assert "Иванов" not in json.dumps(file.record)
    for one in file.files:
        name, data = letters.signed_file(desk, prosecutor, line.number, one.kind, one.language)
        assert name == f"waylink-letter-{line.number}-AE-{one.language}.{one.kind}"
        assert len(data) == one.size
    with desk.read(Actor("a", "auditor")) as reader:
        assert "letter.signed" in {row.action for row in audit.rows(reader)}


def test_whoever_saved_it_once_cannot_sign_it(desk, prosecutor, supervisor, case_id):
    line = ready(desk, prosecutor, case_id)
    settled = letters.get(desk, supervisor, line.number).plan
    letters.save(desk, supervisor, case_id, "AE", replace(settled, channel="INTERPOL"), number=line.number)
    line = letters.submit(desk, prosecutor, line.number)
    with pytest.raises(Refused) as refused:
        letters.sign(desk, supervisor, line.number, line.content_sha256)
    assert code(refused) == "same_person"


def test_given_back_and_handed_in_again(desk, prosecutor, supervisor, case_id):
    line = letters.submit(desk, prosecutor, ready(desk, prosecutor, case_id).number)
    with pytest.raises(Refused) as refused:
        letters.give_back(desk, supervisor, line.number, "")
    assert code(refused) == "reason_needed"
    assert letters.give_back(desk, supervisor, line.number, "the route is too wide").status == "draft"
    assert letters.submit(desk, prosecutor, line.number).status == "submitted"


def test_what_changes_after_it_was_handed_in_stops_the_signature(desk, prosecutor, supervisor, case_id, plain):
    line = letters.submit(desk, prosecutor, ready(desk, prosecutor, case_id).number)
    plain["routes"][0]["stops"][2]["place"] = "Sharjah"
    cases.save(desk, prosecutor, load_document(plain), case_id=case_id)
    settle(desk, prosecutor, case_id)
    with pytest.raises(Refused) as refused:
        letters.sign(desk, supervisor, line.number, line.content_sha256)
    assert code(refused) in ("case_changed", "not_ready")


def test_a_dismissed_state_gets_no_letter(desk, prosecutor, case_id):
    line = ready(desk, prosecutor, case_id)
    counterparts.decide(desk, prosecutor, case_id, "AE", "dismiss", "own request pending")
    with pytest.raises(Refused) as refused:
        letters.submit(desk, prosecutor, line.number)
    assert code(refused) == "not_ready"


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_left_out_means_nowhere(desk, prosecutor, supervisor, case_id, language):
    other = "en" if language != "en" else "ru"
    plan = Plan(
        DAY, language, other, stops=frozenset({"r1.s2", "r1.s3"}), legs=frozenset({"r1.s2>r1.s3"}),
        identifiers=frozenset({"i2"}),
    )  # fmt: skip
    line = signed(desk, prosecutor, supervisor, case_id, plan)
    for one in letters.get(desk, prosecutor, line.number).files:
        name, data = letters.signed_file(desk, prosecutor, line.number, one.kind, one.language)
        told = name + unpacked(data)
        gone = [*NAMES, "Ташкент", "2025-09", "971 50", "971\u00a050", "r1.s1", "src1"]
        assert [word for word in gone if word in told] == []
        assert "Dubai" in told
        assert "701" in told


def test_a_victim_is_named_only_with_reason_consent_and_risk(desk, prosecutor, case_id):
    named = replace(WITHOUT, identity=Identity(frozenset({"p1"}), "consent", "identification", "", "assessed"))
    made = letters.preview(desk, prosecutor, case_id, "AE", named)
    assert "identity" in {one.code for one in made.obstacles}
    whole = replace(named, identity=replace(named.identity, consent="written, 20 November 2026, file p. 12"))
    made = letters.preview(desk, prosecutor, case_id, "AE", whole)
    assert "identity" not in {one.code for one in made.obstacles}
    told = " ".join(one.text for one in made.contents[0].paragraphs)
    assert "Ахметова Гульнара" in told
    assert "written consent" in told
    with pytest.raises(Refused) as refused:
        letters.preview(desk, prosecutor, case_id, "AE", replace(WITHOUT, identity=Identity(frozenset({"p1"}))))
    assert code(refused) == "identity"


def test_own_words_name_nobody_protected(desk, prosecutor, case_id):
    plan = WITHOUT.with_fill("en", "facts.1", "Gulnara, that is Гульнара Ахметова, was deceived")
    with pytest.raises(Refused) as refused:
        letters.preview(desk, prosecutor, case_id, "AE", plan)
    assert code(refused) == "fill_has_name"


def test_a_supplement_tells_only_what_is_new(desk, prosecutor, supervisor, case_id, plain):
    first = signed(desk, prosecutor, supervisor, case_id, replace(WITHOUT, translation=""))
    more = replace(WITHOUT, translation="", supplement_of=first.number)
    with pytest.raises(Refused) as refused:
        letters.preview(desk, prosecutor, case_id, "AE", filled(letters.preview(desk, prosecutor, case_id, "AE", more)))
    assert code(refused) == "no_change"
    plate = {"id": "i9", "kind": "vehicle", "value": "01 KZ 777", "country": "KZ", "holders": ["p2"]}
    plain["identifiers"].append(plate)
    cases.save(desk, prosecutor, load_document(plain), case_id=case_id)
    more = replace(more, identifiers=frozenset({"i2", "i9"}))
    made = letters.preview(
        desk, prosecutor, case_id, "AE", filled(letters.preview(desk, prosecutor, case_id, "AE", more))
    )
    told = " ".join(one.text for one in made.contents[0].paragraphs)
    assert f"supplements letter No. {first.number} of 24 November 2026" in told
    assert [annex.key for annex in made.contents[0].annexes] == ["parties"]
    assert "777" in made.contents[0].annexes[0].rows[0].cells[-1]
    assert "Dubai" not in told.partition("Supporting")[0]
    assert [one.number for one in made.contents[0].paragraphs] == list(range(1, len(made.contents[0].paragraphs) + 1))
    assert [one.number for one in made.earlier] == [first.number]


def test_the_case_goes_and_the_hash_stays(desk, prosecutor, supervisor, case_id):
    line = signed(desk, prosecutor, supervisor, case_id)
    cases.remove(desk, supervisor, case_id, "retention period over")
    file = letters.get(desk, supervisor, line.number)
    assert file.contents == ()
    assert len(file.files) == 4
    with pytest.raises(Refused):
        letters.signed_file(desk, supervisor, line.number, "docx", "en")
    assert b"Dubai" not in desk.store.path.read_bytes()


def test_an_office_writes_its_own_words(desk, prosecutor, case_id):
    folder = desk.folder / "letter_templates"
    folder.mkdir()
    own = {"title": "Information sent without request", "sender": "{sender_country}: {authority}. Room 5."}
    (folder / "en.json").write_text(json.dumps(own))
    made = letters.preview(desk, prosecutor, case_id, "AE", WITHOUT).contents[0]
    assert made.title == "Information sent without request"
    assert "Room 5" in made.paragraphs[1].text
    for wrong in ({"sender": "{authority.__class__}"}, {"sender": "{authority}"}, {"sendr": "x"}, {"title": " "}, []):
        (folder / "en.json").write_text(json.dumps(wrong))
        with pytest.raises(Refused) as refused:
            letters.preview(desk, prosecutor, case_id, "AE", WITHOUT)
        assert code(refused) == "bad_template"
    (folder / "en.json").unlink()
    with pytest.raises(Refused) as refused:
        letters.preview(desk, prosecutor, case_id, "AE", replace(WITHOUT, language="tr"))
    assert code(refused) == "no_template"
    from notify.letter_words import template

    (folder / "tr.json").write_text(json.dumps(dict(template("en")) | {"title": "Kendiliğinden bilgi"}))
    made = letters.preview(desk, prosecutor, case_id, "AE", replace(WITHOUT, language="tr")).contents[0]
    assert (made.title, made.day_words) == ("Kendiliğinden bilgi", "2026-11-24")
