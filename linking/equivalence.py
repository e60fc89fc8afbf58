"""Forms of one name: given and family names and nicknames across languages and scripts.

From Wikidata through rigour, and an own list. Two parts of a name are equivalent where one line of the table holds
both: Юлия and Julia, 김 and Kim. What spelling alone brings together is left
out of the file, so the table stays small.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def table() -> dict[str, tuple[int, ...]]:
    """Form in lower case as written -> numbers of the names it is a form of; below zero for a pet form."""
    made: dict[str, tuple[int, ...]] = {}
    known = gzip.decompress((_DATA / "equivalents.txt.gz").read_bytes()).decode().splitlines()
    own = (_DATA / "nicknames.txt").read_text(encoding="utf-8").splitlines()
    for lines, step in ((known, 1), (own, -1)):
        for number, line in enumerate(lines, 1):
            if line and not line.startswith("#"):
                for form in line.split(", "):
                    made[form] = (*made.get(form, ()), step * number)
    return made


def of(form: str) -> tuple[int, ...]:
    """Numbers of the names that a written form (lower case) stands for; empty for an unknown one."""
    return table().get(form, ())


def telling(names: Iterable[list[str]]) -> Iterator[str]:
    """The lines worth shipping: names with at least two forms that sound does not bring together."""
    from linking.sound import keys
    from linking.writing import romanised

    for forms in names:
        by_sound: dict[str, list[str]] = {}
        for form in sorted({form for form in forms if " " not in form and 1 <= len(form) <= 24}):
            by_sound.setdefault(keys(romanised(form)).vowels, []).append(form)
        if len(by_sound) > 1:
            yield ", ".join(sorted(form for group in by_sound.values() for form in group))
