"""Each script by its own table, Han names in several readings."""

import pytest

from linking import han, hangul, names, trees
from linking.equivalence import of
from linking.name_parts import parts, prepared
from linking.names_views import FEATURES
from linking.writing import romanised


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("ўзбек", "ozbek"),
        ("қизи", "qizi"),
        ("შევარდნაძე", "shevardnadze"),
        ("սարգսյան", "sargsyan"),
        ("μπαρτολόν", "bartolon"),
        ("حسين", "hsin"),
        ("جونسون", "junsun"),
        ("أولوغبيك", "ulughbik"),
        ("گۇلنار", "gulnar"),
        ("김", "gim"),
        ("习近平", "shijinping"),
        ("クロード", "kurodo"),
        ("สมชาย", "smchay"),
        ("ហ៊ុន", "hun"),
        ("सुशील", "sushil"),
        ("டோனி", "toni"),
        ("හසිනා", "hasina"),
        ("əliyev", "aliyev"),
        ("ąćž", "achzh"),
    ],
)
def test_letters(written, latin):
    assert romanised(written) == latin


def test_han_names_have_their_readings():
    assert {"teckguan", "deyuan"} <= {one for language in han.LANGUAGES for one in han.spell("德源", language)}
    assert "tay" in han.family("鄭", han.SOUTHERN)
    assert {"lee", "yi"} <= set(han.family("李", han.KOREAN))
    assert hangul.families()["박"][0] == "park"


def test_forms_of_one_name_meet_and_other_names_do_not():
    assert set(of("김")) & set(of("kim"))
    assert not set(of("елена")) & set(of("марина"))


@pytest.mark.parametrize(
    ("full", "roles"),
    [
        ("Каримова Дилноза Рустамовна", ["plain", "plain", "patronymic"]),
        ("Dilnoza Rustam qizi Karimova", ["plain", "patronymic", "particle", "plain"]),
        ("Abdul Rahman bin Saleh", ["plain", "particle", "patronymic"]),
        ("Dr. A. Karimov", ["title", "initial", "plain"]),
    ],
)
def test_roles(full, roles):
    assert [part.role for part in parts(full)] == roles


@pytest.mark.parametrize(
    ("left", "right"),
    [("Нино Беридзе", "ნინო ბერიძე"), ("Каримов Азиз", "Karimov Bobur"), ("李明博", "Lee Myung-bak")],
)
def test_the_views_of_a_pair_add_up_to_its_weight(left, right):
    one, other = prepared(parts(left)), prepared(parts(right))
    shares = names.shares(one, other)
    if shares:
        assert set(shares) == set(FEATURES)
        assert sum(shares.values()) + names.model().base == pytest.approx(names.weigh(one, other), abs=1e-9)


def test_trees_walk_and_share():
    tree = trees.frozen([0, 0.5, -1.0, [1, 2.0, 0.5, 3.0, 1.5], 0.25])
    assert trees.total((tree,), [1.0, 5.0]) == 3.0
    base, shares = trees.shares((tree,), [1.0, 5.0], 2)
    assert base + sum(shares) == 3.0
    assert shares == [1.25, 1.5]
