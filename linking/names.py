"""Evidence of names: the parts of two names laid side by side, in whatever order they were written.

A patronymic that one side leaves out says nothing; one that differs speaks against. Several names of a person: the best
pair counts, and the evidence says which.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from rapidfuzz.distance import JaroWinkler, Levenshtein

from linking.name_parts import Part

_SAME, _NEAR, _LIKE = 0.94, 0.84, 0.74


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How two names compare.

    Attributes:
        level: same, spelling, near, initials, partial, given_differs, patronymic_differs, different.
        similarity: in [0, 1], mean of the parts that were laid side by side.
        matched: number of full parts (no initials) that agree.
        tokens: parts that agree, for how rare they are.
        left: index of the name on the left that counted.
        right: index of the name on the right.
    """

    level: str
    similarity: float
    matched: int
    tokens: tuple[str, ...]
    left: int
    right: int


@lru_cache(maxsize=500_000)
def alike(one: str, other: str, one_skeleton: str, other_skeleton: str, one_sound: str, other_sound: str) -> float:
    """Likeness of two parts in [0, 1]; symmetric; 1 for equal ones."""
    if one == other:
        return 1.0
    if (one, one_sound) > (other, other_sound):
        return alike(other, one, other_skeleton, one_skeleton, other_sound, one_sound)
    if one_sound == other_sound:
        return 0.97
    near = JaroWinkler.similarity(one_sound, other_sound)
    edits = Levenshtein.normalized_similarity(one_sound, other_sound)
    best = 0.45 * near + 0.55 * edits
    shortest = min(len(one_skeleton), len(other_skeleton))
    if one_skeleton == other_skeleton and shortest >= 2:
        # Equal consonants carry more the more of them there are; two are found in too many names.
        best = max(best, 0.8 + 0.04 * min(shortest, 4))
    elif shortest >= 3 and Levenshtein.distance(one_skeleton, other_skeleton) == 1:
        best = max(best, min(0.84, best + 0.1))
    if min(len(one), len(other)) <= 4 and one_skeleton != other_skeleton:
        # In a short name one letter is another name: Ali and Alia, mhmd and ahmd.
        best = min(best, 0.7)
    return min(best, 0.96)


def _likeness(a: Part, b: Part) -> float:
    if "initial" in (a.role, b.role):
        return 0.85 if a.text[:1] == b.text[:1] else 0.0
    return alike(a.text, b.text, a.skeleton, b.skeleton, a.sound, b.sound)


@lru_cache(maxsize=300_000)
def match(left: tuple[Part, ...], right: tuple[Part, ...]) -> NameMatch:
    """Lay two names side by side, one part to one part, so that the sum of likeness is greatest."""
    if not left or not right:
        return NameMatch("unknown", 0.0, 0, (), 0, 0)
    if len(left) > len(right) or (len(left) == len(right) and [p.text for p in left] > [p.text for p in right]):
        return match(right, left)
    core_left = [part for part in left if part.role != "patronymic"]
    core_right = [part for part in right if part.role != "patronymic"]
    pairs = _assign(core_left or list(left), core_right or list(right))
    father_left = [part for part in left if part.role == "patronymic"]
    father_right = [part for part in right if part.role == "patronymic"]
    # A patronymic may stand unmarked on the other side (Arabic chains, tables without columns).
    used = {id(other) for _, other, likeness in pairs if likeness >= _LIKE} | {
        id(one) for one, _, likeness in pairs if likeness >= _LIKE
    }
    free_left = [part for part in core_left if id(part) not in used]
    free_right = [part for part in core_right if id(part) not in used]
    fathers = _assign(father_left, father_right) if father_left and father_right else []
    fathers = [(one, other, _stem(one, other)) for one, other, _ in fathers]
    if father_left and not father_right and free_right:
        fathers = [(one, other, _stem(one, other)) for one, other, _ in _assign(father_left, free_right)]
    elif father_right and not father_left and free_left:
        fathers = [(one, other, _stem(one, other)) for one, other, _ in _assign(free_left, father_right)]
    return _judge(pairs, fathers, len(core_left or left), len(core_right or right))


