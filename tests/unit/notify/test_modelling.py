# ruff: noqa: E501  -- one row of the table is one case
"""The same facts written down in other ways lead to the same States: no two offices fill in a case alike."""

import copy
from datetime import date

import pytest

from notify.counterparts import LinkedCase, counterparts
from records import load_document

DAY = date(2026, 7, 1)
VICTIM = {"id": "v", "citizenships": ["UZ"]}
AS_VICTIM = {"who": "v", "as": "victim"}
SUSPECT = {"id": "s"}
AS_SUSPECT = {"who": "s", "as": "suspect"}


def stop(name, role, country, **more):
    return {"id": name, "role": role, "country": country} | more


def case(sender, *, stops=(), route=None, persons=(), involved=(), **more):
    document = {"format": "waylink/case", "version": 1, "submission": {"country": sender}, "case": {"summary": "x"}}
    document["persons"] = [*persons]
    document["involvements"] = [*involved]
    if stops:
        document["routes"] = [{"id": "r1", "stops": [*stops]} | (route or {})]
    return document | more


def judged(document, matches=(), on=DAY):
    return counterparts(load_document(copy.deepcopy(document)), letter_date=on, matches=matches)


def told(result):
    return {state.iso2: state.decision for state in result.states}


GULF = (stop("s1", "recruitment", "UZ"), stop("s3", "exploitation", "AE", modes=["air"]))


def through(**istanbul):
    return (GULF[0], stop("s2", "transit", "TR", modes=["air"]) | istanbul, GULF[1])


WARSAW = (
    stop("s1", "origin", "GE"),
    stop("s2", "transit", "PL", modes=["air"]),
    stop("s3", "exploitation", "IE", modes=["air"]),
)


def warsaw(**more):
    return (WARSAW[0], WARSAW[1] | more, WARSAW[2])


ALMATY = (
    stop("s1", "origin", "KG"),
    stop("s2", "transit", "KZ", modes=["road"]),
    stop("s3", "exploitation", "RU", modes=["rail"]),
)


def almaty(**more):
    return (ALMATY[0], ALMATY[1] | more, ALMATY[2])


def people(*citizenships, **suspect):
    return {
        "persons": [VICTIM | {"citizenships": list(citizenships)}, SUSPECT | suspect],
        "involved": [AS_VICTIM, AS_SUSPECT],
    }


