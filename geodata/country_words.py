"""Words and endings around the name of a country: citizen, nationality, republic; taken off one after another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from geodata.keys import ascii_key, fold

_AROUND = (
    "the|republic of|the republic of|kingdom of|state of|federal republic of|citizen of|citizens of|national of|"
    "nationals of|nationality|citizenship|citizen|citizens|national|nationals|passport|federation|rep of|from|in|"
    "гражданин|гражданка|гражданкой|граждане|гражданина|гражданки|гражданину|граждан|гр|г ка|г н|"
    "гражданство|подданный|подданная|"
    "уроженец|уроженка|республика|республики|республик|республике|республику|королевство|королевства|"
    "королевстве|в|во|из|паспорт|"
    "национальность|государство|жительница|житель|"
    "مواطن|مواطنة|مواطني|مواطنو|الجنسية|جنسية|الجنسيه|جمهورية|جمهوريه|دولة|مملكة|المملكة|سلطنة|رعايا|من|جواز|كشور|اتباع|تبعه|"
    "république de|république du|république d|république des|royaume de|royaume du|ressortissant|ressortissante|"
    "ressortissants|citoyen|citoyenne|de nationalité|nationalité|de|du|des|d|en|au|aux|la|le|les|l|"
    "república de|república del|reino de|ciudadano|ciudadana|de nacionalidad|nacionalidad|del|el|los|"
    "azeri vatandaşı|vatandaşı|vatandasi|uyruklu|uyruğu|cumhuriyeti|vətəndaşı|respublikası|"
    "fuqarosi|fuqaro|respublikasi|фуқароси|республикаси|fuqarolari|"
    "азаматы|азаматшасы|республикасы|азаматтығы|жараны|жарандары|атуулу|"
    "шаҳрванди|ҷумҳурии|ҷумҳурӣ|гражданини|шаҳрвандони|raýaty|rayaty|respublikasy|"
    "staatsangehöriger|staatsangehörige|republik|королевство"
)
_ENDINGS = (
    "лық|лік|дық|дік|тық|тік|лык|лик|дык|дик|тык|тик|дук|лук|тук|лүк|дүк|луу|дуу|"
    "ly|li|lik|lı|lu|lü|лик|лиги|ликлар|ликтер|лықтар|дықтар|тықтар|дыктар|lar|ler|лар|лер|дар|дер|тар|тер|ҳо|он|гӣ|ӣ"
)
_SIGNS = ("共和国", "公民", "国籍", "国民", "籍", "人", "族", "국적", "사람", "인")


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    return tuple(sorted({fold(word) for word in _AROUND.split("|")} - {""}, key=len, reverse=True))


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(sorted({fold(word) for word in _ENDINGS.split("|")} - {""}, key=len, reverse=True))


def readings(text: str) -> Iterator[str]:
    """Folded forms of a text, the fullest first: whole, in ASCII, without words around it, without endings.

    Args:
        text: a country or nationality as written, in any script.
    """
    start = fold(text)
    seen: set[str] = set()
    for form in _stripped(start):
        for key in (form, ascii_key(form)):
            if key and key not in seen:
                seen.add(key)
                yield key


def _before(key: str) -> str:
    return next((key[len(word) + 1 :] for word in _words() if key.startswith(word + " ")), key)


def _after(key: str) -> str:
    return next((key[: -len(word) - 1] for word in _words() if key.endswith(" " + word)), key)


def _stripped(key: str) -> Iterator[str]:
    yield key
    for taken in (_before, _after):
        for _ in range(3):
            rest = taken(key)
            if rest == key:
                break
            key = rest
            yield key
    for sign in _SIGNS:
        if key.endswith(sign) and len(key) > len(sign) + 1:
            yield key[: -len(sign)]
            yield from (key[: -len(sign)] + end for end in ("国",))
    if key.startswith("ال"):
        yield key[2:]
    for end in _endings():
        if key.endswith(end) and len(key) - len(end) >= 4:
            yield key[: -len(end)]
