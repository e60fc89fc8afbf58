"""The JSON Schema of the case document, generated from the records, plain forms included."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from records import context, person, route, submission
from records.case import Case
from records.codes import country_codes
from records.document import FORMAT, VERSION, CaseDocument
from records.identifier import Identifier
from records.span import Span

_ABSENT = {"enum": ["not_asked", "refused"]}
_MODELS: tuple[type[BaseModel], ...] = (
    CaseDocument, Case, submission.Submission, person.Person, person.Organisation, person.Involvement, person.Relation,
    person.Name, Identifier, route.Route, route.Stop, route.Location, route.Joins, context.Payment, context.Proceeding,
    context.Contact, context.Mention, context.Caution, context.Danger, context.Source, Span,
)  # fmt: skip


def case_schema() -> dict[str, Any]:
    """The schema as it is shipped: what :func:`records.load_document` accepts, as far as a schema can say it.

    It does not say that ids must exist and be used once, that dates are EDTF, or that codes may be spelt freely.
    """
    schema = CaseDocument.model_json_schema(by_alias=True)
    parts: dict[str, Any] = schema.pop("$defs")
    for model in _MODELS:
        part = schema if model is CaseDocument else parts[model.__name__]
        _widen(model, part)
    parts["Name"] = {"anyOf": [{"type": "string", "maxLength": 500}, parts["Name"]]}
    parts["Span"] = {"anyOf": [{"type": "number", "minimum": 0}, parts["Span"]]}
    parts["Country"] = {"type": "string", "enum": sorted(country_codes())}
    parts["Organisation"]["properties"]["suspected"]["anyOf"].append({"type": "boolean"})
    schema["required"] = ["format", "version", "submission"]
    schema["properties"]["format"] = {"const": FORMAT}
    schema["properties"]["version"] = {"const": VERSION}
    schema["anyOf"] = [
        {"required": ["routes"]},
        {"required": ["persons"]},
        {"required": ["case"], "properties": {"case": {"required": ["summary"]}}},
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:waylink:case:1",
        **schema,
        "title": "Waylink case document, version 1",
        "$defs": dict(sorted(parts.items())),
    }


def _widen(model: type[BaseModel], part: dict[str, Any]) -> None:
    """Say in the schema which plain forms are read, and that a value may be absent for a reason."""
    properties: dict[str, Any] = part["properties"]
    properties.pop("missing", None)
    # An entry without an id is given one.
    required = set(part.get("required", ())) - {"id"}
    if "required" in part:
        part["required"] = sorted(required)
    for name, value in list(properties.items()):
        value = _country(value)
        value.pop("title", None)
        value.pop("default", None)
        if name in getattr(model, "plain_lists", {}).values() and value.get("type") == "array":
            value = {"anyOf": [value, value["items"]]}
        if name not in required and name not in ("format", "version"):
            options = value.pop("anyOf", None) or [dict(value)]
            kept = {"description": value["description"]} if "description" in value else {}
            value = kept | {"anyOf": [option for option in options if option != {"type": "null"}] + [_ABSENT]}
        properties[name] = value
    for plain, name in getattr(model, "plain_lists", {}).items():
        properties.setdefault(plain, properties[name])


def _country(value: dict[str, Any]) -> dict[str, Any]:
    """Country fields point at the one list of codes."""
    if value.get("examples") == ["UZ"]:
        return {"$ref": "#/$defs/Country"}
    changed = dict(value)
    if "anyOf" in changed:
        changed["anyOf"] = [_country(option) for option in changed["anyOf"]]
    if "items" in changed:
        changed["items"] = _country(changed["items"])
    return changed
