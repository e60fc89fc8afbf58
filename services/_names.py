"""Romanised search keys: how names written in one script are found in another."""

from __future__ import annotations

from records import CaseDocument
from records.person import Organisation, Person


def search_keys(text: str) -> list[str]:
    """Keys under which a name is found from any script; those that begin with ``=`` tell how it sounds."""
    from linking import normalise

    return list(normalise.search_keys(text))


def readings(text: str) -> list[str]:
    """Two readings of what somebody looks for: as it is romanised, and as it sounds, each word by word."""
    found = [search_keys(word) for word in text.split()]
    spelled = [next((key for key in keys if not key.startswith("=")), "") for keys in found]
    sounds = [next((key for key in keys if key.startswith("=")), "") for keys in found]
    return [reading for reading in (" ".join(spelled), " ".join(sounds)) if reading.strip()]


def keys_of(document: CaseDocument) -> dict[str, list[str]]:
    """Local party id -> search keys of all its names."""
    parties: list[Person | Organisation] = [*document.persons, *document.organisations]
    return {party.id: _keys(party) for party in parties}


def _keys(party: Person | Organisation) -> list[str]:
    if isinstance(party, Organisation):
        written = [party.name or "", *party.other_names]
    else:
        written = [name.display for name in party.names]
    return list(dict.fromkeys(key for text in written if text for key in search_keys(text)))
