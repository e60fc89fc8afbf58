"""Evidence of places: of birth, of residence, and stops of routes that both travelled. What many share says little."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from linking.evidence import Common, Evidence, Weights
from linking.identifiers import damped
from linking.normalise import skeleton, sound, tokens
from linking.tables import record_words

WORDS = {
    "place.birth_same": "Same place of birth",
    "place.birth_within": "Places of birth can be the same",
    "place.birth_differs": "Places of birth differ",
    "place.stop": "Both were in {place} on their route",
    "country.same": "Same State of residence or seat",
}
_FILLERS = frozenset(record_words()["place_words"])


@lru_cache(maxsize=100_000)
def telling(place: str) -> tuple[str, ...]:
    """Romanised words of a place that tell it from others."""
    words = tokens(place)
    return tuple(word for word in words if word not in _FILLERS) or words


def _alike(one: str, other: str) -> bool:
    if one == other or sound(one) == sound(other):
        return True
    near = JaroWinkler.similarity(sound(one), sound(other))
    return near >= 0.92 or (skeleton(one) == skeleton(other) and len(skeleton(one)) >= 2 and near >= 0.7)


@lru_cache(maxsize=100_000)
def birth_level(left: str, right: str) -> str | None:
    """birth_same, birth_within (one names more than the other) or birth_differs; ``None`` where one is unknown."""
    one, other = telling(left), telling(right)
    if not one or not other:
        return None
    agreed = sum(any(_alike(word, there) for there in other) for word in one)
    back = sum(any(_alike(word, there) for there in one) for word in other)
    if agreed == len(one) and back == len(other):
        return "birth_same"
    return "birth_within" if agreed and back else "birth_differs"


def birth(left: str | None, right: str | None, used: Weights, common: Common) -> list[Evidence]:
    """Evidence of two places of birth, as written."""
    found = birth_level(left, right) if left and right else None
    if found is None or left is None or right is None:
        return []
    weight = float(used["place"][found])
    if weight > 0:
        sharing = max(common.of("born", " ".join(telling(side))) for side in (left, right))
        weight = max(used["least_agreement"], damped(weight, sharing, used))
    return [Evidence("place", left, right, found, weight, WORDS[f"place.{found}"])]


def stops(
    left: frozenset[tuple[str, str]], right: frozenset[tuple[str, str]], used: Weights, common: Common
) -> list[Evidence]:
    """Stops that both travelled to: (key, name as shown); damped by how many records share each, at most three told."""
    names = dict(left)
    shared = [
        (damped(float(used["place"]["stop"]), common.of("stop", key), used), key)
        for key, _ in left
        if key in dict(right)
    ]
    told = sorted((one for one in shared if one[0] > 0), key=lambda one: (-one[0], one[1]))[:3]
    return [
        Evidence("place", names[key], dict(right)[key], "stop", weight, WORDS["place.stop"], {"place": names[key]})
        for weight, key in told
    ]


def residence(left: str | None, right: str | None, used: Weights) -> list[Evidence]:
    """Residence or seat in one State; another one says nothing, people move."""
    if not left or left != right:
        return []
    return [Evidence("country", left, right or "", "same", used["country"]["same"], WORDS["country.same"])]
