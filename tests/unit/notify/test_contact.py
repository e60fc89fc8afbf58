# ruff: noqa: E501  -- one row of the table is one pair
"""Who else, in what order, how soon, and what is said on the telephone or asked first."""

from datetime import UTC, datetime, timedelta

import pytest

from notify import consultation, phone
from notify.authorities import channels
from notify.facts import table
from notify.networks import shared
from notify.urgency import clock
from tests.unit.notify.test_modelling import judged
from tests.unit.notify.test_prosecutors import of, path

#: sender, receiver -> networks that must be named, that must not
PAIRS = [
    ("KG", "KZ", "CASC CIS-CHISINAU INTERPOL", "SEAJUST EJN CARICC ARIN-WCA"),
    ("UZ", "TJ", "CASC CIS-MINSK INTERPOL", "CARICC"),
    ("TH", "MY", "SEAJUST ASEAN-MLAT ACTIP ASEANAPOL INTERPOL", "CASC"),
    ("BG", "NL", "EJN EUROJUST EUROPOL COE-THB COE-ECMA INTERPOL", "CASC CARIN"),
    ("GE", "IE", "EUROJUST COE-THB INTERPOL", "CASC EJN"),
    ("MD", "GE", "COE-THB INTERPOL GUAM", "EUROPOL"),
    ("ES", "MX", "IBERRED INTERPOL", "EJN WACAP"),
    ("NG", "GH", "WACAP CNCP INTERPOL", "IBERRED"),
    ("OM", "AE", "GCCPOL GCCNET RIYADH ARAB-TOC INTERPOL", "CASC"),
    ("UZ", "AE", "INTERPOL", "CASC GCCPOL"),
    ("KE", "UG", "GLJC CNCP INTERPOL", "WACAP"),
    ("NP", "IN", "SAARC-THB INTERPOL", "SEAJUST"),
    ("AU", "FJ", "PILON CNCP INTERPOL", "IBERRED"),
    ("CN", "KP", "", "INTERPOL"),
    ("TH", "TW", "", "INTERPOL SEAJUST"),
    ("CM", "CG", "INTERPOL", "WACAP CARICC"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "named", "never"), PAIRS)
def test_networks_of_a_pair(a, b, named, never):
    rows = {row.network: row for row in shared(a, b)}
    assert set(named.split()) <= set(rows)
    assert not set(never.split()) & set(rows)
    assert {row.network for row in shared(b, a)} == set(rows)
    assert all(row.confidence and row.as_of and row.source for row in rows.values())


def test_every_pair_of_states_without_caricc_and_assets_only_with_money():
    codes = sorted({row["iso2"] for row in table("network_members")})
    assets = {row["network_id"] for row in table("networks") if row["kind"] == "asset recovery network"}
    for place, a in enumerate(codes):
        for b in codes[place + 1 :: 7]:
            assert not {row.network for row in shared(a, b)} & (assets | {"CARICC"})
            assert not set(channels(a, b)) & (assets | {"CARICC"})
    assert "CARIN" in {row.network for row in shared("DE", "LV", money=True)}
    assert "CARICC" not in {row.network for row in shared("KZ", "RU", money=True)}


def test_a_body_of_members_needs_one_member():
    assert "SIENA" not in channels("MD", "GE")
    assert "SIENA" in channels("MD", "RO")


NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("urgency", "ago", "first", "letter", "late"),
    [("critical", 1, 0, 24, 0), ("critical", 30, 0, 24, 6), ("high", 80, 24, 72, 8), ("normal", 300, 168, 336, 0)],
)
def test_the_clock(urgency, ago, first, letter, late):
    since = NOW - timedelta(hours=ago)
    made = clock(urgency, since, NOW)
    assert (made.first_by, made.letter_by) == (since + timedelta(hours=first), since + timedelta(hours=letter))
    assert made.late == late


def test_low_has_no_clock():
    made = clock("low", NOW, NOW)
    assert (made.first_by, made.letter_by, made.late) == (None, None, 0)


def in_danger(**more):
    names = {"names": [{"full": "Secret Name"}], "minor": True, "gender": "Feminine"}
    return of("UZ", "UZ", victim=names, danger=[{"id": "d1", "country": "TR", "who": "v", "note": "Secret Name locked in"}],
              stops=path("recruitment UZ", ("harbouring TR", {"place": "Istanbul, Aksaray", "date": "2026-11-20"})), **more)  # fmt: skip


def told(document):
    from records import load_document

    (state,) = (state for state in judged(document).states if state.iso2 == "TR")
    return state, phone.sheet(load_document(document), state)


def test_the_sheet_for_a_call():
    state, sheet = told(in_danger())
    assert state.urgency == "critical"
    assert sheet.calls[0].code == "INTERPOL"
    said = {line.code: line.params for line in sheet.say}
    assert said["where"] == {"place": "Istanbul, Aksaray"}
    assert said["who_is_there"] == {"people": "1 Feminine UZ"}
    assert {"child", "since", "callback", "not_a_request"} <= set(said)
    assert said["danger"] == {"record": "d1"}
    assert "Secret" not in repr(sheet)
    assert {"identity", "source", "evidence", "no_alarm"} == {line.code for line in sheet.withhold}


def test_the_sheet_minds_the_addressee_and_the_refugee():
    _, sheet = told(in_danger(cautions=[{"kind": "complicity", "country": "TR"}, {"kind": "asylum", "country": "TR"}]))
    assert {"addressee", "asylum"} <= {line.code for line in sheet.withhold}


def test_no_sheet_where_nobody_is_in_danger():
    from records import load_document

    document = of("UZ", "UZ", stops=path("exploitation TR"))
    (state,) = judged(document).states
    assert phone.sheet(load_document(document), state) is None


def test_the_question_that_goes_first_holds_no_person_and_no_date():
    from records import load_document

    document = of("UZ", "UZ", victim={"names": [{"full": "Secret Name"}], "count": 4}, stops=path("recruitment UZ", "transit KZ road", ("exploitation TR air", {"place": "Secret street", "date": "2026-11-02"})))  # fmt: skip
    document["case"] |= {"purposes": ["ForcedLabour"], "reference": "Secret ref"}
    for state in judged(document).states:
        lines = consultation.consultation(load_document(document), state)
        codes = {line.code: line.codes for line in lines}
        assert codes["purposes"] == ("ForcedLabour",)
        assert codes["states"] == ("UZ", "KZ", "TR")
        assert codes["size"] == ("few",)
        assert "Secret" not in repr(lines)
        assert "2026" not in repr(lines)
        assert set(codes) <= set(consultation.TEXT)


@pytest.mark.parametrize(
    "more",
    [
        {"danger": [{"country": "TR"}]}, {"cautions": [{"kind": "asylum", "country": "TR"}]},
        {"cautions": [{"kind": "covert_phase"}]}, {"cautions": [{"kind": "complicity", "country": "TR"}]},
    ],
)  # fmt: skip
def test_no_question_first_where_it_is_urgent_or_would_tell(more):
    from records import load_document

    document = of("UZ", "UZ", stops=path("exploitation TR"), **more)
    (state,) = judged(document).states
    assert consultation.consultation(load_document(document), state) is None


def test_a_blocked_state_is_not_among_the_states_of_the_question():
    from records import load_document

    document = of(
        "SE", "ER", stops=path("origin ER", "exploitation IT"), cautions=[{"kind": "asylum", "country": "ER"}]
    )
    italy = next(state for state in judged(document).states if state.iso2 == "IT")
    lines = {line.code: line.codes for line in consultation.consultation(load_document(document), italy)}
    assert lines["states"] == ("IT",)
