"""The parts of a name and their roles: patronymic, particle, title, initial, family, given or plain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from linking import equivalence, han, hangul
from linking.sound import Keys, keys
from linking.tables import words
from linking.writing import romanised, script_of

_LONGEST, _MOST_PARTS = 300, 12
_PARTICLES = frozenset(words()["particles"])
_CHILD_OF = frozenset(words()["child_of"])
_AFTER = frozenset(words()["after"])
_TITLES = frozenset(words()["titles"])
_SERVANT = frozenset(words()["servant_of"])
_PATRONYMIC = re.compile(r"(?:ovich|evich|yevich|ovych|evych|ich|ovna|evna|yevna|ivna|inichna|ychna)$")
_GLUED = re.compile(r"(?:oglu|ogli|ogly|ugli|qizi|kyzy|kizi|gizi|uulu|uly)$")
_SPLIT = re.compile(r"[\s\-‐‑‒–—―·・･•‧,،、/|;:()\"“”«»„\[\]{}.。_＝=+*]+")
_APOSTROPHES = "'’‘ʼʻ`´ʹʺ′ˈ"
_DROP_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)
_INVISIBLE = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u064b-\u0652\u0670]")
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC"})
#: letters of Turkish and Azerbaijani, where c is said as j
_TURKIC = re.compile("[əƏıİğĞşŞ]")
WEIGHTS = {"title": 0.1, "particle": 0.25, "initial": 0.3}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name.

    Attributes:
        text: romanised, lower case.
        role: plain, family, given, patronymic, particle, title or initial.
        skeleton: consonant classes.
        sound: vowel-folded form.
        native: as written, lower case.
        readings: romanised readings, ``text`` first; more than one for Han signs and Korean family names.
        forms: numbers of the names that it is a known form of.
        weight: how much it tells, in (0, 1].
    """

    text: str
    role: str
    skeleton: str
    sound: str
    native: str = ""
    readings: tuple[str, ...] = ()
    forms: tuple[int, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A name prepared once for many comparisons.

    Attributes:
        parts: all parts in the order written, particles and titles too.
        script: of most parts.
        wholes: romanised parts run together in a few orders, the written order first.
        folded: vowel-folded keys of the orders and of every reading of a Han or Korean name.
        families: for an unspaced Han or Korean name, spellings of its family and given name by language.
        pairs: bits of the consonant pairs in it, for a quick look.
        triples: bits of the consonant triples in it.
        fewest: number of bits in ``pairs``, at least 1.
        least: number of bits in ``triples``, at least 1.
        sorted: consonant classes of its parts in alphabetical order.
        short: whether all but one part at most are initials, which no quick look can judge.
    """

    parts: tuple[Part, ...]
    script: str
    wholes: tuple[str, ...]
    folded: tuple[str, ...]
    families: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    pairs: int
    triples: int
    fewest: int
    least: int
    sorted: str
    short: bool


def _part(text: str, role: str, native: str = "", readings: tuple[str, ...] = ()) -> Part:
    if role == "plain" and (len(text) == 1 or (len(native) == 1 and script_of(native) in _ALPHABETS)):
        role = "initial"
    made: Keys = keys(text)
    forms = equivalence.of(native) if native and role != "initial" else ()
    return Part(
        text, role, made.classes or text[:1], made.vowels, native, readings or (text,), forms, WEIGHTS.get(role, 1.0)
    )


def written(full: str) -> list[str]:
    """Words of a name as written: NFKC, lower case, without invisible signs."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", full[:_LONGEST])).casefold()
    found = [word.strip(_APOSTROPHES) for word in _SPLIT.split(plain)]
    return [word for word in found if any(sign.isalnum() for sign in word)][:_MOST_PARTS]


def latin(word: str, script: str) -> str:
    """One word in Latin letters; apostrophes are letters in Hebrew and fall out elsewhere."""
    if script == "HEBREW":
        return romanised(word)
    return romanised(word.translate(_DROP_APOSTROPHES))


@lru_cache(maxsize=100_000)
def parts(full: str) -> tuple[Part, ...]:
    """Parts of a whole name in the order written, with the roles that spelling shows."""
    found = written(full)
    result: list[Part] = []
    turkic = bool(_TURKIC.search(full)) or not _AFTER.isdisjoint(found)
    child_of = servant = False
    for number, word in enumerate(found):
        script = script_of(word)
        native = word
        if script == "ARABIC" and word.startswith("ال") and len(word) > 4:
            word = word[2:]
        text = latin(word, script)
        if not text:
            continue
        following = romanised(found[number + 1]) if number + 1 < len(found) else ""
        if servant:
            if text in _PARTICLES:
                continue
            result.append(_part("abd" + text, "plain", "".join((found[number - 1], native))))
            servant = False
        elif text in _SERVANT and following:
            servant = True
        elif text in _TITLES or native in _TITLES:
            result.append(_part(text, "title", native))
        elif text in _CHILD_OF or text in _PARTICLES or native in _PARTICLES:
            child_of = text in _CHILD_OF and text not in _AFTER
            result.append(_part(text, "particle", native))
            continue
        elif following in _AFTER or child_of or (number and len(found) > 2 and _PATRONYMIC.search(text)):
            result.append(_part(_stem(text), "patronymic", native))
        else:
            glued = _GLUED.search(text)
            if glued and glued.start() > 2:
                result.append(_part(text[: glued.start()], "patronymic", native))
            else:
                result.append(_part(text, "plain", native, _readings(word, script, len(found), turkic)))
        child_of = False
    return tuple(result)


