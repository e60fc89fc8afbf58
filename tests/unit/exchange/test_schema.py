import json
from pathlib import Path

import jsonschema
import pytest

from exchange import demo
from exchange.schema import case_schema
from records.document import load_document

FILE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "case-document.schema.json"
LEAST = {"format": "waylink/case", "version": 1, "submission": {"country": "UZ"}, "persons": [{}]}


@pytest.fixture(scope="module")
def check() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(case_schema())
    return jsonschema.Draft202012Validator(case_schema())


def test_the_shipped_file_is_what_the_records_say() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == case_schema(), "run scripts/build_schema"


def test_the_demonstration_fits(check: jsonschema.Draft202012Validator) -> None:
    for document in demo.documents():
        check.validate(document.to_plain())


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"case": {"status": "trial", "purposes": "not_asked"}},
        {"persons": [{"name": "A", "birth": "refused", "citizenship": "UZ", "count": 3}]},
        {"organisations": [{"suspected": True}], "payments": [{"amount": 1200}]},
        {"routes": [{"traveller": [], "stops": [{"mode": "air", "country": "UZ"}]}]},
        {"x_own": {"anything": 1}},
    ],
)
def test_schema_and_reader_accept(more: dict[str, object], check: jsonschema.Draft202012Validator) -> None:
    load_document(LEAST | more)
    check.validate(LEAST | more)


@pytest.mark.parametrize(
    "more",
    [
        {"version": 2},
        {"submission": {"country": "ZZ"}},
        {"persons": [{"gender": "Unicorn"}]},
        {"routes": [{"stops": [{"modes": ["teleport"]}]}]},
        {"routes": [{"stops": [{"location": {"name": "x", "lat": 99, "lon": 0}}]}]},
        {"involvements": [{"who": "p1"}]},
    ],
)
def test_schema_and_reader_refuse(more: dict[str, object], check: jsonschema.Draft202012Validator) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  -- the records' own error, a ValueError
        load_document(LEAST | more)
    assert not check.is_valid(LEAST | more)
