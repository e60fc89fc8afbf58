"""To whom a letter goes, in which language, and through which network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from notify.facts import by_country, members
from notify.overrides import SHIPPED_ONLY, Overrides, Written
from notify.treaties import is_territory, responsible_state

_SURE = "recalled"
#: judicial networks in the order of preference (rule R31), with the roles that count as being in
_JUDICIAL = (
    ("EUROJUST", {"member", "cooperation agreement", "agreement signed (check entry into force)"}),
    ("EJN", {"member"}),
    ("CASC", {"member"}),
    ("SEAJUST", {"member"}),
    ("IBERRED", {"member"}),
    ("WACAP", {"member"}),
    ("GLJC", {"member"}),
    ("CNCP", {"member"}),
    ("PILON", {"member"}),
    ("EUROMED", {"South Partner Country"}),
)
_ASSETS = ("CARIN", "ARIN-AP", "ARIN-WCA", "ARINSA")
_REGIONAL = (("SELEC", {"member"}), ("GUAM", {"member"}), ("GCCPOL", {"member"}), ("ASEANAPOL", {"member"}))

#: conventions on legal assistance that name a way to write; no basis for spontaneous information, so placed late
_TREATIES = ("CIS-CHISINAU", "CIS-MINSK")


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority on file for a State.

    Attributes:
        name: as notified or as generally known; empty where none is on file.
        languages: languages it accepts, else the official ones; ISO 639 codes.
        languages_declared: the languages come from a declaration.
        basis: what kind of row it is.
        confidence: as the row says.
        as_of: as the row says.
        source: as the row says.
        urgent: note on urgent requests.
        verify: to be checked before sending.
        written: who wrote the row over the shipped one; ``None`` for a shipped row.
    """

    name: str
    languages: tuple[str, ...]
    languages_declared: bool
    basis: str
    confidence: str
    as_of: str
    source: str
    urgent: str
    verify: bool
    written: Written | None = None


def authority(iso2: str, own: Overrides = SHIPPED_ONLY) -> Authority:
    """The central or competent authority on file for a State or territory; the office's own row goes before.

    Args:
        iso2: State or territory.
        own: what the office wrote over the shipped facts.
    """
    shipped = _shipped(iso2)
    row = own.authority(iso2) if own.authorities else None
    if row is None:
        return shipped
    return replace(
        shipped, name=row.name, languages=row.languages or shipped.languages,
        languages_declared=bool(row.languages) or shipped.languages_declared, basis="own entry",
        confidence="one source", as_of=row.written.at[:10], source=row.written.source, verify=False,
        written=row.written,
    )  # fmt: skip


@lru_cache(maxsize=500)
def _shipped(iso2: str) -> Authority:
    if is_territory(iso2) and (iso2 in by_country("untoc_territories") or responsible_state(iso2) != iso2):
        row = by_country("untoc_territories").get(iso2)
        if row is None:
            # An area without a row of its own is written to through the State that answers for it.
            return replace(_shipped(responsible_state(iso2)), verify=True)
        name, _, tail = row["central_authority"].removeprefix("UNTOC: ").partition(";")
        spoken = _codes(tail) or official_languages(iso2)
        return Authority(
            name, spoken, bool(tail.strip()), "territory", row["confidence"], row["as_of"], row["sources"], "", True
        )
    found = by_country("untoc_declarations").get(iso2)
    if found is None:
        return Authority("", official_languages(iso2), False, "none on file", "", "", "", "", True)
    declared = _codes(found["acceptable_languages"])
    return Authority(
        found["central_authority"], declared or official_languages(iso2), bool(declared), found["basis"],
        found["confidence"], found["as_of"], found["sources"], found["urgent_channel_or_other"],
        found["confidence"].startswith(_SURE) or not found["central_authority"],
    )  # fmt: skip


def official_languages(iso2: str) -> tuple[str, ...]:
    """Official or in fact used languages, largest first."""
    row = by_country("languages").get(iso2, {})
    spoken = row.get("official_languages") or row.get("de_facto_languages") or ""
    return _codes(spoken)


def _codes(text: str) -> tuple[str, ...]:
    """Language codes of a list such as ``ru|en (with a translation)``: remarks and script marks left out, each once."""
    parts = (part.strip().partition(" ")[0].partition("_")[0] for part in text.split("|"))
    return tuple(dict.fromkeys(part for part in parts if part))


@lru_cache(maxsize=20_000)
def channels(
    sender: str,
    receiver: str,
    *,
    money: bool = False,
    urgent: bool = False,
    linked: bool = False,
    own: Overrides = SHIPPED_ONLY,
) -> tuple[str, ...]:
    """Channels between two States that are on file, best first.

    A network counts only with a membership row for both. CARICC is for drugs only and never named. Asset networks
    are named where money is involved.
    """
    found: list[str] = ["INTERPOL"] if urgent and _both("INTERPOL", {"member"}, sender, receiver) else []
    if linked:
        found.append("SUBMISSION_OWNER")
    found += [network for network, roles in _JUDICIAL if _both(network, roles, sender, receiver)]
    if found and "EUROJUST" in found and "EJN" not in found and _with_agreement(sender, receiver):
        found.insert(found.index("EUROJUST") + 1, "EJN")
    name = authority(receiver, own).name
    found.append("DIPLOMATIC" if not name or "diplomatic" in name.lower() or name == "unknown" else "CENTRAL_AUTHORITY")
    found += [treaty for treaty in _TREATIES if _cis(treaty, sender, receiver)]
    if money:
        found.append("FIU")
        found += [network for network in _ASSETS if _both(network, {"member"}, sender, receiver)]
    if _both("EUROPOL", {"member", "operational agreement"}, sender, receiver) and _european(sender, receiver):
        found.append("SIENA")
    found += [network for network, roles in _REGIONAL if _both(network, roles, sender, receiver)]
    if _both("INTERPOL", {"member"}, sender, receiver):
        found.append("INTERPOL")
    if "DIPLOMATIC" not in found:
        found.append("DIPLOMATIC")
    return tuple(dict.fromkeys(found))


def _cis(treaty: str, a: str, b: str) -> bool:
    rows = members().get(treaty, {})
    return all(code in rows and rows[code]["role"].startswith(("party", "member")) for code in (a, b))


def _both(network: str, roles: set[str], a: str, b: str) -> bool:
    rows = members().get(network, {})
    return all(code in rows and rows[code]["role"] in roles for code in (a, b))


def _european(a: str, b: str) -> bool:
    rows = members().get("EUROJUST", {})
    return any(code in rows and rows[code]["role"] == "member" for code in (a, b))


def _with_agreement(a: str, b: str) -> bool:
    rows = members().get("EUROJUST", {})
    return {rows[code]["role"] for code in (a, b) if code in rows} == {"member", "cooperation agreement"}


@lru_cache(maxsize=20_000)
def introducers(sender: str, receiver: str) -> tuple[str, ...]:
    """Networks of one side whose secretariat can introduce, where the other side is outside."""
    result = []
    for network in ("CASC", "SEAJUST", "EJN", "EUROJUST", "WACAP", "IBERRED"):
        rows = members().get(network, {})
        if sender in rows and rows[sender]["role"] == "member" and receiver not in rows:
            result.append(network)
    return tuple(result)
