"""The promise to the investigator, through the real store: one woman in three scripts, not her sister; a company."""

import pytest

from records import load_document
from services import cases, matching
from services.errors import Refused

WOMAN = {"gender": "Feminine", "citizenships": ["UZ"]}


def case(reference, country, persons=(), organisations=(), identifiers=(), capacity="witness", **rest):
    return load_document(
        {
            "format": "waylink/case", "version": 1, "submission": {"country": country, "authority": "Office"},
            "case": {"reference": reference, "summary": "Invented."}, "persons": list(persons),
            "organisations": list(organisations), "identifiers": list(identifiers),
            "involvements": [{"who": person["id"], "as": capacity} for person in persons], **rest,
        }
    )  # fmt: skip


@pytest.fixture
def three(desk, investigator):
    """A Russian note, an Uzbek table, a Gulf submission; the sister, a company twice, an embassy's phone."""
    note = {"id": "p1", "names": [{"full": "Каримова Дилноза Рустамовна"}], "birth": "1998-03-07", **WOMAN}
    sister = {"id": "p1", "names": [{"full": "Каримова Малика Рустамовна"}], "birth": "2001-11-19", **WOMAN}
    table = {"id": "p1", "names": [{"family": "Karimova", "given": "Dilnoza"}], "birth": "1998", **WOMAN}
    gulf = {"id": "p1", "names": [{"full": "ديلنوزا كريموفا"}], "birth": "1998-07-03", **WOMAN}
    embassy = [{"id": "i9", "kind": "phone", "value": "+971 2 665 7522", "holders": ["p1"]}]
    documents = {
        "note": case("RU-1", "RU", [note], [{"id": "o1", "name": "ООО «Золотой мост»", "seat": "RU"}],
                     [*embassy, {"id": "i2", "kind": "phone", "value": "8 (495) 123-45-67", "holders": ["o1"]}]),
        "table": case("UZ-1", "UZ", [table], [], embassy),
        "gulf": case("AE-1", "AE", [gulf], [{"id": "o1", "name": "Zolotoy Most LLC", "seat": "RU"}],
                     [*embassy, {"id": "i2", "kind": "phone", "value": "+7 495 123 45 67", "holders": ["o1"]}]),
        "sister": case("KZ-1", "KZ", [sister], [], embassy),
    }  # fmt: skip
    ids = {name: cases.save(desk, investigator, document).case_id for name, document in documents.items()}
    return ids, matching.run(desk, investigator)


def found(desk, actor, state="all"):
    return {frozenset((row.left_id, row.right_id)): row for row in matching.queue(desk, actor, state=state)}


def test_one_woman_in_three_scripts_is_one_candidate_and_her_sister_is_not(desk, investigator, three):
    ids, _ = three
    note, table, gulf, sister = (f"{ids[name]}/p1" for name in ("note", "table", "gulf", "sister"))
    rows = found(desk, investigator)
    assert {frozenset(pair) for pair in ((note, table), (note, gulf), (table, gulf))} <= rows.keys()
    assert not [pair for pair in rows if sister in pair]
    (group,) = matching.groups(desk, investigator)
    assert [one.party_id for one in group.members] == sorted((note, table, gulf))
    view = matching.pair(desk, investigator, rows[frozenset((note, gulf))].match_id)
    told = {line.kind: line for line in view.rows}
    assert told["birth"].why == "Day and month swapped"
    assert told["name"].weight > 0
    assert told["identifier"].level == "hub"
    assert told["identifier"].params["n"] == "4"
    assert sum(line.weight for line in view.rows) == pytest.approx(view.log_odds)


def test_a_group_is_decided_once_and_the_decision_outlives_the_next_run(desk, investigator, three, clock):
    (group,) = matching.groups(desk, investigator)
    with pytest.raises(Refused):
        matching.judge_group(desk, investigator, group.pairs, "same", "")
    assert len(matching.judge_group(desk, investigator, group.pairs, "same", "compared the papers")) == 3
    assert matching.groups(desk, investigator) == []
    (cluster,) = matching.clusters(desk, investigator)
    assert len(cluster.members) == 3
    clock.forward(hours=1)
    again = matching.run(desk, investigator)
    assert again.new == 0
    assert matching.queue(desk, investigator, state="new") == []
    assert sum(row.verdict == "same" for row in found(desk, investigator, "decided").values()) == 3
    assert [line.new for line in matching.runs(desk, investigator)][-1] >= 4


