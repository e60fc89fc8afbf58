"""Names of States in files, in any language, to their codes. The geodata room is imported at first use."""

from __future__ import annotations

from functools import lru_cache

from records.codes import country_codes

#: below it a name is only like a State's name, and a person has to say which one is meant
_SURE = 0.95


@lru_cache(maxsize=5_000)
def find(text: str) -> str | None:
    """ISO 3166-1 alpha-2 of a State named beyond doubt; ``None`` for anything else."""
    clean = text.strip()
    if clean in ("no", "No"):
        # A cell that says no means that there is none, not Norway.
        return None
    if clean.upper() in country_codes() and clean.isascii():
        return clean.upper()
    from geodata import countries

    hits = [hit for hit in countries.find(clean) if hit.score >= _SURE and hit.method != "fuzzy"]
    states = {hit.iso2 for hit in hits if hit.score == hits[0].score}
    return states.pop() if len(states) == 1 else None
