"""The letter's files: what they show, what they never hold, that no text of a record is read as anything but text."""

import copy
import io
import re
import zipfile
from datetime import date

import pypdf
import pytest
from lxml import etree

from notify import docx, pdf
from notify.counterparts import counterparts
from notify.letter import LetterChoices, Signature, content, signed_off
from notify.letter_content import Earlier, from_plain
from notify.letter_fills import filled, held
from notify.letter_runs import runs
from notify.wording import LABEL, OfficeTexts, faults, wording
from records import load_document
from tests.unit.notify.test_letter import CASE, case, letter, part, text_of

HOSTILE = '#panic("x") *b* $x$ {{7*7}} {% raw %} ${x} {0.__class__} =cmd() <w:p/> [to be completed: gone] \u202eevil'


def words_of(data):
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = [etree.fromstring(file.read(name)) for name in file.namelist() if name.endswith(".xml")]
        return "".join("".join(root.itertext()) for root in parts)
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize("write", [docx.write, pdf.write])
def test_what_a_record_says_is_set_as_text(write):
    plain = copy.deepcopy(CASE)
    plain["submission"]["authority"] = HOSTILE
    plain["case"]["reference"] = HOSTILE
    plain["persons"][2]["names"] = [{"full": HOSTILE}]
    plain["routes"][0]["stops"][1] |= {"place": HOSTILE, "carrier": HOSTILE, "via": HOSTILE}
    plain["identifiers"][0]["value"] = HOSTILE
    made = letter(load_document(plain), choices=LetterChoices(carriers=True))
    assert [place.key for place in made.open_places] == [place.key for place in letter().open_places]
    told = re.sub(r"\s", "", words_of(write(made)))
    for text in ('#panic("x")', "*b*", "$x$", "{{7*7}}", "{%raw%}", "{0.__class__}", "=cmd()", "<w:p/>"):
        assert text in told
    assert "\u202e" not in told
    assert pdf.pictures(made, 40)


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_word_and_pdf_say_the_same(language):
    made = letter(language=language)
    for data in (docx.write(made), pdf.write(made)):
        told = words_of(data).replace("\u00a0", " ")
        assert "Istanbul" in told
        assert "UZ-17" in told
        assert "Каримов" not in told
    assert pdf.write(made) == pdf.write(made)
    assert pdf.not_in_fonts(made) == frozenset()
    assert docx.file_name("2026-0007", "TR", language, "pdf") == f"waylink-letter-2026-0007-TR-{language}.pdf"


def test_signs_that_the_pdf_cannot_set_are_told():
    plain = copy.deepcopy(CASE)
    plain["persons"][2]["names"] = ["ქეთევან 王伟"]
    assert {"王", "伟"} <= pdf.not_in_fonts(letter(load_document(plain)))


def test_annexes_hold_what_was_chosen_and_nothing_else():
    plain = copy.deepcopy(CASE)
    plain["routes"][0]["stops"][2] |= {
        "carrier": "Airline X 7",
        "via": "Gate 4",
        "documents": ["i1", "i2"],
        "who": ["s1"],
    }
    document = load_document(plain)
    chosen = LetterChoices(legs=frozenset({"r1.b>r1.c"}), stops=frozenset({"r1.b", "r1.c"}))
    made = letter(document, choices=chosen)
    route, parties = made.annexes
    assert (route.letter, parties.letter) == ("A", "B")
    assert [row.records for row in route.rows] == [("r1.b", "r1.c", "i1")]
    assert "passport (number withheld)" in route.rows[0].cells[-1]
    assert "AA1234567" not in str(route)
    assert "Airline" not in str(route)
    assert "Airline X 7, Gate 4" in str(letter(document, choices=LetterChoices(carriers=True)).annexes[0])
    assert "Tashkent" not in text_of(made)
    alone = letter(document, choices=LetterChoices(legs=frozenset()))
    assert all(row.cells[0] == "–" for row in alone.annexes[0].rows)
    assert "by air" not in str(alone.annexes[0])
    none = letter(choices=LetterChoices(stops=frozenset(), parties=frozenset(), identifiers=frozenset()))
    assert none.annexes == ()
    assert part(none, "annexes") == "Annexes: none."


