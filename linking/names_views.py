"""Views of two names: how like they are, looked at in several ways. Each is symmetric and needs no weights.

The parts are laid one to one, in whatever order they were written; the names are also read whole in a few orders, with
their vowels folded, and for Han and Korean names as family name and given name in every reading.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import sqrt
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import Indel, JaroWinkler, Levenshtein

from linking.letters import script
from linking.name_parts import Name, Part
from linking.sound import keys

_winkler, _edits, _indel = JaroWinkler.similarity, Levenshtein.normalized_similarity, Indel.normalized_similarity
_NO_VOWELS = frozenset({"ARABIC", "HEBREW"})
_AGREES, _APART = 0.8, 0.88
#: likeness of two known forms of one name, and of a name and a short or pet form of it
_FORM, _PET = 0.97, 0.9
FEATURES = (
    "cover", "whole", "folded", "weakest", "classes", "fine", "second", "strong", "fewer", "more", "length",
    "equivalent", "initials", "family", "given", "abjad", "han", "hangul", "same_script", "unmatched",
    "weak_classes", "weak_fine", "agreeing", "weak_length", "father", "worst_initial", "apart",
)  # fmt: skip


Pair = tuple[Part, Part, float, float, float, bool]


@lru_cache(maxsize=1_000_000)
def likeness(one: str, other: str) -> tuple[float, float, float]:
    """Likeness of two romanised words in [0, 1]: all in all, by consonant classes, by fine spelling. Symmetric."""
    if one == other:
        return 1.0, 1.0, 1.0
    a, b = keys(one), keys(other)
    fine = 0.6 * _winkler(a[0], b[0]) + 0.4 * _edits(a[0], b[0])
    if not a[2] and not b[2]:
        return fine, fine, fine
    classes = _indel(a[2], b[2])
    return 0.5 * fine + 0.25 * _indel(a[1], b[1]) + 0.25 * classes, classes, fine


def _parts(a: Part, b: Part) -> tuple[float, float, float, bool]:
    """Likeness of two parts over their readings, and whether they are known forms of one name."""
    best = (0.0, 0.0, 0.0)
    for one in a.readings:
        for other in b.readings:
            found = likeness(one, other) if one <= other else likeness(other, one)
            if found > best:
                best = found
    if a.role == "initial" or b.role == "initial":
        same = keys(a.text).fine[:1] == keys(b.text).fine[:1]
        return (max(best[0], 0.8), *best[1:], False) if same else (min(best[0], 0.4), *best[1:], False)
    if best[0] < _FORM and a.forms and b.forms and (shared := set(a.forms).intersection(b.forms)):
        least = _FORM if max(shared) > 0 else _PET
        return max(best[0], least), max(best[1], least), max(best[2], _PET), True
    if best[0] < _APART and a.forms and b.forms and script(a.native[0]) == script(b.native[0]):
        # In one script two known names are two names, however near: محمد and أحمد.
        return min(best[0], 0.6), *best[1:], False
    return (*best, False)


def views(a: Name, b: Name) -> list[float]:
    """The views of two names in the order of ``FEATURES``."""
    read = _families(a, b)
    native = read is not None and _native(a, b)
    pairs = _read_pairs(read) if read and native else laid(a, b)
    cover, classes, fine, weakest, second, strong, length, initials, weak = _covered(pairs)
    equal = sum(pair[5] for pair in pairs)
    worst = min((pair[2] for pair in pairs if "initial" in (pair[0].role, pair[1].role)), default=-1.0)
    whole, folded = _read_whole(read) if read and native else _wholes(a, b)
    family, given = (read.family, read.given) if read else (-1.0, -1.0)
    counts = sorted((sum(part.weight >= 1.0 for part in a.parts), sum(part.weight >= 1.0 for part in b.parts)))
    scripts = (a.script, b.script)
    return [
        cover, whole, folded, weakest, classes, fine, second, strong, counts[0], counts[1], length,
        equal / strong if strong else 0.0, initials, family, given,
        sum(one in _NO_VOWELS for one in scripts), sum(one == "HAN" for one in scripts),
        sum(one == "HANGUL" for one in scripts), float(a.script == b.script), counts[1] - counts[0], *weak,
        _father(pairs), worst, sum(map(_apart, pairs)),
    ]  # fmt: skip


def laid(a: Name, b: Name) -> list[Pair]:
    """The parts of two names laid one to one: (both parts, three likenesses, known forms)."""
    left, right = (a, b) if sum(p.weight >= 1 for p in a.parts) <= sum(p.weight >= 1 for p in b.parts) else (b, a)
    pairs = _lay(left.parts, right.parts)
    if sum(p.weight >= 1 for p in left.parts) < sum(p.weight >= 1 for p in right.parts) and not (
        a.families or b.families
    ):
        found = _covered(pairs)
        if found[0] < 0.9:
            # One side may write together what the other writes apart: Aravindh Kumar, அரவிந்தகுமார்.
            for place in range(len(right.parts) - 1):
                one, other = right.parts[place], right.parts[place + 1]
                if not one.role == other.role == "plain":
                    continue
                merged = (*right.parts[:place], _merged(one.text + other.text), *right.parts[place + 2 :])
                tried = _lay(left.parts, merged)
                made = _covered(tried)
                if made[0] + made[3] > found[0] + found[3] + 0.05:
                    found, pairs = made, tried
    return pairs


def _father(pairs: list[Pair]) -> float:
    """Likeness of the patronymics where both names have a marked one, else −1."""
    found = [pair[2] for pair in pairs if pair[0].role == "patronymic" == pair[1].role]
    return min(found) if found else -1.0


def _apart(pair: Pair) -> bool:
    """Whether two full parts are known names, and no form of one name: Елена and Marina."""
    one, other = pair[0], pair[1]
    return bool(one.forms and other.forms and pair[2] < _APART and min(one.weight, other.weight) >= 1.0 and not pair[5])


@lru_cache(maxsize=100_000)
def _merged(text: str) -> Part:
    made = keys(text)
    return Part(text, "plain", made.classes, made.vowels, text, (text,))


def _lay(left: tuple[Part, ...], right: tuple[Part, ...]) -> list[Pair]:
    """Parts laid one to one, full parts before initials, particles and titles."""
    cells = []
    for row, one in enumerate(left):
        for column, other in enumerate(right):
            found = _parts(one, other)
            least = min(one.weight, other.weight)
            cells.append((least < 1.0, -found[0] * sqrt(one.weight * other.weight), -found[0], row, column, found))
    cells.sort(key=_order)
    rows: set[int] = set()
    columns: set[int] = set()
    pairs: list[Pair] = []
    for _, _, _, row, column, found in cells:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append((left[row], right[column], *found))
    return pairs


_order = itemgetter(0, 1, 2)


def _covered(
    pairs: list[Pair],
) -> tuple[float, float, float, float, float, int, int, int, tuple[float, float, int, int]]:
    total = weight = classes = fine = 0.0
    length = initials = 0
    strong: list[tuple[float, float, float, int]] = []
    for one, other, all_in_all, by_class, by_letter, _ in pairs:
        least = min(one.weight, other.weight)
        share = least * sqrt(max(min(len(one.text), len(other.text)), 2))
        total += share * all_in_all
        classes += share * by_class
        fine += share * by_letter
        weight += share
        if least >= 1.0:
            strong.append((all_in_all, by_class, by_letter, min(len(one.skeleton), len(other.skeleton))))
            length += min(len(one.skeleton), len(other.skeleton))
        if one.role == "initial" or other.role == "initial":
            initials += 1
    if not weight:
        return 0.0, 0.0, 0.0, 0.0, -1.0, 0, 0, 0, (0.0, 0.0, 0, 0)
    strong.sort()
    weak = strong[0] if strong else (0.0, 0.0, 0.0, 0)
    agreeing = sum(one[0] >= _AGREES for one in strong)
    return (
        total / weight, classes / weight, fine / weight, weak[0], strong[1][0] if len(strong) > 1 else -1.0,
        len(strong), length, initials, (weak[1], weak[2], agreeing, weak[3]),
    )  # fmt: skip


def _like(one: str, other: str) -> float:
    return likeness(one, other)[0] if one <= other else likeness(other, one)[0]


class _Read(NamedTuple):
    """A Han or Korean name against another in the reading that fits best: likenesses, and the words of both sides."""

    family: float
    given: float
    families: tuple[str, str]
    givens: tuple[str, str]


def _families(a: Name, b: Name) -> _Read | None:
    """Family and given name of a Han or Korean name against the other name; ``None`` for other scripts."""
    if not a.families and not b.families:
        return None
    best = None
    top = -1.0
    for family, given in a.families or _split(a):
        for other_family, other_given in b.families or _split(b):
            one, other = _best(family, other_family), _best(given, other_given)
            if one[0] + other[0] > top:
                top, best = one[0] + other[0], _Read(one[0], other[0], one[1:], other[1:])
    return best


_SYLLABLE = re.compile("[aeiou]+|y(?![aeiou])")


@lru_cache(maxsize=100_000)
def _syllables(text: str) -> int:
    return len(_SYLLABLE.findall(text))


def _native(a: Name, b: Name) -> bool:
    """Whether both are of a tongue that writes a sign a syllable: a foreign name in Han signs has other counts."""
    if a.families and b.families:
        return a.script != b.script
    signs, spelled = (a, b) if a.families else (b, a)
    count = sum(len(part.native) for part in signs.parts if part.weight > 0.2)
    told = [part.text for part in spelled.parts if part.weight > 0.2]
    if len(told) < 2 or 1 not in (_syllables(told[0]), _syllables(told[-1])):
        return False
    return sum(map(_syllables, told)) == count or any(len(text) == 1 for text in told)


def _said(text: str) -> Part:
    return _merged(text) if len(text) > 1 else Part(text, "initial", text, text, text, (text,), (), 0.3)


def _read_pairs(read: _Read) -> list[Pair]:
    """Family name to family name and given name to given name, each in one language."""
    pairs = []
    for value, (one, other) in ((read.family, read.families), (read.given, read.givens)):
        if one and other:
            _, classes, fine = likeness(one, other) if one <= other else likeness(other, one)
            pairs.append((_said(one), _said(other), value, classes, fine, False))
    return pairs


def _read_whole(read: _Read) -> tuple[float, float]:
    """Likeness of the whole names in that reading, by spelling and with their vowels folded."""
    one, other = ("".join(words) for words in zip(read.families, read.givens, strict=True))
    return _like(one, other), _edits(keys(one).vowels, keys(other).vowels)


def _wholes(a: Name, b: Name) -> tuple[float, float]:
    """Likeness of the whole names in a few orders, by spelling and with their vowels folded."""
    whole = folded = 0.0
    for text in b.wholes:
        whole = max(whole, _like(a.wholes[0], text))
    for text in a.wholes[1:]:
        whole = max(whole, _like(text, b.wholes[0]))
    for one in a.folded:
        for other in b.folded:
            near = _edits(one, other)
            if near > folded:
                folded = near
    return whole, folded


def _best(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, str, str]:
    return max([(_like_or_initial(left, right), left, right) for left in one for right in other])


def _like_or_initial(one: str, other: str) -> float:
    if len(one) == 1 or len(other) == 1:
        return 0.8 if keys(one).fine[:1] == keys(other).fine[:1] else 0.3
    return _like(one, other)


def _split(name: Name) -> list[tuple[tuple[str], tuple[str]]]:
    telling = [part.text for part in name.parts if part.weight > 0.2]
    if len(telling) < 2:
        return [((name.wholes[0],), ("",))] if name.wholes else []
    made = [((telling[0],), ("".join(telling[1:]),)), ((telling[-1],), ("".join(telling[:-1]),))]
    if len(telling) == 4:
        made += [((telling[1],), ("".join(telling[2:]),)), ((telling[0],), ("".join(telling[1:3]),))]
    if len(telling) == 3:
        # A given name of another language before the family name: Patrick Tay Teck Guan, Tony Tan Keng.
        made.append(((telling[1],), (telling[2],)))
    return made