def _stem(one: Part, other: Part) -> float:
    """Likeness of two patronymics by the father's name: Karimovna, Karim qizi and Karim are one."""
    shortest = min(len(one.text), len(other.text))
    head = alike(one.text[:shortest], other.text[:shortest], "", " ", one.sound[:shortest], other.sound[:shortest])
    return max(_likeness(one, other), head if shortest >= 3 else 0.0)


def _assign(left: list[Part], right: list[Part]) -> list[tuple[Part, Part, float]]:
    if not left or not right:
        return []
    if len(left) > len(right):
        return [(one, other, likeness) for other, one, likeness in _assign(right, left)]
    left, right = left[:5], right[:7]
    table = [[_likeness(one, other) for other in right] for one in left]
    if len(left) <= 3 and len(right) <= 5:
        best = max(permutations(range(len(right)), len(left)), key=lambda order: _worth(table, order))
    else:
        best = _greedy(table)
    return [(one, right[column], table[row][column]) for row, (one, column) in enumerate(zip(left, best, strict=True))]


def _worth(table: list[list[float]], order: tuple[int, ...]) -> float:
    return sum(table[row][column] ** 2 for row, column in enumerate(order))


def _greedy(table: list[list[float]]) -> tuple[int, ...]:
    cells = sorted(
        ((value, row, column) for row, line in enumerate(table) for column, value in enumerate(line)), reverse=True
    )
    chosen: dict[int, int] = {}
    for _, row, column in cells:
        if row not in chosen and column not in chosen.values():
            chosen[row] = column
    return tuple(chosen[row] for row in range(len(table)))


def _judge(
    pairs: list[tuple[Part, Part, float]], fathers: list[tuple[Part, Part, float]], left_count: int, right_count: int
) -> NameMatch:
    full = [(one, other, value) for one, other, value in pairs if "initial" not in (one.role, other.role)]
    initials = [value for one, other, value in pairs if "initial" in (one.role, other.role)]
    good = [(one, other, value) for one, other, value in full if value >= _LIKE]
    similarity = sum(value for _, _, value in pairs) / len(pairs)
    agreed = tuple(sorted(min(one.text, other.text) for one, other, _ in good))
    father = min((value for _, _, value in fathers), default=None)
    weakest = min((value for _, _, value in full), default=0.0)
    if not full:
        level = "partial" if initials and min(initials) > 0 else "different"
    elif not good:
        level = "different"
    elif len(good) < len(full) or (initials and min(initials) == 0.0):
        level = "given_differs"
    elif father is not None and father < _LIKE:
        level = "patronymic_differs"
    elif initials:
        level = "initials"
    elif len(good) == 1:
        level = "partial" if max(left_count, right_count) > 1 else ("single" if weakest >= _SAME else "single_near")
    elif weakest >= _SAME:
        level = "same"
    elif weakest >= _NEAR:
        level = "spelling"
    else:
        level = "near"
    matched = len(good) + (1 if father is not None and father >= _LIKE else 0)
    return NameMatch(level, round(similarity, 4), matched, agreed, 0, 0)


_RANK = {
    "same": 9,
    "spelling": 8,
    "near": 7,
    "initials": 6,
    "single": 5,
    "partial": 4,
    "single_near": 3,
    "patronymic_differs": 2,
    "given_differs": 1,
    "different": 0,
    "unknown": -1,
}


def best(left: tuple[tuple[Part, ...], ...], right: tuple[tuple[Part, ...], ...]) -> NameMatch | None:
    """The best pair of all names of two parties; ``None`` where one has no name."""
    found: NameMatch | None = None
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            made = match(one, other)
            key = (_RANK[made.level], made.matched, made.similarity)
            if found is None or key > (_RANK[found.level], found.matched, found.similarity):
                found = NameMatch(made.level, made.similarity, made.matched, made.tokens, i, j)
    return found if found and found.level != "unknown" else None