def test_open_places_are_filled_by_a_person_only():
    made = letter()
    assert {place.key for place in made.open_places} >= {"sender.1", "facts.1", "authorisation.1"}
    done = letter(choices=LetterChoices(fills={"sender.1": "Unit 5, room [7]", "proceedings.1": "-"}))
    assert "Unit 5, room [7]" in part(done, "sender")
    assert part(done, "proceedings").endswith("investigation.")
    assert "sender.1" not in {place.key for place in done.open_places}
    marks = [("sender", f"{held('[to be completed: x]')} [to be completed: y]", ())]
    paragraphs, places = filled(marks, "[to be completed", {"sender.1": "[to be completed: again]"})
    assert paragraphs[0].text == "[to be completed: x] [to be completed: again]"
    assert [place.filled for place in places] == [True]


def test_signing_changes_the_signature_alone():
    made = letter()
    signed = signed_off(made, wording("en"), Signature("A. Prosecutor", "supervisor", date(2026, 7, 2)))
    changed = [new.element for old, new in zip(made.paragraphs, signed.paragraphs, strict=True) if old != new]
    assert changed == ["authorisation"]
    assert "A. Prosecutor, supervisor, 2 July 2026" in part(signed, "authorisation")
    assert signed.draft == ""
    assert made.draft
    assert from_plain(made.to_plain()) == made


def test_a_translation_says_that_it_is_one():
    original = letter(choices=LetterChoices(translation="ru"))
    second = letter(language="ru", choices=LetterChoices(translation="ru", original="en"))
    assert "courtesy translation is attached (language: Russian)" in part(original, "language")
    assert second.courtesy.startswith("Неофициальный перевод")
    assert "английский" in second.courtesy
    assert original.courtesy == ""


def test_a_supplement_in_arabic_points_to_what_is_withdrawn():
    first = letter(language="ar")
    plain = copy.deepcopy(CASE)
    plain["identifiers"] = [one for one in plain["identifiers"] if one["id"] != "i1"]
    plain["persons"][2]["birth"] = "1984-03-03"
    earlier = Earlier("2026-0001", date(2026, 7, 1), first)
    made = letter(load_document(plain), language="ar", choices=LetterChoices(supplement_to=earlier))
    assert "2026-0001" in text_of(made)
    assert [annex.key for annex in made.annexes] == ["parties"]
    assert "532" not in text_of(made).partition("2026-0001")[2].replace("2026", "")
    assert [one.number for one in made.paragraphs] == list(range(1, len(made.paragraphs) + 1))
    with pytest.raises(ValueError, match="nothing has changed"):
        letter(choices=LetterChoices(supplement_to=Earlier("2026-0001", date(2026, 7, 1), letter())))


def test_office_words():
    assert faults("en", {"title": "Own title", "sender": "{sender_country}, {authority}"}) == []
    for wrong in (
        {"sender": "{authority}"}, {"sender": "{authority!r} {sender_country}"}, {"sender": "{authority.x}"},
        {"sender": "{0} {authority} {sender_country}"}, {"title": ""}, {"title": "a\nb"}, {"title": 7}, {"x": "y"},
        {"title": "open { brace"}, {"title": "x" * 4_000},
    ):  # fmt: skip
        assert faults("en", wrong), wrong
    assert len(faults("tr", {"title": "x"})) > 50
    own = OfficeTexts({LABEL + "Forced labour": "travail forcé"}, {"UNTOC-18.4": "the Palermo Convention, 18(4)"}, {})
    document = case()
    advice = next(one for one in counterparts(document, letter_date=date(2026, 7, 1)).states if one.iso2 == "TR")
    made = content(document, advice, letter_date=date(2026, 7, 1), words=wording("en", own))
    assert "travail forcé" in part(made, "offence")
    assert "the Palermo Convention, 18(4)" in part(made, "legal_basis")
    with pytest.raises(ValueError, match="faults"):
        wording("en", OfficeTexts({"title": ""}))


def test_stretches_of_one_direction():
    found = list(runs("هاتف +90 532 000 00 17 (تركيا) A/RES/55/25.", rtl=True))
    assert [run.text for run in found if run.ltr] == ["+90 532 000 00 17", "A/RES/55/25"]
    assert "".join(run.text for run in found) == "هاتف +90 532 000 00 17 (تركيا) A/RES/55/25."
    assert [run.open for run in runs("a [x] b", rtl=False, open_words=frozenset({"[x]"}))] == [False, True, False]
    assert list(runs("", rtl=True)) == []