def test_a_newcomer_is_the_only_new_thing(desk, investigator, three, clock):
    clock.forward(days=1)
    late = case("TR-1", "TR", [{"id": "p1", "names": ["Dilnoza KARIMOVA"], "birth": "1998-03-07", **WOMAN}])
    party = f"{cases.save(desk, investigator, late).case_id}/p1"
    assert matching.run(desk, investigator).new == 3
    fresh = matching.queue(desk, investigator, state="new")
    assert len(fresh) == 3
    assert all(party in (row.left_id, row.right_id) and row.new for row in fresh)


def test_a_company_is_found_through_its_form_script_and_phone(desk, investigator, three):
    ids, _ = three
    row = found(desk, investigator)[frozenset((f"{ids['note']}/o1", f"{ids['gulf']}/o1"))]
    told = {line.kind for line in matching.pair(desk, investigator, row.match_id).rows if line.weight > 0}
    assert {"name", "identifier"} <= told


def test_not_the_same_blocks_and_contradiction_is_raised(desk, investigator, three):
    rows = [row for row in found(desk, investigator).values() if row.kind == "person"]
    for row, verdict in zip(rows, ("same", "same", "different"), strict=True):
        matching.judge(desk, investigator, row.match_id, verdict, "seen the papers")
    (cluster,) = matching.clusters(desk, investigator)
    assert cluster.conflicts == ((rows[2].left_id, rows[2].right_id),)


def test_ties_between_cases_are_kept_and_shown(desk, investigator, three):
    ids, _ = three
    links = matching.links(desk, investigator, ids["note"])
    assert {link.kind for link in links} >= {"person", "organisation", "identifier"}
    phone = [link for link in links if link.kind == "identifier"]
    assert {link.reason for link in phone} == {"phone"}
    assert max(link.sharing for link in phone if link.other_case == ids["sister"]) == 4
    strength = {link.other_case: link.strength for link in phone}
    assert strength[ids["gulf"]] > 2 * strength[ids["sister"]]


def test_obvious_pairs_need_a_clean_sample(desk, investigator):
    held = lambda n: [{"id": "i1", "kind": "passport", "value": f"AB123456{n}", "country": "UZ", "holders": ["p1"]}]  # noqa: E731
    names = ["Азиз Юлдашев", "Нино Беридзе", "Серик Оспанов", "Рахим Шарипов", "Тимур Ахметов"]
    for n, name in enumerate(names):
        for country in ("UZ", "KG"):
            cases.save(
                desk, investigator, case(f"{country}-{n}", country, [{"id": "p1", "names": [name]}], [], held(n))
            )
    matching.run(desk, investigator)
    made = matching.obvious(desk, investigator)
    assert (len(made.pairs), len(made.sample)) == (5, 3)
    with pytest.raises(Refused):
        matching.judge_obvious(desk, investigator, dict.fromkeys(made.sample[:2], "same"), "looked at them")
    doubt = dict.fromkeys(made.sample, "same") | {made.sample[0]: "cannot_tell"}
    assert matching.judge_obvious(desk, investigator, doubt, "looked at them").left_open == 2
    rest = matching.obvious(desk, investigator)
    assert len(rest.pairs) == 2
    report = matching.judge_obvious(desk, investigator, dict.fromkeys(rest.sample, "same"), "looked at them")
    assert (report.judged, report.left_open) == (2, 0)
    assert matching.queue(desk, investigator) == []


def test_compare_and_the_review_page_tell_the_same_evidence(desk, investigator, three):
    for row in found(desk, investigator).values():
        view = matching.pair(desk, investigator, row.match_id)
        made = matching.compare(desk, investigator, row.right_id, row.left_id)
        assert [(line.kind, line.level, line.weight) for line in view.rows] == [
            (part.kind, part.level, part.weight) for part in made.evidence
        ]
        weights = [line.weight for line in view.rows if line.kind not in ("prior", "cap")]
        assert weights == [w for w in weights if w < 0] + [w for w in weights if w >= 0], "what speaks against first"


def test_screening_saves_nothing_and_finds_her(desk, investigator, three):
    import linking

    ids, _ = three
    asked = linking.prepare("person", "asked", ["Karimova Dilnoza Rustamovna"], "1998-03-07", source="asked")
    hits = matching.screen(desk, investigator, asked)
    assert {f"{ids[name]}/p1" for name in ("note", "table", "gulf")} == {party for party, _ in hits}
