import pytest

import linking
from linking import addresses, birth, identifiers, places


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("1990-05-03", "1990-05-03", "same_day"),
        ("1990-05-03", "1990-03-05", "swapped"),
        ("1990-05-03", "1990-05-13", "one_digit"),
        ("1990-05-03", "1990-05", "same_month"),
        ("1990-05-03", "1990", "same_year"),
        ("1990-01-01", "1990-05-03", "placeholder"),
        ("1990-01-01", "1990-01-01", "placeholder"),
        ("1990", "1991", "near_year"),
        ("1998~", "1996", "near_year"),
        ("1939-10-24", "1940-10-24", "year_off"),
        ("1960-05-10", "1960-05-27", "other_day"),
        ("1990-05-03", "1978-11-20", "differs"),
        ("1990-05-03", None, None),
        ("garbage", "1990", None),
    ],
)
def test_dates_of_birth(left, right, level):
    assert birth.level(left, right) == level
    assert birth.level(right, left) == level


@pytest.mark.parametrize(
    ("kind", "left", "right", "level"),
    [
        ("phone", ("+998 90 123-45-67", None), ("901234567", "UZ"), "same"),
        ("phone", ("8 (916) 123-45-67", "RU"), ("+7 916 1234567", None), "same"),
        ("passport", ("AB 1234567", None), ("ab1234567", None), "same"),
        ("passport", ("АВ1234567", None), ("AB1234567", None), "same"),
        ("passport", ("AB1O34567", None), ("AB1034567", None), "look_alike"),
        ("passport", ("AB1234567", None), ("AB1234568", None), "one_off"),
        ("passport", ("AB1234567", None), ("CD7654321", None), None),
        ("passport", ("AB1234567", None), ("1234567", None), "no_series"),
        ("passport", ("AA1234567", None), ("FA1234567", None), "other_series"),
        ("passport", ("AA1234567<8UZB", None), ("AA1234567", None), "same"),
        ("phone", ("8 998 90 000-71-16", None), ("+998 90 000 71 16", None), "same"),
        ("phone", ("٠٥٠١٢٣٤٥٦٧", "AE"), ("00971 50 123 4567", None), "same"),
        ("phone", ("0501234567", None), ("+971501234567", None), "national"),
        ("phone", ("+998901234567", None), ("+998901234576", None), "one_off"),
        ("vehicle", ("O1A123BC", None), ("01A123BC", None), "look_alike"),
        ("bank_account", ("GB29 NWBK 6016 1331 9268 19", None), ("31926819", None), "contained"),
        ("imei", ("490154203237518", None), ("4901542032375101", None), "same"),
        ("account", ("nino.beridze88", None), ("nino_beridze88", None), "joints"),
        ("account", ("nіno_88_x", None), ("nino-88-x", None), "joints"),
        ("email", ("a.b+x@gmail.com", None), ("ab@googlemail.com", None), "same"),
        ("wallet", ("0xABCDEF0123", None), ("0xabcdef0123", None), "same"),
        ("vehicle", ("01 А 123 ВС", None), ("01A123BC", None), "same"),
        ("account", ("https://t.me/Nino_88", None), ("@nino_88", None), "same"),
        ("email", ("a.b@Example.org", None), ("A.B@example.org", None), "same"),
        ("phone", ("12", None), ("12", None), None),
    ],
)
def test_identifiers(kind, left, right, level):
    one, other = (identifiers.normal(kind, *value) for value in (left, right))
    assert identifiers.level(kind, one, other) == level
    assert identifiers.level(kind, other, one) == level


def profile(name, who, source, *held, **facts):
    return linking.prepare("person", who, [name] if name else [], identifiers=held, source=source, **facts)


def test_a_shared_passport_outweighs_another_spelling_and_says_so():
    one = profile("Dilnoza Karimova", "a", "a", ("passport", "AB1234567", "UZ"))
    other = profile("Karimowa Dilnosa", "b", "b", ("passport", "AB1234567", "UZ"))
    made = linking.compare(one, other)
    assert linking.lines().status(made.score) == "propose"
    assert {part.english() for part in made.evidence if part.kind == "identifier"} == {
        "Same passport: this outweighs the different spelling of the name"
    }


def test_a_phone_in_national_spelling_is_read_with_the_states_of_its_holder():
    one = profile("", "a", "a", ("phone", "90 123 45 67", None), citizenships=["UZ"])
    other = profile("", "b", "b", ("phone", "+998901234567", None))
    assert one.identifiers[0][1] == other.identifiers[0][1]


