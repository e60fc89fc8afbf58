"""Which pairs are compared at all: those that share a sign of a name in any script, or an identifier."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from linking.compare import Candidate, Comparison, compare, lines
from linking.evidence import Weights
from linking.papers import looks
from linking.profile import Profile

_MOST_IN_BLOCK = 150
#: an identifier that more profiles than this share is a hub (an embassy's phone): it no longer makes a pair by itself
_HUB = 12
Progress = Callable[[str, float], None]
COMPARING = "Comparing records"


@dataclass(frozen=True, slots=True)
class LinkRun:
    """Result of comparing a set of profiles.

    Attributes:
        candidates: pairs at or above the review line, best first.
        compared: number of pairs that were scored.
        blocks_capped: blocks too large to be compared whole.
        seconds: wall time.
    """

    candidates: list[Candidate]
    compared: int
    blocks_capped: int
    seconds: float


def keys(profile: Profile) -> set[str]:
    """Blocking keys: two parts' skeletons together, each strong part alone, each identifier."""
    found: set[str] = set()
    letter = profile.kind[0]
    for name in profile.names:
        strong = sorted(
            {part.skeleton for part in name if part.weight >= 1 and part.role != "patronymic" and len(part.skeleton) > 1}
        )
        found |= {f"{letter}:{one[:4]}" for one in strong if len(one) >= 2}
        found |= {f"{letter}:{one[:3]}+{other[:3]}" for one in strong for other in strong if one < other}
        found |= {f"{letter}~{part.sound[:5]}" for part in name if part.weight >= 1 and len(part.sound) >= 3 and part.role != "patronymic"}
    found |= {f"{letter}={kind}:{looks(value)}" for kind, value, _ in profile.identifiers if len(value) >= 5}
    if profile.registration:
        found.add(f"{letter}#{profile.registration}")
    return found


def rarity(profiles: Sequence[Profile]) -> dict[str, float]:
    """Share of profiles that have each part of a name."""
    counts: dict[str, int] = {}
    for profile in profiles:
        for token in {part.text for name in profile.names for part in name}:
            counts[token] = counts.get(token, 0) + 1
    # In a small store every name looks rare or common by chance: shares count from a few hundred profiles on.
    return {token: count / len(profiles) for token, count in counts.items()} if len(profiles) >= 400 else {}


def link(
    profiles: Sequence[Profile],
    known: Iterable[tuple[str, str]] = (),
    within: bool = False,
    progress: Progress | None = None,
    model: Weights | None = None,
) -> LinkRun:
    """Compare profiles and return the pairs worth a look.

    Args:
        profiles: of persons and organisations; only those of one kind are compared.
        known: pairs of ids that are already decided and not to be shown again.
        within: also compare profiles of one source.
        progress: told a message id and the share done.
        model: weights.
    """
    started = time.perf_counter()
    blocks: dict[str, list[int]] = {}
    for number, profile in enumerate(profiles):
        for key in keys(profile):
            blocks.setdefault(key, []).append(number)
    decided = {tuple(sorted(pair)) for pair in known}
    review = lines(model).review
    shares = rarity(profiles)
    capped = 0
    seen: set[tuple[int, int]] = set()
    candidates: list[Candidate] = []
    total = max(1, len(blocks))
    for position, key in enumerate(sorted(blocks, key=lambda one: (len(blocks[one]), one))):
        members = blocks[key]
        limit = _HUB if "=" in key[:3] else _MOST_IN_BLOCK
        if len(members) > limit:
            capped += 1
            continue
        if progress and position % 500 == 0:
            progress(COMPARING, position / total)
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                if (one, other) in seen:
                    continue
                seen.add((one, other))
                a, b = profiles[one], profiles[other]
                if a.kind != b.kind or a.id == b.id or (not within and a.source == b.source):
                    continue
                left, right = (a, b) if a.id <= b.id else (b, a)
                if (left.id, right.id) in decided:
                    continue
                made = compare(left, right, model, shares)
                if made.score >= review:
                    candidates.append(Candidate(left.id, right.id, made))
    candidates.sort(key=lambda pair: (-pair.comparison.log_odds, pair.left, pair.right))
    return LinkRun(candidates, len(seen), capped, time.perf_counter() - started)


class Index:
    """Profiles by blocking key, for comparing one record with many."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = list(profiles)
        self.shares = rarity(self.profiles)
        self._blocks: dict[str, list[int]] = {}
        for number, profile in enumerate(self.profiles):
            for key in keys(profile):
                self._blocks.setdefault(key, []).append(number)

    def near(self, profile: Profile, most: int = 2_000) -> list[Profile]:
        """Profiles that share most keys with this one."""
        counts: dict[int, float] = {}
        for key in keys(profile):
            members = self._blocks.get(key, [])
            for number in members if len(members) <= 5_000 else []:
                counts[number] = counts.get(number, 0.0) + 1 / len(members) ** 0.5
        best = sorted(counts, key=lambda number: -counts[number])[:most]
        return [self.profiles[number] for number in best]


def screen(profile: Profile, index: Index, k: int = 20) -> list[tuple[Profile, Comparison]]:
    """The k best profiles of an index for one record, best first."""
    scored = [
        (other, compare(profile, other, None, index.shares))
        for other in index.near(profile)
        if other.kind == profile.kind
    ]
    return sorted(scored, key=lambda pair: -pair[1].log_odds)[:k]
