"""To whom a letter goes, in which language, and through which network."""

from __future__ import annotations

from dataclasses import dataclass

from notify.facts import by_country, members
from notify.treaties import is_territory

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
)
_REGIONAL = (("SELEC", {"member"}), ("GUAM", {"member"}), ("GCCPOL", {"member"}), ("ASEANAPOL", {"member"}))


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


def authority(iso2: str) -> Authority:
    """The central or competent authority on file for a State or territory."""
    if is_territory(iso2):
        row = by_country("untoc_territories")[iso2]
        name, _, tail = row["central_authority"].removeprefix("UNTOC: ").partition(";")
        spoken = tuple(part for part in tail.strip().split("|") if part) or official_languages(iso2)
        return Authority(
            name, spoken, bool(tail.strip()), "territory", row["confidence"], row["as_of"], row["sources"], "", True
        )
    found = by_country("untoc_declarations").get(iso2)
    if found is None:
        return Authority("", official_languages(iso2), False, "none on file", "", "", "", "", True)
    declared = tuple(part for part in found["acceptable_languages"].split("|") if part)
    return Authority(
        found["central_authority"], declared or official_languages(iso2), bool(declared), found["basis"],
        found["confidence"], found["as_of"], found["sources"], found["urgent_channel_or_other"],
        found["confidence"].startswith(_SURE) or not found["central_authority"],
    )  # fmt: skip


def official_languages(iso2: str) -> tuple[str, ...]:
    """Official or in fact used languages, largest first."""
    row = by_country("languages").get(iso2, {})
    spoken = row.get("official_languages") or row.get("de_facto_languages") or ""
    return tuple(part for part in spoken.split("|") if part)


def channels(sender: str, receiver: str, *, money: bool = False, urgent: bool = False) -> tuple[str, ...]:
    """Channels between two States that are on file, best first.

    A network counts only with a membership row for both. CARICC is for drugs only and never named. Asset networks are named
    where money is involved.
    """
    found: list[str] = ["INTERPOL"] if urgent and _both("INTERPOL", {"member"}, sender, receiver) else []
    found += [network for network, roles in _JUDICIAL if _both(network, roles, sender, receiver)]
    if found and "EUROJUST" in found and "EJN" not in found and _with_agreement(sender, receiver):
        found.insert(found.index("EUROJUST") + 1, "EJN")
    name = authority(receiver).name
    found.append("DIPLOMATIC" if not name or "diplomatic" in name.lower() or name == "unknown" else "CENTRAL_AUTHORITY")
    if money:
        found.append("FIU")
        found += [network for network in ("CARIN", "ARIN-AP", "ARIN-WCA") if _both(network, {"member"}, sender, receiver)]
    if _both("EUROPOL", {"member", "operational agreement"}, sender, receiver) and _european(sender, receiver):
        found.append("SIENA")
    found += [network for network, roles in _REGIONAL if _both(network, roles, sender, receiver)]
    if _both("INTERPOL", {"member"}, sender, receiver):
        found.append("INTERPOL")
    if "DIPLOMATIC" not in found:
        found.append("DIPLOMATIC")
    return tuple(dict.fromkeys(found))


def _both(network: str, roles: set[str], a: str, b: str) -> bool:
    rows = members().get(network, {})
    return all(code in rows and rows[code]["role"] in roles for code in (a, b))


def _european(a: str, b: str) -> bool:
    rows = members().get("EUROJUST", {})
    return any(code in rows and rows[code]["role"] == "member" for code in (a, b))


def _with_agreement(a: str, b: str) -> bool:
    rows = members().get("EUROJUST", {})
    return {rows[code]["role"] for code in (a, b) if code in rows} == {"member", "cooperation agreement"}


def introducers(sender: str, receiver: str) -> tuple[str, ...]:
    """Networks of one side whose secretariat can introduce, where the other side is outside."""
    result = []
    for network in ("CASC", "SEAJUST", "EJN", "EUROJUST", "WACAP", "IBERRED"):
        rows = members().get(network, {})
        if sender in rows and rows[sender]["role"] == "member" and receiver not in rows:
            result.append(network)
    return tuple(result)
