# ruff: noqa: E501  -- one line is one part of a case
"""Two thousand cases from a seed, every rule that never bends checked on each. WAYLINK_SEED makes another two thousand."""

import copy
import os
import random
from datetime import date

from notify.counterparts import as_json, ranked_states
from notify.facts import by_country, rules
from notify.whatif import without
from records import load_document

DAY = date(2026, 7, 1)
SEED = int(os.environ.get("WAYLINK_SEED", "20261124"))
COUNT = 2_000
STATES = [*sorted(set(by_country("untoc_parties")) - {"EU"}), "HK", "MO", "FO", "AW", "XK", "TW", "PR"]
ROLES = ["origin", "recruitment", "transit", "harbouring", "exploitation", "destination", "intended_destination",
         "interception", "refuge", "return", None]  # fmt: skip
CAUTIONS = ["asylum", "complicity", "death_penalty", "torture", "political", "retaliation", "non_punishment",
            "covert_phase", "ne_bis_in_idem", "data_protection", "de_facto_authorities"]  # fmt: skip
KINDS = ["passport", "visa", "phone", "email", "account", "vehicle", "bank_account", "wallet", "ticket", "vessel"]


def some(chance, **fields):
    return {name: value for name, value in fields.items() if value is not None and chance.random() < 0.5}


def generated(chance):
    """A case of some dozen records around six States, so that links meet."""
    around = chance.sample(STATES, 6)

    def state():
        return chance.choice(around)

    def party():
        return chance.choice(["p1", "p2", "p3", "o1"])

    def several(make, most=2):
        return [make(number) for number in range(chance.randint(0, most))]

    def stop(number):
        return {"id": f"s{number}"} | some(
            chance, role=chance.choice(ROLES), country=state(), modes=[chance.choice(["air", "road", "sea"])],
            status=chance.choice(["completed", "planned", "attempted", "alternative", "alleged"]), who=[party()],
            acts=[chance.choice(["recruitment", "harbouring", "receipt", "transportation"])],
            airside_only=chance.random() < 0.3, crossing=chance.choice(["regular", "irregular", "concealed"]),
        )  # fmt: skip

    return {
        "format": "waylink/case", "version": 1, "submission": {"country": state()}, "case": {"summary": "x"},
        "persons": [
            {"id": name} | some(chance, citizenships=[state()], residence=state(), present_in=state(), minor=True,
                                whereabouts=chance.choice(["free", "in_custody", "deceased"]))
            for name in ("p1", "p2", "p3")
        ],
        "organisations": [{"id": "o1", "name": "x"} | some(
            chance, seat=state(), suspected=chance.choice(["yes", "no", "unknown"]), kind=chance.choice(["bank", "employer"]))],
        "involvements": several(lambda n: {"id": f"inv{n}", "who": party(), "as": chance.choice(
            ["victim", "suspect", "witness", "relative", "facilitator", "lawyer"])}, 3),
        "identifiers": several(lambda n: {"id": f"i{n}", "kind": chance.choice(KINDS)} | some(
            chance, country=state(), holders=[party()], genuine=chance.choice(["false", "borrowed", "genuine"]))),
        "routes": [{"id": f"r{n}", "ordered": chance.random() < 0.8, "travellers": ["p1"][: chance.randint(0, 1)],
                    "stops": [stop(place) for place in range(chance.randint(0, 4))]} for n in range(chance.randint(0, 2))],
        "payments": several(lambda n: {"id": f"pay{n}"} | some(chance, from_country=state(), to_country=state(), payer=party())),
        "proceedings": several(lambda n: {"id": f"proc{n}", "country": state(), "kind": chance.choice(
            ["request", "investigation", "judgment", "repatriation"])} | some(chance, direction=chance.choice(["by_them", "from_us"]))),
        "mentions": several(lambda n: {"id": f"men{n}", "country": state(), "kind": chance.choice(["hub", "false_offer"])}),
        "cautions": several(lambda n: {"id": f"cau{n}", "kind": chance.choice(CAUTIONS)} | some(chance, country=state(), who="p1")),
        "danger": [{"id": "dan0", "country": state()}] if chance.random() < 0.4 else [],
    }  # fmt: skip


def listed(document):
    return {advice.iso2: advice for advice in ranked_states(document, document.submission.country, DAY)}


def test_what_never_bends():
    table, chance = rules(), random.Random(SEED)
    blocked = opened = only = 0
    for _ in range(COUNT):
        plain = generated(chance)
        document = load_document(copy.deepcopy(plain))
        sender, states = document.submission.country, listed(document)
        ids = {name for name, _ in document.records()}
        # the own State never
        assert sender not in states
        for iso2, advice in states.items():
            told = (*advice.reasons, *advice.against, *advice.cautions)
            behind = {record for part in told for record in part.records} & ids
            # no State without a record
            assert behind, (iso2, plain)
            # a mention never carries
            if advice.decision in ("notify", "review"):
                assert {r for part in (*advice.reasons, *advice.cautions) for r in part.records} - {
                    mention.id for mention in document.mentions
                }
            # blocks always beat includes, and only danger makes of one a review
            if any(table[part.code].effect == "block" for part in advice.cautions):
                danger = any(part.code == "immediate_danger" for part in advice.reasons)
                danger = danger and not any(part.code == "same_state" for part in advice.against)
                assert advice.decision == ("review" if danger else "blocked")
                opened, blocked = opened + danger, blocked + (not danger)
            if advice.decision == "notify":
                assert any(table[part.code].effect == "notify" for part in advice.reasons)
            # without its only record it is gone
            if len(behind) == 1 and only < COUNT:
                only += 1
                assert iso2 not in listed(without(document, next(iter(behind))))
        # the order of records does not matter
        mixed = copy.deepcopy(plain)
        for part in mixed.values():
            if isinstance(part, list):
                chance.shuffle(part)
        assert listed(load_document(mixed)) == states
        # an unrelated record takes nothing away
        elsewhere = next(code for code in ("CA", "BR", "JP", "NZ", "CL", "NO", "FJ") if code not in {sender, *states})
        plain["proceedings"].append({"id": "zz", "country": elsewhere, "kind": "investigation", "direction": "by_them"})
        more = {iso2: advice.decision for iso2, advice in listed(load_document(plain)).items()}
        assert {iso2: more.get(iso2) for iso2 in states} == {iso2: a.decision for iso2, a in states.items()}
        assert elsewhere in more
    # the rules were met often enough to mean something
    assert (blocked > 100, opened > 10, only > 500) == (True, True, True)


def test_words_for_every_code_that_was_met():
    from notify import labels
    from notify.counterparts import counterparts

    chance = random.Random(SEED + 1)
    for _ in range(60):
        result = counterparts(load_document(generated(chance)), letter_date=DAY)
        plain = as_json(result)
        for state in plain["states"]:
            for part in (*state["reasons"], *state["against"], *state["cautions"]):
                assert labels.reason(part["code"]) != part["code"]
        for question in result.missing:
            assert labels.question(question.code) != question.code
            assert 1 <= question.weight <= 9
            assert question.effects
