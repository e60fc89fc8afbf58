import pytest

from records.codes import check_code, code_lists, country_codes, label, read_code


def test_lists_are_whole_and_labelled():
    lists = code_lists()
    assert len(lists["purpose"].labels) == 15
    assert len(lists["method_of_control"].labels) == 18
    assert set(lists["tlp"].labels) >= {"TLP:RED", "TLP:AMBER+STRICT", "TLP:CLEAR"}
    assert all(text for entry in lists.values() for text in entry.labels.values())
    assert all(entry.source for entry in lists.values())
    assert {"NA", "XK", "HK", "TW", "UZ"} <= country_codes()
    assert "EU" not in country_codes()


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("mode", "Small Boat", "small_boat"),
        ("purpose", "forcedlabour", "ForcedLabour"),
        ("purpose", "Forced Labour", "ForcedLabour"),
        ("tlp", "tlp:amber+strict", "TLP:AMBER+STRICT"),
        ("suspected", True, "yes"),
        ("suspected", False, "no"),
        ("relation", " godmother ", "godmother"),
        ("age_band", "48+", "48+"),
    ],
)
def test_reading(name, given, code):
    assert read_code(name, given) == code


def test_closed_lists_refuse_without_telling_the_value():
    assert check_code("relation", "godmother") == "godmother"
    with pytest.raises(ValueError, match="list 'mode'") as caught:
        check_code("mode", "broomstick")
    assert "broomstick" not in str(caught.value)
    assert label("mode", "small_boat") == "Small boat"
    assert label("relation", "godmother") == "godmother"
