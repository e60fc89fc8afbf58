# ruff: noqa: E501  -- the case is one table
"""The letter: what it must hold, what it must never hold, and that its file is sound."""

import copy
import io
import re
import zipfile
from datetime import date

import pytest
from lxml import etree

from notify.counterparts import counterparts
from notify.docx import file_name, write
from notify.facts import by_country, rules, table
from notify.letter import LANGUAGES, RESTRICTIONS, LetterChoices, content, relevant_parties
from notify.letter_words import country_form, day_text, glossary, reasons, template
from records import load_document

DAY = date(2026, 7, 1)
CASE = {
    "format": "waylink/case", "version": 1, "submission": {"country": "UZ", "authority": "Prosecutor General", "tlp": "TLP:AMBER"},
    "case": {"reference": "UZ-17", "title": "Work promised to Dilnoza", "summary": "Karimova Dilnoza, met by Yilmaz Kaya; Каримовой помогала тётя",
             "acts": ["recruitment"], "purposes": ["ForcedLabour"], "status": ["investigation"]},
    "persons": [
        {"id": "v1", "names": ["Каримова Дилноза"], "citizenships": ["UZ"], "gender": "Feminine", "age_band": "21-23"},
        {"id": "w1", "names": ["Тётушкина Роза"], "residence": "UZ"},
        {"id": "s1", "names": [{"full": "Yılmaz Kaya"}], "birth": "1984-03-02", "citizenships": ["TR"], "residence": "TR"},
        {"id": "s2", "names": [{"full": "Tursunov Bahrom"}], "citizenships": ["UZ"], "present_in": "UZ"},
    ],
    "involvements": [{"who": "v1", "as": "victim"}, {"who": "w1", "as": "relative"}, {"who": "s1", "as": "suspect"}, {"who": "s2", "as": "suspect"}],
    "identifiers": [
        {"id": "i1", "kind": "phone", "value": "+90 532 000 00 17", "country": "TR", "holders": ["s1"]},
        {"id": "i2", "kind": "passport", "value": "AA1234567", "country": "UZ", "holders": ["v1"]},
        {"id": "i3", "kind": "phone", "value": "+90 532 999 99 99", "country": "TR", "holders": ["s1", "v1"]},
        {"id": "i4", "kind": "phone", "value": "+90 532 888 88 88", "country": "TR"},
    ],
    "routes": [{"id": "r1", "travellers": ["v1"], "stops": [
        {"id": "a", "role": "recruitment", "place": "Tashkent", "country": "UZ", "date": "2025-09"},
        {"id": "b", "role": "transit", "place": "Istanbul", "country": "TR", "date": "2025-09-14", "mode": "air", "who": ["s1"]},
        {"id": "c", "role": "exploitation", "place": "Dubai", "country": "AE", "mode": "air"},
    ]}],
}  # fmt: skip
SECRETS = ("Каримов", "Дилноз", "Dilnoza", "Karimova", "Тётушкин", "Роза", "AA1234567", "999 99", "888 88", "v1")


def case(**more):
    return load_document(copy.deepcopy(CASE) | more)


def letter(document=None, to="TR", **more):
    document = document or case()
    result = counterparts(document, letter_date=more.get("letter_date", DAY))
    advice = next(state for state in result.states if state.iso2 == to)
    return content(document, advice, **{"letter_date": DAY} | more)


def text_of(made):
    cells = [cell for annex in made.annexes for row in annex.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells]).replace("\u00a0", " ")


def part(made, element):
    return " ".join(paragraph.text for paragraph in made.paragraphs if paragraph.element == element)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_there_in_order(language):
    made = letter(language=language)
    order = [row["element_id"] for row in table("letter_elements")]
    mandatory = {row["element_id"] for row in table("letter_elements") if row["requirement"] == "mandatory"}
    elements = list(dict.fromkeys(paragraph.element for paragraph in made.paragraphs))
    assert mandatory <= set(elements) <= set(order)
    assert [paragraph.number for paragraph in made.paragraphs] == list(range(1, len(made.paragraphs) + 1))
    assert "record" not in elements
    assert not re.search(r"[{}]", text_of(made))
    assert made.open_places
    known = {name for name, _ in case().records()} | {"case"}
    assert all(set(paragraph.records) <= known for paragraph in made.paragraphs)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("summary", [False, True])
