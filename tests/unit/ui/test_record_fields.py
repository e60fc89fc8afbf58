"""No field of the case document is out of the form's reach; numbers are read as they are typed."""

import pytest

from records.case import Case
from records.codes import code_lists
from records.route import Stop
from records.submission import Submission
from ui.parts import spans
from ui.parts.entries import MODELS
from ui.parts.record_fields import LABELS, fields_of

ALL = [model for _title, model, _stem in MODELS.values()] + [Stop, Case, Submission]


@pytest.mark.parametrize("model", ALL)
def test_every_field_is_asked_in_words(model):
    asked = fields_of(model)
    written = {field.alias or name for name, field in model.model_fields.items()}
    assert {kind.name for kind in asked} == written - {"id", "missing"}
    for kind in asked:
        assert kind.kind != "code" or kind.codes in code_lists()
        if kind.kind == "other":
            assert kind.name in ("location", "titles", "summaries"), "asked elsewhere"
        elif model not in (Case,):
            assert kind.name in LABELS or kind.name == "file_hash", kind.name


def test_kinds_follow_the_model():
    kinds = {kind.name: (kind.kind, kind.many) for kind in fields_of(Stop)}
    assert kinds["role"] == ("code", False)
    assert kinds["modes"] == ("code", True)
    assert kinds["country"] == ("country", False)
    assert kinds["date"] == ("date", False)
    assert kinds["who"] == ("ref", True)
    assert kinds["cost"] == ("span", False)
    assert kinds["airside_only"] == ("flag", False)
    assert kinds["note"] == ("long", False)
    assert kinds["place"] == ("text", False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("15000-18000", {"min": 15000, "max": 18000}), ("2+", {"min": 2}), ("-5", {"max": 5}),
        ("~200+", {"min": 200, "about": True}), ("~12", {"min": 12, "max": 12, "about": True}), ("1,5", 1.5),
        ("", None),
    ],
)  # fmt: skip
def test_numbers_as_typed(text, value):
    assert spans.read(text) == value
    if value is not None and text != "1,5":
        assert spans.text_of(value) == text


def test_what_is_no_number_leaves_the_old_one():
    assert spans.read("many", {"min": 2}) == {"min": 2}
    kept = {"min": 3, "max": 3, "x_note": "as counted"}
    assert spans.read(spans.text_of(kept), kept) is kept
