import pandas
import pytest

from geodata.likeness import LikenessIndex
from geodata.routes import Spot, itinerary, legs_frame, stops_frame
from records import load_document

PLACES = {
    "Osh": Spot("Osh", "KG", "Osh", 40.5, 72.8, "place"),
    "Almaty": Spot("Almaty", "KZ", "Almaty", 43.3, 76.9, "place"),
    "Mae Sot": Spot("Mae Sot", "TH", "Tak", 16.7, 98.6, "place"),
    "Dubai": Spot("Dubai", "AE", "Dubai", 25.2, 55.3, "place"),
    "Kyrgyzstan": Spot("Kyrgyzstan", "KG", "", 41.5, 74.6, "country"),
    "Baku": Spot("Baku", "AZ", "Baku", 40.4, 49.9, "place"),
}


def index(cases):
    made = []
    for case_id, names in cases.items():
        stops = [{"id": f"s{n}"} for n in range(len(names))]
        document = load_document(
            {"format": "waylink/case", "version": 1, "submission": {"country": "KG"}, "routes": [{"stops": stops}]}
        )
        spots = {f"s{n}": PLACES[name] for n, name in enumerate(names)}
        made.append((case_id, itinerary(document.routes[0], spots)))
    return LikenessIndex(stops_frame(made), legs_frame(((c, one, 1) for c, one in made), geometry=False))


def test_the_same_way_is_told_as_one_chain_with_its_rarest_leg():
    listed = index(
        {
            "A": ["Osh", "Almaty", "Mae Sot"], "B": ["Osh", "Almaty", "Mae Sot"], "C": ["Osh", "Almaty", "Dubai"],
            "D": ["Baku", "Dubai"],
        }
    )  # fmt: skip
    found = listed.alike("A")
    assert [one.case_id for one in found] == ["B", "C"]
    assert found[0].score == 1.0
    assert found[0].shared[0].kind == "leg"
    assert found[0].shared[0].names == ("Osh", "Almaty", "Mae Sot")
    assert found[0].shared[0].cases == 2
    assert found[1].shared[0].names == ("Osh", "Almaty")
    assert found[1].shared[0].cases == 3


def test_a_rare_leg_speaks_louder_than_a_common_one():
    cases = {"A": ["Osh", "Almaty", "Dubai"], "B": ["Osh", "Almaty"], "C": ["Almaty", "Dubai"]}
    cases |= {f"N{n}": ["Almaty", "Dubai"] for n in range(40)}
    scores = {one.case_id: one.score for one in index(cases).alike("A", limit=50, least=0.0)}
    assert scores["B"] > scores["C"]


def test_one_likeness_both_ways_and_none_with_itself():
    listed = index({"A": ["Osh", "Almaty"], "B": ["Osh", "Dubai"], "C": ["Baku", "Dubai"]})
    score = {(one, other.case_id): other.score for one in ("A", "B", "C") for other in listed.alike(one, least=0.0)}
    assert score[("A", "B")] == pytest.approx(score[("B", "A")])
    assert all(one != other for one, other in score)
    assert all(0 < value <= 1 for value in score.values())


def test_a_state_alone_is_no_likeness():
    listed = index({"A": ["Kyrgyzstan", "Dubai"], "B": ["Kyrgyzstan", "Baku"], "C": ["Almaty", "Mae Sot"]})
    assert listed.alike("A", least=0.0) == []


def test_the_way_back_is_another_leg():
    listed = index({"A": ["Osh", "Dubai"], "B": ["Dubai", "Osh"]})
    (found,) = listed.alike("A", least=0.0)
    assert {part.kind for part in found.shared} == {"place", "country"}


def test_nothing_to_compare():
    empty = index({})
    assert len(empty) == 0
    assert empty.alike("A") == []
    assert index({"A": ["Osh", "Almaty"]}).alike("A") == []
    assert isinstance(stops_frame([]), pandas.DataFrame)
