"""Finding persons, organisations and cases by what is written about them, in every script.

Five ways, best first: a number or reference; whole words or their beginnings; part of a word (three signs and more, or
any run of the scripts that put no spaces between words); romanised spelling, which meets across scripts; and keys of
how a name sounds, which begin with ``=``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from store.database import Reader
from store.fold import SOUND, SOUND_WORD, fold, gram_phrase, key_words, squeezed
from store.rows import Found

_MOST_WORDS = 12
#: a shorter number would be found by trying
_WHOLE_NUMBER = 6


def find(reader: Reader, text: str, keys: Sequence[str] = (), limit: int = 50) -> list[Found]:
    """Cases and parties that a text points to, each once, by its best way.

    Args:
        reader: a read block.
        text: what the person typed; any text is a search for itself, never a query language.
        keys: whole readings of the text: romanised, or of keys of sound (each with its ``=``), made the same way as
            the keys given at saving. All words of a reading must meet keys of one party.
        limit: most hits.
    """
    reader.require("case.read", "own")
    folded = fold(text)
    hits: dict[tuple[str, str], Found] = {}
    for found in _ways(reader, text, folded, keys, limit):
        for hit in found:
            hits.setdefault((hit.case_id, hit.party_id), hit)
        if len(hits) >= limit:
            break
    return list(hits.values())[:limit]


def hidden(reader: Reader, text: str, keys: Sequence[str] = ()) -> list[tuple[str, Found]]:
    """Hits in cases that the actor may not read, each with its submission: whole numbers, references and names only.

    Args:
        reader: a read block.
        text: what the person typed.
        keys: readings of the text as for :func:`find`; those of sound are not used.

    Raises:
        StoreError: ``not_allowed``.
    """
    reader.require("case.hit")
    closed = f"{reader.visible_sql('case.hit')} AND NOT {reader.visible_sql('case.read')}"
    number, words = squeezed(text), fold(text).split()[:_MOST_WORDS]
    asked: list[tuple[str, str, dict[str, Any]]] = []
    if len(number) >= _WHOLE_NUMBER:
        holder = "SELECT i.case_id FROM identifier i WHERE i.value_key = :number"
        asked.append(("identifier", f"case_id IN ({holder})", {"number": number}))
        asked.append(("reference", "reference_key = :number", {"number": number}))
    ways = [("name", "folded", words)] if len(words) > 1 else []
    readings = [key_words(key) for key in keys if not key.startswith(SOUND)]
    ways += [("romanised", "keys", list(reading)) for reading in readings if len(reading) > 1]
    for way, column, wanted in ways:
        named = (
            "SELECT n.case_id FROM name_word f JOIN party_name n ON n.name_id = f.rowid WHERE name_word MATCH :query"
        )
        asked.append((way, f"case_id IN ({named})", {"query": _all_of(column, wanted, prefix=False)}))
    hits: dict[str, tuple[str, Found]] = {}
    for way, condition, params in asked:
        rows = reader.select(
            f"SELECT case_id, submission_id FROM case_file WHERE {condition} AND {closed} LIMIT 50",  # noqa: S608
            **params,
        )
        for row in rows:
            hits.setdefault(row["case_id"], (row["submission_id"], Found(row["case_id"], "", "case", way)))
    return list(hits.values())


def _ways(reader: Reader, text: str, folded: str, keys: Sequence[str], limit: int) -> Iterable[list[Found]]:
    number = squeezed(text)
    if number:
        yield _cases(reader, text, number, limit)
        yield _identifiers(reader, number, limit)
    if folded:
        words = folded.split()[:_MOST_WORDS]
        yield _names(reader, "name_word", _all_of("folded", words), "name", limit)
        pairs = gram_phrase(folded)
        if pairs:
            yield _names(reader, "name_word", _all_of("grams", pairs[:_MOST_WORDS], prefix=False), "part", limit)
        long = [word for word in words if len(word) >= 3]
        if len(long) == len(words):
            yield _names(reader, "name_part", " AND ".join(_quoted(word) for word in long), "part", limit)
    for way, sounds in (("romanised", False), ("sounds", True)):
        readings = [key_words(key) for key in keys if key.startswith(SOUND) is sounds]
        wanted = " OR ".join(
            f"({_all_of('keys', reading, prefix=not sounds)})" for reading in readings if _tells_enough(reading)
        )
        if wanted:
            yield _names(reader, "name_word", wanted, way, limit)


def _cases(reader: Reader, text: str, number: str, limit: int) -> list[Found]:
    rows = reader.select(
        "SELECT case_id FROM case_file WHERE (case_id = :given OR reference_key = :number "  # noqa: S608
        "OR (length(:number) > 3 AND instr(reference_key, :number) > 0)) "
        f"AND {reader.visible_sql('case.read')} ORDER BY reference_key = :number DESC, updated_at DESC LIMIT :limit",
        given=text.strip().upper(),
        number=number,
        limit=limit,
    )
    return [Found(row["case_id"], "", "case", "reference") for row in rows]


def _identifiers(reader: Reader, number: str, limit: int) -> list[Found]:
    if len(number) < 4:
        return []
    rows = reader.select(
        "SELECT i.case_id, coalesce(i.holder, '') AS party_id, coalesce(p.kind, 'identifier') AS kind "  # noqa: S608
        "FROM identifier i JOIN case_file ON case_file.case_id = i.case_id LEFT JOIN party p ON p.party_id = i.holder "
        "WHERE i.value_key >= :number AND i.value_key < :number || char(1114111) "
        f"AND {reader.visible_sql('case.read')} ORDER BY i.value_key, i.identifier_id LIMIT :limit",
        number=number,
        limit=limit,
    )
    return [Found(row["case_id"], row["party_id"], row["kind"], "identifier") for row in rows]


def _names(reader: Reader, table: str, query: str, way: str, limit: int) -> list[Found]:
    rows = reader.select(
        f"SELECT DISTINCT p.case_id, p.party_id, p.kind FROM {table} f "  # noqa: S608
        "JOIN party_name n ON n.name_id = f.rowid JOIN party p ON p.party_id = n.party_id "
        "JOIN case_file ON case_file.case_id = p.case_id "
        f"WHERE {table} MATCH :query AND {reader.visible_sql('case.read')} ORDER BY p.party_id LIMIT :limit",
        query=query,
        limit=limit,
    )
    return [Found(row["case_id"], row["party_id"], row["kind"], way) for row in rows]


def _all_of(column: str, words: Sequence[str], *, prefix: bool = True) -> str:
    star = "*" if prefix else ""
    return " AND ".join(f"{column} : {_quoted(word)}{star}" for word in words)


def _tells_enough(reading: Sequence[str]) -> bool:
    """Whether some word of a reading has three signs: shorter ones, and classes of two consonants, fit too many."""
    return any(len(word.removeprefix(SOUND_WORD)) >= 3 for word in reading)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
