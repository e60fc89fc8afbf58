"""Keys of a profile: two that share one are worth a look. Many kinds, from rare and long to common and short.

Names give consonant classes and folded sounds of their parts, alone, in pairs and with the first sign of another part,
so that order, script, initials and one wrong letter leave some key untouched; dates of birth give pairs with a part of
the name; identifiers give their normal form with look-alike signs made one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from linking import identifiers
from linking.handles import local
from linking.name_parts import Part
from linking.normalise import skeleton
from linking.papers import digits, looks
from linking.profile import Profile

_WEAK = frozenset({"initial", "patronymic", "title", "particle"})
#: signs of a phone's end that every spelling keeps
_TAIL = 8
_MOST_PARTS = 6


def of(profile: Profile) -> set[str]:
    """All keys of a profile."""
    letter = profile.kind[0]
    heads: set[str] = set()
    found: set[str] = set()
    for name in profile.names:
        of_name = _of_name(tuple(parts_of(name))[:_MOST_PARTS])
        found |= {f"{letter}{key}" for key in of_name}
        heads |= {key[1:3] for key in of_name if key[0] == "~"}
    for form in getattr(profile, "forms", ()):
        of_form = _of_form(tuple(form.families), tuple(form.folded))
        found |= {f"{letter}{key}" for key in of_form}
        heads |= {key[1:3] for key in of_form if key[0] == "~"}
    if profile.birth and len(profile.birth) >= 4 and profile.birth[:4].isdigit():
        found |= {f"{letter}y{profile.birth[:4]}{head}" for head in heads}
        if len(profile.birth) >= 10:
            found |= {f"{letter}d{profile.birth[:10]}", *(f"{letter}m{profile.birth[5:10]}{head}" for head in heads)}
    for kind, value, _ in profile.identifiers:
        found |= {f"{letter}{key}" for key in of_identifier(kind, value)}
    if profile.registration:
        found.add(f"{letter}=r:{looks(profile.registration)}")
    return found


def parts_of(name: Iterable[Part]) -> Iterable[Part]:
    """Parts of a prepared name."""
    return name


@lru_cache(maxsize=200_000)
def _of_name(parts: tuple[Part, ...]) -> frozenset[str]:
    found: set[str] = set()
    strong = [part for part in parts if part.role not in _WEAK and part.skeleton]
    readings = [_spelled(part) for part in strong]
    for spelled in readings:
        for bones, sound in spelled:
            found |= {f"~{bones[:4]}", f"v{sound[:6]}"}
            if len(bones) > 4:
                found.add(f"s{bones}")
    for one, other in combinations(readings, 2):
        for bones, _ in one:
            for other_bones, _ in other:
                first, second = sorted((bones, other_bones))
                found |= {f"+{first[:3]} {second[:3]}", f"i{first[:5]} {second[:1]}", f"i{second[:5]} {first[:1]}"}
    for part in parts:
        if part.role == "initial":
            found |= {f"i{bones[:5]} {skeleton(part.text)[:1]}" for spelled in readings for bones, _ in spelled}
    # One word where another script writes two: 小明 and Xiao Ming, Abdul Rahman and Abdulrahman.
    whole = "".join(sorted(part.skeleton for part in strong))
    if len(strong) > 1:
        found.add(f"w{''.join(sorted(whole))}")
    forms = [made for part in strong if (made := tuple(getattr(part, "forms", ()))[:3])]
    for mine, others in combinations(forms, 2):
        found |= {f"f{min(a, b)} {max(a, b)}" for a in mine for b in others}
    return frozenset(found)


@lru_cache(maxsize=200_000)
def _of_form(families: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...], folded: tuple[str, ...]) -> frozenset[str]:
    """Keys of a name that is written without spaces, by the readings of its family and given name; of whole names."""
    found: set[str] = set()
    for family, given in families:
        for one in family:
            for other in given:
                bones, other_bones = skeleton(one), skeleton(other)
                first, second = sorted((bones, other_bones))
                found |= {f"~{bones[:4]}", f"~{other_bones[:4]}", f"+{first[:3]} {second[:3]}"}
                found |= {f"i{first[:5]} {second[:1]}", f"i{second[:5]} {first[:1]}"}
    for whole in folded:
        # The x of pinyin stands for a hiss; elsewhere it is k and s.
        consonants = "".join(sign for sign in whole if sign.isupper()).replace("KS", "S")
        if len(consonants) >= 3:
            found.add(f"h{consonants[:7]}")
    return frozenset(found)


def _spelled(part: Part) -> list[tuple[str, str]]:
    """(consonant classes, folded sound) of a part and of its other readings."""
    made = [(part.skeleton, part.sound)]
    made += [(skeleton(text), text) for text in tuple(getattr(part, "readings", ()))[1:4]]
    return list(dict.fromkeys(made))


def of_identifier(kind: str, value: str) -> set[str]:
    """Keys of one identifier; all start with an equals sign."""
    if len(value) < 5:
        return set()
    found = {f"={identifiers.key(kind, looks(value) if kind in identifiers.PAPERS else value)}"}
    if kind in ("phone", "sim") and len(value) > _TAIL:
        found.add(f"=tail:{value[-_TAIL:]}")
    if kind in identifiers.PAPERS and digits(value):
        found.add(f"=digits:{digits(value)}")
    if kind == "email" and local(value):
        found.add(f"=account:{local(value)}")
    return found
