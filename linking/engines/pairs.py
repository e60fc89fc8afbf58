"""Which records of a table are compared: many keys for each, large blocks left out, pairs as sorted packed integers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from linking.engines.columns import Column, Ints
from linking.normalise import skeleton

#: a key that more records share makes no pairs
CAP = 200


def keys(record: int, columns: Sequence[Column]) -> set[str]:
    """Keys of one record: each name, how it sounds, the date, and parts of both together."""
    names = [one.text(record) for one in columns if one.kind in ("given", "family")]
    known = [name for name in names if name]
    sounds = [skeleton(name.replace(" ", "")) for name in known]
    found = {f"n{name}" for name in known} | {f"k{sound}" for sound in sounds if len(sound) > 1}
    heads = {name[:2] for name in known} | {sound[:2] for sound in sounds}
    if len(known) > 1:
        first, second = sorted(known)[:2]
        found.add(f"b{first[:3]}{second[:3]}")
    for one in columns:
        value = one.text(record)
        if not value:
            continue
        if one.kind == "dob":
            found.add(f"d{value}")
            if len(value) == 8:
                parts = (value[:4], value[4:], value[:4] + value[6:], value[:6])
                found |= {f"p{place}{part}{head}" for place, part in enumerate(parts) for head in heads}
                found.add("s" + "".join(sorted(value[4:])) + value[:4])
        elif one.kind == "id":
            found.add(f"i{one.name}{value}")
        elif one.kind in ("text", "code") and len(value) >= 4:
            found |= {f"t{one.name}{value}{name[:2]}" for name in known}
    return found


def packed(records: Iterable[set[str]], size: int, first_right: int | None, cap: int = CAP) -> tuple[Ints, int]:
    """Pairs ``left * size + right`` (left < right, sorted, each once) and the number of blocks left out.

    Args:
        records: keys of each record.
        size: number of records.
        first_right: number of the first record of the right table; ``None`` compares all with all.
        cap: most records in a block.
    """
    numbers: dict[str, int] = {}
    key_of: list[int] = []
    holder: list[int] = []
    for record, found in enumerate(records):
        for key in found:
            key_of.append(numbers.setdefault(key, len(numbers)))
            holder.append(record)
    key_codes, holders = np.asarray(key_of, dtype=np.int64), np.asarray(holder, dtype=np.int64)
    return join(key_codes, holders, size, first_right, cap)


def join(key_codes: Ints, holders: Ints, size: int, first_right: int | None, cap: int) -> tuple[Ints, int]:
    """The same from arrays: key number and record of each entry."""
    if not len(key_codes):
        return np.zeros(0, dtype=np.int64), 0
    many = np.bincount(key_codes)
    keep = (many[key_codes] > 1) & (many[key_codes] <= cap)
    order = np.lexsort((holders[keep], key_codes[keep]))
    sorted_keys, sorted_holders = key_codes[keep][order], holders[keep][order]
    found: list[Ints] = []
    for apart in range(1, int(many[many <= cap].max(initial=1))):
        same = np.flatnonzero(sorted_keys[:-apart] == sorted_keys[apart:])
        if not len(same):
            break
        one, other = sorted_holders[same], sorted_holders[same + apart]
        if first_right is not None:
            across = (one < first_right) & (other >= first_right)
            one, other = one[across], other[across]
        found.append(np.unique(one * size + other))
    pairs = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    return pairs, int((many > cap).sum())
