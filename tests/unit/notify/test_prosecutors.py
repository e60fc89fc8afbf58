# ruff: noqa: E501  -- one row of the table is one case
"""Cases as other offices would bring them, with the answer a prosecutor would give and why. Written before the run.

Each row: sender, parts of the case, expected States as "XX notify YY review …", why. ``none`` means listed as weak;
a State that is not named must not be listed at all.
"""

import pytest

from notify.counterparts import LinkedCase
from tests.unit.notify.test_modelling import case, judged, stop

V = {"id": "v", "citizenships": ["UZ"]}
S = {"id": "s"}
VS = [{"who": "v", "as": "victim"}, {"who": "s", "as": "suspect"}]


def of(sender, victims="UZ", suspect=None, stops=(), victim=None, **more):
    """A case with a victim and, where ``suspect`` is given, a suspect."""
    persons = [V | {"citizenships": victims.split()} | (victim or {})]
    involved = [VS[0]]
    if suspect is not None:
        persons.append(S | suspect)
        involved.append(VS[1])
    persons += more.pop("people", [])
    involved += more.pop("parts", [])
    return case(sender, persons=persons, involved=involved, stops=stops, **more)


def path(*legs):
    """Stops from short words: ``"recruitment UZ"``, ``"transit TR air"``; a dict adds fields."""
    made = []
    for number, leg in enumerate(legs, 1):
        text, more = leg if isinstance(leg, tuple) else (leg, {})
        role, country, *modes = text.split()
        made.append(stop(f"s{number}", role, country) | ({"modes": modes} if modes else {}) | more)
    return made