def test_nobody_protected_is_named(language, summary):
    made = letter(language=language, choices=LetterChoices(summary=summary))
    told = text_of(made)
    assert not [secret for secret in SECRETS if secret in told]
    assert "Yılmaz Kaya" in told
    assert "+90 532 000 00 17" in told
    assert "Tursunov" not in told
    with zipfile.ZipFile(io.BytesIO(write(made))) as file:
        everything = "".join(
            file.read(name).decode("utf-8", "ignore") for name in file.namelist() if name.endswith(("xml", "rels"))
        )
    assert not [secret for secret in SECRETS if secret != "v1" and secret in everything]


def test_only_those_the_state_can_act_on():
    document = case()
    advice = {state.iso2: state for state in counterparts(document, letter_date=DAY).states}
    assert relevant_parties(document, advice["TR"]) == {"s1"}
    assert relevant_parties(document, advice["AE"]) == frozenset()
    assert "Yılmaz" not in text_of(letter(to="AE"))


def test_what_is_left_out_appears_nowhere():
    made = letter(choices=LetterChoices(stops=frozenset({"r1.a"}), parties=frozenset(), identifiers=frozenset()))
    told = text_of(made)
    assert not [gone for gone in ("Istanbul", "Dubai", "Yılmaz", "532", "1984") if gone in told]
    assert {"r1.b", "s1", "i1"}.isdisjoint(record for paragraph in made.paragraphs for record in paragraph.records)
    assert "888 88" in text_of(letter(choices=LetterChoices(identifiers=frozenset({"i4"}))))
    assert "999 99" not in text_of(letter(choices=LetterChoices(identifiers=frozenset({"i3"}))))


def test_identity_only_when_chosen_by_name():
    assert "Каримова Дилноза" in text_of(
        letter(choices=LetterChoices(victim_identity=frozenset({"v1"}), identity_ground="danger"))
    )
    assert "Тётушкина" not in text_of(
        letter(choices=LetterChoices(victim_identity=frozenset({"w1", "s2"}), identity_ground="consent"))
    )


def test_restrictions_are_on_unless_taken_out():
    told = part(letter(), "use_restriction")
    assert all(words in told for words in ("intelligence only", "any other authority", "no contact", "no action"))
    assert part(letter(), "confidentiality")
    some = letter(choices=LetterChoices(restrictions=frozenset(RESTRICTIONS) - {"use_consult", "confidential"}))
    assert "no action" not in part(some, "use_restriction")
    assert not part(some, "confidentiality")


def test_rescue_is_not_held_up_by_a_consultation():
    made = letter(case(danger=[{"id": "d1", "country": "TR", "who": "v1"}]))
    assert "excepted" in part(made, "use_restriction")
    assert "immediate danger" in part(made, "urgency")
    assert "excepted" not in part(letter(), "use_restriction")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_no_request(language):
    words = {"en": "not a request", "ru": "не является запросом", "ar": "ليست طلبا"}
    assert words[language] in part(letter(language=language), "legal_basis")


def moved(sender, receiver):
    stops = [{"id": "b", "role": "exploitation", "country": receiver}]
    return case(submission={"country": sender}, routes=[{"id": "r1", "stops": stops}])


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_instruments_in_force_are_cited(language):
    convention = {
        "en": "Transnational Organized Crime",
        "ru": "транснациональной организованной",
        "ar": "الجريمة المنظمة عبر الوطنية",
    }
    protocol = {"en": "the Protocol", "ru": "Протокол", "ar": "بروتوكول"}
    comity = letter(moved("CM", "CG"), to="CG", language=language)
    assert convention[language] not in comity.subtitle + text_of(comity)
    assert protocol[language] not in text_of(comity)
    assert "18" not in part(comity, "confidentiality") + comity.subtitle
    early = letter(moved("NP", "IN"), to="IN", language=language, letter_date=date(2020, 7, 1))
    assert convention[language] in part(early, "legal_basis")
    assert protocol[language] not in text_of(early)
    assert protocol[language] in text_of(letter(language=language))


def test_names_of_suspects_wait_for_assurances():
    made = letter(case(cautions=[{"id": "c1", "kind": "death_penalty", "country": "TR"}]))
    assert "Yılmaz" not in text_of(made)
    assert "death penalty" in part(made, "no_death_penalty")


def test_an_earlier_request_is_referred_to():
    made = letter(
        case(
            proceedings=[{"id": "q1", "country": "TR", "kind": "request", "direction": "from_us", "date": "2026-03-01"}]
        )
    )
    assert "1 March 2026" in part(made, "proceedings")


def test_smuggling_names_both_protocols():
    mixed = case(case=CASE["case"] | {"other_offences": ["smuggling of migrants"]})
    assert "Smuggling of Migrants" in part(letter(mixed), "legal_basis")


