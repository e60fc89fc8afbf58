"""One record of a case with all its values: what a reason rests on, opened by a link that carries the record's id."""

from __future__ import annotations

from typing import Any

import streamlit as st

from records import CaseDocument
from records.codes import country_codes
from ui import look
from ui.text import bare, plain
from ui.words import N_, _, code_label, country_name, date_text

#: field -> (heading, code list its values are of)
_FIELDS: dict[str, tuple[str, str]] = {
    "role": (N_("Role"), "stop_role"), "place": (N_("Place"), ""), "country": (N_("State"), ""),
    "date": (N_("Date"), ""),
    "status": (N_("Status"), "stop_status"), "modes": (N_("Mode"), "mode"), "crossing": (N_("Crossing"), "crossing"),
    "carrier": (N_("Carrier"), ""), "via": (N_("Border point"), ""), "acts": (N_("Acts"), "act"),
    "who": (N_("Who"), ""),
    "documents": (N_("Documents"), ""), "names": (N_("Names"), ""), "name": (N_("Name"), ""),
    "citizenships": (N_("Citizenship"), ""), "residence": (N_("Lives in"), ""), "present_in": (N_("Present in"), ""),
    "whereabouts": (N_("Whereabouts"), "whereabouts"), "gender": (N_("Gender"), "gender"), "count": (N_("Number"), ""),
    "age_band": (N_("Age"), ""), "minor": (N_("Child"), ""), "seat": (N_("Seat"), ""),
    "operates_in": (N_("Works in"), ""), "suspected": (N_("Suspected"), "suspected"), "value": (N_("Value"), ""),
    "holders": (N_("Holder"), ""), "genuine": (N_("Genuine"), "genuine"), "valid_for": (N_("Valid for"), ""),
    "from_country": (N_("From"), ""), "to_country": (N_("To"), ""), "payer": (N_("Payer"), ""),
    "receiver": (N_("Receiver"), ""), "purpose": (N_("Purpose"), "payment_purpose"), "amount": (N_("Amount"), ""),
    "currency": (N_("Currency"), ""), "direction": (N_("Direction"), "proceeding_direction"),
    "until": (N_("Until"), ""),
    "airside_only": (N_("Did not leave the airport"), ""), "body": (N_("Body"), ""), "note": (N_("Note"), ""),
}  # fmt: skip
_KINDS = {
    "persons": (N_("Person"), ""), "organisations": (N_("Organisation"), "organisation_kind"),
    "identifiers": (N_("Document or number"), "identifier"), "payments": (N_("Payment"), ""),
    "proceedings": (N_("Proceedings"), "proceeding_kind"), "contacts": (N_("Contact"), ""),
    "mentions": (N_("Mention"), "mention"), "cautions": (N_("Caution"), "caution"), "danger": (N_("Danger"), ""),
    "routes": (N_("Route"), ""), "involvements": (N_("Part in the case"), "involvement"),
    "relations": (N_("Relation"), ""),
}  # fmt: skip


def record_card(document: CaseDocument, record: str | None) -> None:
    """The record at the top of the case file; nothing where the address names none, a calm line where it is gone.

    Args:
        document: the case as the reader may see it: protected names hidden.
        record: id from the address.
    """
    if not record:
        return
    part = dict(document.records()).get(record)
    with st.container(border=True, key="record_card"):
        if part is None:
            st.markdown(f"**{_('Record {id}', id=plain(record))}**")
            st.caption(
                _("This record is not in the case any more, or it stands for the case or the submission as a whole.")
            )
            return
        fields = part.to_plain()
        title, listed = _title(document, record)
        kind = fields.get("kind")
        words = [title, code_label(listed, kind) if listed and kind else "", bare(record)]
        st.markdown(f"**{plain(' · '.join(word for word in words if word))}**")
        shown = {_(_FIELDS[name][0]): _value(name, value) for name, value in fields.items() if name in _FIELDS}
        look.facts(shown)


def _title(document: CaseDocument, record: str) -> tuple[str, str]:
    for name, (title, listed) in _KINDS.items():
        if any(part.id == record for part in getattr(document, name)):
            return _(title), listed
    return _("Stop"), ""


def _value(name: str, value: Any) -> str:
    listed = _FIELDS[name][1]
    if isinstance(value, list):
        return ", ".join(_value(name, one) for one in value)
    if isinstance(value, dict):
        return bare(value.get("full") or " ".join(str(part) for part in value.values()))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in ("date", "until"):
        return date_text(str(value))
    if listed:
        return code_label(listed, str(value))
    if isinstance(value, str) and len(value) == 2 and value in country_codes():
        return country_name(value)
    return bare(value)