VARIANTS = {
    # an organiser in the transit State
    "organiser resident": (case("UZ", stops=through(), **people("UZ", residence="TR")), "AE TR", "", ""),
    "organiser present": (case("UZ", stops=through(), **people("UZ", present_in="TR")), "AE TR", "", ""),
    "organiser acts at the stop": (case("UZ", stops=through(who=["s"]), **people("UZ")), "AE TR", "", ""),
    "organiser under an own word": (
        case("UZ", stops=through(), persons=[VICTIM, SUSPECT | {"residence": "TR"}], involved=[AS_VICTIM, {"who": "s", "as": "organiser"}]),
        "AE TR", "", ""),
    "actor without involvement": (case("UZ", stops=through(who=["s"]), persons=[VICTIM, SUSPECT], involved=[AS_VICTIM]), "AE TR", "", ""),
    "victims only as travellers": (
        case("UZ", stops=through(), route={"travellers": ["v"]}, persons=[VICTIM, SUSPECT | {"residence": "TR"}], involved=[AS_SUSPECT]),
        "AE TR", "", ""),
    "group with a count": (
        case("UZ", stops=GULF, persons=[VICTIM | {"count": 3}], involved=[AS_VICTIM]), "AE", "", ""),
    "transit without a follow-up by air": (case("UZ", stops=through(), **people("UZ")), "AE", "", "TR"),
    "death penalty and non-punishment do not hold a letter back": (
        case("UZ", stops=GULF, cautions=[{"kind": "death_penalty", "country": "AE"}, {"kind": "non_punishment", "who": "v"}], **people("UZ")),
        "AE", "", ""),
    # everything at home
    "own State only": (
        case("KZ", stops=(stop("s1", "recruitment", "KZ"), stop("s2", "exploitation", "KZ")), **people("KZ", residence="KZ"),
             identifiers=[{"id": "i1", "kind": "phone", "value": "+7 727 250 0000", "country": "KZ", "holder": "s"},
                          {"id": "i2", "kind": "bank_account", "country": "KZ"}]),
        "", "", ""),
    # transit with something to act on
    "safe house as harbouring stop": (
        case("KG", stops=(ALMATY[0], stop("s2", "harbouring", "KZ", modes=["road"]), ALMATY[2]), **people("KG")), "KZ RU", "", ""),
    "safe house as act": (case("KG", stops=almaty(acts=["harbouring"]), **people("KG")), "KZ RU", "", ""),
    "facilitator's phone and the crossing": (
        case("KG", stops=almaty(), identifiers=[{"id": "i1", "kind": "phone", "country": "KZ", "holder": "s"}], **people("KG")), "KZ RU", "", ""),
    "a phone nobody holds and the crossing": (
        case("KG", stops=almaty(), identifiers=[{"id": "i1", "kind": "phone", "country": "KZ"}], **people("KG")), "KZ RU", "", ""),
    "only the number's prefix and the crossing": (
        case("KG", stops=almaty(), identifiers=[{"id": "i1", "kind": "phone", "value": "+7 727 250 00 00"}], **people("KG")), "KZ RU", "", ""),
    "the victim's own phone is no lead": (
        case("KG", stops=almaty(), identifiers=[{"id": "i1", "kind": "phone", "country": "KZ", "holder": "v"}], **people("KG")), "RU", "KZ", ""),
    "crossing by road alone": (case("KG", stops=almaty(), **people("KG")), "RU", "KZ", ""),
    "crossing concealed": (case("KG", stops=almaty(crossing="concealed"), **people("KG")), "KZ RU", "", ""),
    "exit seen at the next border": (
        case("KG", stops=(*ALMATY[:2], ALMATY[2] | {"crossing": "irregular"}), **people("KG")), "KZ RU", "", ""),
    "driver is a national of the crossed State": (case("KG", stops=almaty(), **people("KG", citizenships=["KZ"])), "KZ RU", "", ""),
    "suspected bus company there": (
        case("KG", stops=almaty(), organisations=[{"id": "o1", "name": "x", "seat": "KZ", "suspected": True}], **people("KG")), "KZ RU", "", ""),
    # change of planes
    "layover flagged": (case("GE", stops=warsaw(airside_only=True), **people("GE")), "IE", "", "PL"),
    "layover flagged without modes": (
        case("GE", stops=(WARSAW[0], stop("s2", "transit", "PL", airside_only=True), stop("s3", "exploitation", "IE")), **people("GE")),
        "IE", "", "PL"),
    "layover not flagged": (case("GE", stops=WARSAW, **people("GE")), "IE", "", "PL"),
    "layover said in a note": (case("GE", stops=warsaw(note="Airside change, two hours"), **people("GE")), "IE", "", "PL"),
    "layover with an unsuspected airline": (
        case("GE", stops=warsaw(who=["o1"], carrier="x"), organisations=[{"id": "o1", "name": "x", "kind": "carrier", "seat": "PL", "suspected": "no"}],
             **people("GE")), "IE", "", "PL"),
    "layover with the victim's own passport": (
        case("GE", stops=warsaw(airside_only=True, documents=["i1"]),
             identifiers=[{"id": "i1", "kind": "passport", "country": "GE", "holder": "v", "genuine": "genuine"}], **people("GE")), "IE", "", "PL"),
    "planned layover": (case("GE", stops=warsaw(airside_only=True, status="planned"), **people("GE")), "IE", "", "PL"),
    "a note that somebody must read": (case("GE", stops=warsaw(note="met by a man with new tickets"), **people("GE")), "IE", "PL", ""),
    "three days on the ground": (
        case("GE", stops=(WARSAW[0], WARSAW[1] | {"date": "2026-03-01"}, WARSAW[2] | {"date": "2026-03-04"}), **people("GE")), "IE", "PL", ""),
    "on by road": (case("GE", stops=(*WARSAW[:2], WARSAW[2] | {"modes": ["road"]}), **people("GE")), "IE", "PL", ""),
    "set without order": (case("GE", stops=WARSAW, route={"ordered": False}, **people("GE")), "IE", "PL", ""),
    "last known stop": (case("GE", stops=WARSAW[:2], **people("GE")), "", "PL", ""),
    "escort airside": (case("GE", stops=warsaw(airside_only=True, who=["s"]), **people("GE")), "IE PL", "", ""),
    "false document at the layover": (
        case("GE", stops=warsaw(documents=["i1"]), identifiers=[{"id": "i1", "kind": "passport", "genuine": "false"}], **people("GE")),
        "IE PL", "", ""),
    # treaty gates
    "not a party": (case("CM", stops=(stop("s1", "exploitation", "CG"),), **people("CM")), "", "CG", ""),
    "not a party, company only": (
        case("AU", organisations=[{"id": "o1", "seat": "PG", "suspected": "yes"}], **people("AU")), "", "PG", ""),
    "Taiwan and Kosovo": (
        case("TH", stops=(stop("s1", "exploitation", "TW"), stop("s2", "recruitment", "XK")), **people("TH")), "", "TW XK", ""),
    "an area of another State": (case("DO", stops=(stop("s1", "exploitation", "PR"),), **people("DO")), "", "PR", ""),
    "Hong Kong has its own row": (case("PH", stops=(stop("s1", "exploitation", "HK"),), **people("PH")), "HK", "", ""),
    "the same State": (case("CN", stops=(stop("s1", "exploitation", "HK"),), **people("CN")), "", "", "HK"),
    "recruiter and accounts under contested authorities": (
        case("OM", identifiers=[{"id": "i1", "kind": "bank_account", "country": "YE", "holder": "s"}], **people("IN", present_in="YE")),
        "", "IN YE", ""),
    "moved through, smuggler named": (
        case("AM", stops=(stop("s1", "origin", "AM"), stop("s2", "transit", "IR", modes=["road"]), stop("s3", "exploitation", "AE")),
             **people("AM", citizenships=["IR"])), "AE", "IR", ""),
    # protection
    "refugee, State named": (
        case("DE", stops=(stop("s1", "origin", "ER"), stop("s2", "exploitation", "IT")), cautions=[{"kind": "asylum", "country": "ER"}], **people("ER")),
        "IT", "", "", "ER"),
    "refugee, caution on the person": (
        case("DE", stops=(stop("s1", "origin", "ER"), stop("s2", "exploitation", "IT")), cautions=[{"kind": "asylum", "who": "v"}], **people("ER")),
        "IT", "", "", "ER"),
    "refugee, country of refuge written by mistake": (
        case("DE", stops=(stop("s2", "exploitation", "IT"),), cautions=[{"kind": "asylum", "country": "DE", "who": "v"}], **people("ER")),
        "IT", "", "", "ER"),
    "suspect with a protection claim": (
        case("DE", stops=(stop("s2", "recruitment", "TJ"),), cautions=[{"kind": "asylum", "country": "TJ", "who": "s"}], **people("DE")),
        "", "TJ", ""),
    "a block beats every link": (
        case("DE", stops=(stop("s1", "exploitation", "ER"),), cautions=[{"kind": "asylum", "country": "ER"}], **people("DE", present_in="ER")),
        "", "", "", "ER"),
    "danger opens a block for a decision": (
        case("DE", stops=(stop("s1", "exploitation", "ER"),), cautions=[{"kind": "asylum", "country": "ER"}], danger=[{"country": "ER"}], **people("DE")),
        "", "ER", ""),
    "political prosecution": (
        case("PL", stops=(stop("s1", "exploitation", "BY"),), cautions=[{"kind": "political", "country": "BY"}], **people("PL")), "", "", "", "BY"),
    "officials involved": (
        case("DE", stops=(stop("s1", "exploitation", "IT"),), cautions=[{"kind": "complicity", "country": "IT", "body": "x"}], **people("DE")),
        "", "IT", ""),
    "complicity stays in danger": (
        case("DE", stops=(stop("s1", "exploitation", "IT"),), cautions=[{"kind": "complicity", "country": "IT"}], danger=[{"country": "IT"}], **people("DE")),
        "", "IT", ""),
    "danger weighs more than retaliation": (
        case("DE", danger=[{"country": "TR", "who": "v"}], cautions=[{"kind": "retaliation", "country": "TR"}], **people("DE")), "TR", "", ""),
    "covert phase holds all letters": (
        case("UZ", stops=GULF, cautions=[{"kind": "covert_phase", "until": "2026-07-15"}], **people("UZ")), "", "AE", ""),
    "covert phase is over": (
        case("UZ", stops=GULF, cautions=[{"kind": "covert_phase", "until": "2026-06-15"}], **people("UZ")), "AE", "", ""),
    # danger
    "danger without anything else": (
        case("UZ", persons=[VICTIM], danger=[{"country": "TR", "who": "v", "note": "locked in"}]), "TR", "", ""),
    "danger under contested authorities": (case("PH", danger=[{"country": "MM", "who": "v"}], **people("PH")), "MM", "", ""),
    # nationality
    "suspect's nationality only": (
        case("QA", stops=(stop("s1", "recruitment", "NP"), stop("s2", "exploitation", "QA")),
             **people("NP", citizenships=["BD"], present_in="QA", whereabouts="in_custody")), "NP", "BD", ""),
    "agency in the State of recruitment, no route": (
        case("QA", organisations=[{"id": "o1", "name": "x", "kind": "recruitment_agency", "seat": "NP", "suspected": "yes"}],
             **people("NP", citizenships=["BD"], present_in="QA")), "NP", "BD", ""),
    "victim's nationality only": (case("TR", persons=[VICTIM], involved=[AS_VICTIM]), "", "UZ", ""),
    "victim's own passport adds nothing": (
        case("TR", persons=[VICTIM], involved=[AS_VICTIM], identifiers=[{"id": "i1", "kind": "passport", "country": "UZ", "holder": "v"}]), "", "UZ", ""),
    "a forced offence does not make a suspect": (
        case("TR", persons=[VICTIM | {"residence": "UZ"}], involved=[AS_VICTIM | {"roles": ["Transporter"]}]), "", "UZ", ""),
    # money, companies, online
    "payment to a bank abroad": (case("KZ", stops=(stop("s1", "recruitment", "UZ"),), payments=[{"to_country": "LV", "purpose": "proceeds"}], **people("UZ")),
                                 "LV UZ", "", ""),
    "account number only": (
        case("KZ", identifiers=[{"id": "i1", "kind": "bank_account", "value": "LV80 BANK 0000 4351 9500 1", "holder": "s"}], **people("KZ")), "LV", "", ""),
    "account number with wrong digits": (
        case("KZ", identifiers=[{"id": "i1", "kind": "bank_account", "value": "LV81 BANK 0000 4351 9500 1", "holder": "s"}], **people("KZ")), "", "", ""),
    "ransom paid by the family": (
        case("TR", payments=[{"from_country": "UZ", "to_country": "TH", "purpose": "ransom"}], **people("TR")), "TH", "UZ", ""),
    "company not suspected": (
        case("UZ", stops=GULF, organisations=[{"id": "o1", "name": "x", "seat": "US", "suspected": "no"}], **people("UZ")), "AE", "", "US"),
    "named only": (case("UZ", stops=GULF, mentions=[{"country": "US", "kind": "false_offer"}], **people("UZ")), "AE", "", "US"),
    "customers and platform": (
        case("PH", persons=[VICTIM | {"citizenships": ["PH"], "minor": True}, {"id": "c1", "present_in": "AU"}, {"id": "c2", "residence": "GB"}],
             involved=[AS_VICTIM, {"who": "c1", "as": "suspect"}, {"who": "c2", "as": "customer"}],
             identifiers=[{"id": "i1", "kind": "account", "country": "US", "holder": "c1"}]), "AU GB US", "", ""),
    "customers as payments, platform as company": (
        case("PH", persons=[VICTIM | {"citizenships": ["PH"], "age_band": "9-17"}], involved=[AS_VICTIM],
             payments=[{"from_country": "AU", "to_country": "PH"}, {"from_country": "GB", "to_country": "PH", "purpose": "proceeds"}],
             identifiers=[{"id": "i1", "kind": "account"}], organisations=[{"id": "o1", "name": "x", "kind": "online_platform", "seat": "US"}]),
        "AU GB US", "", ""),
    # other proceedings
    "their investigation": (case("AM", proceedings=[{"country": "GE", "kind": "investigation", "direction": "by_them"}], **people("AM")), "GE", "", ""),
    "their investigation, already judged": (
        case("AM", proceedings=[{"country": "GE", "kind": "investigation"}], cautions=[{"kind": "ne_bis_in_idem", "country": "GE"}], **people("AM")),
        "GE", "", ""),
    "their request": (case("AM", proceedings=[{"country": "GE", "kind": "request", "direction": "from_them"}], **people("AM")), "GE", "", ""),
    "our earlier request only": (case("KZ", proceedings=[{"country": "RU", "kind": "request", "direction": "from_us"}], **people("KZ")), "", "RU", ""),
    # plans
    "intended destination alone": (
        case("UZ", stops=(stop("s1", "recruitment", "UZ"), stop("s2", "intended_destination", "TR")), **people("UZ")), "", "TR", ""),
    "intended destination and a receiver there": (
        case("UZ", stops=(stop("s2", "exploitation", "TR", status="planned"),), **people("UZ", present_in="TR")), "TR", "", ""),
    "intended destination and a phone there": (
        case("UZ", stops=(stop("s2", "intended_destination", "TR"),), identifiers=[{"id": "i1", "kind": "phone", "country": "TR", "holder": "s"}],
             **people("UZ")), "TR", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_other_ways_to_write_it_down(name):
    document, notify, review, none, *blocked = VARIANTS[name]
    found = told(judged(document))
    expected = dict.fromkeys(notify.split(), "notify") | dict.fromkeys(review.split(), "review")
    expected |= dict.fromkeys(none.split(), "none") | dict.fromkeys(" ".join(blocked).split(), "blocked")
    assert found == expected


def test_a_plan_ranks_its_destination_before_its_crossings():
    result = judged(case("UA", stops=(
        stop("s1", "recruitment", "UA"), stop("s2", "transit", "HU", modes=["road"], status="planned"),
        stop("s3", "transit", "AT", modes=["road"], status="planned"), stop("s4", "exploitation", "TR", modes=["air"], status="planned"),
    ), **people("UA", citizenships=["UA"])))  # fmt: skip
    assert next(state.iso2 for state in result.states) == "TR"
    assert told(result) == {"TR": "review", "HU": "review", "AT": "review"}


def test_a_joined_route_goes_on_where_it_joins():
    routes = [
        {"id": "r1", "stops": [stop("s1", "origin", "GE"), stop("s2", "exploitation", "IE", modes=["air"])]},
        {"id": "r2", "joins": {"route": "r1", "at": "s2"}, "stops": [stop("s1", "origin", "UZ"), stop("s2", "transit", "PL", modes=["air"])]},
    ]  # fmt: skip
    assert told(judged(case("GE", routes=routes, **people("GE"))))["PL"] == "none"


def test_a_judged_match_links_its_submission_and_asks_its_owner_first():
    document = case("MD", identifiers=[{"id": "i1", "kind": "phone", "holder": "s"}], **people("MD"))
    assert told(judged(document)) == {}
    (state,) = judged(document, [LinkedCase("RO", "c9", ("i1", "s"))]).states
    assert (state.iso2, state.decision) == ("RO", "notify")
    assert state.channels[0] == "SUBMISSION_OWNER"
    assert {"UNTOC-15.5", "UNTOC-19"} <= set(state.legal_basis)
    assert "owner_first" in {caution.code for caution in state.cautions}
    assert state.reasons[0].records == ("i1", "s")


def test_urgency():
    going_on = (GULF[0], GULF[1] | {"date": "2026-05/.."})
    rows = (
        (case("UZ", stops=GULF, **people("UZ")), "normal"),
        (case("UZ", stops=going_on, **people("UZ")), "high"),
        (case("UZ", danger=[{"country": "AE"}], **people("UZ")), "critical"),
        (case("UZ", persons=[VICTIM | {"present_in": "AE"}], involved=[AS_VICTIM]), "high"),
        (case("UZ", persons=[VICTIM | {"citizenships": ["AE"]}], involved=[AS_VICTIM]), "low"),
    )
    for document, urgency in rows:
        (state,) = judged(document).states
        assert state.urgency == urgency


def test_handling_and_custody_are_minded():
    document = case(
        "UZ", stops=GULF, persons=[VICTIM | {"present_in": "AE", "whereabouts": "in_custody"}], involved=[AS_VICTIM]
    )
    document["submission"] |= {"handling": ["H2"]}
    (state,) = judged(document).states
    assert {"handling_permission", "non_punishment"} <= {caution.code for caution in state.cautions}
