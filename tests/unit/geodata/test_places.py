import pytest

from geodata import countries, gazetteer, places, specials
from geodata.borders import country_at, shapes


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("places")
    told = []
    path = gazetteer.ensure(folder, "small", lambda message, share: told.append(share))
    assert told[-1] == 1.0
    assert gazetteer.ensure(folder, "small") == path
    assert [one.name for one in folder.iterdir()] == [path.name]
    return gazetteer.Gazetteer.open(path)


@pytest.mark.parametrize(
    ("text", "country", "name", "iso2"),
    [
        ("Ташкент", None, "Tashkent", "UZ"),
        ("Tashkent", None, "Tashkent", "UZ"),
        ("Toshkent", None, "Tashkent", "UZ"),
        ("г. Ташкент", "UZ", "Tashkent", "UZ"),
        ("دبي", None, "Dubai", "AE"),
        ("Дубай", None, "Dubai", "AE"),
        ("Bangkok / กรุงเทพ", None, "Bangkok", "TH"),
        ("曼谷", None, "Bangkok", "TH"),
        ("თბილისი", None, "Tbilisi", "GE"),
        ("Երևան", None, "Yerevan", "AM"),
        ("काठमांडू", None, "Kathmandu", "NP"),
        ("ភ្នំពេញ", None, "Phnom Penh", "KH"),
        ("Moscow, Golyanovo (three shops)", "RU", "Golyanovo", "RU"),
        ("Kocaeli (Çayırova, Darıca)", "TR", "Kocaeli", "TR"),
        ("Верхний Ларс", None, "Verkhny Lars", "RU"),
        ("KK Park", None, "KK Park", "MM"),
        ("Uzbekistan", "UZ", "Uzbekistan", "UZ"),
    ],
)
def test_settled(listed, text, country, name, iso2):
    hit = places.settle(places.resolve(listed, text, country))
    assert hit is not None
    assert (hit.name, hit.iso2) == (name, iso2)


@pytest.mark.parametrize(
    "text", ["Georgia", "Tripoli", "Tashkemt", "Xyzzyq", "", "'; DROP TABLE name;--", "\u202e\x00", "x" * 5000]
)
def test_asked_or_nothing(listed, text):
    assert places.settle(places.resolve(listed, text)) is None


def test_a_near_name_is_shown_but_never_settled(listed):
    hits = places.resolve(listed, "Samarkandd", "UZ")
    assert hits
    assert {hit.method for hit in hits} == {"fuzzy"}
    assert hits[0].name == "Samarkand"


def test_airport_codes_speak_only_in_the_air(listed):
    assert places.resolve(listed, "IST", "TR", "air")[0].method == "airport"
    assert all(hit.method != "airport" for hit in places.resolve(listed, "IST", "TR", "road"))


def test_a_place_in_another_country_than_said_is_not_settled(listed):
    hits = places.resolve(listed, "Tashkent", "RU")
    assert places.settle(hits) is None


@pytest.mark.parametrize(
    ("text", "iso2"),
    [
        ("UAE", "AE"),
        ("РФ", "RU"),
        ("Эмираты", "AE"),
        ("Бирма", "MM"),
        ("KSA", "SA"),
        ("DRC", "CD"),
        ("Lao PDR", "LA"),
        ("узбек", "UZ"),
        ("гражданка Узбекистана", "UZ"),
        ("NA", "NA"),
        ("Namibia", "NA"),
        ("Oʻzbekiston", "UZ"),
        ("Ўзбекистон", "UZ"),
        ("乌兹别克斯坦", "UZ"),
        ("Kirguistán", "KG"),
        ("الإمارات", "AE"),
        ("Тоҷикистон", "TJ"),
        ("Қазақстан", "KZ"),
        ("Türkiye", "TR"),
        ("Royaume-Uni", "GB"),
        ("Deutschland", "DE"),
        ("საქართველო", "GE"),
        ("Հայաստան", "AM"),
        ("Congo", "CG"),
        ("таджичка", "TJ"),
        ("Kosovo", "XK"),
        ("香港", "HK"),
    ],
)
def test_countries(text, iso2):
    assert countries.find(text)[0] == countries.CountryHit(iso2, 1.0, countries.find(text)[0].method)


def test_country_facts():
    assert len(countries.all_countries()) == 250
    assert countries.name("KG", "ru") == "Кыргызстан"
    assert countries.name("UZ", "fr") == "Ouzbékistan"
    assert countries.neighbours("UZ") == {"KZ", "AF", "KG", "TJ", "TM"}
    assert country_at(41.3, 69.2) == "UZ"
    assert country_at(25.25, 55.2) == "AE"
    assert country_at(0, -30) is None


def test_outlines_are_whole():
    for fine in (False, True):
        areas = shapes(fine)
        assert len(areas) > 240
        assert all(shape.is_valid for _, _, shape in areas)
        assert {area for area, contested, _ in areas if contested} >= {"crimea", "kashmir", "western_sahara"}


def test_crossings_join_two_states_and_lie_near_both():
    crossings = specials.crossings()
    assert len(crossings) >= 100
    assert len({one.id for one in crossings}) == len(crossings)
    far = [
        one.id
        for one in crossings
        if country_at(one.lat, one.lon, reach=1.5) not in (*one.countries, "kosovo", "crimea")
    ]
    assert len(far) < len(crossings) * 0.12
