"""All evidence but names and dates of birth: what a record holds, where it points, whom it names."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from linking import addresses, citizenship, gender, identifiers, places, registrations, relatives
from linking.evidence import NOTHING_COMMON, Common, Evidence, Weights
from linking.profile import Profile

#: kind.level -> English words (message ids)
WORDS = {
    **gender.WORDS, **citizenship.WORDS, **places.WORDS, **relatives.WORDS, **addresses.WORDS, **registrations.WORDS,
    **identifiers.WORDS,
}  # fmt: skip


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Weights of these kinds of evidence, in log-odds (natural logarithm): expert priors, with what they rest on."""
    loaded: Weights = json.loads((Path(__file__).parent / "data" / "facts.json").read_text(encoding="utf-8"))
    return loaded


def evidence(
    a: Profile, b: Profile, used: Weights, common: Common = NOTHING_COMMON, doubted: str = ""
) -> list[Evidence]:
    """Evidence of two profiles.

    Args:
        a: left.
        b: right.
        used: weights as in ``data/facts.json``.
        common: how many records share a value.
        doubted: ``name`` or ``spelling`` where that differs between the two.
    """
    told = gender.evidence(a.gender, b.gender, used)
    told += citizenship.evidence(a.citizenships, b.citizenships, (a.country, b.country), used)
    told += places.residence(a.country, b.country, used)
    told += places.birth(a.birth_place, b.birth_place, used, common)
    told += places.stops(a.stops, b.stops, used, common)
    told += relatives.evidence(a.relatives, b.relatives, used)
    told += addresses.evidence(a.address, b.address, used, common)
    same_state = a.country is not None and a.country == b.country
    told += registrations.evidence(a.registration, b.registration, same_state, used)
    return told + identifiers.evidence(a.identifiers, b.identifiers, used, common, doubted)
