from __future__ import annotations

import pytest

from records import load_document
from store import cases, search
from store.fold import fold, gram_phrase, grams, squeezed
from store.rows import CaseInput

#: name as written, romanised keys (made by the linking room; given here by hand), what is typed, how it is found
NAMES = [
    ("Ахметова Гульнара", ["akhmetova gulnara"], "ахметова", "name"),
    ("Ахметова Гульнара", ["akhmetova gulnara"], "ГУЛЬНАРА АХМ", "name"),
    ("Ахметова Гульнара", ["akhmetova gulnara"], "хмето", "part"),
    ("Ахметова Гульнара", ["akhmetova gulnara"], "Akhmetova", "romanised"),
    ("Семёнов Йожеф", [], "семенов", "name"),
    ("محمد عبد الله الأحمدي", ["muhammad abd allah al ahmadi"], "محمّد", "name"),
    ("محمد عبد الله الأحمدي", ["muhammad abd allah al ahmadi"], "الاحمدي", "name"),
    ("فاطمه کریمی", ["fatima karimi"], "فاطمة كريمي", "name"),
    ("王伟", ["wang wei"], "王伟", "name"),
    ("王伟", ["wang wei"], "伟", "part"),
    ("王伟", ["wang wei"], "wang wei", "romanised"),
    ("欧阳娜娜", ["ouyang nana"], "阳娜", "part"),
    ("สมชาย ใจดี", ["somchai chaidi"], "สมชาย", "name"),
    ("สมชาย ใจดี", ["somchai chaidi"], "ชาย", "part"),
    ("สมชาย ใจดี", ["somchai chaidi"], "Somchai", "romanised"),
    ("ကိုကိုအောင်", [], "အောင်", "part"),
    ("សុខ សុភា", [], "សុភា", "name"),
    ("प्रिया शर्मा", ["priya sharma"], "शर्मा", "name"),
    ("Гиоргиа ბერიძე", [], "ბერიძე", "name"),
    ("Nguyễn Thị Hòa", [], "nguyen thi hoa", "name"),
    ("O'Brien-Kovács", [], "kovacs", "name"),
]


def saved(store, actor, name, keys):
    document = load_document(
        {
            "format": "waylink/case", "version": 1, "submission": {"country": "KZ"},
            "persons": [{"id": "p1", "names": [name]}, {"id": "p2", "names": ["Somebody Else"]}],
        }
    )  # fmt: skip
    with store.write(actor) as tx:
        return cases.save_many(tx, [CaseInput(document, keys={"p1": keys})])[0].case_id


@pytest.mark.parametrize(("name", "keys", "typed", "way"), NAMES)
def test_names_are_found_in_every_script(store, investigator, name, keys, typed, way):
    case_id = saved(store, investigator, name, keys)
    with store.read(investigator) as reader:
        hits = search.find(reader, typed, [fold(typed)])
    assert [(hit.party_id, hit.matched_by) for hit in hits] == [(f"{case_id}/p1", way)]


@pytest.mark.parametrize("typed", ["Петров", "阳王", "伟王", "somchaix", "", "   ", "%", "_", "ชช"])
def test_others_are_not(store, investigator, typed):
    for name, keys, _, _ in NAMES:
        saved(store, investigator, name, keys)
    with store.read(investigator) as reader:
        assert search.find(reader, typed, [fold(typed)]) == []


@pytest.mark.parametrize(
    "typed",
    ['"', "'", "a OR b", "NEAR(a b)", "*", "folded:x", "-a", "a\x00b", "(" * 50, "\\", '" OR 1=1 --', "{a b} : c", "^x",
     "😀", "a" * 5000, " ".join("ab" for _ in range(400))],
)  # fmt: skip
def test_what_is_typed_is_never_a_query(store, investigator, typed):
    saved(store, investigator, "Иван Петров", [])
    with store.read(investigator) as reader:
        assert search.find(reader, typed, [typed]) == []


def test_numbers_and_references(store, investigator, case):
    with store.write(investigator) as tx:
        (row,) = cases.save_many(tx, [CaseInput(case)])
    with store.read(investigator) as reader:
        for typed in ("ab1234567", "AB-123", "ＡＢ １２３４"):
            (hit,) = search.find(reader, typed)
            assert (hit.party_id, hit.matched_by) == (f"{row.case_id}/p1", "identifier")
        (hit,) = search.find(reader, "+7 (701) 555-01-23")
        assert hit.party_id == f"{row.case_id}/p2"
        for typed in ("KZ 2026-017", row.case_id.lower(), "2026/017"):
            (hit,) = search.find(reader, typed)
            assert (hit.case_id, hit.party_id, hit.matched_by) == (row.case_id, "", "reference")
        assert search.find(reader, "AB1") == []


def test_an_organisation_is_found(store, investigator, case):
    with store.write(investigator) as tx:
        (row,) = cases.save_many(tx, [CaseInput(case)])
    with store.read(investigator) as reader:
        (hit,) = search.find(reader, "golden bridge")
    assert (hit.kind, hit.party_id) == ("organisation", f"{row.case_id}/o1")


def test_limit(store, investigator, named):
    with store.write(investigator) as tx:
        cases.save_many(tx, [CaseInput(named(f"Same Name {number}")) for number in range(30)])
    with store.read(investigator) as reader:
        assert len(search.find(reader, "same name", limit=7)) == 7


def test_folding():
    assert fold("  ГУЛЬНАРА  Ёлкина-Ж. ") == "гульнара елкина ж"
    assert fold("ﷴ") == fold("محمد")
    assert fold("Straße") == "strasse"
    assert fold("กำ") == fold("กํา")
    assert fold("!?") == ""
    assert squeezed("AB 12-34") == "ab1234"
    assert grams("王小明 abc") == "王小 小明 王 小 明"
    assert gram_phrase("王小明") == ["王小", "小明"]
    assert gram_phrase("abc") == []
