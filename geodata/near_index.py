"""All names as ASCII keys in memory, with a filter that leaves few for the costly comparison."""

from __future__ import annotations

from collections.abc import Iterable

import numpy


class NearIndex:
    """Keys in order of length, each with the set of its letters as bits.

    Two words that differ by n insertions and deletions differ in at most n letters of their sets, so the filter drops
    no word that the comparison would have kept.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = sorted({key for key in keys if len(key) > 2 and key.isascii()}, key=len)
        lengths = numpy.array([len(key) for key in self._keys], dtype=numpy.int64)
        self._starts = numpy.searchsorted(lengths, numpy.arange(202))
        self._letters = numpy.zeros(0, dtype=numpy.uint32)
        if self._keys:
            signs = numpy.frombuffer("".join(self._keys).encode("ascii"), dtype=numpy.uint8)
            first = numpy.concatenate(([0], numpy.cumsum(lengths)[:-1]))
            self._letters = numpy.bitwise_or.reduceat(_BITS[signs], first)

    def about(self, word: str, least: float) -> list[str]:
        """Keys whose likeness with a word can reach ``least`` (0 to 1, by insertions and deletions)."""
        longest = int(len(word) * (2 - least) / least)
        shortest = max(1, -int(-len(word) * least // (2 - least)))
        found: list[str] = []
        own = numpy.bitwise_or.reduce(_BITS[numpy.frombuffer(word.encode("ascii"), dtype=numpy.uint8)])
        for size in range(shortest, min(longest, 200) + 1):
            start, end = int(self._starts[size]), int(self._starts[size + 1])
            if start == end:
                continue
            most = int((1 - least) * (size + len(word)))
            differ = numpy.bitwise_count(self._letters[start:end] ^ own)
            found += [self._keys[start + int(at)] for at in numpy.flatnonzero(differ <= most)]
        return found


def _bits() -> numpy.ndarray:
    table = numpy.zeros(256, dtype=numpy.uint32)
    for at in range(26):
        table[97 + at] = 1 << at
    for at in range(10):
        table[48 + at] = 1 << 26
    table[32] = 1 << 27
    return table


_BITS = _bits()