TICKET = {"id": "i1", "kind": "ticket", "country": "TR"}
CASES = {
    # destination, recruitment, departure
    "domestic worker abroad": (of("PH", "PH", stops=path("recruitment PH", "exploitation SA air")), "SA notify", "exploitation there is the strongest link there is"),
    "scam compound, border crossed by night": (
        of("VN", "VN", stops=path("recruitment VN", "transit TH air", ("exploitation MM road", {"crossing": "irregular"}))),
        "TH notify MM review", "TH: the irregular exit is a border event to follow up; MM: who controls the addressee is contested"),
    "three origins meet": (
        of("TR", "KG UZ TM", stops=path("recruitment KG", "recruitment UZ", "recruitment TM", "exploitation TR")),
        "KG notify UZ notify TM notify", "recruitment of a victim in each"),
    "surrogacy clinic": (
        of("GE", "KZ", stops=path("recruitment KZ", "exploitation GE air"), organisations=[{"id": "o1", "name": "x", "seat": "CN", "suspected": "yes"}]),
        "KZ notify CN notify", "seat of the suspected company that ordered it"),
    "organ broker": (
        of("MD", "MD", {"residence": "IL"}, path("recruitment MD", "exploitation TR air"), payments=[{"from_country": "IL", "to_country": "MD", "payer": "s", "purpose": "organ"}]),
        "TR notify IL notify", "operation in TR; broker and money in IL"),
    "seasonal work, company at the destination": (
        of("PL", "UA", {"citizenships": ["UA"]}, path("origin UA", "exploitation PL road")),
        "UA notify", "victims departed from there; a national of it is the suspect"),
    "seafarers": (
        of("ID", "ID", stops=[stop("s1", "recruitment", "ID"), {"id": "s2", "role": "exploitation"}, stop("s3", "interception", "ZA")],
           identifiers=[{"id": "i1", "kind": "vessel", "country": "PA"}], organisations=[{"id": "o1", "name": "x", "seat": "TW", "suspected": "yes"}]),
        "ZA notify PA notify TW review", "flag State and port can act; TW is no party: another basis"),
    "children forced to beg": (
        of("AT", "RO", {"citizenships": ["RO"]}, path("origin RO", "exploitation AT road"), victim={"minor": True}), "RO notify", "departure of a child"),
    "bride sold on": (
        of("CN", "VN", {"residence": "VN"}, path("recruitment VN", ("transit LA road", {"crossing": "irregular"}), "exploitation CN road")),
        "VN notify LA notify", "recruiter lives in VN; LA was entered irregularly"),
    "forced military service by a group": (of("LK", "LK", stops=path("recruitment LK", "exploitation RU air")), "RU notify", "exploitation there"),
    "no route, agency only": (of("NP", "NP", organisations=[{"id": "o1", "name": "x", "seat": "QA", "suspected": "yes"}]), "QA notify", "seat of a suspected agency"),
    "everything at home, foreign victim": (of("IT", "NG", stops=path("recruitment IT", "exploitation IT")), "NG review", "nationality of a victim alone: protection, never notify by itself"),
    # transit
    "two hours in Doha": (of("KE", "KE", stops=path("recruitment KE", "transit QA air", "exploitation LB air")), "LB notify QA none", "a change of planes without anything to act on"),
    "handed new passports in the transit hall": (
        of("KE", "KE", stops=path("recruitment KE", ("transit QA air", {"documents": ["i1"]}), "exploitation LB air"), identifiers=[{"id": "i1", "kind": "passport", "genuine": "false"}]),
        "LB notify QA notify", "a false document was shown there"),
    "escort at the layover": (of("KE", "KE", {}, path("recruitment KE", ("transit QA air", {"who": ["s"], "airside_only": True}), "exploitation LB air")), "LB notify QA notify", "a suspect acted there"),
    "bus through a third State": (of("MD", "MD", stops=path("recruitment MD", "transit RO road", "exploitation HU road")), "HU notify RO review", "crossed, nothing to act on: weak"),
    "bus through it, driver's number there": (
        of("MD", "MD", {}, path("recruitment MD", "transit RO road", "exploitation HU road"), identifiers=[{"id": "i1", "kind": "phone", "country": "RO", "holder": "s"}]),
        "HU notify RO notify", "crossing and a lead to a suspect together are an item to act on"),
    "hotel for the night": (of("MD", "MD", stops=path("recruitment MD", ("transit RO road", {"acts": ["harbouring"]}), "exploitation HU road")), "HU notify RO notify", "harboured there"),
    "handover at the border town": (of("MD", "MD", stops=path("recruitment MD", ("transit RO road", {"acts": ["transfer"]}), "exploitation HU road")), "HU notify RO notify", "a transfer took place there"),
    "stopped at the border": (of("BY", "BY", stops=path("recruitment BY", "interception PL road", "intended_destination DE")), "PL notify DE review", "stopped in PL; DE was not reached"),
    "stopped, receiver waits": (of("BY", "BY", {"present_in": "DE"}, path("recruitment BY", "interception PL road", "intended_destination DE")), "PL notify DE notify", "the receiver is present there"),
    "lorry, hidden": (of("GB", "VN", stops=path("recruitment VN", ("transit FR road", {"crossing": "concealed"}), "exploitation GB sea")), "VN notify FR notify", "concealed crossing"),
    # plans
    "a safe house that was only planned": (of("UA", "UA", stops=path("recruitment UA", ("harbouring TR", {"status": "planned"}))), "TR review", "nothing happened there yet"),
    "a safe house planned, its keeper's account there": (
        of("UA", "UA", {}, path("recruitment UA", ("harbouring TR", {"status": "planned"})), identifiers=[{"id": "i1", "kind": "account", "country": "TR", "holder": "s"}]),
        "TR notify", "a lead to a suspect points there"),
    "recruitment attempted online": (of("UA", "UA", {}, path(("recruitment KG", {"status": "attempted", "who": ["s"]}),)), "KG notify", "an attempt has happened and is an offence"),
    # persons
    "recruiter at large in a third State": (of("BD", "BD", {"residence": "MY", "citizenships": ["BD"]}, path("recruitment BD", "exploitation LY air")), "MY notify LY review", "MY: suspect lives there; LY: contested authorities"),
    "buyer from abroad": (of("TH", "TH", people=[{"id": "c", "residence": "SE"}], parts=[{"who": "c", "as": "customer"}], stops=path("exploitation TH")), "SE notify", "who used the services lives there"),
    "suspect's passport only": (of("AE", "UZ", {"citizenships": ["TJ"], "whereabouts": "in_custody", "present_in": "AE"}, identifiers=[{"id": "i1", "kind": "passport", "country": "TJ", "holder": "s", "genuine": "genuine"}]),
                                "TJ review UZ review", "nationality and the paper that proves it: consider, not automatic"),
    "dead suspect": (of("KZ", "KZ", {"residence": "RU", "whereabouts": "deceased"}), "RU review", "nothing to prosecute; others may be found"),
    "victim still there": (of("UZ", "UZ", victim={"present_in": "OM"}), "OM notify", "a victim is there"),
    "victim free and settled": (of("UZ", "UZ", victim={"residence": "DE"}), "DE review", "needs the victim's consent"),
    "family at home is threatened": (
        of("AE", "UZ", stops=path("recruitment UZ", "exploitation AE"), people=[{"id": "m", "residence": "UZ"}], parts=[{"who": "m", "as": "relative"}], cautions=[{"kind": "retaliation", "country": "UZ"}]),
        "UZ review", "mask or delay: a person decides"),
    "witness who lives abroad": (of("KZ", "KZ", people=[{"id": "w", "residence": "CA", "citizenships": ["CA"]}], parts=[{"who": "w", "as": "witness"}], stops=path("exploitation KZ")), "", "a witness is no link"),
    "the victim's lawyer": (of("KZ", "KZ", people=[{"id": "l", "residence": "FR"}], parts=[{"who": "l", "as": "lawyer"}], identifiers=[{"id": "i1", "kind": "phone", "country": "FR", "holder": "l"}], stops=path("exploitation KZ")), "", "nor is a lawyer or the lawyer's number"),
    "victim made to recruit others": (of("IT", "NG", victim={"residence": "NG"}, parts=[{"who": "v", "as": "victim", "roles": ["RecruiterOrIntermediary"], "basis": "alleged"}]), "NG review", "a victim stays a victim"),
    "victim later charged": (of("IT", "NG", victim={"residence": "FR"}, parts=[{"who": "v", "as": "suspect", "basis": "charged"}]), "FR notify NG review", "an own involvement as suspect counts"),
    "social worker and police officer": (
        of("KZ", "KZ", people=[{"id": "w", "residence": "DE"}, {"id": "x", "residence": "AT"}], parts=[{"who": "w", "as": "social_worker"}, {"who": "x", "as": "police officer"}], stops=path("exploitation KZ")),
        "", "who helps is no link, whatever the office calls it"),
    "a part that nobody can weigh": (of("KZ", "KZ", people=[{"id": "x", "residence": "AT"}], parts=[{"who": "x", "as": "neighbour"}], stops=path("exploitation KZ")), "AT review", "a person decides"),
    "recruiter in another spelling": (of("KZ", "KZ", people=[{"id": "x", "residence": "TR"}], parts=[{"who": "x", "as": "online recruiter"}]), "TR notify", "has a hand in it"),
    "trafficked person, victim's mother": (
        of("AE", "UZ", people=[{"id": "x", "residence": "KG"}, {"id": "m", "residence": "TJ"}], parts=[{"who": "x", "as": "trafficked person"}, {"who": "m", "as": "victim's mother"}], stops=path("exploitation AE")),
        "KG review TJ review UZ review", "read as victim and relative: consent"),
    "corrupt border officer, and one who helped": (
        of("KZ", "KZ", people=[{"id": "x", "residence": "AZ"}, {"id": "m", "residence": "GE"}], parts=[{"who": "x", "as": "corrupt border officer"}, {"who": "m", "as": "border officer"}], stops=path("exploitation KZ")),
        "AZ notify", "the one took part, the other did not"),
    "wife of the suspect": (of("KZ", "KZ", {}, people=[{"id": "x", "residence": "TR"}], parts=[{"who": "x", "as": "relative"}]), "TR review", "a relative: consent"),
    # items
    "suspect's driving licence": (of("KZ", "KZ", {}, identifiers=[{"id": "i1", "kind": "driving_licence", "country": "BG", "holder": "s"}]), "BG review", "a paper, not a vehicle"),
    "victim's own account": (of("KZ", "KZ", {}, identifiers=[{"id": "i1", "kind": "account", "country": "US", "holder": "v"}]), "US review", "it would not name a suspect"),
    "server of the gang's site": (of("KZ", "KZ", {}, identifiers=[{"id": "i1", "kind": "domain", "country": "NL", "holder": "s"}]), "NL notify", "the host holds the data"),
    "number's prefix only": (of("KZ", "KZ", {}, identifiers=[{"id": "i1", "kind": "phone", "value": "+90 212 555 00 00", "holder": "s"}]), "TR review", "a prefix alone is weak"),
    "phone, e-mail and SIM of one State": (of("KZ", "KZ", {}, identifiers=[{"id": f"i{n}", "kind": kind, "country": "TR", "holder": "s"} for n, kind in enumerate(("phone", "email", "sim"))]), "TR notify", "several identifiers of a suspect"),
    "a car with foreign plates": (of("KZ", "KZ", {}, identifiers=[{"id": "i1", "kind": "vehicle", "country": "KG", "holder": "s"}]), "KG notify", "the register there names a keeper"),
    "an old visa in the passport": (of("AE", "UZ", stops=path("recruitment UZ", "exploitation AE"), identifiers=[{"id": "i1", "kind": "visa", "country": "US", "holder": "v", "genuine": "genuine"}]), "UZ notify US review", "genuine and not used on the way"),
    "a visa got by fraud": (of("PL", "UZ", stops=path("recruitment UZ", "exploitation PL"), identifiers=[{"id": "i1", "kind": "visa", "country": "FR", "holder": "v", "genuine": "obtained_by_fraud"}]), "UZ notify FR notify", "the consulate holds the file"),
    "somebody else's passport": (of("BE", "NG", stops=path("exploitation BE"), identifiers=[{"id": "i1", "kind": "passport", "country": "GH", "holder": "v", "genuine": "borrowed"}]), "GH notify NG review", "the lender is there"),
    "a forged passport": (of("BE", "NG", stops=path("exploitation BE"), identifiers=[{"id": "i1", "kind": "passport", "country": "FR", "holder": "v", "genuine": "false"}]), "FR review NG review", "a forgery names a State, it does not come from it"),
    "ticket bought there": (of("KZ", "KZ", identifiers=[TICKET]), "TR review", "slight"),
    "gang's wallet at an exchange": (of("KZ", "KZ", {}, identifiers=[{"id": "i1", "kind": "wallet", "country": "SC", "holder": "s"}]), "SC notify", "account of a suspect"),
    "wages into the victim's account": (of("KZ", "UZ", identifiers=[{"id": "i1", "kind": "bank_account", "country": "LT", "holder": "v"}]), "LT review UZ review", "money of a victim"),
    "fee paid to the agency abroad": (of("BD", "BD", payments=[{"from_country": "BD", "to_country": "AE", "payer": "v", "purpose": "recruitment_fee"}]), "AE notify", "money went there"),
    "ransom from the diaspora": (of("ER", "ER", stops=path("exploitation LY"), payments=[{"from_country": "SE", "to_country": "AE", "purpose": "ransom"}]), "AE notify LY review SE review", "who collects sits in AE; the family that pays is in SE; LY is contested"),
    # companies
    "airline that is only named": (of("GE", "GE", organisations=[{"id": "o1", "name": "x", "kind": "airline", "seat": "TR"}], stops=path("recruitment GE", "exploitation CY air")), "CY notify TR none", "it carries everybody"),
    "bank that is only named": (of("GE", "GE", organisations=[{"id": "o1", "name": "x", "kind": "bank", "seat": "CH"}], stops=path("exploitation GE")), "CH none", "so does a bank"),
    "bus company tied to the suspect": (of("MD", "MD", {}, organisations=[{"id": "o1", "name": "x", "kind": "carrier", "seat": "BG"}], relations=[{"from": "s", "to": "o1", "kind": "employee"}]), "BG review", "a tie to a suspect: ask the register first"),
    "employer not suspected": (of("GE", "GE", organisations=[{"id": "o1", "name": "x", "seat": "CH", "suspected": "no"}], stops=path("exploitation GE")), "CH none", "said to be clean"),
    "employer, suspicion open": (of("GE", "GE", organisations=[{"id": "o1", "name": "x", "seat": "CH", "suspected": "unknown"}], stops=path("exploitation GE")), "CH review", "register first"),
    "works in two States": (of("GE", "GE", organisations=[{"id": "o1", "name": "x", "seat": "CY", "operates_in": ["TR"], "suspected": "yes"}]), "CY notify TR notify", "seat and business"),
    # what is only named
    "false offer": (of("UA", "UA", stops=path("recruitment UA", "exploitation TR"), mentions=[{"country": "IT", "kind": "false_offer"}]), "TR notify IT none", "the job never existed"),
    "another case in the same text": (of("UA", "UA", stops=path("exploitation TR"), mentions=[{"country": "JP", "kind": "other_case"}, {"country": "ES", "kind": "hub"}, {"country": "BR", "kind": "context"}]), "TR notify JP none ES none BR none", "not of this case"),
    "contact made": (of("UA", "UA", stops=path("exploitation TR"), contacts=[{"country": "AT", "body": "x"}]), "TR notify AT none", "a contact is no link"),
    # proceedings
    "they asked for extradition": (of("KZ", "KZ", proceedings=[{"country": "FR", "kind": "extradition", "direction": "from_them"}]), "FR notify", "they proceed: coordinate"),
    "we asked before": (of("KZ", "KZ", stops=path("exploitation RU"), proceedings=[{"country": "RU", "kind": "request", "direction": "from_us"}]), "RU notify", "the letter refers to the request"),
    "finally judged there": (of("KZ", "KZ", stops=path("exploitation RU"), proceedings=[{"country": "RU", "kind": "judgment", "direction": "by_them"}], cautions=[{"kind": "ne_bis_in_idem", "country": "RU"}]), "RU review", "nothing to coordinate: consult first"),
    # treaty
    "Aruba": (of("CO", "VE", stops=path("recruitment CO", "exploitation AW air")), "AW notify VE review", "own row: the Convention applies since 2007"),
    "Faroe Islands": (of("PH", "PH", stops=path("exploitation FO")), "FO review", "excluded: no 18(4) basis"),
    "Macao": (of("VN", "VN", stops=path("exploitation MO")), "MO notify", "both treaties apply there"),
    "Papua New Guinea": (of("PH", "PH", stops=path("exploitation PG")), "PG review", "not party: fallback"),
    "Kosovo as sender": (of("XK", "XK", stops=path("exploitation DE")), "DE review", "the sender is no party: no 18(4)"),
    "Hong Kong as sender": (of("HK", "HK", stops=path("exploitation CN", "transit TH road")), "CN none TH review", "the same State: domestic channels"),
    "North Korean workers": (of("PL", "KP", stops=path("exploitation PL"), cautions=[{"kind": "political", "country": "KP"}]), "KP blocked", "political: not sent"),
    # protection
    "political, State not written": (of("PL", "PL", stops=path("exploitation DE", "recruitment BY"), cautions=[{"kind": "political"}]), "BY review DE review", "which State is meant must be recorded first"),
    "political, a dissident named": (of("PL", "BY", stops=path("exploitation DE", "recruitment BY"), cautions=[{"kind": "political", "who": "v"}]), "DE notify BY blocked", "the own State is the one feared"),
    "refugee, relative at home": (
        of("SE", "ER", stops=path("origin ER", "exploitation SE"), people=[{"id": "m", "residence": "ER", "citizenships": ["ER"]}], parts=[{"who": "m", "as": "relative"}], cautions=[{"kind": "asylum", "who": "m"}]),
        "ER blocked", "the relative's tie reveals the refugee"),
    "asylum, nationality not written": (of("SE", "", stops=path("exploitation IT"), cautions=[{"kind": "asylum", "who": "v"}]), "IT review", "from which State is unknown: nobody is told before it is"),
    "asylum, nationality from the route": (of("SE", "", stops=path("origin SD", "exploitation IT"), route={"travellers": ["v"]}, cautions=[{"kind": "asylum", "who": "v"}])
                                            | {"routes": [{"id": "r1", "travellers": ["v"], "stops": path("origin SD", "exploitation IT")}]}, "SD blocked IT notify", "the journey began there"),
    "officials took bribes": (of("NP", "NP", stops=path("recruitment NP", ("transit IN road", {"crossing": "irregular"}), "exploitation KW air"), cautions=[{"kind": "complicity", "country": "IN", "body": "border post"}]), "KW notify IN review", "not through that addressee"),
    "locked in now, addressee may be involved": (of("UZ", "UZ", danger=[{"country": "AE", "who": "v"}], cautions=[{"kind": "complicity", "country": "AE"}]), "AE review", "at once, but a person decides through whom"),
    "locked in now": (of("UZ", "UZ", danger=[{"country": "TR", "who": "v"}]), "TR notify", "telephone first"),
    "danger where the refugee fled from": (of("SE", "ER", danger=[{"country": "ER"}], cautions=[{"kind": "asylum", "country": "ER"}]), "ER review", "review now: a block opened by danger"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_as_a_prosecutor_would_answer(name):
    document, expected, why = CASES[name]
    words = expected.split()
    wanted = dict(zip(words[::2], words[1::2], strict=True))
    assert {state.iso2: state.decision for state in judged(document).states} == wanted, why


def test_there_are_enough_of_them():
    assert len(CASES) >= 60


def test_a_homonym_is_shown_as_such_and_carries_nothing():
    document = of("MD", "MD", {}, identifiers=[{"id": "i1", "kind": "phone", "holder": "s"}])
    rows = {
        verdict: judged(document, [LinkedCase("RO", "c9", ("s",), verdict=verdict)]).states[0]
        for verdict in ("same", "cannot_tell", "different")
    }
    assert [row.decision for row in rows.values()] == ["notify", "none", "none"]
    assert {reason.code for reason in rows["different"].against} == {"homonym"}
    assert {reason.code for reason in rows["cannot_tell"].against} == {"match_undecided"}
    asked = {q.code: q for q in judged(document, [LinkedCase("RO", "c9", ("s",), verdict="cannot_tell")]).missing}
    assert [(e.iso2, e.before, e.after) for e in asked["match_undecided"].effects] == [("RO", "none", "notify")]
