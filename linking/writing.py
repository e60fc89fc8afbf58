"""Words of any script in Latin letters, by the script's own table; what no table knows goes to anyascii."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from linking import han, hangul
from linking.letters import letters, script, tables

_MARKS = {"THAI": re.compile("[็-๎ฺๆฯ]|.[ิุ]?์"), "LAO": re.compile("[່-໋໌]|.[ິຸ]?໌")}
_BEFORE = {"THAI": re.compile("([เแโใไ])(.)"), "LAO": re.compile("([ເແໂໃໄ])(.)")}
_SILENT_LEAD = re.compile("(?:ห|ຫ)(?=[งญณนมยรลวງຍນມຢຣລວ])")
_MEDIAL_O = {"THAI": "อ", "LAO": "ອ"}
#: how a consonant sounds at the end of a word
_FINALS = {**dict.fromkeys("ญณนรลฬຍນຣລ", "n"), **dict.fromkeys("บปพฟภບປພຟ", "p"),
           **dict.fromkeys("ดตทธฎฏถฐศษสດຕທຖສ", "t"),            **dict.fromkeys("กขคฆກຂຄ", "k")}  # fmt: skip
_FINAL = re.compile(f"([{''.join(_FINALS)}])[ິຸິุ]?$")
#: sign that takes the vowel of a consonant away, and whether an unmarked vowel is said at the end of a word
_ABUGIDA = {"KHMER": ("្", False), "BURMESE": ("်", True), "SINHALA": ("්", True)}
_WEAK = {"ARABIC": {"و": "wu", "ي": "yi", "ی": "yi", "ى": "yi"}, "HEBREW": {"ו": "vu", "י": "yi"}}
_LONG_A = frozenset("اآأأى")
_KEEPS_END = (0xB80, 0xC00, 0xC80, 0xD00)


def script_of(text: str) -> str:
    """Script of most letters of a text; an empty text for none."""
    counts: dict[str, int] = {}
    for sign in text:
        if sign.isalpha():
            name = script(sign)
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else ""


@lru_cache(maxsize=300_000)
def romanised(word: str) -> str:
    """One word (NFKC, lower case) in Latin letters a to z and figures."""
    name = script_of(word)
    made = _BY_SCRIPT.get(name, _other)(word, name)
    if not made.isascii():
        made = anyascii(made)
    return "".join([sign for sign in made.lower() if sign.isalnum()])


def _latin(word: str, _: str) -> str:
    table = letters("latin").single
    spelled = "".join([table.get(sign, sign) for sign in word])
    return "".join([sign for sign in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(sign)])


def _table(word: str, name: str) -> str:
    return letters(name.lower()).spell(word)


def _abjad(word: str, name: str) -> str:
    """Arabic and Hebrew: w and y are vowels between consonants, else consonants."""
    weak = _WEAK[name]
    if name == "ARABIC" and len(word) > 2 and word[0] in "اأإ" and word[1] in weak and word[2] not in "اأآويیى":
        # At the head of a word alef carries the long vowel: أولوغبيك is Ulughbek.
        word = word[1:]
        made = [weak[word[0]][1]]
        word = word[1:]
        return letters("arabic").spell(made[0]) + (_abjad("ب" + word, name)[1:] if word else "")
    made = []
    vowel_before = True
    for number, sign in enumerate(word):
        following = word[number + 1] if number + 1 < len(word) else ""
        if sign in weak:
            if vowel_before or following in _LONG_A or (following in weak and sign in "وو"):
                made.append(weak[sign][0])
                vowel_before = False
            else:
                made.append(weak[sign][1])
                vowel_before = True
        else:
            made.append(sign)
            vowel_before = sign in _LONG_A
    return letters(name.lower()).spell("".join(made))


def _hebrew(word: str, name: str) -> str:
    return _abjad(word.replace("וו", "w"), name)


def _greek(word: str, _: str) -> str:
    plain = "".join(
        [sign for sign in unicodedata.normalize("NFKD", word) if sign != "\u0308" and not unicodedata.combining(sign)]
    )
    spelled = letters("greek").spell(plain)
    return {"ng": "g", "nd": "d"}.get(spelled[:2], spelled[:2]) + spelled[2:]


def _hangul(word: str, _: str) -> str:
    return "".join(map(hangul.syllable, word))


def _han(word: str, _: str) -> str:
    return "".join([(han.readings(sign)[han.MANDARIN] or (_kana(sign, ""),))[0] for sign in word])


def _kana(word: str, _: str) -> str:
    katakana = "".join([chr(ord(sign) + 0x60) if 0x3041 <= ord(sign) <= 0x3096 else sign for sign in word])
    return letters("kana").spell(katakana)


def _tai(word: str, name: str) -> str:
    plain = _MARKS[name].sub("", word.replace("ทร์", ""))
    plain = _SILENT_LEAD.sub("", _BEFORE[name].sub(r"\2\1", plain))
    # The carrier of a vowel at the head of a word is silent.
    plain = _FINAL.sub(lambda found: _FINALS[found.group(1)], plain) if len(plain) > 2 else plain
    carrier = _MEDIAL_O[name]
    spelled = letters(name.lower())
    if plain.startswith(carrier) and len(plain) > 1 and spelled.single.get(plain[1], " ")[:1] in "aeiou":
        plain = plain[1:]
    return spelled.spell(plain)


def _abugida(word: str, name: str) -> str:
    kills, at_end = _ABUGIDA[name]
    table = letters(name.lower()).single
    return _with_vowels([(sign, table.get(sign, "")) for sign in word], kills, at_end)


def _indic(word: str, _: str) -> str:
    table = _indic_table()
    signs = []
    for sign in word:
        place = ord(sign) - 0x900
        signs.append(("kill" if place % 128 == 77 else sign, table.get(place % 128, "") if 0 <= place < 0x480 else ""))
    block = next((ord(sign) // 128 * 128 for sign in word if script(sign) == "INDIC"), 0)
    return _with_vowels(signs, "kill", block in _KEEPS_END)


@lru_cache(maxsize=1)
def _indic_table() -> dict[int, str]:
    """The scripts of India share one chart: place in the block -> letter."""
    return {int(left): right for left, right in (pair.split(":") for pair in tables()["indic"].split(" "))}


def _with_vowels(signs: list[tuple[str, str]], kills: str, at_end: bool) -> str:
    """Spell an abugida: a consonant that no vowel sign follows is said with a."""
    made = []
    spoken = [(sign, latin) for sign, latin in signs if latin or sign == kills]
    for number, (sign, latin) in enumerate(spoken):
        if sign == kills:
            continue
        made.append(latin)
        following = spoken[number + 1] if number + 1 < len(spoken) else None
        consonant = latin[-1:] not in "aeiou"
        if consonant and following is None:
            made.append("a" if at_end and sign not in "ංं" else "")
        elif consonant and following and following[0] != kills and following[1][:1] not in "aeiou":
            made.append("a")
    return "".join(made)


def _other(word: str, _: str) -> str:
    return anyascii(word)


_BY_SCRIPT = {
    "LATIN": _latin, "CYRILLIC": _table, "GEORGIAN": _table, "ARMENIAN": _table, "ARABIC": _abjad, "HEBREW": _hebrew,
    "GREEK": _greek, "HANGUL": _hangul, "HAN": _han, "KANA": _kana, "THAI": _tai, "LAO": _tai, "KHMER": _abugida,
    "BURMESE": _abugida, "SINHALA": _abugida, "INDIC": _indic,
}  # fmt: skip
