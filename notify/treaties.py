"""Is a treaty in force for a State on a date? A signatory is not bound; a territory is judged by its own row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from notify.facts import Row, by_country, day, members, table
from notify.overrides import SHIPPED_ONLY, Overrides, PartyRow, Written

UNTOC = "UNTOC"
TIP = "TIP"
_TABLES = {UNTOC: "untoc_parties", TIP: "tip_protocol_parties"}
#: regional instruments whose parties are on file: id -> (network table id, roles that bind)
REGIONAL = {
    "CETS197": ("COE-THB", ("party",)),
    "ACTIP": ("ACTIP", ("party",)),
    "ASEANMLAT": ("ASEAN-MLAT", ("party",)),
    "MINSK": ("CIS-MINSK", ("member",)),
    "CHISINAU": ("CIS-CHISINAU", ("party",)),
    "RIYADH": ("RIYADH", ("party", "party (check)")),
    "ARABTOC": ("ARAB-TOC", ("party", "party (check)", "party (check deposit)")),
    "ECMA": ("COE-ECMA", ("party to ETS 030", "party to ETS 030 (non-member)")),
    "EU": ("EUROJUST", ("member",)),
}


@dataclass(frozen=True, slots=True)
class Status:
    """What is on file about one State and one treaty on one date.

    Attributes:
        treaty: id.
        iso2: State or territory.
        party: bound on the date.
        since: entry into force for it; ``None`` where unknown or not party.
        status: party, signatory, none, territory or unknown.
        signature: date of signature.
        reservation: Article 35 or other reservation, as noted.
        declaration: territorial or other declaration, as noted.
        confirmed: the status itself rests on two sources.
        verify: must be checked by a person before use.
        confidence: as the row says.
        as_of: as the row says.
        source: as the row says.
        note: as the row says.
        written: who wrote the row over the shipped one; ``None`` for a shipped row.
    """

    treaty: str
    iso2: str
    party: bool
    since: date | None
    status: str
    signature: date | None = None
    reservation: str = ""
    confirmed: bool = True
    verify: bool = False
    confidence: str = ""
    as_of: str = ""
    source: str = ""
    note: str = ""
    declaration: str = ""
    written: Written | None = None


def status(treaty: str, iso2: str, on: date, own: Overrides = SHIPPED_ONLY) -> Status:
    """The status of a State or territory under a treaty on a date.

    Args:
        treaty: ``UNTOC``, ``TIP`` or a key of :data:`REGIONAL`.
        iso2: State or territory.
        on: the letter's date.
        own: what the office wrote over the shipped facts.
    """
    row = own.party(treaty, iso2) if own.parties else None
    return _shipped(treaty, iso2, on) if row is None else _of_office(row, _shipped(treaty, iso2, on), on)


def _of_office(row: PartyRow, shipped: Status, on: date) -> Status:
    bound = row.status == "party" and (row.since is None or row.since <= on)
    return Status(
        row.treaty, row.iso2, bound, row.since if row.status == "party" else None, row.status, None,
        shipped.reservation, True, False, "one source", row.written.at[:10], row.written.source, shipped.note,
        shipped.declaration, row.written,
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _shipped(treaty: str, iso2: str, on: date) -> Status:
    if treaty in REGIONAL:
        return _regional(treaty, iso2, on)
    row = by_country(_TABLES[treaty]).get(iso2)
    if row is None:
        return _territory(treaty, iso2, on)
    since = day(row["entry_into_force_for_party"])
    # Party without a dated deposit: bound from the day a source shows it as one, not from the treaty's own start.
    start = since or _party_by().get((treaty, iso2)) or day(row["as_of"][:10])
    bound = row["status"] == "party" and (start is None or start <= on)
    declared = by_country("untoc_declarations").get(iso2)
    return Status(
        treaty, iso2, bound, since, row["status"], day(row["signature_date"]),
        (declared["art35_reservation"] if declared and treaty == UNTOC else ""),
        row["status_confidence"] == "confirmed by two sources", row["verify_before_use"] == "yes", row["confidence"],
        row["as_of"], row["sources"], row["notes"],
        declared["territorial_or_other_declarations"] if declared and treaty == UNTOC else "",
    )  # fmt: skip


@lru_cache(maxsize=1)
def _party_by() -> dict[tuple[str, str], date]:
    known = {(row["treaty"], row["iso2"]): day(row["party_by"]) for row in table("party_by")}
    return {key: shown for key, shown in known.items() if shown is not None}


@lru_cache(maxsize=1)
def starts() -> dict[str, date]:
    """First day of every instrument, by id."""
    known = {row["treaty"]: day(row["start"]) for row in table("instruments")}
    return {treaty: start for treaty, start in known.items() if start is not None}


def _territory(treaty: str, iso2: str, on: date) -> Status:
    row: Row | None = by_country("untoc_territories").get(iso2)
    if row is None:
        known = "territory" if iso2 in by_country("areas") else "unknown"
        return Status(
            treaty, iso2, False, None, known, confirmed=False, verify=True, confidence="recalled, needs check"
        )
    applies = row["untoc_applies" if treaty == UNTOC else "tip_protocol_applies"]
    responsible = row["state_responsible_iso2"]
    bound = applies.startswith("yes") and bool(responsible) and status(treaty, responsible, on).party
    since = _written_date(applies) if bound else None
    if since and since > on:
        bound = False
    return Status(
        treaty, iso2, bound, since, "territory", None, "", not applies.startswith("unknown"), True, row["confidence"],
        row["as_of"], row["sources"], f"{applies}. {row['notes']}".strip(". "),
    )  # fmt: skip


_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}


def _written_date(text: str) -> date | None:
    words = text.replace("(", " ").replace(")", " ").split()
    for first, second, third in zip(words, words[1:], words[2:], strict=False):
        if first.isdigit() and second[:3] in _MONTHS and third[:4].isdigit():
            return date(int(third[:4]), _MONTHS[second[:3]], int(first))
    return None


def _regional(treaty: str, iso2: str, on: date) -> Status:
    network, roles = REGIONAL[treaty]
    row = members().get(network, {}).get(iso2)
    if row is None:
        return Status(treaty, iso2, False, None, "none")
    since = day(row["since"])
    bound = row["role"] in roles and max(starts()[treaty], since or starts()[treaty]) <= on
    check = "check" in row["role"]
    return Status(
        treaty, iso2, bound, since, row["role"], None, "", not check, check, row["confidence"], row["as_of"],
        row["sources"], row["note"],
    )  # fmt: skip


def in_force(treaty: str, a: str, b: str, on: date, own: Overrides = SHIPPED_ONLY) -> bool:
    """Whether the treaty binds both on the date."""
    return status(treaty, a, on, own).party and status(treaty, b, on, own).party


def is_territory(iso2: str) -> bool:
    """Whether it is no party in its own right: Hong Kong, Aruba, and by the rows on file Kosovo, Taiwan."""
    return iso2 not in by_country("untoc_parties")


def responsible_state(iso2: str) -> str:
    """The State that answers for a territory in treaty matters; the code itself for a State, Kosovo and Taiwan."""
    row = by_country("untoc_territories").get(iso2) or by_country("areas").get(iso2) or {}
    return row.get("state_responsible_iso2") or iso2


def totals(treaty: str, on: date) -> int:
    """Number of parties by deposit on a date, as the depositary counts: before entry into force too, with the EU."""
    return sum(1 for iso2, row in by_country(_TABLES[treaty]).items() if _deposited(treaty, iso2, row, on))


def _deposited(treaty: str, iso2: str, row: Row, on: date) -> bool:
    deposit = day(row["deposit_date"]) or _party_by().get((treaty, iso2))
    return row["status"] == "party" and deposit is not None and deposit <= on
