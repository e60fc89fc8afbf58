"""Places whose name is near what was written: never more than a proposal."""

from __future__ import annotations

import math

from rapidfuzz import fuzz, process

from geodata.gazetteer import Gazetteer
from geodata.hits import PlaceHit, of_place
from geodata.keys import ascii_key, skeleton

_LEAST = 76
#: a near hit scores below what may be settled, whatever its likeness
_MOST = 0.85
#: skeletons this long seldom meet by chance
_TELLING = 4


def near(gazetteer: Gazetteer, key: str, hint: str | None) -> list[PlaceHit]:
    """Candidates by the skeleton of consonants and by the likeness of ASCII letters, best first.

    Args:
        gazetteer: an opened list of places.
        key: a folded name.
        hint: country, where it is known.
    """
    plain = ascii_key(key)
    if len(plain) < 3:
        return []
    best: dict[int, PlaceHit] = {}

    def add(hit: PlaceHit) -> None:
        number = int(hit.place_id.partition(":")[2])
        if number not in best or best[number].score < hit.score:
            best[number] = hit

    bone = skeleton(plain)
    for place, name in gazetteer.by_skeleton(bone, hint) if bone else ():
        likeness = fuzz.ratio(plain, name)
        # Signs of other scripts lose their vowels on the way: equal consonants speak for more than the letters left.
        lift = 0.35 if len(bone) >= _TELLING else 0.2
        size = min(0.06, math.log10(place.population + 1) / 100)
        add(of_place(place, _MOST * min(1.0, lift + (1 - lift) * likeness / 100 + size), "fuzzy"))
    if not any(hit.score > _MOST * 0.9 for hit in best.values()):
        wanted = gazetteer.near_names(hint, plain, _LEAST / 100)
        for found, score, _ in process.extract(plain, wanted, scorer=fuzz.ratio, score_cutoff=_LEAST, limit=12):
            for place, _own in gazetteer.by_key(found, hint, limit=4):
                size = min(0.06, math.log10(place.population + 1) / 100)
                add(of_place(place, _MOST * min(1.0, score / 100 + size), "fuzzy"))
    return sorted(best.values(), key=lambda hit: (-hit.score, -hit.population))[:12]
