"""How often values occur in a store: rare names tell more, values that many records share tell little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from linking import addresses, places
from linking.evidence import Common
from linking.identifiers import key
from linking.keys import parts_of
from linking.profile import Profile

#: in a smaller store every name looks rare or common by chance
_ENOUGH = 400


def rarity(profiles: Sequence[Profile]) -> dict[str, float]:
    """Share of profiles that have each part of a name; empty for a small store."""
    if len(profiles) < _ENOUGH:
        return {}
    counts: Counter[str] = Counter()
    for profile in profiles:
        counts.update({part.text for name in profile.names for part in parts_of(name)})
    return {token: count / len(profiles) for token, count in counts.items()}


def common(profiles: Sequence[Profile]) -> Common:
    """How many profiles share each identifier, address, stop and place of birth, where more than two do."""
    counts: Counter[str] = Counter()
    for profile in profiles:
        counts.update({f"identifier:{key(kind, value)}" for kind, value, _ in profile.identifiers})
        counts.update({f"stop:{stop}" for stop, _ in profile.stops})
        if profile.address:
            counts[f"address:{addresses.key(profile.address)}"] += 1
        if profile.birth_place:
            counts[f"born:{' '.join(places.telling(profile.birth_place))}"] += 1
    return Common({value: count for value, count in counts.items() if count > 2})