def test_no_letter_to_a_blocked_state():
    blocked = case(cautions=[{"id": "c1", "kind": "asylum", "country": "TR"}])
    with pytest.raises(ValueError, match="blocked"):
        letter(blocked)
    with pytest.raises(ValueError, match="no letter template"):
        letter(language="tr")


def test_templates_and_glossary_say_the_same():
    places = {
        language: {key: sorted(re.findall(r"{\w+}", text)) for key, text in template(language).items()}
        for language in LANGUAGES
    }
    assert places["en"].keys() == places["ru"].keys() == places["ar"].keys()
    for key, found in places["en"].items():
        assert found == places["ru"][key] == places["ar"][key], key
    bases = {row["basis_id"] for row in table("legal_bases")}
    assert set(glossary()) <= bases
    assert all(row[language] for row in glossary().values() for language in LANGUAGES)


def test_every_link_is_told_in_every_language():
    told = reasons()
    carried = {code for code, rule in rules().items() if rule.effect in ("notify", "review") and rule.strength > 0}
    assert set(told) == carried
    assert all(row[language] for row in told.values() for language in LANGUAGES)
    assert not re.search("[A-Za-z]", "".join(row["ru"] + row["ar"] for row in told.values()))


def test_russian_forms():
    forms = by_country("country_forms_ru")
    assert len(forms) == 225
    rows = {
        "TR": "Турции",
        "AE": "Объединенных Арабских Эмиратов",
        "KG": "Кыргызстана",
        "BY": "Беларуси",
        "PH": "Филиппин",
        "WS": "Самоа",
    }
    for iso2, genitive in rows.items():
        assert country_form(iso2, "genitive", "ru", lambda code: forms[code]["nominative"]) == genitive
    assert country_form("TR", "dative", "ru", lambda code: "Турция") == "Турции"
    assert country_form("KG", "genitive", "ru", lambda code: "Киргизия") == "государства (Киргизия)"
    assert country_form("TR", "genitive", "en", lambda code: "Türkiye") == "Türkiye"


def test_dates_as_the_language_writes_them():
    assert day_text("2025-09-14", "en") == "14 September 2025"
    assert day_text("2025-09-14", "ru") == "14.09.2025"
    assert day_text("2025-09", "en") == "September 2025"
    assert day_text("2025~", "en") == "2025~"
    assert day_text(None, "ru") == ""


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(made):
    with zipfile.ZipFile(io.BytesIO(write(made))) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_the_file_tells_nothing_about_itself():
    files = opened(letter())
    core = files["docProps/core.xml"].decode()
    assert "Waylink" in core
    assert "2000-01-01" in core
    assert "2026" not in core
    assert "UZ-17" not in core + files["docProps/app.xml"].decode()
    assert file_name("2026/7 Karimova", "TR", "ru") == "waylink-letter-20267Karimova-TR-ru.docx"
    told = [name for name, data in files.items() if b"UZ-17" in data or "Yılmaz".encode() in data]
    assert {name.rstrip("0123456789.xml").rpartition("/")[2] for name in told} <= {
        "docu",
        "document",
        "header",
        "footer",
    }
    assert not [name for name in files if "comments" in name]


def test_arabic_runs_right_to_left_and_codes_left_to_right():
    root = etree.fromstring(opened(letter(language="ar"))["word/document.xml"])
    paragraphs = [p for p in root.iter(f"{W}p") if "".join(p.itertext()).strip()]
    assert all(p.find(f"{W}pPr/{W}bidi") is not None for p in paragraphs)
    runs = {"".join(run.itertext()): run.find(f"{W}rPr/{W}rtl") is not None for run in root.iter(f"{W}r")}
    assert all(rtl for text, rtl in runs.items() if re.search("[\u0621-\u064a]", text))
    assert not any(rtl for text, rtl in runs.items() if re.search("[A-Za-z0-9]", text))
    assert any("+90\u00a0532\u00a0000\u00a000\u00a017" in text for text in runs)
    assert root.find(f".//{W}sectPr/{W}bidi") is not None
    assert not list(etree.fromstring(opened(letter())["word/document.xml"]).iter(f"{W}bidi"))


def test_hostile_text_stays_text():
    hostile = case(
        case=CASE["case"] | {"reference": "\u202eX<w:p/>\x07"},
        submission={"country": "UZ", "authority": "{0.__class__} & <b>\ud800"[:-1]},
    )
    files = opened(letter(hostile))
    told = "".join(etree.fromstring(files["word/document.xml"]).itertext())
    assert "X<w:p/>" in told
    assert "{0.__class__} & <b>" in told
    assert "\u202e" not in told
