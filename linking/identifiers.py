"""Evidence of identifiers: each kind has its own normal form and its own levels of likeness."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from linking import handles, papers, phones
from linking.evidence import Common, Evidence, Weights
from linking.papers import CYRILLIC_TWINS, looks

PAPERS = papers.KINDS
HANDLES = handles.KINDS
_PHONES = frozenset({"phone", "sim"})
_PLATES = frozenset({"vehicle", "vessel"})
STRONG = PAPERS | HANDLES | {"bank_account", "wallet", "email", "imei"}
#: kinds that are compared with one another
_FAMILY = {"sim": "phone", "social_media": "account", "identity_card": "passport"}
_LONGEST = 200

WORDS = {
    "identifier.same": "Same {kind}",
    "identifier.outweighs_name": "Same {kind}: this outweighs the different name",
    "identifier.outweighs_spelling": "Same {kind}: this outweighs the different spelling of the name",
    "identifier.hub": "Same {kind}, but {n} records share it: it says little",
    "identifier.look_alike": "Same {kind} but for signs that look alike",
    "identifier.one_off": "{kind} differs in one sign",
    "identifier.no_series": "Same {kind} number, the series is missing on one side",
    "identifier.other_series": "Same {kind} number with another series",
    "identifier.national": "Same {kind}, one side without the country code",
    "identifier.joints": "Same {kind} but for dots and dashes",
    "identifier.contained": "One {kind} holds the other",
    "identifier.handle": "The e-mail address and the account have one name",
    "identifier.renewed": "Other {kind} of the same State: it may have been renewed",
}


@lru_cache(maxsize=200_000)
def normal(kind: str, value: str, country: str | None = None, also: tuple[str, ...] = ()) -> str:
    """Normal form of a value; an empty text for one that says nothing.

    Args:
        kind: code of the list ``identifier``.
        value: as written.
        country: State that issued it.
        also: for phones, further States whose national spelling it may be in.
    """
    text = unicodedata.normalize("NFKC", value or "")[:_LONGEST].strip()
    if kind in _PHONES:
        return phones.normal(text, (country, *also))
    if kind == "email":
        return handles.email(text)
    if kind in HANDLES:
        return handles.normal(text)
    if kind in PAPERS:
        return papers.normal(text)
    if kind == "wallet":
        plain = text.replace(" ", "")
        return plain.lower() if re.match(r"(?i)0x|bc1", plain) else plain
    plain = re.sub(r"[^A-Z0-9]", "", anyascii(text.upper().translate(CYRILLIC_TWINS)).upper())
    if kind == "imei":
        # The fifteenth digit checks, a sixteenth counts software versions: fourteen make the device.
        return plain[:14] if plain.isdigit() and len(plain) >= 14 else plain
    return plain


@lru_cache(maxsize=200_000)
def level(kind: str, left: str, right: str) -> str | None:
    """How two normal forms of one kind compare, a level of :data:`WORDS`; ``None`` where they merely differ."""
    if not left or not right:
        return None
    if left == right:
        return "same"
    if kind in _PHONES:
        return phones.level(left, right)
    if kind in PAPERS:
        return papers.level(left, right)
    if kind in HANDLES or kind == "email":
        return handles.level(left, right)
    if kind in _PLATES and looks(left) == looks(right):
        return "look_alike"
    if kind == "bank_account" and min(len(left), len(right)) >= 8 and (left in right or right in left):
        return "contained"
    if kind in _PLATES | {"imei"} and len(left) == len(right) >= 6 and phones.one_off(looks(left), looks(right)):
        return "one_off"
    return None


def key(kind: str, value: str) -> str:
    """What two records share where they share an identifier: kinds that are one to a reader are one here."""
    return f"{_FAMILY.get(kind, kind)}:{value}"


Held = tuple[str, str, str | None]


def evidence(
    left: tuple[Held, ...], right: tuple[Held, ...], used: Weights, common: Common, doubted: str = ""
) -> list[Evidence]:
    """Evidence of what two parties hold, each value used once, the strongest pairs first.

    Args:
        left: (kind, normal form, issuing country) of one party.
        right: the same of the other.
        used: weights: ``identifier`` by kind, ``identifier_level`` as a share of it.
        common: how many records share a value; hubs are damped.
        doubted: ``name`` or ``spelling`` where that differs, so that a strong agreement says that it outweighs it.
    """
    found: list[tuple[float, int, int, str, str]] = []
    for i, (kind, one, _) in enumerate(left):
        for j, (other_kind, other, _) in enumerate(right):
            graded = _graded(kind, one, other_kind, other)
            if graded is not None:
                name, grade = graded
                found.append((_weight(name, grade, one, other, used, common), i, j, name, grade))
    told: list[Evidence] = []
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    for weight, i, j, name, grade in sorted(found, key=lambda one: (-one[0], left[one[1]][1], right[one[2]][1])):
        if i in free_left and j in free_right:
            free_left.discard(i)
            free_right.discard(j)
            told.append(_told(weight, left[i], right[j], name, grade, used, common, doubted))
    told += _renewed(left, right, {part.params["kind"] for part in told})
    return told


def _graded(kind: str, one: str, other_kind: str, other: str) -> tuple[str, str] | None:
    if _FAMILY.get(kind, kind) == _FAMILY.get(other_kind, other_kind):
        grade = level(kind, one, other)
        return (min(kind, other_kind), grade) if grade else None
    if {kind, other_kind} == {"email", "account"} or {kind, other_kind} == {"email", "social_media"}:
        address, handle = (one, other) if kind == "email" else (other, one)
        return ("account", "handle") if handles.local(address) == handle != "" else None
    return None


def _weight(kind: str, grade: str, one: str, other: str, used: Weights, common: Common) -> float:
    whole = float(used["identifier"].get(kind, used["identifier_other"])) * float(used["identifier_level"][grade])
    return damped(whole, max(common.of("identifier", key(kind, value)) for value in (one, other)), used)


def damped(weight: float, sharing: int, used: Weights) -> float:
    """A weight for a value that ``sharing`` records have: two give all of it, a hub nothing."""
    return max(0.0, weight - float(used["hub"]) * math.log(max(1, sharing - 1)))


def _told(
    weight: float, left: Held, right: Held, kind: str, grade: str, used: Weights, common: Common, doubted: str
) -> Evidence:
    params = {"kind": kind}
    words = WORDS[f"identifier.{grade}"]
    sharing = max(common.of("identifier", key(kind, held[1])) for held in (left, right))
    full = float(used["identifier"].get(kind, used["identifier_other"])) * float(used["identifier_level"][grade])
    if weight < 0.6 * full:
        grade, words, params = "hub", WORDS["identifier.hub"], {"kind": kind, "n": str(sharing)}
    elif doubted and grade == "same" and weight >= float(used["outweighs"]):
        grade, words = f"outweighs_{doubted}", WORDS[f"identifier.outweighs_{doubted}"]
    return Evidence("identifier", left[1], right[1], grade, weight, words, params)


def _renewed(left: tuple[Held, ...], right: tuple[Held, ...], told: set[str]) -> list[Evidence]:
    """Two different passports of one State are told, and weigh nothing: a passport is renewed."""
    for kind, one, country in left:
        for other_kind, other, other_country in right:
            if kind == other_kind == "passport" and country and country == other_country and not told & PAPERS:
                return [Evidence("identifier", one, other, "renewed", 0.0, WORDS["identifier.renewed"], {"kind": kind})]
    return []
