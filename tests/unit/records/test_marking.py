import pytest

from records.marking import Marking, strictest


def mark(tlp=None, *codes):
    return Marking(tlp, frozenset(codes))


@pytest.mark.parametrize(
    ("inputs", "tlp", "codes", "causes"),
    [
        ([], None, set(), ()),
        ([("a", mark())], None, set(), ()),
        ([("a", mark("TLP:GREEN")), ("b", mark("TLP:RED"))], "TLP:RED", set(), ("b",)),
        ([("a", mark("TLP:AMBER", "H0")), ("b", mark(None, "H2"))], "TLP:AMBER", {"H2"}, ("a", "b")),
        ([("a", mark(None, "H1")), ("b", mark(None, "H1", "H3"))], None, {"H1", "H3"}, ("a", "b")),
        ([("a", mark(None, "H0")), ("b", mark(None, "H0"))], None, {"H0"}, ()),
    ],
)
def test_strictest_wins_and_names_its_cause(inputs, tlp, codes, causes):
    result = strictest(inputs)
    assert (result.tlp, result.handling, result.causes) == (tlp, codes, causes)
