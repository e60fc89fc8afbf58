"""Facts that an administrator writes over the shipped ones: authority names, party status, own law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from notify.authorities import Authority, authority
from notify.overrides import RULE_OF, AuthorityRow, NationalRule, Overrides, PartyRow, Written
from notify.treaties import TIP, UNTOC
from records import Actor
from records.codes import country_codes
from services.desk import Desk
from services.errors import Refused
from store import Reader
from store import overrides as stored
from store.rows import OverrideRow

__all__ = ["OverrideRow", "authority_of", "own", "rows", "withdraw", "write_authority", "write_national", "write_party"]
_MOST = 300


def rows(desk: Desk, actor: Actor, *, ended: bool = False) -> list[OverrideRow]:
    """The office's own facts; with ``ended`` those that no longer count too.

    Raises:
        Refused: ``not_allowed``.
    """
    with desk.read(actor) as reader:
        reader.require("settings.read")
        return stored.rows(reader, ended=ended)


def own(reader: Reader) -> Overrides:
    """The office's own facts as the engine takes them."""
    authorities, parties, national = [], [], []
    for row in stored.rows(reader):
        written, value = Written(row.by, row.at.isoformat(timespec="minutes"), row.source), row.value
        if row.kind == "authority":
            authorities.append(AuthorityRow(row.subject, value["name"], tuple(value["languages"]), written))
        elif row.kind == "party":
            since = date.fromisoformat(value["since"]) if value["since"] else None
            parties.append(PartyRow(value["treaty"], value["iso2"], value["status"], since, written))
        else:
            national.append(
                NationalRule(value["sender"], value["effect"], frozenset(value["receivers"]), value["text"], written)
            )
    return Overrides(tuple(authorities), tuple(parties), tuple(national))


def authority_of(desk: Desk, actor: Actor, iso2: str) -> Authority:
    """The authority on file for a State, the office's own row before the shipped one.

    Raises:
        Refused: ``not_allowed``.
    """
    with desk.read(actor) as reader:
        reader.require("settings.read")
        return authority(iso2, own(reader))


def write_authority(
    desk: Desk, actor: Actor, iso2: str, name: str, languages: str = "", source: str = "", reason: str = ""
) -> None:
    """Name the authority of a State as the office knows it; ``languages`` as codes, ``ru en``.

    Raises:
        Refused: ``bad_fact``, ``source_needed``, ``not_allowed``.
    """
    spoken = [code.strip().lower() for code in languages.replace(",", " ").split()]
    if any(len(code) > 3 or not code.isalpha() or not code.isascii() for code in spoken):
        raise Refused("bad_fact", "Write languages as codes, e.g. ru en.")
    _put(desk, actor, "authority", _state(iso2), {"name": _line(name), "languages": spoken}, source, reason)


def write_party(
    desk: Desk,
    actor: Actor,
    treaty: str,
    iso2: str,
    status: str,
    since: date | None,
    source: str = "",
    reason: str = "",
) -> None:
    """Say that a State is party (in force for it since a day), signatory or none under the Convention or the Protocol.

    Raises:
        Refused: ``bad_fact``, ``source_needed``, ``not_allowed``.
    """
    if treaty not in (UNTOC, TIP) or status not in ("party", "signatory", "none"):
        raise Refused("bad_fact", "This treaty or status is not known.")
    if status == "party" and since is None:
        raise Refused("bad_fact", "Write since when the treaty is in force for the State.")
    value = {"treaty": treaty, "iso2": _state(iso2), "status": status, "since": since.isoformat() if since else ""}
    _put(desk, actor, "party", f"{treaty}:{iso2}", value, source, reason)


def write_national(
    desk: Desk,
    actor: Actor,
    sender: str,
    effect: str,
    receivers: list[str],
    text: str,
    source: str = "",
    reason: str = "",
) -> None:
    """Say what own law does to sending without a request: bar, route (judge, central authority) or approval (data).

    Raises:
        Refused: ``bad_fact``, ``source_needed``, ``not_allowed``.
    """
    if effect not in RULE_OF:
        raise Refused("bad_fact", "This effect is not known.")
    value = {
        "sender": _state(sender), "effect": effect, "receivers": sorted({_state(code) for code in receivers}),
        "text": _line(text),
    }  # fmt: skip
    _put(desk, actor, "national", f"{sender}:{effect}", value, source, reason)


def withdraw(desk: Desk, actor: Actor, kind: str, subject: str, reason: str = "") -> None:
    """End a fact of the office's own: the shipped one counts again.

    Raises:
        Refused: ``not_found``, ``not_allowed``.
    """
    with desk.write(actor, reason) as tx:
        if not stored.withdraw(tx, kind, subject):
            raise Refused("not_found", "There is no such record, or you may not see it.")


def _put(desk: Desk, actor: Actor, kind: str, subject: str, value: Mapping[str, Any], source: str, reason: str) -> None:
    if not source.strip():
        raise Refused("source_needed", "Write where the fact comes from: a letter, a directory, a law.")
    with desk.write(actor, reason) as tx:
        stored.put(tx, kind, subject, value, _line(source))


def _state(code: str) -> str:
    if code not in country_codes():
        raise Refused("unknown_country", "This State is not known; write its two-letter code such as UZ.")
    return code


def _line(text: str) -> str:
    clean = " ".join(text.split())
    if not clean or len(clean) > _MOST:
        raise Refused("bad_fact", "Write one line of up to 300 signs.")
    return clean
