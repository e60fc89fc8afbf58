"""What documents, numbers, accounts and money say about States."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from notify.link import Link
from notify.parties import Parties
from records import CaseDocument
from records.codes import country_codes
from records.context import Payment
from records.identifier import Identifier

_MONEY = {"bank_account", "wallet"}
_PHONES = {"phone", "sim", "imei"}
_SLIGHT = {"email", "ticket"}
_TRAVEL = {"visa", "work_permit", "residence_permit", "electronic_visa"}
_PAPERS = {
    "passport", "identity_card", "id_card", "national_id", "driving_licence", "driver_license", "birth_certificate",
    "travel_document", "seaman_book", "residence_card", "marriage_certificate", "diploma",
}  # fmt: skip
#: what victims and their families are made to pay for
_PAID_BY_VICTIMS = {"recruitment_fee", "debt", "ransom", "documents", "transport"}
_IBAN = re.compile(r"^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$")


def links(document: CaseDocument, parties: Parties) -> Iterator[Link]:
    """Links of all identifiers and payments."""
    yield from _identifiers(document, parties)
    for payment in document.payments:
        yield from _payment(payment, parties)


def _identifiers(document: CaseDocument, parties: Parties) -> Iterator[Link]:
    numbers: dict[str, list[Identifier]] = {}
    reached = {stop.country for _, stop in document.stops()}
    shown = {used for _, stop in document.stops() for used in stop.documents}
    for item in document.identifiers:
        if item.holders and all(_beside(who, parties) for who in item.holders):
            # A lawyer's number or a witness's account leads to nobody whom a State could look for.
            continue
        ours = not item.holders or any(parties.suspect_like(who) for who in item.holders)
        if item.kind in _TRAVEL:
            yield from _permit(item, ours or item.id in shown or bool(reached & {item.country, item.valid_for}))
        elif item.kind in _PAPERS:
            yield from _paper(item, ours and bool(item.holders))
        elif item.kind in _MONEY:
            country = item.country or _iban_country(item.value or "")
            if country:
                yield Link(country, "suspect_account" if ours else "money_of_victim", item.id)
        elif item.country is None:
            country = _prefix_country(item.value or "") if item.kind == "phone" else None
            if country:
                yield Link(country, "phone_only", item.id, "prefix_is_weak", lead=ours)
        elif not ours:
            yield Link(item.country, _slight(item), item.id, "prefix_is_weak")
        elif item.kind in _PHONES | _SLIGHT:
            numbers.setdefault(item.country, []).append(item)
        else:
            yield Link(item.country, "online_or_vehicle", item.id, lead=True)
    for country, items in numbers.items():
        for item in items:
            if len(items) > 1:
                yield Link(country, "several_identifiers", item.id)
            else:
                yield Link(country, _slight(item), item.id, "prefix_is_weak", lead=True)


def _slight(item: Identifier) -> str:
    if item.kind in _PHONES:
        return "phone_only"
    return "email_or_ticket" if item.kind in _SLIGHT else "item_of_other"


def _beside(who: str, parties: Parties) -> bool:
    return parties.professional(who) and not parties.suspect_like(who) and not parties.victim_like(who)


def _permit(item: Identifier, played: bool) -> Iterator[Link]:
    """A visa counts as used unless it is genuine and has nothing to do with the journey: an old one in the passport."""
    code = "document_false" if item.genuine == "false" else "visa_issued"
    if item.genuine == "genuine" and not played:
        code = "document_issued"
    for country in dict.fromkeys((item.country, item.valid_for)):
        if country:
            yield Link(country, code, item.id)


def _paper(item: Identifier, of_suspect: bool) -> Iterator[Link]:
    if item.country is None:
        return
    if item.genuine in ("obtained_by_fraud", "borrowed"):
        yield Link(item.country, "document_fraud", item.id)
    elif item.genuine == "false":
        yield Link(item.country, "document_false", item.id, lead=True)
    else:
        yield Link(item.country, "document_issued", item.id, lead=of_suspect)


def _payment(payment: Payment, parties: Parties) -> Iterator[Link]:
    record = payment.id or "payment"
    payer_suffers = _suffers(payment.payer, parties) or (payment.payer is None and payment.purpose in _PAID_BY_VICTIMS)
    sides = ((payment.from_country, payer_suffers), (payment.to_country, _suffers(payment.receiver, parties)))
    for country, suffers in sides:
        if country:
            yield Link(country, "money_of_victim" if suffers else "money_flow", record)


def _suffers(who: str | None, parties: Parties) -> bool:
    return who is not None and not parties.suspect_like(who) and (parties.victim_like(who) or parties.relative(who))


def prefix_country(value: str, kind: str) -> str | None:
    """The State that a number or account says itself: a phone's prefix (a hint), an account number's first letters."""
    if kind == "phone":
        return _prefix_country(value)
    return _iban_country(value) if kind == "bank_account" else None


@lru_cache(maxsize=10_000)
def _prefix_country(value: str) -> str | None:
    """Country of an international phone number; a prefix is a hint and is only ever used as one."""
    if not value.strip().startswith(("+", "00")):
        return None
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", value.strip()), None)
    except phonenumbers.NumberParseException:
        return None
    country = phonenumbers.region_code_for_number(number) if phonenumbers.is_possible_number(number) else None
    return country if country in country_codes() else None


@lru_cache(maxsize=10_000)
def _iban_country(value: str) -> str | None:
    """Country of an International Bank Account Number whose check digits are right (ISO 13616)."""
    text = re.sub(r"[\s-]", "", value).upper()
    if not _IBAN.match(text):
        return None
    digits = "".join(str(int(sign, 36)) for sign in text[4:] + text[:4])
    return text[:2] if int(digits) % 97 == 1 and text[:2] in country_codes() else None
