"""Evidence of addresses: house, street and town in any order and script; a house that many share says little."""

from __future__ import annotations

import re
from functools import lru_cache

from linking.evidence import Common, Evidence, Weights
from linking.identifiers import damped
from linking.normalise import skeleton, tokens
from linking.tables import record_words

WORDS = {
    "address.same": "Same address",
    "address.house": "Same street and house",
    "address.street": "Same street",
    "address.hub": "Same address, but {n} records share it: it says little",
}
_FILLERS = frozenset(record_words()["address_words"])


@lru_cache(maxsize=100_000)
def split(address: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Telling words as consonant classes, and the numbers, of an address; both sorted."""
    words, numbers = [], []
    for token in tokens(address):
        if any(sign.isdigit() for sign in token):
            numbers.append(re.sub(r"^0+", "", token))
        elif token not in _FILLERS and len(token) > 1:
            words.append(skeleton(token))
    return tuple(sorted(set(words))), tuple(sorted(set(numbers)))


def key(address: str) -> str:
    """What two writings of one address have in common."""
    words, numbers = split(address)
    return " ".join((*words, *numbers))


def level(left: str, right: str) -> str | None:
    """same, house or street; ``None`` where the addresses merely differ: people move."""
    (words, numbers), (other_words, other_numbers) = split(left), split(right)
    if not words or not other_words:
        return None
    shared = set(words) & set(other_words)
    smaller = min(len(words), len(other_words))
    if len(shared) < max(1, round(0.6 * smaller)) or sum(map(len, shared)) < 3:
        return None
    if numbers and other_numbers:
        if set(numbers) == set(other_numbers) and len(shared) >= 0.8 * smaller:
            return "same"
        return "house" if set(numbers) & set(other_numbers) else "street"
    return "street"


def evidence(left: str, right: str, used: Weights, common: Common) -> list[Evidence]:
    """At most one piece; values as written."""
    found = level(left, right) if left and right else None
    if found is None:
        return []
    sharing = max(common.of("address", key(left)), common.of("address", key(right)))
    whole = float(used["address"][found])
    weight = damped(whole, sharing, used)
    if weight < 0.6 * whole:
        return [Evidence("address", left, right, "hub", weight, WORDS["address.hub"], {"n": str(sharing)})]
    return [Evidence("address", left, right, found, weight, WORDS[f"address.{found}"])]