def test_what_many_records_share_says_little_and_says_so():
    one, other = (profile("", who, who, ("phone", "+998901234567", None)) for who in "ab")
    hub = linking.Common({"identifier:phone:+998901234567": 40})
    (alone, *_), (shared, *_) = linking.compare(one, other).evidence, linking.compare(one, other, common=hub).evidence
    assert alone.weight > 4
    assert (shared.level, shared.weight) == ("hub", 0.0)
    assert shared.english() == "Same phone, but 40 records share it: it says little"


def test_citizenship_of_several_and_changed():
    def told(left, right, residence=None):
        one = profile("", "a", "a", citizenships=left)
        other = profile("", "b", "b", citizenships=right, residence=residence)
        return next(part.level for part in linking.compare(one, other).evidence if part.kind == "citizenship")

    assert told(["UZ"], ["UZ"]) == "shared"
    assert told(["UZ", "RU"], ["UZ"]) == "one_of_several"
    assert told(["RU"], ["UZ"], residence="RU") == "changed"
    assert told(["RU"], ["UZ"]) == "differs"


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Наманган", "Namangan viloyati", "birth_same"),
        ("Namangan", "نمنگان", "birth_same"),
        ("г. Ташкент", "Toshkent", "birth_same"),
        ("Чиракчи, Кашкадарья", "Kashkadarya region", "birth_within"),
        ("Ташкент", "Самарканд", "birth_differs"),
    ],
)
def test_places_of_birth_in_two_scripts(left, right, level):
    assert places.birth_level(left, right) == level
    assert places.birth_level(right, left) == level


def test_addresses_in_two_spellings_and_a_hostel():
    left, right = "ул. Навои 12, кв. 5, Ташкент", "Navoi ko‘chasi 12-5, Toshkent"
    assert addresses.level(left, right) == addresses.level(right, left) == "same"
    assert addresses.level(left, "ул. Навои 44, Ташкент") == "street"
    assert addresses.level(left, "ул. Лермонтова 12, Самарканд") is None
    hub = linking.Common({f"address:{addresses.key(left)}": 60})
    one, other = (profile("", who, who, address=value) for who, value in (("a", left), ("b", right)))
    assert linking.compare(one, other, common=hub).evidence[0].level == "hub"


def test_relatives_named_in_both():
    one = profile("", "a", "a", relatives=["Каримов Рустам Азизович"])
    other = profile("", "b", "b", relatives=["Rustam Karimov", "Malika Karimova"])
    assert next(part.level for part in linking.compare(one, other).evidence if part.kind == "relative") == "same"


def test_contradictions_are_told_first():
    one = profile("Азиз Каримов", "a", "a", ("phone", "+998901234567", None), birth="1990-05-03", gender="Masculine")
    other = profile("Aziz Karimov", "b", "b", ("phone", "+998901234567", None), birth="1971-12-30", gender="Masculine")
    assert linking.compare(one, other).evidence[0].level == "differs"


def test_link_compares_across_sources_only_and_leaves_decided_pairs_alone():
    everybody = [
        profile("Каримова Дилноза", "a/p1", "a"),
        profile("Каримова Дилноза", "a/p2", "a"),
        profile("Dilnoza Karimova", "b/p1", "b"),
        profile("Somchai Jaidee", "c/p1", "c"),
    ]
    assert {(pair.left, pair.right) for pair in linking.link(everybody).candidates} == {
        ("a/p1", "b/p1"),
        ("a/p2", "b/p1"),
    }
    assert {(p.left, p.right) for p in linking.link(everybody, [("b/p1", "a/p1")]).candidates} == {("a/p2", "b/p1")}
    assert len(linking.link(everybody, within=True).candidates) == 3


def test_a_shared_identifier_finds_a_pair_without_names_and_a_hub_does_not():
    two = [profile("", f"{one}/p1", one, ("phone", "+998901234567", None)) for one in "ab"]
    assert linking.link(two).compared == 1
    many = [profile("", f"{one}/p1", str(one), ("phone", "+998901234567", None)) for one in range(30)]
    assert linking.link(many).compared == 0
    assert linking.link(many).blocks_capped >= 1


def test_clusters_join_decisions_and_raise_conflicts():
    (made,) = linking.cluster([("a", "b"), ("b", "c")], [("c", "a")])
    assert made.members == ("a", "b", "c")
    assert made.conflicts == (("a", "c"),)
