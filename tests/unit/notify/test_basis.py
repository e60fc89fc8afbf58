# ruff: noqa: E501  -- one row of the table is one pair
"""The legal-basis card: pairs of States on dates, with the answer looked up by hand in the party lists."""

from datetime import date

import pytest

from notify.authorities import authority, channels
from notify.basis import card, describe, legal_bases
from notify.treaties import REGIONAL

#: sender, receiver, date -> usable: Convention, Protocol, Council of Europe convention; must be verified
PAIRS = [
    ("UZ", "AE", "2026-07-01", "U P", False), ("UZ", "TR", "2026-07-01", "U P", False), ("KG", "RU", "2026-07-01", "U P", False),
    ("KG", "KZ", "2026-07-01", "U P", False), ("GE", "IE", "2026-07-01", "U P C", False), ("OM", "YE", "2026-07-01", "U", False),
    ("DE", "IT", "2026-07-01", "U P C", False), ("MD", "RO", "2026-07-01", "U P C", False), ("AM", "GE", "2026-07-01", "U P C", False),
    ("QA", "NP", "2026-07-01", "U P", True), ("NP", "IN", "2020-07-01", "U", True), ("NP", "IN", "2020-07-16", "U P", True),
    ("AM", "IR", "2026-07-01", "U", True), ("AM", "IR", "2025-08-01", "", True), ("AM", "AE", "2026-07-01", "U P", False),
    ("KZ", "LV", "2026-07-01", "U P", False), ("BG", "NL", "2026-07-01", "U P C", False), ("PH", "AU", "2026-07-01", "U P", False),
    ("CM", "CG", "2026-07-01", "", True), ("CG", "CM", "2026-07-01", "", True), ("AU", "PG", "2026-07-01", "", True),
    ("FJ", "SB", "2026-07-01", "", True), ("FJ", "TV", "2026-07-01", "", True), ("PH", "HK", "2026-07-01", "U", True),
    ("PH", "MO", "2026-07-01", "U P", True), ("TH", "TW", "2026-07-01", "", True), ("AL", "XK", "2026-07-01", "", True),
    ("CN", "KP", "2026-07-01", "U", True), ("IT", "VA", "2026-07-01", "U", False), ("NZ", "TO", "2026-07-01", "U", False),
    ("NZ", "VU", "2026-07-01", "U", False), ("NZ", "WS", "2026-07-01", "U", True), ("NZ", "CK", "2026-07-01", "U", False),
    ("NZ", "TK", "2026-07-01", "", True), ("DK", "GL", "2026-07-01", "", True), ("GB", "GI", "2007-11-26", "", True),
    ("ES", "GI", "2007-11-27", "U", True), ("TZ", "UG", "2020-01-01", "U", True), ("TZ", "UG", "2026-07-01", "U P", True),
    ("IN", "PK", "2022-12-03", "U", True), ("IN", "PK", "2022-12-04", "U P", True), ("KZ", "KG", "2003-09-28", "", False),
    ("KR", "JP", "2015-12-04", "", True), ("KR", "JP", "2017-08-10", "U P", True), ("GE", "FR", "2007-06-01", "U P", False),
    ("DE", "SO", "2025-04-23", "", True), ("DE", "SO", "2025-04-24", "U P", True), ("TR", "SY", "2026-07-01", "U P", False),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "day", "usable", "verify"), PAIRS)
def test_card(a, b, day, usable, verify):
    rows = {row.treaty: row for row in card(a, b, date.fromisoformat(day))}
    marks = {"UNTOC": "U", "TIP": "P", "CETS197": "C"}
    assert " ".join(mark for treaty, mark in marks.items() if treaty in rows and rows[treaty].usable) == usable
    assert (rows["UNTOC"].verify or rows["TIP"].verify) is verify
    assert rows["UNTOC"].source
    assert rows["UNTOC"].as_of


def test_enough_pairs_and_dates_are_looked_up():
    assert len({row[:3] for row in PAIRS}) == len(PAIRS) >= 40


@pytest.mark.parametrize(("a", "b", "day", "usable", "verify"), PAIRS)
def test_only_what_is_in_force_is_cited(a, b, day, usable, verify):
    cited = set(legal_bases(a, b, date.fromisoformat(day), {"exploited_here", "immediate_danger"}))
    assert ("UNTOC-18.4" in cited) is ("U" in usable)
    assert ("TIP-10.1" in cited) is ("P" in usable)
    assert ("CETS197-33" in cited) is ("C" in usable)
    assert ("COMITY" in cited) is ("U" not in usable)
    assert all(describe(basis) for basis in cited)


def test_european_instruments_by_date():
    assert {"EUMLA2000-7", "EU2023-977-7", "EUROJUST-21"} <= set(legal_bases("BG", "NL", date(2026, 7, 1), set()))
    assert "EU2023-977-7" not in legal_bases("BG", "NL", date(2024, 12, 11), set())
    assert "EUMLA2000-7" not in legal_bases("BG", "GB", date(2026, 7, 1), set())


def test_online_evidence_needs_both_in_the_cybercrime_convention():
    assert "BUDAPEST-26" in legal_bases("PH", "US", date(2026, 7, 1), set(), online=True)
    assert "BUDAPEST-26" not in legal_bases("PH", "US", date(2026, 7, 1), set())
    assert "BUDAPEST-26" not in legal_bases("UZ", "US", date(2026, 7, 1), set(), online=True)


def test_regional_instruments_have_a_first_day_and_words():
    from notify.treaties import starts

    assert set(REGIONAL) <= set(starts())


@pytest.mark.parametrize(
    ("a", "b", "first", "never"),
    [
        ("KG", "KZ", "CASC", "CARICC"), ("UZ", "AE", "CENTRAL_AUTHORITY", "CASC"), ("BG", "NL", "EUROJUST", "SIENA CASC"),
        ("OM", "YE", "DIPLOMATIC", "CENTRAL_AUTHORITY"), ("CM", "CG", "DIPLOMATIC", "CENTRAL_AUTHORITY"),
        ("PH", "AU", "SEAJUST", "CARIN"), ("KG", "RU", "CENTRAL_AUTHORITY", "CASC CARICC"),
    ],
)  # fmt: skip
def test_channels(a, b, first, never):
    found = channels(a, b)
    assert found[0] == first
    assert not {name for name in never.split() if name != "SIENA"} & set(found)


def test_channels_by_purpose():
    assert "CARIN" in channels("DE", "LV", money=True)
    assert "CARIN" not in channels("DE", "LV")
    assert "FIU" in channels("KZ", "LV", money=True)
    assert channels("UZ", "TR", urgent=True)[0] == "INTERPOL"
    assert channels("MD", "RO", linked=True)[0] == "SUBMISSION_OWNER"
    assert "CIS-MINSK" in channels("KG", "RU")
    assert "INTERPOL" not in channels("CN", "KP")


@pytest.mark.parametrize(
    ("iso2", "languages", "declared"),
    [
        ("AZ", "ru en", True), ("SE", "sv da no", True), ("MD", "ro en ru", True), ("CH", "fr de it", True), ("NL", "nl", False),
        ("KG", "ky ru", False), ("AU", "en", False), ("HK", "zh en", True), ("RE", "fr", True), ("US", "en", True),
    ],
)  # fmt: skip
def test_languages(iso2, languages, declared):
    found = authority(iso2)
    assert found.languages == tuple(languages.split())
    assert found.languages_declared is declared
