"""The reason of a similar route in words."""

from geodata.likeness import Shared
from services.likeness import SimilarRoute
from ui.parts.similar import reasons


def test_the_reason_names_the_way_and_how_rare_it_is():
    one = SimilarRoute(
        "C-1", "KZ-1", "KZ", 0.4,
        (
            Shared("leg", ("Osh", "Almaty", "Mae Sot"), 3, 9.0), Shared("ends", ("KG", "TH"), 4, 3.0),
            Shared("place", ("Baku",), 2, 2.0), Shared("country", ("KG",), 90, 0.1),
        ),
        1400,
    )  # fmt: skip
    assert reasons(one) == [
        "Both Osh → Almaty → Mae Sot; that leg is in 3 of 1400 cases",
        "Both from Kyrgyzstan to Thailand",
        "Both in Baku, which is in 2 of 1400 cases",
    ]
