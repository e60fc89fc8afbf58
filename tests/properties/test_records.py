"""Whatever arrives is read whole or refused with paths; what was read survives being written and read again."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from records import InvalidDocument, load_document
from records.dates import parse

words = st.text(max_size=12)
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | words
    | st.sampled_from(["UZ", "air", "p1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=12,
)
FIELDS = ["submission", "case", "persons", "organisations", "identifiers", "routes", "payments", "cautions", "sources"]


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), plain))
def test_any_input_is_read_or_refused(parts):
    data = {"format": "waylink/case", "version": 1, "submission": {"country": "UZ"}, **parts}
    try:
        document = load_document(data)
    except InvalidDocument as refusal:
        assert refusal.problems
    else:
        again = load_document(json.loads(json.dumps(document.to_plain())))
        assert again.to_plain() == document.to_plain()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30) | st.from_regex(r"[0-9X./~?%-]{1,14}", fullmatch=True))
def test_a_date_has_ordered_bounds_or_is_refused(text):
    try:
        read = parse(text)
    except ValueError:
        return
    assert read.earliest is None or read.latest is None or read.earliest <= read.latest
