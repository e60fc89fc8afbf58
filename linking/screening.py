"""Is this one known? One record against many, through an index that is built once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from linking import candidates, keys, sharing
from linking.candidates import Ints
from linking.compare import Comparison, compare, lines, weights
from linking.hopeless import hopeless, limit
from linking.profile import Profile

#: a key that more records have than this is not followed, unless nothing rarer is there
_MOST = 3_000
#: records that are compared in full
NEAR = 50


class Index:
    """Profiles by key, for comparing one record with all of them.

    Attributes:
        profiles: as given.
        shares: of the parts of names.
        common: values that many share.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = list(profiles)
        self.shares = sharing.rarity(self.profiles)
        self.common = sharing.common(self.profiles)
        made = candidates.blocks([keys.of(profile) for profile in self.profiles])
        order = np.argsort(made.keys, kind="stable")
        self._holders: Ints = made.holders[order].astype(np.int32)
        self._starts: Ints = np.r_[0, np.cumsum(made.sizes)]
        self._numbers = made.numbers
        self._tells = candidates.surprise(made.sizes, len(self.profiles)) + np.where(made.hubs, 8.0, 0.0)

    def nbytes(self) -> int:
        """Bytes of the arrays of the index, without the profiles and the texts of the keys."""
        return int(self._holders.nbytes + self._starts.nbytes + self._tells.nbytes)

    def near(self, profile: Profile, most: int = NEAR) -> list[Profile]:
        """Profiles of the same kind that share the most telling keys with this one."""
        numbers = [self._numbers[key] for key in keys.of(profile) if key in self._numbers]
        numbers.sort(key=lambda number: self._starts[number + 1] - self._starts[number])
        found: list[Ints] = []
        weights: list[float] = []
        for number in numbers:
            holders = self._holders[self._starts[number] : self._starts[number + 1]]
            if len(holders) > _MOST and found:
                break
            found.append(holders)
            weights.append(float(self._tells[number]))
        if not found:
            return []
        sizes = [len(holders) for holders in found]
        totals = np.bincount(np.concatenate(found), weights=np.repeat(weights, sizes), minlength=len(self.profiles))
        few = min(most, int(np.count_nonzero(totals)))
        best = np.argpartition(-totals, few - 1)[:few] if few < len(totals) else np.arange(len(totals))
        ordered = best[np.lexsort((best, -totals[best]))]
        return [self.profiles[n] for n in ordered.tolist() if totals[n] > 0 and self.profiles[n].kind == profile.kind]


def screen(profile: Profile, index: Index, k: int = 20) -> list[tuple[Profile, Comparison]]:
    """The ``k`` best profiles of an index for one record, best first; hopeless ones are left out."""
    used, least = weights(), limit(lines().review)
    scored = [
        (other, compare(profile, other, None, index.shares, index.common))
        for other in index.near(profile)
        if (other.id != profile.id or not profile.id) and not hopeless(profile, other, used, index.common, least)
    ]
    return sorted(scored, key=lambda pair: (-pair[1].log_odds, pair[0].id))[:k]
