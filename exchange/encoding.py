"""Which encoding a text file is in: a stated rule, the same answer every time.

1. A byte order mark decides. 2. Text that is valid UTF-8 is UTF-8. 3. Otherwise each candidate that decodes without a
fault is scored by how its words look: column names that are known here, letters of one script within a word, upper and
lower case where a writer puts them, combining signs only after their base, common Chinese characters rather than rare
ones. The best score wins and a notice says so, since a guess it remains; the person who imports may name the encoding.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from exchange.faults import Note, Unreadable
from exchange.words import header_words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: in order of preference at equal score
CANDIDATES = ("cp1251", "cp1256", "gb18030", "cp874", "cp1254", "cp1250", "koi8-r", "cp866", "cp1252")
_ALLOWED = (*CANDIDATES, "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "ascii", "big5", "cp1253")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 60_000
_CLOSE = 0.08
_CLOSE_LATIN = 0.25
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0e30-\u0e4e]+[^\W\d_]*)*")
_COMMON = {
    "CYRILLIC": set("оеаинтсрвлкмду"),
    "ARABIC": set("اليمونترةبعدسفحكهق"),
}
_LATIN_MARKS = {
    "cp1254": set("çğıöşüâîûéèêëàáíóúñäåßÇĞİÖŞÜÉ"),
    "cp1250": set("ąćęłńóśźżáčďéěíňřšťúůýžăâîşţőűäöüßŁŚŻŠČŽŘÁÉŞŢ"),
    "cp1252": set("çöüâîûéèêëàáíóúñäåßøæÇÖÜÉ"),
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file.

    Attributes:
        text: without byte order mark; line ends as they were.
        encoding: Python's name of the encoding that was used.
        certain: a mark or UTF-8's own structure says so; otherwise it is a guess and ``notes`` says it.
        notes: what the reader should know.
    """

    text: str
    encoding: str
    certain: bool
    notes: tuple[Note, ...] = ()


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Bytes to text.

    Args:
        data: a text file.
        encoding: what a person said it is; ``None`` to find out.

    Raises:
        Unreadable: binary content, an unknown encoding's name, or bytes that do not fit the mark.
    """
    if encoding is not None:
        name = encoding.strip().lower().replace("_", "-").replace("windows-", "cp")
        if name not in _ALLOWED:
            raise Unreadable("unknown_encoding", encoding=_printable(encoding))
        return Decoded(_checked(_strict(data, name)), name, True)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_checked(_strict(data, name)), name, True)
    if b"\x00" in data:
        return _unmarked_utf16(data)
    try:
        return Decoded(_checked(data.decode("utf-8")), "utf-8", True)
    except UnicodeDecodeError:
        return _guess(data)


def _printable(name: str) -> str:
    return re.sub(r"[^\w-]", "?", name)[:20]


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Unreadable("encoding_unknown", encoding=name, position=error.start) from None


def _checked(text: str) -> str:
    if "\x00" in text:
        raise Unreadable("binary")
    return text


def _unmarked_utf16(data: bytes) -> Decoded:
    """UTF-16 without its mark: line ends and separators put their zero bytes on one side."""
    odd, even = data[1::2].count(0), data[0::2].count(0)
    if len(data) % 2 == 0 and max(odd, even) > max(4 * min(odd, even), len(data) // 50):
        name = "utf-16-le" if odd > even else "utf-16-be"
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            raise Unreadable("binary") from None
        if _CONTROL.search(text):
            raise Unreadable("binary")
        return Decoded(_checked(text), name, False, (Note("encoding_assumed", {"encoding": name}),))
    raise Unreadable("binary")


def _guess(data: bytes) -> Decoded:
    scored: list[tuple[float, str]] = []
    # A whole number of lines: a cut inside a two-byte character would rule the right candidate out.
    cut = data.rfind(b"\n", 0, _SAMPLE) if len(data) > _SAMPLE else len(data)
    sample = data[: cut if cut > 0 else _SAMPLE]
    for name in CANDIDATES:
        try:
            data.decode(name)
            scored.append((score(sample.decode(name), name), name))
        except UnicodeDecodeError:
            continue
    if not scored:
        raise Unreadable("binary")
    scored.sort(key=lambda entry: (-entry[0], CANDIDATES.index(entry[1])))
    best, name = scored[0]
    if best < 0.3:
        raise Unreadable("binary")
    # Accented Latin encodings differ in a few letters only, and their scores say little between them.
    near = _CLOSE_LATIN if name in _LATIN_MARKS else _CLOSE
    rivals = [other for value, other in scored[1:] if best - value < near]
    text = _checked(data.decode(name))
    rivals = [other for other in rivals if data.decode(other) != text]
    if rivals:
        note = Note("encoding_close", {"encoding": name, "other": rivals[0]})
    else:
        note = Note("encoding_assumed", {"encoding": name})
    return Decoded(text, name, False, (note,))


def score(text: str, encoding: str) -> float:
    """How much the text looks written by people: 0 to 1, above 1 where known column names appear.

    ASCII says nothing about the encoding and is not counted.
    """
    total = points = 0.0
    foreign = sum(1 for sign in text if ord(sign) > 127)
    if not foreign:
        return 0.0
    for word in _WORD.findall(text[:_SAMPLE]):
        outside = sum(1 for sign in word if ord(sign) > 127)
        if outside:
            total += outside
            points += outside * _word_score(word, outside, encoding)
    other = sum(1 for sign in text if ord(sign) > 127 and not (sign.isalnum() or unicodedata.category(sign)[0] == "M"))
    strange = sum(1 for sign in text if ord(sign) > 127 and sign not in "«»№–—“”„’‘…\xa0،؛؟·" and _is_strange(sign))
    worth = points / (total + strange + 0.5 * other) if total else 0.0
    heads = {cell.strip(" \"'\r").casefold() for cell in re.split(r"[,;\t|\n]", text[:3_000])}
    known = sum(1 for head in heads if any(ord(sign) > 127 for sign in head) and head in header_words())
    return worth + min(known, 3) * 0.5


def _is_strange(sign: str) -> bool:
    return unicodedata.category(sign) in ("So", "Sm", "Sk", "Cc", "Co", "Cn", "Sc", "Po", "No", "Cf")


def _word_score(word: str, outside: int, encoding: str) -> float:
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in word if sign.isalpha()}
    if len(scripts) > 1:
        return 0.0
    script = scripts.pop() if scripts else "?"
    if script == "LATIN":
        marked = [sign for sign in word if ord(sign) > 127]
        if outside > 0.6 * len(word) or not _well_cased(word):
            return 0.05
        own = sum(1 for sign in marked if sign in _LATIN_MARKS.get(encoding, set())) / len(marked)
        return 0.35 + 0.5 * own
    if script == "CYRILLIC":
        if not _well_cased(word):
            return 0.1
        common = sum(1 for sign in word.lower() if sign in _COMMON["CYRILLIC"]) / len(word)
        return min(1.0, 0.55 + 0.7 * common)
    if script == "ARABIC":
        common = sum(1 for sign in word if sign in _COMMON["ARABIC"]) / len(word)
        return min(1.0, 0.5 + 0.6 * common)
    if script == "THAI":
        return 0.9 if _thai_order(word) else 0.1
    if script == "CJK":
        common = sum(1 for sign in word if _common_chinese(sign)) / len(word)
        return 0.95 * common**2
    return 0.1


def _well_cased(word: str) -> bool:
    return word.islower() or word.isupper() or (word[:1].isupper() and not any(sign.isupper() for sign in word[1:]))


def _thai_order(word: str) -> bool:
    """Vowel signs stand on a consonant, and a leading vowel is followed by one."""
    for place, sign in enumerate(word):
        if unicodedata.category(sign) == "Mn" and (place == 0 or word[place - 1] in "เแโใไ"):
            return False
        if sign in "เแโใไ" and not "ก" <= word[place + 1 : place + 2] <= "ฮ":
            return False
    return True


def _common_chinese(sign: str) -> bool:
    """Whether GB 2312 has the character in its first level, the 3,755 most used."""
    try:
        return sign.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False
