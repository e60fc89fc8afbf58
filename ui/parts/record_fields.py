"""Every field of a record as an input of its kind.

The fields are read from the record's own model: nothing that a case document can hold is out of the form's reach.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import streamlit as st

from records.base import MISSING, Record
from records.codes import InList, code_lists, country_codes
from records.person import Name
from records.span import Span
from records.types import Country, Edtf, Id, Text
from ui.parts import spans
from ui.text import bare
from ui.words import N_, _, code_label, country_name

Kind = Literal["code", "country", "date", "ref", "span", "flag", "text", "long", "lines", "names", "other"]
Entry = dict[str, Any]

LABELS = {
    "account": N_("Account"), "acts": N_("Acts"), "address": N_("Address"), "age_band": N_("Age group"),
    "airside_only": N_("Stayed on the air side"), "among": N_("Citizenships are spread over the group"),
    "amount": N_("Amount"), "as": N_("Part in the case"), "authority": N_("Authority"), "basis": N_("Basis"),
    "birth": N_("Date or year of birth"), "birth_place": N_("Place of birth"), "body": N_("Body"),
    "carrier": N_("Carrier"), "channel": N_("Channel"), "citizenships": N_("Citizenships"), "cost": N_("Cost"),
    "count": N_("How many"), "country": N_("State"), "crossing": N_("Crossing"), "currency": N_("Currency"),
    "date": N_("Date"), "direction": N_("Direction"), "documents": N_("Documents shown"), "expires": N_("Expires"),
    "field": N_("Belongs to (path)"), "from": N_("From"), "from_country": N_("From State"), "gender": N_("Gender"),
    "genuine": N_("Genuine"), "grade": N_("Grade"), "handling": N_("Handling"),
    "handling_note": N_("Handling in words"), "holders": N_("Holder"), "issued": N_("Issued"), "kind": N_("Kind"),
    "language": N_("Language"), "minor": N_("Under 18"), "modes": N_("Arrived by"), "name": N_("Name"),
    "names": N_("Names, one a line"), "note": N_("Note"), "occupation": N_("Occupation"),
    "operates_in": N_("Works in"), "other_names": N_("Other names"), "other_offences": N_("Other offences"),
    "payer": N_("Payer"), "per": N_("For each"), "place": N_("Place"), "present_in": N_("Is in"),
    "purpose": N_("Purpose"), "purposes_suspected": N_("Suspected purposes"), "quote": N_("Quotation"),
    "receiver": N_("Receiver"), "received": N_("Received"), "reference": N_("Reference"),
    "registration": N_("Registration number"), "residence": N_("Lives in"), "role": N_("Role"), "roles": N_("Roles"),
    "scheme": N_("Grading scheme"), "seat": N_("Seat"), "sector": N_("Sector"), "status": N_("Status"),
    "suspected": N_("Suspected"), "title": N_("Title"), "tlp": N_("Traffic Light Protocol"), "to": N_("To"),
    "to_country": N_("To State"), "until": N_("Until"), "url": N_("Address on the web"), "valid_for": N_("Valid for"),
    "value": N_("Number or address"), "via": N_("Border point"), "whereabouts": N_("Whereabouts"), "who": N_("Who"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldKind:
    """How a field is asked: its kind, whether it takes several values, the code list it draws on."""

    name: str
    kind: Kind
    many: bool
    codes: str = ""


def fields_of(model: type[Record], skip: Sequence[str] = ()) -> list[FieldKind]:
    """The fields of a record in their order, by the names a case document writes them with."""
    made = []
    for name, field in model.model_fields.items():
        written = field.alias or name
        if written not in ("id", "missing", *skip):
            annotated = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
            made.append(_kind(written, annotated))
    return made


def _kind(name: str, annotation: Any, many: bool = False) -> FieldKind:
    if get_origin(annotation) in (Union, types.UnionType):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        return _kind(name, inner[0], many)
    if get_origin(annotation) is list:
        return _kind(name, get_args(annotation)[0], True)
    if annotation is Name:
        return FieldKind(name, "names", True)
    if annotation is Span:
        return FieldKind(name, "span", many)
    if annotation is bool:
        return FieldKind(name, "flag", many)
    if get_origin(annotation) is Annotated:
        metadata = get_args(annotation)[1:]
        listed = next((part for part in metadata if isinstance(part, InList)), None)
        if listed is not None:
            return FieldKind(name, "code", many, listed.name)
        known: dict[Any, Kind] = {Country: "country", Edtf: "date", Id: "ref", Text: "long"}
        for model, kind in known.items():
            if set(map(repr, get_args(model)[1:])) <= set(map(repr, metadata)):
                return FieldKind(name, kind, many)
        return FieldKind(name, "lines" if many else "text", many)
    return FieldKind(name, "text" if annotation is str else "other", many)


def form(
    model: type[Record],
    entry: Mapping[str, Any],
    refs: Callable[[str], Mapping[str, str]],
    *,
    key: str,
    submit: str,
    skip: Sequence[str] = (),
) -> Entry | None:
    """All fields of a record in one form.

    Args:
        model: of the record.
        entry: what is there now; fields that are not asked stay as they are.
        refs: field -> ids that it may name, with their words.
        key: widget key.
        submit: label of the button.
        skip: fields that are not asked here.

    Returns:
        The entry when the form was sent; ``None`` otherwise.
    """
    asked = [kind for kind in fields_of(model, skip) if kind.kind != "other"]
    made = dict(entry)
    with st.form(key, border=True, enter_to_submit=False):
        columns = st.columns(3)
        for at, kind in enumerate(asked):
            with columns[at % 3]:
                value = _input(kind, entry.get(kind.name), refs, f"{key}-{kind.name}")
            if value in (None, "", [], False):
                made.pop(kind.name, None)
            else:
                made[kind.name] = value
        sent = st.form_submit_button(submit, type="primary")
    return made if sent else None


def _input(kind: FieldKind, value: Any, refs: Callable[[str], Mapping[str, str]], key: str) -> Any:
    label = _(LABELS.get(kind.name, kind.name))
    if kind.kind in ("code", "country", "ref"):
        return _choice(kind, label, value, refs, key)
    if kind.kind == "flag":
        states = {True: _("yes"), False: _("no")}
        index = list(states).index(value) if value in states else None
        return st.selectbox(label, list(states), index=index, format_func=states.__getitem__, key=key,
                            placeholder=_("not recorded"))  # fmt: skip
    if isinstance(value, str) and value in MISSING:
        # "not asked" and "refused" are values of their own: typing something replaces them.
        typed = st.text_input(label, "", key=key, placeholder={"unknown": _("unknown"), "not_asked": _("not asked"),
                              "refused": _("refused")}[value])  # fmt: skip
        return typed.strip() or value
    if kind.kind == "span":
        typed = st.text_input(
            label, spans.text_of(value), key=key, help=_("3, 15000-18000, 2+ (at least), ~12 (about)")
        )
        return spans.read(typed, value)
    if kind.kind == "names":
        typed = st.text_area(label, "\n".join(_full(name) for name in value or []), key=key, height=80)
        known = {_full(name): name for name in value or []}
        return [known.get(line.strip(), {"full": line.strip()}) for line in typed.splitlines() if line.strip()]
    if kind.kind == "lines":
        typed = st.text_input(label, "; ".join(value or []), key=key, help=_("Several are parted by a semicolon."))
        return [part.strip() for part in typed.split(";") if part.strip()]
    if kind.kind == "long":
        return st.text_area(label, str(value or ""), key=key, height=80).strip()
    helped = _("As exact as known: 2025-09-03, 2025-09, 2025, 1998~ (about), 2010-21 (spring)")
    return st.text_input(label, str(value or ""), key=key, help=helped if kind.kind == "date" else None).strip()


def _choice(kind: FieldKind, label: str, value: Any, refs: Callable[[str], Mapping[str, str]], key: str) -> Any:
    named = refs(kind.name) if kind.kind == "ref" else {}

    def words(one: str) -> str:
        if kind.kind == "country":
            return country_name(one)
        return named.get(one, one) if kind.kind == "ref" else code_label(kind.codes, one)

    if kind.kind == "country":
        options = sorted(country_codes(), key=country_name)
    elif kind.kind == "ref":
        options = list(named)
    else:
        options = list(code_lists()[kind.codes].labels)
        options += [code for code in MISSING if not kind.many and code not in options]
    held = [one for one in (value if isinstance(value, list) else [value]) if one]
    # A code or id that the list does not know (an open list) stays on offer.
    options += [one for one in held if one not in options]
    if kind.many:
        return st.multiselect(label, options, held, format_func=words, key=key, placeholder=_("not recorded"))
    index = options.index(held[0]) if held else None
    return st.selectbox(label, options, index=index, format_func=words, key=key, placeholder=_("not recorded"))


def _full(name: Any) -> str:
    if isinstance(name, str):
        return bare(name)
    parts = [name.get("full")] if name.get("full") else [name.get(part) for part in ("family", "given", "patronymic")]
    return bare(" ".join(str(part) for part in parts if part))