def _stem(text: str) -> str:
    stem = _PATRONYMIC.sub("", text)
    return stem if len(stem) > 2 else text


def _readings(word: str, script: str, words_in_name: int, turkic: bool) -> tuple[str, ...]:
    if script == "LATIN" and turkic and "c" in word:
        text = romanised(word)
        return (text, romanised(re.sub("c(?!h)", "j", word)))
    if script == "CYRILLIC" and word[0] in "гх":
        # Howard is Говард or Хауард in Russian: the first letter may stand for h.
        text = romanised(word)
        return (text, "h" + text[1 if word[0] == "г" else 2 :])
    if script == "HANGUL":
        told = hangul.families().get(word, ()) if words_in_name > 1 or len(word) == 1 else ()
        return tuple(dict.fromkeys([romanised(word), *told]))
    if script == "HAN":
        # A name with a dot between its parts is a foreign one, written as it sounds in Mandarin or Cantonese.
        read = [
            one
            for language in (han.LANGUAGES if words_in_name == 1 else (0, 1))
            for one in han.spell(word, language)[:1]
        ]
        return tuple(dict.fromkeys([romanised(word), *read]))
    return ()


@lru_cache(maxsize=50_000)
def given_parts(family: str, given: str, patronymic: str) -> tuple[Part, ...]:
    """Parts of a name whose roles the source gave."""
    made: list[Part] = []
    for text, role in ((family, "family"), (given, "given"), (patronymic, "patronymic")):
        for part in parts(text):
            kept = role if part.role == "plain" or part.role == "patronymic" else part.role
            if role == "patronymic" and kept == role:
                made.append(_part(_stem(part.text), role, part.native))
            else:
                made.append(
                    Part(
                        part.text, kept, part.skeleton, part.sound, part.native, part.readings, part.forms, part.weight
                    )
                )
    return tuple(made)


def prepared(found: Iterable[Part]) -> Name:
    """A name made ready: its orders, readings and the bits for a quick look."""
    made = tuple(found)
    counts: dict[str, int] = {}
    for part in made:
        one = script_of(part.native or part.text)
        counts[one] = counts.get(one, 0) + 1
    script = max(counts, key=lambda name: counts[name]) if counts else "LATIN"
    strong = [part.text for part in made if part.weight > 0.2] or [part.text for part in made]
    families = _families(made, script)
    if families:
        orders = [text for family, given in families for text in (family[0] + given[0], given[0] + family[0])]
    else:
        orders = _orders(strong) or [""]
    folded = tuple(dict.fromkeys(keys(text).vowels for text in orders))
    pairs, triples = _bits(made, families)
    ordered = "".join(sorted(f"{part.skeleton} " for part in made if part.weight > 0.2))
    return Name(
        made, script, tuple(dict.fromkeys(orders))[:4], folded[:12], families, pairs, triples,
        max(1, pairs.bit_count()), max(1, triples.bit_count()), ordered,
        any(part.role == "initial" for part in made) and sum(part.weight >= 1 for part in made) < 2,
    )  # fmt: skip


def _orders(strong: list[str]) -> list[str]:
    orders = ["".join(strong)]
    if len(strong) > 1:
        orders += ["".join(strong[1:] + strong[:1]), "".join(strong[-1:] + strong[:-1])]
    if len(strong) > 3:
        orders += ["".join(strong[1:]), "".join(strong[:-1])]
    return orders


def _families(made: tuple[Part, ...], script: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    telling = [part for part in made if part.weight > 0.2]
    if script not in ("HAN", "HANGUL") or not telling:
        return ()
    native = "".join(part.native for part in telling)
    spaced = len(telling) == 2 and len(telling[0].native) <= 2 and len(telling[1].native) <= 2
    if not (len(telling) == 1 or spaced) or not 2 <= len(native) <= 4:
        return ()
    head = len(telling[0].native) if spaced else 2 if len(native) == 4 else 1
    if script == "HANGUL":
        told = (romanised(native[:head]), *hangul.families().get(native[:head], ()))
        return ((tuple(dict.fromkeys(told)), ("".join(map(hangul.syllable, native[head:])),)),)
    read = ((han.family(native[:head], language), han.spell(native[head:], language)) for language in han.LANGUAGES)
    return tuple(dict.fromkeys((family, given) for family, given in read if family and given))


def _bits(made: tuple[Part, ...], families: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]) -> tuple[int, int]:
    pairs = triples = 0
    texts = [text for pair in families for options in pair for text in options]
    for text in texts or [one for part in made for one in part.readings]:
        edged = f"^{keys(text).classes}$"
        for place in range(len(edged) - 2):
            pairs |= 1 << (_number(edged[place : place + 2]) % 61)
            triples |= 1 << (_number(edged[place : place + 3]) % 509)
    return pairs, triples


@lru_cache(maxsize=10_000)
def _number(text: str) -> int:
    """A number of a short text that does not change between runs."""
    number = 0
    for sign in text:
        number = number * 131 + ord(sign)
    return number
