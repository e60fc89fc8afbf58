"""A piece of evidence: never a bare number, always both values, a level and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Weights = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence.

    Attributes:
        kind: name, birth, gender, citizenship, country, place, relative, address, registration, identifier, prior,
            cap.
        left: value on the left, as written.
        right: value on the right.
        level: code of the level.
        weight: log-odds it adds (natural logarithm).
        words: English message id with {placeholders}.
        params: values for the placeholders; ``kind`` is a code of the list ``identifier``, ``n`` a number of records.
    """

    kind: str
    left: str
    right: str
    level: str
    weight: float
    words: str
    params: Mapping[str, str] = field(default_factory=dict)

    def english(self) -> str:
        """The words filled in, in English."""
        return self.words.format(**{name: value.replace("_", " ") for name, value in self.params.items()})


@dataclass(frozen=True, slots=True)
class Common:
    """How many records of the store share a value: what many share says little.

    Attributes:
        counts: ``kind:normal form`` -> number of records that have it. What is not listed counts as two.
    """

    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, kind: str, value: str) -> int:
        """Number of records that have a value; at least the two that are compared."""
        return max(2, self.counts.get(f"{kind}:{value}", 2))

    def __iter__(self) -> Iterator[str]:
        """The values that more than two records share."""
        return (key for key, count in self.counts.items() if count > 2)


NOTHING_COMMON = Common()
