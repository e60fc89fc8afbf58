from __future__ import annotations

from services import places


def test_names_resolve_in_their_country(desk):
    for text, country, lat, lon in (
        ("Ташкент", "UZ", 41.3, 69.3),
        ("Dubai", "AE", 25.1, 55.2),
        ("Алматы", "KZ", 43.2, 76.9),
    ):
        hit = places.resolve(desk, text, country)[0]
        assert hit.iso2 == country
        assert abs(hit.lat - lat) < 0.5
        assert abs(hit.lon - lon) < 0.5


def test_what_is_no_place_gives_nothing_settled(desk):
    assert all(hit.method == "fuzzy" for hit in places.resolve(desk, "Zzyzxqwv", "KZ"))
    assert places.resolve(desk, "") == []


def test_the_gazetteer_is_opened_once(desk):
    assert desk.gazetteer is desk.gazetteer
