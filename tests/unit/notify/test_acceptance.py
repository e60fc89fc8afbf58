"""The rows a prosecutor wrote down before the engine existed: exactly these States, at least these legal bases."""

import json
from pathlib import Path

import pytest

from notify.counterparts import counterparts
from records import load_document

EXAMPLES = Path(__file__).parents[3] / "examples"

EXPECTED = {
    "A01": ("AE TR", "", "", "UNTOC-18.4 UNTOC-18.5 TIP-10.1"),
    "A02": ("", "", "", ""),
    "A03": ("KZ RU", "", "", "UNTOC-18.4 UNTOC-18.5 TIP-10.1"),
    "A04": ("IE", "", "", "UNTOC-18.4 TIP-10.1 CETS197-34"),
    "A06": ("", "CG", "", "COMITY"),
    "A07": ("", "YE", "", "UNTOC-18.4 UNTOC-18.5"),
    "A08": ("IT", "LY", "ER", "EUMLA2000-7 UNTOC-18.4 TIP-10.1"),
    "A10": ("RO", "", "", "UNTOC-15.5 UNTOC-18.4 UNTOC-19 TIP-10.1"),
    "A11": ("GE", "", "", "UNTOC-15.5 UNTOC-18.4 UNTOC-19 CETS197-34"),
    "A12": ("TR", "", "", "UNTOC-18.4 UNTOC-18.13"),
    "A14": ("NP", "BD", "", "UNTOC-18.4 TIP-10.1"),
    "A15": ("IN", "", "", "UNTOC-18.4"),
    "A17": ("AE", "IR", "", "UNTOC-18.4 TIP-10.1"),
    "A19": ("LV UZ", "", "", "UNTOC-18.4 TIP-10.1 EGMONT"),
    "A21": ("NL", "", "", "EUMLA2000-7 EU2023-977-7 EUROJUST-21 UNTOC-18.4"),
    "A24": ("AU GB US", "", "", "UNTOC-18.4 TIP-10.1 BUDAPEST-26"),
}
LANGUAGES = {
    "A01": {"AE": "ar", "TR": "tr"}, "A03": {"KZ": "ru", "RU": "ru"}, "A04": {"IE": "en"}, "A06": {"CG": "fr"},
    "A07": {"YE": "ar"}, "A08": {"IT": "it"}, "A10": {"RO": "ro"}, "A11": {"GE": "ka"}, "A12": {"TR": "tr"},
    "A14": {"NP": "ne"}, "A15": {"IN": "en"}, "A17": {"AE": "ar"}, "A19": {"LV": "lv", "UZ": "ru"},
    "A24": {"AU": "en", "GB": "en", "US": "en"},
}  # fmt: skip
CHANNELS = {
    "A01": {"AE": "CENTRAL_AUTHORITY INTERPOL", "TR": "CENTRAL_AUTHORITY INTERPOL"},
    "A03": {"KZ": "CASC"},
    "A04": {"IE": "EUROJUST EJN"},
    "A06": {"CG": "INTERPOL DIPLOMATIC"},
    "A07": {"YE": "DIPLOMATIC"},
    "A08": {"IT": "EUROJUST EJN SIENA"},
    "A10": {"RO": "EUROJUST SELEC"},
    "A11": {"GE": "CASC EUROJUST"},
    "A12": {"TR": "INTERPOL"},
    "A19": {"LV": "FIU CENTRAL_AUTHORITY", "UZ": "CASC"},
    "A21": {"NL": "EUROJUST EJN SIENA"},
    "A24": {"AU": "SEAJUST"},
}
PUBLISHED = {
    "PC-1": ("RU UZ", "", "BY KG"),
    "PC-2": ("UZ NP", "", "AE RU"),
    "PC-3": ("TR", "HU AT", "RU GB"),
    "PC-4": ("GB PL DE VN", "", "BE CZ HU"),
    "PC-5": ("UZ TJ TM", "", "GE AZ"),
    "PC-6": ("ES CH CN DE PL", "", "HR VN"),
}


def judged(path):
    return counterparts(load_document(json.loads(path.read_text(encoding="utf-8"))))


def by_decision(result, decision):
    return {state.iso2 for state in result.states if state.decision == decision}


@pytest.mark.parametrize("row", EXPECTED)
def test_acceptance_rows(row):
    notify, review, blocked, bases = EXPECTED[row]
    result = judged(EXAMPLES / "acceptance" / f"{row}.json")
    assert by_decision(result, "notify") == set(notify.split())
    assert by_decision(result, "review") == set(review.split())
    assert by_decision(result, "blocked") == set(blocked.split())
    cited = {basis for state in result.states for basis in state.legal_basis}
    assert set(bases.split()) <= cited
    states = {state.iso2: state for state in result.states}
    for country, language in LANGUAGES.get(row, {}).items():
        assert language in states[country].languages
    for country, channels in CHANNELS.get(row, {}).items():
        assert set(channels.split()) <= set(states[country].channels)
    assert result.sender not in states
    assert all("CARICC" not in state.channels for state in result.states)


def test_what_each_row_is_about():
    rows = {name: {s.iso2: s for s in judged(EXAMPLES / "acceptance" / f"{name}.json").states} for name in EXPECTED}
    assert {reason.code for reason in rows["A04"]["PL"].against} == {"layover_only"}
    assert rows["A04"]["PL"].decision == "none"
    assert rows["A06"]["CG"].fallback
    assert not {"UNTOC-18.4", "TIP-10.1"} & set(rows["A06"]["CG"].legal_basis)
    assert "TIP-10.1" not in rows["A07"]["YE"].legal_basis
    assert "de_facto_authorities" in {caution.code for caution in rows["A07"]["YE"].cautions}
    assert rows["A12"]["TR"].urgency == "critical"
    assert rows["A12"]["TR"].channels[0] == "INTERPOL"
    assert "CETS197-33" not in rows["A12"]["TR"].legal_basis
    assert "TIP-10.1" not in rows["A15"]["IN"].legal_basis
    assert "TIP-10.1" not in rows["A17"]["IR"].legal_basis
    assert "status_unverified" in {reason.code for reason in rows["A17"]["IR"].against}
    assert rows["A08"]["ER"].legal_basis == ()
    assert rows["A01"]["AE"].introducers == ("CASC",)
    assert "child_victim" in {caution.code for caution in rows["A24"]["AU"].cautions}


@pytest.mark.parametrize("case", PUBLISHED)
def test_published_cases(case):
    first, second, never = (part.split() for part in PUBLISHED[case])
    result = judged(EXAMPLES / "published" / f"{case}.json")
    decided = {state.iso2: state.decision for state in result.states}
    ranks = {state.iso2: state.rank for state in result.states}
    assert all(decided[country] in ("notify", "review") for country in first + second)
    assert all(decided.get(country, "none") == "none" for country in never)
    assert all(ranks[low] > ranks[high] for low in second for high in first)
    assert result.sender not in decided
    records = {
        name for name, _ in load_document(json.loads((EXAMPLES / "published" / f"{case}.json").read_text())).records()
    }
    told = {record for state in result.states for reason in state.reasons for record in reason.records}
    assert told <= records
